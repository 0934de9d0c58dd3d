from __future__ import annotations

import math
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.figures import Figure, figures, numeric


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("85.3", [Figure(85.3)]),
        ("85.3 ± 0.2", [Figure(85.3, "", 0.2)]),
        ("85.3±0.2*", [Figure(85.3, "", 0.2)]),
        ("85.3 (0.2)", [Figure(85.3, "", 0.2)]),
        ("65.93 (-3.53)", [Figure(65.93)]),
        ("83.5(+1.2)", [Figure(83.5)]),
        ("73.2 ↑2.1", [Figure(73.2)]),
        ("85.3 [84.1, 86.0]", [Figure(85.3)]),
        ("(85.3)", [Figure(85.3)]),
        ("12.4%", [Figure(12.4, "%")]),
        ("1.2M", [Figure(1.2, "M")]),
        ("0.2 s", [Figure(0.2, "s")]),
        ("≈ 2 hours", [Figure(2, "hours")]),
        ("1,234.5", [Figure(1234.5)]),
        (".912", [Figure(0.912)]),
        ("−3.5", [Figure(-3.5)]),
        ("†88.2", [Figure(88.2)]),
        ("88.2*", [Figure(88.2)]),
        ("74.1a", [Figure(74.1)]),
        ("2.1e-5", [Figure(2.1e-5)]),
        ("2.1×10^-5", [Figure(2.1e-5)]),
        ("85.3/84.1", [Figure(85.3), Figure(84.1)]),
        ("44.2 / 21.3 / 40.9", [Figure(44.2), Figure(21.3), Figure(40.9)]),
        ("85.3 84.1", [Figure(85.3), Figure(84.1)]),
        ("84.4/-", [Figure(84.4)]),
        ("93.7 0.2", [Figure(93.7, "", 0.2)]),
    ],
)
def test_numbers_with_their_units_and_spreads(text: str, told: list[Figure]) -> None:
    assert list(figures(text)) == told


@pytest.mark.parametrize(
    "text", ["", "-", "n/a", "✓", "ResNet-50", "R@1", "88.20.3", "12+12", "(3, 4, 6, 3)", "9.9e99999", "3D", "x" * 99]
)
def test_what_is_no_number_gives_none(text: str) -> None:
    assert figures(text) == ()


def test_run_together_numbers_are_still_seen_to_be_numbers() -> None:
    assert numeric("88.20.3")
    assert not numeric("B7")
    assert not numeric("")


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(0, 3), st.sampled_from(["", "%", "*", "†", " ms", " (+0.1)"]))
def test_a_printed_number_is_read_back(value: float, places: int, behind: str) -> None:
    printed = f"{value:.{places}f}"
    assert [figure.value for figure in figures(printed + behind)] == [float(printed)]


@given(st.text(max_size=40))
def test_any_text_gives_finite_values(text: str) -> None:
    assert all(math.isfinite(figure.value) for figure in figures(text))


def test_a_long_cell_of_digits_and_signs_takes_time_by_its_length() -> None:
    def seconds(length: int) -> float:
        text = "1.2 " * length + "x"
        begin = process_time()
        assert not numeric(text)
        return process_time() - begin

    short = min(seconds(2_000) for _ in range(3))
    assert min(seconds(20_000) for _ in range(3)) < 60 * max(short, 1e-4)


@pytest.mark.parametrize("text", ["1e999", "9" * 110 + "e300", "0.5 ± 1e999", "1 × 10^999"])
def test_a_number_beyond_all_measure_is_none(text: str) -> None:
    assert all(math.isfinite(one.value) and math.isfinite(one.spread or 0.0) for one in figures(text))
