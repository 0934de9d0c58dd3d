from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.people import Name, by_whom, one_by_one, split_name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["Lovelace, Ada", "Grace Hopper"], ["Ada Lovelace", "Grace Hopper"]),
        (["Ada Lovelace, Grace Hopper, Annie Jean Easley"], ["Ada Lovelace", "Grace Hopper", "Annie Jean Easley"]),
        (["Ada Lovelace, Grace Hopper"], ["Ada Lovelace", "Grace Hopper"]),
        (["Ada Lovelace, Grace Hopper, and Annie Jean Easley"], ["Ada Lovelace", "Grace Hopper", "Annie Jean Easley"]),
        (["Ada Lovelace, Plato, Grace Hopper"], ["Ada Lovelace", "Plato", "Grace Hopper"]),
        (["van der Maaten, Laurens"], ["Laurens van der Maaten"]),
        (["Davis, Sammy, Jr."], ["Sammy Davis Jr."]),
        (["Davis, Jr., Sammy"], ["Sammy Davis Jr."]),
        (["Zaraket, Fadi A."], ["Fadi A. Zaraket"]),
        (["Rakan Al Mraikhat, Osama"], ["Osama Rakan Al Mraikhat"]),
        (["李明", "王, 芳"], ["李明", "王, 芳"]),
        (["", " , ", "Plato"], ["Plato"]),
        (["Ren&eacute", "e Descartes"], ["Renée Descartes"]),
        (["Jos&#233", "Garc&#237", "a", "Ada Lovelace"], ["José García", "Ada Lovelace"]),
        (["Jos&#233", "P&#233", "rez Ruiz"], ["José Pérez Ruiz"]),
        (["Ada Novotn&#253", "Grace Hopper"], ["Ada Novotný", "Grace Hopper"]),
        (["Ada Novotn&#253", "V&#237", "t Hopper"], ["Ada Novotný", "Vít Hopper"]),
        (["Hal Lov&#233", "III"], ["Hal Lové III"]),
        (["Ada Lov&#233", "-Lace", "Jean Cohen", "- Hopper"], ["Ada Lové-Lace", "Jean Cohen-Hopper"]),
        (["Ryan D&apos", "Orazio", "Ada Lovelace"], ["Ryan D'Orazio", "Ada Lovelace"]),
        (["Shin&apos", "ichi Satoh"], ["Shin'ichi Satoh"]),
        (
            ["Ada Lovelace, Ryan D&amp", "#x27", "Orazio, Grace Hopper"],
            ["Ada Lovelace", "Ryan D'Orazio", "Grace Hopper"],
        ),
        (["Ada Ulang&apos", "Grace Hopper"], ["Ada Ulang'", "Grace Hopper"]),
        (["Ada &quot", "Ace&quot", "Lovelace"], ['Ada "Ace" Lovelace']),
        (["AT&T Laboratories", "Ada Lovelace"], ["Ada Lovelace"]),
        (
            ["Ada Lovelace *", "Grace Hopper2", "Annie Easley 0001", "†", "Plato†"],
            ["Ada Lovelace", "Grace Hopper", "Annie Easley", "Plato"],
        ),
        (
            ["[ Lovelace", "; Hopper", ". Annie Easley", "and Plato Roe"],
            ["Lovelace", "Hopper", "Annie Easley", "Plato Roe"],
        ),
        (
            ["Ada Lovelace and Grace Hopper", "Lise Meitner & Emmy Noether"],
            ["Ada Lovelace", "Grace Hopper", "Lise Meitner", "Emmy Noether"],
        ),
        (["Lovelace ; Hopper"], ["Lovelace", "Hopper"]),
        (["Ada Lovelace", "ada@example.org", "University of London"], ["Ada Lovelace"]),
        (["University of London"], ["University of London"]),
        (["A Hopper", "Lovelace", "A.-B", "van Dyke", "C"], ["A Hopper", "A.-B Lovelace", "C van Dyke"]),
        (["Ada Lovelace", "K"], ["Ada Lovelace"]),
        (["K"], ["K"]),
        (["Frank S.He", "Lei Jiang.", "Ada Lovelace Jr."], ["Frank S. He", "Lei Jiang", "Ada Lovelace Jr."]),
        (["Ada Lovelace", "et al.", "CoRR"], ["Ada Lovelace"]),
        (["Ada Lovelace, 小奇 王, Grace Hopper"], ["Ada Lovelace", "小奇 王", "Grace Hopper"]),
        (["Wei-Lun (Harry) Chao", "Alex `Sandy' Pentland"], ["Wei-Lun (Harry) Chao", "Alex `Sandy' Pentland"]),
    ],
)
def test_authors_stand_one_by_one_with_the_given_name_first(printed: list[str], names: list[str]) -> None:
    assert one_by_one(printed) == names
    assert one_by_one(names) == names


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_names_are_taken(printed: list[str]) -> None:
    assert all(name == name.strip() for name in one_by_one(printed))
    by_whom(printed)


@pytest.mark.parametrize(
    ("authors", "called"),
    [
        ([], ""),
        (["Ada Lovelace"], "Lovelace"),
        (["Lovelace, Ada", "Grace Hopper"], "Lovelace et al."),
        (["Laurens van der Maaten", "G. Hinton"], "van der Maaten et al."),
        (["李明", "王芳"], "李明 et al."),
        ([" "], ""),
    ],
)
def test_a_work_is_called_by_the_family_name_of_its_first_author(authors: list[str], called: str) -> None:
    assert by_whom(authors) == called


def test_a_name_has_its_parts_in_either_order() -> None:
    assert split_name("Sammy Davis Jr.") == split_name("Davis, Sammy, Jr.") == Name("Sammy", "Davis", "Jr.")
