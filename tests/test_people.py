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
