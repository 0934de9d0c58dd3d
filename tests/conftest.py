"""Fixtures that more than one test file needs, and one deterministic profile for all laws."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from surveyor.library import Library
from surveyor.library.corpus import import_corpus
from tests.standin import Standin
from tests.standin.fixture import standin as standin

Row = dict[str, Any]

os.environ["SURVEYOR_OFFLINE"] = "1"  # no test asks the real services; those with a stand-in say so

settings.register_profile(
    "house",
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


_KEYS = ("S2_API_KEY", "SEMANTIC_SCHOLAR_API_KEY", "OPENALEX_API_KEY", "OPENREVIEW_TOKEN", "CROSSREF_MAILTO")
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


def go_online(environment: pytest.MonkeyPatch, standin: Standin) -> None:
    """Let the program ask a stand-in, without pace or second tries, so that nobody waits, and without keys."""
    environment.setattr("surveyor.net.client.MAX_LOST", 0.0)
    for name in ("SURVEYOR_OFFLINE", *_KEYS, *_PROXIES):
        environment.delenv(name, raising=False)
    environment.setenv("SURVEYOR_PACE", "off")
    environment.setenv("SURVEYOR_CONFIG", os.devnull)
    for name, url in standin.urls().items():
        environment.setenv(name, url)


@pytest.fixture
def online(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """A stand-in of its own for one test, which the program asks."""
    go_online(monkeypatch, standin)
    return standin


@pytest.fixture
def library() -> Iterator[Library]:
    """An empty library in memory."""
    with Library.in_memory() as opened:
        yield opened


@pytest.fixture(scope="session")
def write_corpus() -> Callable[..., Path]:
    """Writes rows as a corpus in the interchange format and gives its folder."""

    def write(folder: Path, papers: Iterable[Row], citations: Iterable[Row] = (), gz: bool = False) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.jsonl*"):
            old.unlink()
        for name, rows in (("papers", list(papers)), ("citations", list(citations))):
            if name == "papers" or rows:
                content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
                target = folder / (f"{name}.jsonl.gz" if gz else f"{name}.jsonl")
                target.write_bytes(gzip.compress(content, mtime=0) if gz else content)
        return folder

    return write


@pytest.fixture(scope="session")
def library_of(write_corpus: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Library]:
    """Makes a library in memory out of corpora: `library_of(one=(papers, citations), two=(papers, []))`."""
    folder = tmp_path_factory.mktemp("corpora")

    def make(**corpora: tuple[Iterable[Row], Iterable[Row]]) -> Library:
        made = Library.in_memory()
        for name, (papers, citations) in corpora.items():
            import_corpus(made, [write_corpus(folder, papers, citations)], name=name, strict=True)
        return made

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` next to the checkout, with corpora and checks too large to ship."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside the checkout")
    return folder
