from __future__ import annotations

import json
from typing import Any

from surveyor.export.colours import COLOURS
from surveyor.export.vosviewer import vosviewer
from tests.export.hostile import hostile_web
from tests.fakes import small_survey


def item(name: str) -> Any:
    (found,) = (item for item in json.loads(vosviewer(small_survey()))["network"]["items"] if item["id"] == name)
    return found


def test_an_item_is_sized_by_citations_and_scored_by_year() -> None:
    old = item("doi:10.1000/old")
    assert (old["label"], old["weights"], old["scores"]) == ("Rhodes 2016", {"Citations": 3}, {"Year": 2016})
    assert old["url"] == "https://doi.org/10.1000/old"


def test_a_role_is_a_cluster_with_a_name_and_a_colour() -> None:
    document = json.loads(vosviewer(small_survey()))
    labels = {cluster["cluster"]: cluster["label"] for cluster in document["network"]["clusters"]}
    colours = {c["cluster"]: c["color"] for c in document["config"]["color_schemes"]["cluster_colors"]}
    own = item("doi:10.1000/old")["cluster"]
    assert (labels[own], colours[own]) == ("classic", COLOURS["classic"])
    assert set(labels) == set(colours)


def test_a_link_is_stronger_by_its_mentions() -> None:
    links = json.loads(vosviewer(small_survey()))["network"]["links"]
    strength = {(link["source_id"], link["target_id"]): link["strength"] for link in links}
    assert strength["arxiv:2601.00001", "doi:10.1000/old"] == 4
    assert strength["arxiv:2601.00001", "shelf:old-survey"] == 2


def test_what_is_shown_as_html_holds_no_markup_of_titles() -> None:
    for found in json.loads(vosviewer(hostile_web()))["network"]["items"]:
        assert "<script" not in found["description"]
        assert "<i" not in found["description"]
        assert found["description"].count("<tr>") <= 6
