"""Real papers, which lie beside the repository where they are at all."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from surveyor.evidence import latexml, tei
from surveyor.evidence.document import Document, Part

SHARED = Path(__file__).parents[3] / "shared"
PAGES = SHARED / "apis" / "recorded" / "latexml"
TEI = SHARED / "corpora" / "samples" / "tei_sample.tar.zst"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    if not TEI.exists():
        pytest.skip(f"no samples at {TEI}")
    if not shutil.which("zstd"):
        pytest.skip("zstd is not installed")
    folder = tmp_path_factory.mktemp("tei")
    subprocess.run(["tar", "--zstd", "-xf", str(TEI), "-C", str(folder)], check=True)
    return [tei.parse(path.read_bytes()) for path in sorted(folder.rglob("*.xml"))[::3]]


def test_nearly_all_papers_of_grobid_give_sections_bibliography_and_mentions(papers: list[Document]) -> None:
    assert len(papers) > 150
    whole = [p for p in papers if p.title and len(p.portions) > 3 and p.bibliography and any(p.mentions())]
    assert len(whole) >= 0.95 * len(papers)
    mentions = Counter(cite.key in {e.key for e in p.bibliography} for p in papers for _, _, cite in p.mentions())
    assert mentions[True] > 10_000
    assert mentions[False] < 0.06 * mentions[True]


def test_the_parts_of_papers_have_their_usual_share_of_the_citations(papers: list[Document]) -> None:
    counts = Counter(portion.part for paper in papers for portion, _, _ in paper.mentions())
    share = {part: counts[part] / counts.total() for part in Part}
    assert share[Part.OTHER] < 0.04
    assert 0.15 < share[Part.INTRO] < 0.3
    assert 0.2 < share[Part.RELATED] < 0.35
    assert 0.2 < share[Part.EXPERIMENTS] + share[Part.RESULTS] + share[Part.ABLATION] < 0.35
    missing = [
        part
        for part in (Part.INTRO, Part.CONCLUSION)
        if sum(any(s.part is part for s in p.portions) for p in papers) < 0.85 * len(papers)
    ]
    assert not missing
    assert sum(any(portion.baselines for portion in paper.portions) for paper in papers) > 40


def test_entries_and_tables_of_grobid(papers: list[Document]) -> None:
    entries = [entry for paper in papers for entry in paper.bibliography]
    assert len(entries) > 6_500
    for field, least in (("title", 0.97), ("authors", 0.97), ("year", 0.96), ("label", 0.8), ("ids", 0.22)):
        assert sum(bool(getattr(entry, field)) for entry in entries) > least * len(entries), field
    tables = [table for paper in papers for table in paper.tables]
    assert len(tables) > 600
    assert sum(table.portion >= 0 for table in tables) > 0.5 * len(tables)
    assert sum(len(cell.cites) for table in tables for row in table.rows for cell in row if not cell.again) > 500


@pytest.mark.parametrize(
    ("name", "portions", "mentions", "tables", "entries"),
    [
        ("engrafo__index__0b8", 18, 90, 0, 31),
        ("engrafo__index__0b9", 5, 15, 0, 10),
        ("llamapun__1307-8133__0", 10, 70, 2, 54),
        ("llamapun__astro-ph9710163__0", 5, 70, 2, 63),
    ],
)
def test_pages_of_latexml(name: str, portions: int, mentions: int, tables: int, entries: int) -> None:
    path = PAGES / f"{name}.html"
    if not path.exists():
        pytest.skip(f"no samples at {PAGES}")
    paper = latexml.parse(path.read_bytes())
    assert paper.title
    assert len(paper.abstract) > 300
    assert len(paper.portions) >= portions
    assert len(list(paper.mentions())) >= mentions
    assert (len(paper.tables), len(paper.bibliography)) == (tables, entries)
    assert sum(entry.year is not None for entry in paper.bibliography) > 0.9 * entries
    assert sum(bool(entry.authors) for entry in paper.bibliography) > 0.5 * entries
