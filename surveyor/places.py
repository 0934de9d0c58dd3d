"""Where venues.yaml, the cache and the library are (never the working directory)."""

from __future__ import annotations

import os
from pathlib import Path

from surveyor.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _in_checkout() -> bool:
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "venues.yaml").is_file()


def venues_file(given: str | None = None) -> Path:
    """The venue map: `given` (the flag), `SURVEYOR_VENUES`, the checkout's, else the packaged copy."""
    chosen = given or os.environ.get("SURVEYOR_VENUES")
    if chosen:
        return Path(os.path.expanduser(chosen))
    return _CHECKOUT / "venues.yaml" if _in_checkout() else _PACKAGE / "venues.yaml"


def cache_dir(given: str | None = None) -> Path:
    """The cache: `given` (the flag), `SURVEYOR_CACHE`, the checkout's `cache/`, else the user's cache directory."""
    chosen = given or os.environ.get("SURVEYOR_CACHE")
    if chosen:
        return Path(os.path.expanduser(chosen))
    if _in_checkout():
        return _CHECKOUT / "cache"
    import platformdirs

    homeless = "you have no home folder: say where the library is with --cache-dir or SURVEYOR_CACHE"
    try:
        users = platformdirs.user_cache_path("surveyor")
    except RuntimeError as error:
        raise UsageError(homeless) from error
    if not users.is_absolute():  # what older versions answer instead
        raise UsageError(homeless)
    return users


def library_file(cache: Path) -> Path:
    """The library inside a cache directory."""
    return cache / "library.db"


def recordings_file(cache: Path) -> Path:
    """The recorded answers of live sources inside a cache directory."""
    return cache / "http.db"


def pace_file(cache: Path) -> Path:
    """When which live source was last asked, inside a cache directory."""
    return cache / "pace.db"


def config_file() -> Path:
    """The file that may hold keys: `SURVEYOR_CONFIG`, else `config.toml` in the user's configuration directory."""
    chosen = os.environ.get("SURVEYOR_CONFIG")
    if chosen:
        return Path(os.path.expanduser(chosen))
    import platformdirs

    try:
        return platformdirs.user_config_path("surveyor") / "config.toml"
    except RuntimeError:  # no home folder
        return Path(os.devnull)


def package_dir() -> Path:
    """The program itself."""
    return _PACKAGE


def shelf_dir() -> Path:
    """The embedded starter shelf."""
    return _PACKAGE / "shelf"
