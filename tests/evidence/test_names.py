from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.document import Entry
from surveyor.evidence.names import bare_name, name_key, names
from tests.evidence.tabled import document, table


@pytest.mark.parametrize(
    "printed",
    [
        "BERT-base",
        "BERT base",
        "BERT_base",
        "bert-BASE",
        "BERT-base*",
        "†BERT-base",
        "BERT-base‡",
        "BERT-base [12]",
        "BERT-base [3, 4]",
        "BERT-base (Devlin et al., 2019)",
        "BERT-base (Devlin and Chang, 2019a)",
        "BERT-base (2019)",
        "BERT-base Devlin et al. (2019)",
    ],
)
def test_one_key_for_one_name(printed: str) -> None:
    assert name_key(printed) == "bertbase"


def test_what_tells_names_apart_stays() -> None:
    assert (
        len({name_key(name) for name in ("PointNet", "PointNet++", "Deep-Ret+", "BERT (large)", "w/o BERT", "BERT 2")})
        == 6
    )
    assert name_key("[12]") == "12"
    assert name_key("方法") == "方法"


def test_a_bare_name_is_without_the_keys_that_it_cites() -> None:
    assert bare_name("Piler [doe2019piles]", ("doe2019piles",)) == "Piler"
    assert bare_name("Piler [doe]", ("doe",)) == "Piler"
    assert bare_name("TLM [G, M]", ("doe",)) == "TLM [G, M]"


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key or not key.isascii()
    assert name_key(f" {text} ") == key


ENTRIES = [
    Entry(key, f"Text of {key}.", title) for key, title in (("a", "Alpha"), ("b", "Beta waves in it"), ("c", ""))
]


@pytest.mark.parametrize(
    ("text", "name", "keys"),
    [
        ("We compare with DSSM [a].", "DSSM", ("a",)),
        ("We compare with Faster R-CNN [a] on all.", "Faster R-CNN", ("a",)),
        ("Roe et al. [b] propose DSSM, which sorts.", "DSSM", ("b",)),
        ("DSSM: the network of [a] with two towers.", "DSSM", ("a",)),
        ("We use ELMo, BERT and XLNet [a] [b] [c] here.", "XLNet", ("c",)),
        ("BERT [a] is big. BERT [a] is good. As in BERT [b].", "BERT", ("a",)),
    ],
)
def test_what_the_text_says_of_a_name(text: str, name: str, keys: tuple[str, ...]) -> None:
    assert names(document(text=[text], entries=ENTRIES))[name_key(name)] == keys


def test_a_cell_that_cites_tells_most() -> None:
    paper = document(
        table("Results.", "Method | Acc\nDSSM [b] | 71.2\nBERT [a] | 73.0"), text=["DSSM [a] is old."], entries=ENTRIES
    )
    assert names(paper)["dssm"] == ("b",)


def test_titles_of_entries_explain_names() -> None:
    entries = [
        Entry("d", "x", "BERT: Pre-training of deep transformers"),
        Entry("r", "x", "Faster R-CNN: Towards real-time detection"),
        Entry("m", "x", "Mask R-CNN"),
    ]
    found = names(document(entries=entries))
    assert (found["bert"], found["fasterrcnn"], found["maskrcnn"]) == (("d",), ("r",), ("m",))


def test_keys_of_entries_explain_only_where_nothing_else_is_known() -> None:
    bare = [Entry(key, "") for key in ("devlin2019bert", "eberts2019span", "slowfast")]
    found = names(document(entries=bare))
    assert found["bert"] == ("devlin2019bert",)
    assert found["slowfast"] == ("slowfast",)
    assert "spert" not in found
    assert "devlin" not in found
    told = names(document(text=["As in BERT [x] we do."], entries=[*bare, Entry("x", "")]))
    assert told["bert"] == ("x",)
    assert "bert" not in names(document(entries=[Entry("devlin2019bert", "A text.", "On reading")]))
