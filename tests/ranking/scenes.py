"""Small random scenes: a network, and how close the words of its papers are to a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from surveyor.ranking.scene import Repute, Scene
from tests.ranking.networks import Network, networks

CUTOFF = 5


@dataclass(frozen=True)
class Stage:
    """A network whose weights are the closeness of words; and closeness in words of the area, of titles, to the closest
    papers, and to the name of the problem, what their areas have of the problem, how close what is known of them there
    is, and how far the problem speaks of what they are known for."""

    network: Network
    meant: tuple[float, ...]
    titled: tuple[float, ...]
    echo: tuple[float, ...]
    named: tuple[float, ...]
    home: tuple[float, ...]
    fit: tuple[float, ...]
    topical: tuple[float, ...]
    standard: tuple[float, ...]
    foremost: tuple[float, ...]
    eminent: tuple[float, ...]

    @property
    def scene(self) -> Scene:
        meant, titled, echo, named, *known = map(np.array, self._told)
        return Scene(self.network.graph, self.network.seeds, meant, titled, echo, named, Repute(*known), CUTOFF)

    @property
    def _told(self) -> tuple[tuple[float, ...], ...]:
        words = self.meant, self.titled, self.echo, self.named
        return *words, self.home, self.fit, self.topical, self.standard, self.foremost, self.eminent

    def permuted(self, places: Sequence[int]) -> Stage:
        """The same papers, each at another place."""
        back = sorted(self.network.papers, key=lambda paper: places[paper])
        told = (tuple(values[p] for p in back) for values in self._told)
        return Stage(self.network.permuted(places), *told)


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    network = draw(networks())
    closeness = st.lists(st.sampled_from((0.0, 0.2, 1.0)), min_size=len(network.papers), max_size=len(network.papers))
    return Stage(network, *(tuple(draw(closeness)) for _ in range(10)))
