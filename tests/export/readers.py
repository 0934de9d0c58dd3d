"""Readers of formats by programs of others that need a word of explanation."""

from __future__ import annotations

import warnings

import pydot


def read_dot(text: str) -> pydot.Dot:
    """The one graph in it; pydot still calls its parser by names that are to go."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graphs = pydot.graph_from_dot_data(text)
    assert graphs
    (graph,) = graphs
    return graph
