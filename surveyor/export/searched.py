"""What a problem was searched for as, besides its own words."""

from __future__ import annotations

from surveyor.models import Route


def searched_for(route: Route) -> str:
    """One clause that names the topics; empty where the problem's own words are all."""
    return f"searched for as {' and as '.join(f'“{topic}”' for topic in route.topics)} too" if route.topics else ""
