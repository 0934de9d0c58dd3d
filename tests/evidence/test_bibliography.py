from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.bibliography import entry, ids_of, year_of, year_of_arxiv
from surveyor.evidence.references import names_of, parted, venue_of

SOCKS = ("A. Roe", "B. C. Doe", "D. Poe")


@pytest.mark.parametrize(
    ("printed", "names", "title"),
    [
        ("A. Roe, B. C. Doe, and D. Poe. Socks at large. In Proc. SOCK, pages 1-9, 2004.", SOCKS, "Socks at large"),
        ("[12] A. Roe, B. C. Doe and D. Poe, “Socks at large,” in SOCK, 2013, pp. 1–5.", SOCKS, "Socks at large"),
        (
            "Roe, A., Doe, B. C., & Poe, D. (2017). Socks at large: A view. Sock J, 3(1).",
            SOCKS,
            "Socks at large: A view",
        ),
        ("Roe, A., Doe, B. C., and Poe, D. Socks at large. Sock J, 3(1), 2017.", SOCKS, "Socks at large"),
        ("Ann Roe, Bob Doe. 2017a. Socks at large? In SOCK.", ("Ann Roe", "Bob Doe"), "Socks at large"),
        ("Ann Roe, B. Doe, and C. Poe. Socks at large. 2004", ("Ann Roe", "B. Doe", "C. Poe"), "Socks at large"),
        ("Ann van der Roe, et al. Socks at large. arXiv, 2017.", ("Ann van der Roe",), "Socks at large"),
        ("Roe R, Doe JA. Socks at large. Sock J. 2004;3:1.", ("Roe R", "Doe JA"), "Socks at large"),
        ("张三, 李四. 基于图的袜子整理方法研究[J]. 袜子学报, 2019.", ("张三", "李四"), "基于图的袜子整理方法研究"),
        ("https://example.org/socks", (), ""),
        ("", (), ""),
    ],
)
def test_authors_and_title_by_how_a_reference_is_printed(printed: str, names: tuple[str, ...], title: str) -> None:
    assert parted(printed) == (names, title)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("arXiv preprint arXiv:1706.03762v5, 2017", ["arxiv:1706.03762"]),
        ("CoRR, abs/1505.00249, 2015.", ["arxiv:1505.00249"]),
        ("ArXiv e-prints, 1505.00249", ["arxiv:1505.00249"]),
        ("https://arxiv.org/pdf/2005.14165.pdf", ["arxiv:2005.14165"]),
        ("arXiv:cs.CL/0102003", ["arxiv:cs.CL/0102003"]),
        ("(doi:10.1000/a.b(1)).", ["doi:10.1000/a.b(1)"]),
        ("doi: 10.18653/v1/N19-1423.", ["acl:N19-1423"]),
        ("https://www.aclweb.org/anthology/P19-1001/", ["acl:P19-1001"]),
        (
            "https://aclanthology.org/2020.acl-main.1.pdf and 10.48550/arXiv.2001.00001",
            ["acl:2020.acl-main.1", "arxiv:2001.00001"],
        ),
        ("pages 1234.56789 of arXiv 12345", []),
    ],
)
def test_ids_in_print(text: str, ids: list[str]) -> None:
    assert list(ids_of(text)) == ids


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Roe (2001). Socks of 1999. Sock J. 2005", 2001),
        ("Socks of 1999. SOCK, pages 2001–2010, 2005.", 2005),
        ("arXiv:2005.14165, 2019", 2019),
        ("https://example.org/2018/x, no year", None),
        ("2017b", 2017),
    ],
)
def test_the_year_in_print(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_the_fields_of_the_source_go_before_what_the_print_tells() -> None:
    read = entry(
        "k", "A. Roe. Socks at large. 2004.", title="Socks", year=2003, label="[7]", links=["arXiv:1501.00002"]
    )
    assert (read.title, read.authors, read.year, read.label, read.ids) == (
        "Socks",
        ("A. Roe",),
        2003,
        "7",
        ("arxiv:1501.00002",),
    )
    assert entry("k", "A. Roe. Socks at large. 2004.").title == "Socks at large"


def test_venue_and_years() -> None:
    assert venue_of("In Proc. of SOCK, pages 1–9, 2017.") == "Proc. of SOCK"
    assert venue_of("In Proceedings of the 2012 Sock Days, 2012.") == "Proceedings of the 2012 Sock Days"
    assert venue_of("Sock J., 22(2):511–538, Feb. 2010.") == "Sock J"
    assert [year_of_arxiv(one) for one in ("arxiv:1706.03762", "arxiv:cs/9901001", "doi:10.1000/x")] == [
        2017,
        1999,
        None,
    ]


@given(st.text(max_size=300))
def test_any_text_makes_an_entry(text: str) -> None:
    read = entry("k", text, label=text)
    assert "\n" not in read.text
    assert names_of(text) is not None


@pytest.mark.parametrize(
    "unit", ["Aa Bb, ", "A. ", "Aa Bb AB, ", "Aa, A. ", "and ", "“", "10.1000/", "et al. ", "2017. ", "(("]
)
def test_long_texts_are_read_in_little_time(unit: str) -> None:
    entry("k", unit * 5000)
