"""venues.yaml: what is read from it, and that every mistake is named with its line."""

from __future__ import annotations

import contextlib
import gzip
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor import venues
from surveyor.errors import UsageError, VenueMapError

SHIPPED = Path(__file__).parent.parent / "venues.yaml"
GOOD = """\
version: 1
venues:
  SIGIR:
    name: Research and Development in Information Retrieval
    community: IR
    also: [ACM SIGIR, 信息检索大会]
    s2: Annual ACM SIGIR Conference
    openalex: [S4306418959, S4363608773]
    dblp: conf/sigir
  ICLR:
    name: International Conference on Learning Representations
    community: ML
    openreview: ICLR.cc/{year}/Conference
areas:
  relevance:
    name: relevance matching
    zh: 相关性匹配
    terms: [relevance, no]
    terms_zh: [相关性]
    venues:
      SIGIR: home of ranking
      ICLR: sometimes
    warnings:
      - Labels are sparse.
fallback:
  venues:
    ICLR: cannot tell
"""


@pytest.fixture(scope="module")
def shipped() -> venues.VenueMap:
    return venues.load(SHIPPED)


def mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(VenueMapError) as caught:
        venues.parse(text, "v.yaml")
    assert isinstance(caught.value, UsageError)
    assert pickle.loads(pickle.dumps(caught.value)).mistakes == caught.value.mistakes
    return caught.value.mistakes


def swap(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_parse_reads_every_field() -> None:
    found = venues.parse(GOOD, "v.yaml")
    assert list(found.venues) == ["SIGIR", "ICLR"]
    sigir = found.venues["SIGIR"]
    assert (sigir.short, sigir.community, sigir.dblp) == ("SIGIR", "IR", "conf/sigir")
    assert sigir.openalex == ("S4306418959", "S4363608773")
    assert sigir.acl is None
    assert found.venues["ICLR"].openreview == "ICLR.cc/{year}/Conference"
    area = found.areas["relevance"]
    assert area.venues == (("SIGIR", "home of ranking"), ("ICLR", "sometimes"))
    assert area.warnings == ("Labels are sparse.",)
    assert area.weight == 1.0
    assert found.fallback == (("ICLR", "cannot tell"),)


def test_scalars_stay_text() -> None:
    assert venues.parse(GOOD, "v.yaml").areas["relevance"].terms == ("relevance", "no")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("      SIGIR: home", "      SIGIRR: home", "v.yaml:21: unknown venue 'SIGIRR' (did you mean SIGIR?)"),
        ("    ICLR: cannot", "    QQQQ: cannot", "v.yaml:27: unknown venue 'QQQQ'"),
        ("    dblp: conf", "    dlbp: conf", "v.yaml:9: unknown field 'dlbp' in venue SIGIR (did you mean dblp?)"),
        ("    zh: 相关", "    qqqq: 相关", "v.yaml:17: unknown field 'qqqq' in area relevance"),
        ("    zh: 相关性匹配\n", "", "v.yaml:16: area relevance has no 'zh'"),
        ("    community: ML\n", "", "v.yaml:11: venue ICLR has no 'community'"),
        ("version: 1\n", "", "v.yaml:1: the venue map has no 'version'"),
        ("version: 1", "version: 2", "v.yaml:1: version must be 1, the layout that this surveyor knows"),
        ("  ICLR:\n    name", "  SIGIR:\n    name", "v.yaml:10: 'SIGIR' stands twice in venues, first in line 3"),
        ("    s2: Annual", "    name: Annual", "v.yaml:7: 'name' stands twice in venue SIGIR, first in line 4"),
        ("[relevance, no]", "relevance", "v.yaml:18: list expected, not text; write [one, two]"),
        ("[relevance, no]", "[relevance, [no]]", "v.yaml:18: text expected, not a list"),
        ("[相关性]", "[]\n    weight: 2", "v.yaml:20: weight must be a number above 0 and up to 1"),
        ("    zh: 相关性匹配", "    zh: {a: b}", "v.yaml:17: text expected, not a mapping"),
        ("    zh: 相关性匹配", "    zh:", "v.yaml:17: text expected, not nothing"),
        (
            "fallback:\n  venues:\n    ICLR: cannot tell",
            "fallback: AAAI",
            "v.yaml:25: fallback must be a mapping, not text",
        ),
        ("    ICLR: cannot tell", "    {}", "v.yaml:27: at least one venue is needed"),
        ("[ACM SIGIR, 信", "[I.C.L.R., 信", "v.yaml:10: 'ICLR' names both SIGIR and ICLR"),
        ("[relevance, no]", "[relevance, no", "v.yaml:19: not YAML: did not find expected ',' or ']'"),
        (
            "    zh: 相关性匹配",
            "    zh: &x 相关",
            "v.yaml:17: no anchors, aliases or tags (& * !) in a venue map; quote the text",
        ),
        (
            "    zh: 相关性匹配",
            "    zh: !!binary x",
            "v.yaml:17: no anchors, aliases or tags (& * !) in a venue map; quote the text",
        ),
        ("version: 1", "version: 1\n---", "v.yaml:3: a second document begins here (---); a venue map is one document"),
    ],
)
def test_each_mistake_has_its_line(old: str, new: str, expected: str) -> None:
    assert expected in mistakes(swap(old, new))


def test_all_mistakes_are_told_at_once_in_order_of_lines() -> None:
    text = swap("    dblp:", "    dlbp:").replace("SIGIR: home", "SIGIRR: home").replace("zh: 相关", "qqqq: 相关")
    lines = [int(mistake.split(":")[1]) for mistake in mistakes(text)]
    assert lines == sorted(lines)
    assert {9, 16, 17, 21} <= set(lines)
    with pytest.raises(VenueMapError) as caught:
        venues.parse(text, "v.yaml")
    assert str(caught.value) == "\n".join(mistakes(text))


@pytest.mark.parametrize("text", ["", "# only a comment\n", "just text", "[a, b]", "null", "\x00", "\ud800", "a: b: c"])
def test_what_is_no_map_is_a_mistake(text: str) -> None:
    assert all(mistake.startswith("v.yaml:") and "\n" not in mistake for mistake in mistakes(text))


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "12 deep" in mistakes(text)[0]


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_says_what_a_map_has(text: str) -> None:
    assert mistakes(text) == ("v.yaml:1: the file is empty; a venue map has version, venues, areas, fallback",)


def test_alias_bomb_is_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"
    assert mistakes(bomb) == ("v.yaml:1: no anchors, aliases or tags (& * !) in a venue map; quote the text",)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(VenueMapError) as caught:
        venues.parse(text, "v.yaml")
    assert caught.value.mistakes


@given(st.data())
def test_a_damaged_line_never_escapes_as_another_error(data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(st.text(alphabet=" abc:[]{}-&*!?|>'\"#%@\t，相", max_size=20))
    with contextlib.suppress(VenueMapError):
        venues.parse("\n".join(lines), "v.yaml")


def test_load_names_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(VenueMapError, match="cannot be read"):
        venues.load(tmp_path / "missing.yaml")
    with pytest.raises(VenueMapError, match="cannot be read"):
        venues.load(tmp_path)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"version: 1\nvenues: \xe9\n")
    with pytest.raises(VenueMapError, match=r"latin.yaml:2: not UTF-8"):
        venues.load(latin)
    packed = tmp_path / "packed.yaml"
    packed.write_bytes(gzip.compress(GOOD.encode()))
    with pytest.raises(VenueMapError):
        venues.load(packed)
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (venues.LARGEST + 1))
    with pytest.raises(VenueMapError, match="larger than 4 MiB"):
        venues.load(large)


def test_load_reads_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "v.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert list(venues.load(file).venues) == ["SIGIR", "ICLR"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("SIGIR", "SIGIR"),
        ("sigir", "SIGIR"),
        ("SIGIR '23", "SIGIR"),
        ("SIGIR 2020", "SIGIR"),
        ("sigir2020", "SIGIR"),
        ("nips", "NeurIPS"),
        ("The Web Conference", "WWW"),
        ("Proceedings of The Web Conference 2020", "WWW"),
        ("ACM Multimedia", "ACM MM"),
        ("Findings-ACL-IJCNLP", "Findings"),
        ("Findings of the Association for Computational Linguistics: EMNLP 2020", "Findings"),
        ("LREC-COLING 2024", "COLING"),
        ("Proceedings of the VLDB Endowment", "VLDB"),
        ("IEEE International Conference on Acoustics, Speech, and Signal Processing", "ICASSP"),
        ("Proceedings of the 43rd ACM SIGIR Conference on Research and Development in Information Retrieval", "SIGIR"),
        ("Proceedings of the Thirty-First International Joint Conference on Artificial Intelligence", "IJCAI"),
        ("58th Annual Meeting of the Association for Computational Linguistics, Volume 1: Long Papers", "ACL"),
        ("Advances in Neural Information Processing Systems 32", "NeurIPS"),
        ("2021 IEEE/CVF International Conference on Computer Vision (ICCV)", "ICCV"),
        ("SIGIRR", None),
        ("Journal of Irreproducible Results", None),
        ("2020", None),
        ("", None),
    ],
)
def test_resolve(shipped: venues.VenueMap, name: str, short: str | None) -> None:
    assert shipped.resolve(name) == short


def test_suggest(shipped: venues.VenueMap) -> None:
    assert shipped.suggest("SIGIRR") == "SIGIR"
    assert shipped.suggest("Neural Information Procesing System") == "NeurIPS"
    assert shipped.suggest("zzzzqqqq") is None
    assert shipped.suggest("") is None


def test_every_name_resolves_to_its_venue_in_any_case(shipped: venues.VenueMap) -> None:
    for short, venue in shipped.venues.items():
        for name in venue.names:
            assert {shipped.resolve(form) for form in (name, name.upper(), name.lower(), f" {name} ")} == {short}


def test_short_names_of_the_corpora_resolve(shipped: venues.VenueMap) -> None:
    corpora = (
        "NeurIPS CVPR ICLR ACL EMNLP AAAI ICML ICCV WWW COLING NAACL ECCV IJCAI CIKM SIGIR AISTATS KDD LREC EACL "
        "Findings-ACL Findings-EMNLP ICDE VLDB CL WSDM RecSys SemEval ECIR IJCNLP UAI Findings-NAACL TACL WMT CoNLL "
        "COLM SIGDIAL Findings-ACL-IJCNLP Findings-EACL AACL Findings-AACL-IJCNLP"
    )
    for name in [*corpora.split(), "ACM MM"]:
        assert shipped.resolve(name) == ("Findings" if name.startswith("Findings") else name)


def test_shipped_map_is_complete(shipped: venues.VenueMap) -> None:
    assert len(shipped.venues) >= 34
    assert len(shipped.areas) >= 42
    for area in shipped.areas.values():
        assert len(area.terms) >= 10, area.key
        assert len(area.terms_zh) >= 5, area.key
        assert area.datasets, area.key
        assert area.metrics, area.key
        assert area.warnings, area.key
        assert any(example.isascii() for example in area.examples), area.key
        assert any(not example.isascii() for example in area.examples), area.key
        assert all(reason for _, reason in area.venues), area.key
        assert all(sentence.endswith(".") for sentence in area.warnings), area.key
    assert [venue for venue, _ in shipped.fallback] == ["AAAI", "IJCAI"]


def test_shipped_file_is_tidy() -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    assert all(line == line.rstrip() and "\t" not in line for line in lines)
    assert max(len(line) for line in lines) <= 150
