"""A boosted ensemble of regression trees as a small text file: read, checked, scored and explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from surveyor.errors import SurveyorError

VERSION = 1
"""Of the file format."""

UNIT = 10**8
"""What the whole numbers of a file are divided by to be log-odds: sums of whole numbers are the same everywhere."""

LEAF = -1
"""Feature of a node that has none, as it is a leaf."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class ModelError(SurveyorError):
    """A file of a model cannot be used."""


class Tree(msgspec.Struct, frozen=True):
    """A binary tree as columns, an entry a node, the root first; a child stands behind its parent."""

    feature: list[int]
    """Position of the feature that the node looks at; `LEAF` for none."""
    threshold: list[float]
    """A row goes left where its feature is at most this."""
    missing_left: list[int]
    """1: a row without the feature goes left."""
    left: list[int]
    right: list[int]
    value: list[int]
    """Log-odds in `UNIT`s: what a leaf gives, and what a node gives on average; 0 at the root."""


class Ensemble(msgspec.Struct, frozen=True):
    """What a file holds."""

    version: int
    features: list[str]
    """What the columns of a matrix are."""
    base: int
    """Log-odds before any feature is looked at, in `UNIT`s."""
    trees: list[Tree]
    floor: dict[str, float] = {}
    """A logistic regression to compare with: feature to weight, `""` to the bias; a missing feature counts 0."""
    card: dict[str, object] = {}
    """What it was made of and when, what it reaches, and its limits."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """An ensemble of which all trees are walked at once."""

    features: tuple[str, ...]
    base: int
    card: Mapping[str, object]
    floor: Mapping[str, float]
    roots: Ints
    """(trees,) positions in the following, which have an entry a node."""
    feature: Ints
    threshold: Floats
    missing_left: npt.NDArray[np.bool_]
    left: Ints
    right: Ints
    """Both are the node itself for a leaf."""
    value: Ints

    def score(self, matrix: Floats) -> Floats:
        """Log-odds a row of an (n, features) matrix; NaN: missing."""
        scores = np.full(len(matrix), self.base + self.value[self.roots].sum())
        for rows, nodes, then in self._steps(matrix):
            np.add.at(scores, rows, self.value[then] - self.value[nodes])
        return scores / UNIT

    def contributions(self, matrix: Floats) -> Floats:
        """(n, features) what each feature adds to the score of each row: how the value changes where it decides the way
        (Saabas 2014, "Interpreting random forests"). A row of them adds up to its score less `base`."""
        added = np.zeros(matrix.shape, np.int64)
        for rows, nodes, then in self._steps(matrix):
            np.add.at(added, (rows, self.feature[nodes]), self.value[then] - self.value[nodes])
        return added / UNIT

    def _steps(self, matrix: Floats) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Each row goes down each tree, a step at a time: rows that go on, the nodes they leave, those they come to."""
        least = np.where(np.isnan(matrix), -np.inf, matrix)
        seen = np.concatenate([matrix.T, least.T]).ravel()
        column = len(matrix) * (self.feature + matrix.shape[1] * self.missing_left)
        inner, children = self.feature != LEAF, np.column_stack([self.right, self.left]).ravel()
        then = np.repeat(self.roots, len(matrix))
        rows = np.tile(np.arange(len(matrix)), len(self.roots))
        while len(going := np.flatnonzero(inner.take(then))):
            nodes, rows = then.take(going), rows.take(going)
            goes_left = seen.take(column.take(nodes) + rows) <= self.threshold.take(nodes)
            then = children.take(2 * nodes + goes_left)
            yield rows, nodes, then


def load(content: bytes) -> Model:
    """The model of a file; ModelError where it is broken or of another version."""
    try:
        version = msgspec.json.decode(content, type=dict[str, msgspec.Raw]).get("version")
        if version is not None and bytes(version) != str(VERSION).encode():
            raise ModelError(f"a model of version {bytes(version).decode()}, not {VERSION}: install surveyor anew")
        held = msgspec.json.decode(content, type=Ensemble)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"a model that cannot be read ({error}): install surveyor anew") from error
    for number, tree in enumerate(held.trees):
        if not _is_tree(tree, len(held.features)):
            raise ModelError(f"a model whose tree {number} is broken: install surveyor anew")
    return stacked(held)


def dump(held: Ensemble) -> bytes:
    """The inverse: one line a tree."""
    head = {"version": held.version, "card": held.card, "features": held.features, "floor": held.floor}
    lines = [f'"{name}":{msgspec.json.encode(value).decode()}' for name, value in head.items()]
    trees = ",\n".join(msgspec.json.encode(tree).decode() for tree in held.trees)
    return ("{" + ",\n".join([*lines, f'"base":{held.base}', f'"trees":[\n{trees}\n]']) + "}\n").encode()


def _is_tree(tree: Tree, features: int) -> bool:
    """Whether the columns are of one length, and every child stands behind its parent and every feature is known."""
    size = len(tree.feature)
    columns: Sequence[Sequence[float]] = (tree.threshold, tree.missing_left, tree.left, tree.right, tree.value)
    if not size or any(len(column) != size for column in columns):
        return False
    return all(
        feature == LEAF
        or (0 <= feature < features and node < tree.left[node] < size and node < tree.right[node] < size)
        for node, feature in enumerate(tree.feature)
    )


def stacked(held: Ensemble) -> Model:
    """What the file held, made ready to score."""
    sizes = np.array([len(tree.feature) for tree in held.trees], np.int64)
    roots = np.cumsum(sizes) - sizes
    feature, left, right, value = (
        np.array([entry for tree in held.trees for entry in getattr(tree, name)], np.int64)
        for name in ("feature", "left", "right", "value")
    )
    own, start = np.arange(len(feature)), np.repeat(roots, sizes)
    return Model(
        tuple(held.features),
        held.base,
        held.card,
        held.floor,
        roots,
        feature,
        np.array([entry for tree in held.trees for entry in tree.threshold], np.float64),
        np.array([entry for tree in held.trees for entry in tree.missing_left], bool),
        np.where(feature == LEAF, own, left + start),
        np.where(feature == LEAF, own, right + start),
        value,
    )
