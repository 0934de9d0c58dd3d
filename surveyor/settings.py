"""How a survey is made, and where the services are: frozen values, filled at the edge and passed down."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from surveyor.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of a survey. The defaults were chosen on development queries."""

    seeds: int = 20
    """Papers to walk back from."""
    hops: int = 2
    """How deep to walk."""
    walk: int = 40
    """Papers whose references are read at most, seeds included."""
    top: int = 100
    """Length of each ranked list that is kept."""
    rank: str = "learnt"
    """Name of what ranks baselines (`ranking.baselines.RANKERS`)."""


LIMITS: Mapping[str, tuple[int, int]] = {"years": (1, 50), "seeds": (1, 200), "hops": (1, 5), "walk": (1, 2000)}
"""The least and the most of what is counted in a call."""


def within(**counts: int) -> None:
    """UsageError for a count outside its LIMITS."""
    for name, count in counts.items():
        least, most = LIMITS[name]
        if not least <= count <= most:
            raise UsageError(f"{name}={count}: choose a number from {least} to {most}")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a service is and how to come in."""

    base: str
    """Scheme, host and an optional prefix, without a slash at the end."""
    key: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    """Mail address for services that ask for one."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service, and the environment variables that say more about it."""

    base: str
    """Empty: there is no public one."""
    url: str
    """Variable with another base, so that a mirror or a test server can stand in."""
    keys: tuple[str, ...] = ()
    """Variables that may hold its key, the first that is set counting."""
    contact: str = ""
    """Variable with a mail address to be polite with."""


SERVICES: Mapping[str, Service] = {
    "s2": Service(
        "https://api.semanticscholar.org", "SURVEYOR_S2_URL", keys=("S2_API_KEY", "SEMANTIC_SCHOLAR_API_KEY")
    ),
    "openalex": Service("https://api.openalex.org", "SURVEYOR_OPENALEX_URL", keys=("OPENALEX_API_KEY",)),
    "arxiv": Service("https://export.arxiv.org", "SURVEYOR_ARXIV_URL"),
    "crossref": Service("https://api.crossref.org", "SURVEYOR_CROSSREF_URL", contact="CROSSREF_MAILTO"),
    "acl": Service("https://aclanthology.org", "SURVEYOR_ACL_URL"),
    "dblp": Service("https://dblp.org", "SURVEYOR_DBLP_URL"),
    "openreview": Service("https://api2.openreview.net", "SURVEYOR_OPENREVIEW_URL", keys=("OPENREVIEW_TOKEN",)),
    "arxiv-html": Service("https://arxiv.org", "SURVEYOR_ARXIV_HTML_URL"),
    "ar5iv": Service("https://ar5iv.labs.arxiv.org", "SURVEYOR_AR5IV_URL"),
    "grobid": Service("", "SURVEYOR_GROBID_URL"),
}
"""Every service by the name of its source."""


def endpoints(environment: Mapping[str, str], config: Path) -> dict[str, Endpoint]:
    """Where each service is: out of the environment, else out of the file `config`, else as it ships.

    The file is TOML with a table `[keys]` of the variables' names. UsageError when it cannot be read, or when others
    than its owner can read it.
    """
    known = _config(config) | {name: value for name, value in environment.items() if value}
    return {
        name: Endpoint(
            base=known.get(service.url, service.base).rstrip("/"),
            key=next((known[variable] for variable in service.keys if variable in known), ""),
            contact=known.get(service.contact, ""),
        )
        for name, service in SERVICES.items()
    }


def _config(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(path.stat().st_mode)
            keys = tomllib.load(file).get("keys", {})
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}): mend its permissions or move it away") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML ({error}); it holds [keys] and lines such as S2_API_KEY = …") from error
    if keys and mode & 0o077:
        raise UsageError(f"{path}: others can read the keys in it: chmod 600 {path}")
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise UsageError(f'{path}: [keys] holds lines such as S2_API_KEY = "…"')
    return keys
