from __future__ import annotations

import json
from pathlib import Path

from tests.fakes import refused, surveyor
from tests.standin import Standin

SEEDS = ("arxiv:1606.01933", "Enhanced LSTM for Natural Language Inference")


def test_a_survey_walks_from_the_papers_that_are_named(tmp_path: Path) -> None:
    run = surveyor("walk", *SEEDS, "--as-of", "2021-06", "--cache-dir", tmp_path, "--format", "json")
    assert run.status == 0
    made = json.loads(run.out)
    assert [entry["paper"]["title"] for entry in made["seeds"]] == [
        "A Decomposable Attention Model for Natural Language Inference",
        "Enhanced LSTM for Natural Language Inference",
    ]
    assert "problem, by the titles: " in run.err
    assert "walking from 2 of 2 papers" in run.err
    assert made["manifest"]["given"] == [entry["paper"]["id"] for entry in made["seeds"]]
    assert made["baselines"]


def test_a_file_of_references_names_papers_and_the_command_to_repeat_it_names_them_again(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(
        "@article{a, title={A Decomposable Attention Model for Natural Language Inference}, year=2016}\n@article{b}"
    )
    run = surveyor("walk", file, "--problem", "inference", "--as-of", "2021-06", "--cache-dir", tmp_path)
    assert run.status == 0
    assert "line 2: the entry b has no title" in run.err or "line 2: an entry has no title" in run.err
    assert "again by `surveyor walk arxiv:1606.01933 --problem inference --as-of 2021-06" in run.out


def test_papers_that_citing_ones_are_known_of_are_walked_forward_from(tmp_path: Path) -> None:
    run = surveyor(
        "walk", SEEDS[0], "--forward", "--problem", "inference", "--as-of", "2021-06", "--cache-dir", tmp_path,
        "--format", "json",
    )  # fmt: skip
    assert len(json.loads(run.out)["seeds"]) > 1
    assert "that cite them" in run.err


def test_papers_that_nobody_knows_are_an_error_with_the_remedy(tmp_path: Path) -> None:
    run = surveyor("walk", "arxiv:9912.99999", "no such title", "--cache-dir", tmp_path)
    assert run.status == 1
    assert "arxiv:9912.99999: no source knows this id" in run.err
    assert "none of these papers is known" in run.err


def test_an_empty_seed_and_a_file_of_another_kind_are_wrong_usage(tmp_path: Path) -> None:
    refused(surveyor("walk", " ", "--cache-dir", tmp_path), 2, "a SEED is empty")
    (tmp_path / "refs.txt").write_text("A paper")
    refused(surveyor("walk", tmp_path / "refs.txt", "--cache-dir", tmp_path), 2, "from .bib and .ris files")
    refused(surveyor("walk", tmp_path / "gone.bib", "--cache-dir", tmp_path), 2, "gone.bib: No such file")


def test_a_title_longer_than_a_name_of_a_file_is_a_title(tmp_path: Path) -> None:
    run = surveyor("walk", "word " * 80, "--cache-dir", tmp_path)
    assert run.status == 1
    assert "none of these papers is known" in run.err
    assert "no paper 'word" in surveyor("compared", "word " * 80, "--cache-dir", tmp_path).err


def who_cites(standin: Standin) -> list[str]:
    return [value for seen in standin.requests for _, value in seen.query if value.startswith("cites:")]


def test_live_sources_are_asked_who_cites_the_seeds(online: Standin, tmp_path: Path) -> None:
    arguments = ("walk", SEEDS[0], "--problem", "inference", "--as-of", "2021-06", "--no-deep", "--cache-dir", tmp_path)
    alone = surveyor(*arguments, "--format", "json")
    assert not who_cites(online)
    forward = surveyor(*arguments, "--forward", "--format", "json")
    assert len(who_cites(online)) == 1
    started = [len(json.loads(run.out)["seeds"]) for run in (alone, forward)]
    assert started[1] > started[0] == 1
    again = surveyor(*arguments, "--forward", "--offline", "--format", "json")
    assert again.out == forward.out
