"""How near a text is in meaning to the topics of the venue map, whatever words say it: a vector a word, learnt.

`surveyor bench train meaning` makes the file. The vector of a text is the sum of those of its words: roots of English
ones, and Chinese signs alone and two in a row (sums of static vectors: Joulin et al. 2017, "Bag of Tricks for Efficient
Text Classification"). A number of a vector has four bits, and a vector one scale, so that the file stays small.
"""

from __future__ import annotations

import base64
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from surveyor.plain import roots
from surveyor.text import CHINESE_RUN

FILE = Path(__file__).with_name("meaning.json")

SIZE, LETTERS = 62, 40
"""Numbers of a vector, and letters of a packed one: with the scale they are 32 bytes, in base 85."""
FEW = 3
"""A vector of its own has what is said of more topics."""
MOST = 7
"""The largest number of four bits with a sign; 8 stands for 0."""
ENOUGH = 5.0
"""Length of the vector of a text that says little: most problems are half as long again and longer."""
DIGITS = 5
"""Of a nearness, so that it is the same on every machine."""
SCALES, STEPS = 128, 16
"""A scale is 2 to the power of its byte less SCALES, in so many STEPS an octave."""

Name = tuple[str, str]
"""Area and name of a topic."""

Floats = npt.NDArray[np.float64]


class Topic(msgspec.Struct, frozen=True):
    """What is known of a topic."""

    vector: str
    """Where texts on it are."""
    own: str
    """Chinese parts of texts that are said of it, and of FEW topics in all; blanks between."""


class Meaning(msgspec.Struct, frozen=True):
    """Words and topics, each with a packed vector."""

    card: dict[str, object]
    """What it was learnt from, and how well it tells topics."""
    weight: float
    """Length of the vector of what is said of few topics, which points between them."""
    topics: dict[str, dict[str, Topic]]
    """By area and name."""
    words: dict[str, str]
    """Each word's vector, the longer the more it says."""


def packed(vector: Floats) -> str:
    """A vector of SIZE numbers as LETTERS letters; the largest numbers keep one part in fourteen."""
    largest = float(np.abs(vector).max())
    power = SCALES if not largest else round(STEPS * np.log2(largest / MOST)) + SCALES
    scale = min(max(power, 0), 255)
    numbers = np.clip(np.rint(vector / 2 ** ((scale - SCALES) / STEPS)), -MOST, MOST).astype(np.uint8) + np.uint8(8)
    return base64.b85encode(bytes([scale]) + (numbers[::2] << 4 | numbers[1::2]).tobytes()).decode()


def unpacked(vectors: Sequence[str]) -> Floats:
    """(n, SIZE) numbers of n packed vectors."""
    held = np.frombuffer(base64.b85decode("".join(vectors)), np.uint8).reshape(len(vectors), SIZE // 2 + 1)
    pairs = np.stack([held[:, 1:] >> 4, held[:, 1:] & 15], axis=2).reshape(len(vectors), SIZE)
    scales = 2.0 ** ((held[:, :1].astype(np.float64) - SCALES) / STEPS)
    numbers: Floats = (pairs.astype(np.float64) - 8) * scales
    return numbers


def parts(text: str) -> frozenset[str]:
    """What the vector of a text is summed over, each once."""
    chinese = CHINESE_RUN.findall(text)
    pairs = (run[i : i + 2] for run in chinese for i in range(len(run) - 1))
    return roots(text) | frozenset("".join(chinese)) | frozenset(pairs)


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Vectors ready for looking up."""

    names: tuple[Name, ...]
    topics: Floats
    """(n, SIZE) of unit length, in the order of the names."""
    words: Mapping[str, str]
    """Each word's packed vector."""
    owned: Mapping[str, Sequence[int]]
    """What is said of few topics to the places of those."""
    weight: float
    """Length of the vector of the latter."""

    @classmethod
    def of(cls, meaning: Meaning) -> Space:
        """That of a file."""
        listed = [((area, name), topic) for area, topics in meaning.topics.items() for name, topic in topics.items()]
        vectors = unpacked([topic.vector for _, topic in listed])
        owned: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, topic) in enumerate(listed):
            for part in topic.own.split():
                owned[part].append(place)
        names = tuple(name for name, _ in listed)
        return cls(
            names, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), meaning.words, owned, meaning.weight
        )

    def nearness(self, text: str) -> dict[Name, float]:
        """Each topic to the cosine of its vector with that of a text, less the less the text says: half of it for one
        that is as long as ENOUGH; empty for a text of no known words."""
        vector = self._vector(parts(text))
        square = float(vector @ vector)
        if not square:
            return {}
        said = square / (square + ENOUGH**2)
        near = np.round(said * self.topics @ vector / math.sqrt(square), DIGITS)
        return dict(zip(self.names, near.tolist(), strict=True))

    def _vector(self, said: Collection[str]) -> Floats:
        """(SIZE,) the sum over parts of a text."""
        words = [self.words[part] for part in sorted(self.words.keys() & said)]
        total: Floats = unpacked(words).sum(axis=0) if words else np.zeros(SIZE)
        for part in sorted(self.owned.keys() & said):
            total += self.weight * _unit(self.topics[self.owned[part]].sum(axis=0))
        return total


def _unit(vector: Floats) -> Floats:
    unit: Floats = vector / np.sqrt(vector @ vector)
    return unit


@lru_cache(maxsize=1)
def shipped() -> Space:
    """The vectors that ship with surveyor."""
    return Space.of(msgspec.json.decode(FILE.read_bytes(), type=Meaning))


def dump(meaning: Meaning) -> bytes:
    """The content of the file: a topic and a word a line."""
    encode = msgspec.json.encode
    head = encode({"card": meaning.card, "weight": meaning.weight})[:-1]
    areas = (encode(area) + b":{\n" + _lines(topics.items()) + b"\n}" for area, topics in meaning.topics.items())
    return head + b',"topics":{\n' + b",\n".join(areas) + b'},"words":{\n' + _lines(meaning.words.items()) + b"\n}}\n"


def _lines(entries: Iterable[tuple[str, object]]) -> bytes:
    return b",\n".join(_line(entry) for entry in entries)


def _line(entry: tuple[str, object]) -> bytes:
    name, value = map(msgspec.json.encode, entry)
    return name + b":" + value
