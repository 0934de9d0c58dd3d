"""Colours of the roles, told apart with any kind of colour blindness (M. Okabe and K. Ito, 2008)."""

from __future__ import annotations

from types import MappingProxyType

COLOURS: MappingProxyType[str, str] = MappingProxyType(
    {
        "simple": "#009e73",
        "classic": "#0072b2",
        "frontier": "#d55e00",
        "seed": "#cc79a7",
        "not a baseline": "#5c636a",
        "": "#a9b1b9",
    }
)
"""Role to colour, on white."""
