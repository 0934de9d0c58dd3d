from __future__ import annotations

from surveyor.evidence.document import Document
from surveyor.evidence.results import TableKind, results
from tests.evidence.tabled import document, table

MAIN = table(
    "Accuracy of sock sorters.",
    """
    Method | Wool | " | Silk | "
    ^ | Acc | F1 | Acc | F1
    Piler [doe] | 71.2 | 70.1 | 65.0 | 64.2
    Heaper [roe] | 74.0 | 73.3 | 66.1 | 65.9
    FoldNet (ours) | *78.4* | *77.0* | *70.2* | *69.9*
    """,
)


def compared(paper: Document) -> list[str]:
    return [
        system.name
        for one in results(paper)
        if one.kind is TableKind.COMPARISON
        for system in one.systems
        if not system.ours
    ]


def test_systems_datasets_and_metrics_of_a_table_with_two_rows_of_heads() -> None:
    (one,) = results(document(MAIN))
    assert one.kind is TableKind.COMPARISON
    assert [(system.name, system.keys, system.ours) for system in one.systems] == [
        ("Piler", ("doe",), False),
        ("Heaper", ("roe",), False),
        ("FoldNet (ours)", (), True),
    ]
    assert [(r.dataset, r.metric, r.value) for r in one.results if r.system == 0] == [
        ("Wool", "Acc", 71.2),
        ("Wool", "F1", 70.1),
        ("Silk", "Acc", 65.0),
        ("Silk", "F1", 64.2),
    ]
    assert all(r.bold for r in one.results if r.system == 2)
