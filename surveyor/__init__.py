"""surveyor: from a problem in words to venues, recent papers, baselines with evidence, and a reading list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from surveyor.notebook import Survey, survey

__version__ = "0.1.0"

__all__ = ["Survey", "__version__", "survey"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are asked for, so that the command line starts fast."""
    if name in ("Survey", "survey"):
        from surveyor import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
