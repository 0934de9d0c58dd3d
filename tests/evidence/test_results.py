from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import Cell, Document, Part, Passage, Portion, Table
from surveyor.evidence.results import Result, ResultTable, TableKind, results
from tests.evidence.tabled import document, table

MAIN = table(
    "Sorting of socks.",
    """
    Method | Wool | " | Silk | "
    ^ | Acc | F1 | Acc | F1
    Piler [doe] | 71.2 | 70.1 | 65.0 | 64.2
    Heaper [roe] | 74.0 | 73.3 | 66.1 | 65.9
    FoldNet (ours) | *78.4* | *77.0* | *70.2* | *69.9*
    """,
)


def read(*drawn: Table, title: str = "", abstract: str = "", part: Part = Part.EXPERIMENTS) -> tuple[ResultTable, ...]:
    return results(document(*drawn, title=title, abstract=abstract, part=part))


def of(one: ResultTable, system: str) -> list[Result]:
    return [result for result in one.results if one.systems[result.system].name == system]


def scales(one: ResultTable) -> set[tuple[str, str]]:
    return {(result.dataset, result.metric) for result in one.results}


def compared(one: ResultTable) -> list[str]:
    return [system.name for system in one.systems if not system.ours]


def ours(one: ResultTable) -> list[str]:
    return [system.name for system in one.systems if system.ours]


def test_systems_datasets_and_metrics_under_two_rows_of_heads() -> None:
    (one,) = read(MAIN)
    assert (one.table, one.kind, one.transposed) == (0, TableKind.COMPARISON, False)
    assert [(system.name, system.keys, system.ours, system.line) for system in one.systems] == [
        ("Piler", ("doe",), False, 2),
        ("Heaper", ("roe",), False, 3),
        ("FoldNet (ours)", (), True, 4),
    ]
    assert [(r.dataset, r.metric, r.value, r.row, r.column) for r in of(one, "Piler")] == [
        ("Wool", "Acc", 71.2, 2, 1),
        ("Wool", "F1", 70.1, 2, 2),
        ("Silk", "Acc", 65.0, 2, 3),
        ("Silk", "F1", 64.2, 2, 4),
    ]
    assert {r.bold for r in of(one, "FoldNet (ours)")} == {True}


def test_a_row_across_the_table_names_the_data_set_of_the_rows_below() -> None:
    drawn = """
    Model | EM | F1
    SQuAD 1.1 | " | "
    BiDAF [seo] | 67.7 | 77.3
    SockQA (ours) | 72.1 | 81.0
    TriviaQA | " | "
    BiDAF [seo] | 40.3 | 45.9
    SockQA (ours) | 44.0 | 50.2
    """
    (one,) = read(table("Results.", drawn))
    assert [(r.dataset, r.metric) for r in of(one, "BiDAF")] == [
        ("SQuAD 1.1", "EM"),
        ("SQuAD 1.1", "F1"),
        ("TriviaQA", "EM"),
        ("TriviaQA", "F1"),
    ]


def test_data_set_and_metric_may_stand_in_the_caption_alone() -> None:
    drawn = "Method | Result\nPiler [doe] | 71.2\nHeaper [roe] | 73.0\nOurs | 78.4"
    (one,) = read(table("Accuracy of all methods on the SockBank dataset.", drawn))
    assert [(dataset.split()[0], metric) for dataset, metric in scales(one)] == [("SockBank", "Accuracy")]
    drawn = "Method | Cora | Citeseer\nGCN [doe] | 81.5 | 70.3\nGAT [roe] | 83.0 | 72.5\nOurs | 84.1 | 73.0"
    (one,) = read(table("Classification accuracy.", drawn))
    assert scales(one) == {("Cora", "accuracy"), ("Citeseer", "accuracy")}


def test_a_column_of_data_sets_beside_one_of_systems() -> None:
    drawn = """
    Dataset | Model | P@1 | MRR
    WikiSocks | Piler [doe] | 50.1 | 60.3
    ^ | Ours | 55.2 | 66.0
    NewsSocks | Piler [doe] | 40.9 | 51.7
    ^ | Ours | 45.6 | 57.3
    """
    (one,) = read(table("Retrieval.", drawn))
    assert (compared(one), ours(one)) == (["Piler", "Piler"], ["Ours", "Ours"])
    assert [(r.dataset, r.metric) for r in of(one, "Piler")] == [
        ("WikiSocks", "P@1"),
        ("WikiSocks", "MRR"),
        ("NewsSocks", "P@1"),
        ("NewsSocks", "MRR"),
    ]


def test_a_name_over_several_rows_goes_with_what_tells_them_apart() -> None:
    drawn = """
    Method | Backbone | AP
    Faster R-CNN [ren] | ResNet-50 | 37.4
    ^ | ResNet-101 | 39.4
    SockDet (ours) | ResNet-50 | 41.0
    ^ | ResNet-101 | 43.1
    """
    (one,) = read(table("Detection on COCO.", drawn))
    assert compared(one) == ["Faster R-CNN ResNet-50", "Faster R-CNN ResNet-101"]
    assert len(ours(one)) == 2
    drawn = """
    Method | Backbone | AP
    ATSS [zhang] | ResNet-50 | 39.3
    FCOS [tian] | ResNet-101 | 41.0
    Ours | ResNet-50 | 43.0
    """
    (one,) = read(table("Detection on COCO.", drawn))
    assert compared(one) == ["ATSS", "FCOS"]


def test_the_system_above_a_block_of_its_versions() -> None:
    drawn = """
    Model | R-1 | R-2
    HIBERT [zhang] | |
    (base) | 42.3 | 19.9
    (large) | 42.4 | 20.0
    SockSum (ours) | 44.0 | 21.1
    """
    (one,) = read(table("Summaries.", drawn))
    assert [(system.name, system.keys) for system in one.systems if not system.ours] == [
        ("HIBERT (base)", ("zhang",)),
        ("HIBERT (large)", ("zhang",)),
    ]


@pytest.mark.parametrize(
    ("label", "title", "abstract"),
    [
        ("Ours", "", ""),
        ("SockNet (ours)", "", ""),
        ("Our full model", "", ""),
        ("Proposed", "", ""),
        ("This work", "", ""),
        ("本文方法", "", ""),
        ("SockNet", "SockNet: Networks of Socks", ""),
        ("SockNet-large", "SockNet: Networks of Socks", ""),
        ("GCN + SockNet", "SockNet: Networks of Socks", ""),
        ("SockNet", "On Socks", "Socks are many. We propose SockNet, a network of socks."),
        ("SNFS", "On Socks", "In this paper we introduce a network for folding socks, called SNFS."),
        ("Folding", "", ""),
    ],
)
def test_the_papers_own_row(label: str, title: str, abstract: str) -> None:
    drawn = f"Method | Acc\nGCN [kipf] | 81.5\nGAT [vel] | 83.0\nAPPNP [kli] | 83.3\n{label} | 84.1"
    (one,) = read(table("Comparison on Cora.", drawn), title=title, abstract=abstract)
    assert one.kind is TableKind.COMPARISON
    assert (compared(one), ours(one)) == (["GCN", "GAT", "APPNP"], [label])


def test_what_was_run_again_is_not_the_papers_own() -> None:
    drawn = "Method | Acc\nBERT [dev] | 81.5\nBERT (our implementation) | 82.0\nSockBERT (ours) | 84.1"
    (one,) = read(table("Comparison on Cora.", drawn))
    assert ours(one) == ["SockBERT (ours)"]


def test_changes_of_a_system_are_its_versions() -> None:
    drawn = """
    Method | Acc
    GCN [kipf] | 81.5
    + GDC [kli] | 82.0
    SockNet | 84.1
    w/o folding | 83.0
    - wool | 82.7
    """
    (one,) = read(table("Comparison on Cora.", drawn), title="SockNet: Networks of Socks")
    assert [(system.ours, system.variant) for system in one.systems] == [
        (False, False),
        (False, True),
        (True, False),
        (True, True),
        (True, True),
    ]


def test_systems_in_columns_with_their_citations_below() -> None:
    drawn = """
    Target | Baseline | CIDDG | JiGen | SockDG
    ^ | | [li] | [carlucci] | (ours)
    Art | 61.1 | 62.7 | 67.6 | 72.0
    Photo | 88.0 | 78.7 | 89.0 | 89.5
    Avg. | 74.5 | 70.7 | 78.3 | 80.8
    """
    (one,) = read(table("Accuracy on PACS.", drawn), title="SockDG: Socks in Any Domain")
    assert one.transposed
    assert [(system.name, system.keys, system.line) for system in one.systems if not system.ours] == [
        ("Baseline", (), 1),
        ("CIDDG", ("li",), 2),
        ("JiGen", ("carlucci",), 3),
    ]
    assert ours(one) == ["SockDG"]
    assert [r.value for r in of(one, "JiGen")] == [67.6, 89.0, 78.3]
    assert {r.metric for r in one.results} == {"Accuracy"}


def test_systems_in_columns_over_their_metrics() -> None:
    drawn = """
    Dataset | Piler [doe] | " | FoldNet | "
    ^ | P | R | P | R
    Wool | 50.0 | 40.0 | 60.0 | 45.0
    Silk | 51.0 | 41.0 | 61.0 | 46.0
    """
    (one,) = read(table("Comparison.", drawn), title="FoldNet: Folding")
    assert (compared(one), ours(one)) == (["Piler"], ["FoldNet"])
    assert [(r.dataset, r.metric, r.value) for r in of(one, "FoldNet")][:2] == [
        ("Wool", "P", 60.0),
        ("Wool", "R", 45.0),
    ]


def test_averages_differences_and_groups_are_no_systems() -> None:
    drawn = """
    Method | Acc
    Supervised methods | "
    Piler [doe] | 71.2
    Heaper [roe] | 73.0
    Our models | "
    FoldNet | 78.4
    Average | 74.2
    Improvement (%) | 5.4
    Δ | 5.4
    """
    (one,) = read(table("Comparison.", drawn))
    assert (compared(one), ours(one)) == (["Piler", "Heaper"], ["FoldNet"])


def test_tables_side_by_side() -> None:
    drawn = "Model | Dev | Model | Dev\nPiler [doe] | 71.2 | Heaper [roe] | 73.0\nDarner [poe] | 72.0 | Ours | 78.0"
    (one,) = read(table("Accuracy.", drawn))
    assert sorted(compared(one)) == ["Darner", "Heaper", "Piler"]
    assert [r.value for r in of(one, "Heaper")] == [73.0]


def test_chinese_tables() -> None:
    drawn = "方法 | 准确率 | 召回率\nLSTM [doe] | 71.2 | 70.0\nBERT [roe] | 75.0 | 74.1\n本文方法 | 78.4 | 77.7"
    (one,) = read(table("与其他方法的比较", drawn))
    assert (one.kind, compared(one), ours(one)) == (TableKind.COMPARISON, ["LSTM", "BERT"], ["本文方法"])
    assert {metric for _, metric in scales(one)} == {"准确率", "召回率"}


def test_several_numbers_of_a_cell_take_the_metrics_of_its_head() -> None:
    drawn = "Model | XQuAD (F1/EM)\nmBERT [dev] | 64.5/49.4\nXLM-R [con] | 76.6/60.8\nOurs | 79.0/62.3"
    (one,) = read(table("Answers.", drawn))
    assert [(r.metric, r.value) for r in of(one, "mBERT")] == [("F1", 64.5), ("EM", 49.4)]


def test_cells_that_ran_together_in_print_are_parted() -> None:
    drawn = """
    System | #Params Acc F1 | " | "
    Piler [doe] | 10M | 71.2 | 70.1
    Heaper [roe] | 12M 73.0 72.5 | " | "
    Ours | 9M | 78.0 | 77.2
    """
    paper = replace(document(table("Comparison on Wool dataset.", drawn)), kind="tei")
    (one,) = results(paper)
    assert [(r.metric, r.value) for r in of(one, "Heaper")] == [("#Params", 12.0), ("Acc", 73.0), ("F1", 72.5)]


@pytest.mark.parametrize(
    ("caption", "drawn", "kind"),
    [
        (
            "Statistics of the datasets.",
            "Dataset | # Train | # Test\nWool | 1,200 | 300\nSilk | 900 | 100",
            TableKind.STATISTICS,
        ),
        (
            "Data.",
            "| #Train | #Dev | Classes\nCIFAR-10 | 45000 | 5000 | 10\nMNIST | 60000 | 100 | 10",
            TableKind.STATISTICS,
        ),
        (
            "Hyper-parameters of all models.",
            "Hyper-parameter | Value\nLearning rate | 1e-3\nBatch size | 32\nDropout | 0.1",
            TableKind.SETTINGS,
        ),
        (
            "Ablation study on Wool.",
            "Model | Acc\nFoldNet | 78.4\nw/o folding | 74.0\nw/o wool | 73.2",
            TableKind.ABLATION,
        ),
        ("Effect of the number of layers.", "Layers | Acc\n1 | 70.1\n2 | 74.0\n3 | 73.2", TableKind.ABLATION),
        (
            "Examples of socks and the pairs found for them.",
            "Sock | Pair\na red one | another red one\na blue one | none at all",
            TableKind.OTHER,
        ),
        (
            "Inference time of all models.",
            "Model | Time (ms)\nPiler [doe] | 12.0\nHeaper [roe] | 14.1\nFoldNet | 9.0",
            TableKind.OTHER,
        ),
        ("Comparison on Wool.", "Model | Acc\nPiler [doe] | 71.2\nFoldNet | 78.4", TableKind.COMPARISON),
    ],
)
def test_what_a_table_is_for(caption: str, drawn: str, kind: TableKind) -> None:
    (one,) = read(table(caption, drawn), title="FoldNet: Folding Socks")
    assert one.kind is kind


def test_one_for_each_table_in_order() -> None:
    found = read(MAIN, table("Nothing.", "a"), replace(MAIN, number="3"))
    assert [one.table for one in found] == [0, 1, 2]
    assert found[1] == ResultTable(1, TableKind.OTHER, transposed=False)


def test_results_do_not_change_with_what_is_read_before() -> None:
    assert read(MAIN) == read(MAIN)


TEXTS = st.sampled_from(
    [
        "",
        "-",
        "Method",
        "Ours",
        "w/o x",
        "+ y",
        "BERT [doe]",
        "Acc",
        "F1/EM",
        "71.2",
        "70 80 90",
        "1,2",
        "Avg.",
        "Dev",
        "SQuAD",
        "∆",
        "2014",
        "()",
        "%",
    ]
) | st.text(max_size=12)
CELLS = st.builds(
    Cell, TEXTS, st.sampled_from([(), ("doe",), ("doe", "roe")]), st.booleans(), st.booleans(), st.booleans()
)
GRIDS = st.integers(1, 6).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=8))


@given(GRIDS, st.text(max_size=60), st.sampled_from(["tei", "latex"]), st.integers(-1, 3))
def test_any_table_is_read(grid: list[tuple[Cell, ...]], caption: str, kind: str, portion: int) -> None:
    drawn = Table("1", Passage(caption), tuple(grid), portion)
    paper = Document(kind, caption, caption, (Portion("", 1, Part.OTHER),), (drawn,), ())
    (one,) = results(paper)
    lines = {system.line for system in one.systems}
    assert len(lines) == len(one.systems) or not one.transposed
    for result in one.results:
        assert 0 <= result.system < len(one.systems)
        assert 0 <= result.row < len(grid)
        assert 0 <= result.column < len(grid[0])
        assert one.systems[result.system].line in (result.row, result.column) or one.transposed
