from __future__ import annotations

import pytest

from surveyor.authors import listed


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        (["Ann Doe", "Bo Roe"], ["Ann Doe", "Bo Roe"]),
        (["Doe, Ann", "van der Maaten, Laurens"], ["Ann Doe", "Laurens van der Maaten"]),
        (["Ann Doe, Bo Roe, and Cy Poe"], ["Ann Doe", "Bo Roe", "Cy Poe"]),
        (["Davis, Sammy, Jr."], ["Sammy Davis Jr."]),
        (["张三", "李四"], ["张三", "李四"]),
        ([" ", ""], []),
    ],
)
def test_authors_are_told_one_by_one_as_they_are_spoken(printed: list[str], authors: list[str]) -> None:
    assert listed(printed) == authors
