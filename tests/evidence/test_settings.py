"""The settings that sentences and tables give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import Cell, Document, Part, Passage, Portion, Table
from surveyor.evidence.quantities import quantities
from surveyor.evidence.settings_found import settings_of
from surveyor.evidence.settings_terms import TERMS
from surveyor.evidence.settings_text import settings_in


def pairs(sentence: str) -> list[tuple[str, str]]:
    return [(one.name, one.text) for one in settings_in(sentence)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1e-5", 1e-5),
        ("5e−4", 5e-4),
        ("3 × 10^-4", 3e-4),
        ("5 × 10 −4", 5e-4),
        ("2·10^{-4}", 2e-4),
        ("10^{-3}", 1e-3),
        ("10 −6", 1e-6),
        ("1,000", 1000.0),
        ("3, 000", 3000.0),
        ("4K", 4000.0),
        ("1.5 million", 1.5e6),
        ("0.1%", 0.001),
        (".5", 0.5),
        ("224 × 224", None),
        ("twelve", 12.0),
    ],
)
def test_numbers_are_read_as_they_print(printed: str, value: float | None) -> None:
    (found,) = quantities(f"value {printed} here")
    assert found.text == printed
    assert found.value == pytest.approx(value) if value is not None else found.value is None


@pytest.mark.parametrize("name", ["ResNet-50", "CIFAR-10", "L2", "5-shot", "3rd", "v1.2"])
def test_numbers_in_names_are_none(name: str) -> None:
    assert list(quantities(f"with {name} here")) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "We train with a batch size of 32 and a learning rate of 2e-5 for 10 epochs.",
            [("batch size", "32"), ("learning rate", "2e-5"), ("epochs", "10")],
        ),
        ("The learning rate is tuned in {1e-5, 3e-5}.", [("learning rate", "1e-5"), ("learning rate", "3e-5")]),
        ("Here lr=1e-4, dropout rate p = 0.1.", [("learning rate", "1e-4"), ("dropout", "0.1")]),
        ("It is warmed up over the first 10% of steps.", [("warm-up", "10%")]),
        ("A temperature τ of 0.07 is used.", [("temperature", "0.07")]),
        (
            "The weight decay, momentum and λ 1 were set to 1e-4, 0.9, and 0.3, respectively.",
            [("weight decay", "1e-4"), ("momentum", "0.9")],
        ),
        ("Dropout is applied to all states, with a rate of 0.5.", [("dropout", "0.5")]),
        ("The batch size across all corpora was 64.", [("batch size", "64")]),
        ("We vary the learning rate from 0.01 to 0.1.", [("learning rate", "0.01"), ("learning rate", "0.1")]),
        ("It has 12 layers and 8 attention heads.", [("layers", "12"), ("heads", "8")]),
        ("We use 300-dimensional GloVe embeddings.", [("embedding size", "300")]),
        ("We optimize with AdamW and a cosine schedule of the rate.", [("optimizer", "AdamW"), ("schedule", "cosine")]),
        ("We report the mean of five runs.", [("seeds", "five")]),
        (
            "学习率设置为1e-4，批大小为32，训练10轮。",
            [("learning rate", "1e-4"), ("batch size", "32"), ("epochs", "10")],
        ),
    ],
)
def test_sentences_give_their_settings(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Our method wins by a margin of 2.3 points.",
        "The learning rate matters and 64 people agreed.",
        "The learning rate is halved every 10 epochs.",
        "A large batch size on 8 GPUs helps.",
        "The batch size is small; 32 papers were read.",
        "The first three layers are frozen.",
        "The accuracy is 0.9 with dropout.",
    ],
)
def test_numbers_of_something_else_are_no_settings(sentence: str) -> None:
    assert pairs(sentence) == []


def test_a_setting_says_what_it_is_for() -> None:
    found = settings_in("The learning rate is 0.03 except 0.003 for Stanford Dogs and 0.01 for iNat2017.")
    assert [(one.text, one.of) for one in found] == [("0.03", ""), ("0.003", "Stanford Dogs"), ("0.01", "iNat2017")]
    (one,) = settings_in("For fine-tuning, we use a batch size of 16.")
    assert one.of == "fine-tuning"


def table(*rows: tuple[str, ...], caption: str = "Hyper-parameters.") -> Table:
    return Table("3", Passage(caption), tuple(tuple(map(Cell, row)) for row in rows), 0)


def paper(*passages: str, part: Part = Part.EXPERIMENTS, tables: tuple[Table, ...] = ()) -> Document:
    portion = Portion("Implementation details", 1, part, passages=tuple(map(Passage, passages)))
    return Document("latex", "T", "", (portion,), tables, ())


UPRIGHT = (
    ("Name", "Small", "Large"),
    ("Learning rate", "1e-4", "5e-5"),
    ("Batch size", "32", "64"),
    ("Optimizer", "Adam", "Adam"),
)


@pytest.mark.parametrize("rows", [UPRIGHT, tuple(zip(*UPRIGHT, strict=True))])
def test_tables_of_settings_are_read_upright_and_transposed(rows: tuple[tuple[str, ...], ...]) -> None:
    found = {(one.name, one.text, one.of, one.table) for one in settings_of(paper(tables=(table(*rows),)))}
    assert found == {
        ("learning rate", "1e-4", "Small", "3"),
        ("learning rate", "5e-5", "Large", "3"),
        ("batch size", "32", "Small", "3"),
        ("batch size", "64", "Large", "3"),
        ("optimizer", "Adam", "Small", "3"),
    }


def test_a_table_of_results_sets_nothing() -> None:
    results = table(("Model", "F1"), ("Ours", "80.1"), ("w/o dropout", "79.2"), caption="Results.")
    assert settings_of(paper(tables=(results,))) == ()


def test_introduction_and_related_work_set_nothing_and_values_come_once() -> None:
    said = "We use a batch size of 32."
    assert settings_of(paper(said, part=Part.RELATED)) == ()
    (one,) = settings_of(paper(said, said))
    assert (one.name, one.value, one.section) == ("batch size", 32.0, "Implementation details")


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_value_is_printed_in_it(text: str) -> None:
    for one in settings_in(text):
        assert one.text in " ".join(text.split())


@given(
    st.sampled_from([term for term in TERMS if term.name in ("batch size", "patience", "vocabulary size")]),
    st.integers(100, 5000),
)
def test_a_name_with_its_value_is_found_whatever_the_value(term: object, value: int) -> None:
    name = getattr(term, "name")  # noqa: B009
    assert pairs(f"We set the {name} to {value}.") == [(name, str(value))]
