from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from surveyor.settings import SERVICES
from tests.fakes import Run, refused, surveyor
from tests.online import FEW, PROBLEM, SMALL, find
from tests.standin import Fault, Standin

NAMES = ["s2", "openalex", "arxiv", "crossref", "openreview", "dblp", "acl", "arxiv-html", "ar5iv", "grobid"]
KEYS = {"S2_API_KEY": "key-of-s2", "OPENALEX_API_KEY": "key-of-openalex", "OPENREVIEW_TOKEN": "token-of-openreview"}


def doctor(cache: Path) -> Run:
    return surveyor("doctor", "--cache-dir", cache)


def rows(run: Run) -> dict[str, list[str]]:
    assert run.status == 0, run.err
    return {line.split("\t")[0]: line.split("\t")[1:] for line in run.out.splitlines()}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a config file would be."""
    file = tmp_path / "config.toml"
    monkeypatch.setenv("SURVEYOR_CONFIG", str(file))
    return file


@pytest.fixture
def unplugged(online: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    """No service has an address at which somebody listens."""
    for service in SERVICES.values():
        monkeypatch.setenv(service.url, "http://127.0.0.1:9")


def keep(file: Path, text: str, mode: int = 0o600) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)


# ------------------------------------------------------------------ doctor


def test_doctor_asks_each_service_one_question(online: Standin, tmp_path: Path) -> None:
    said = rows(run := doctor(tmp_path))
    assert list(said) == NAMES
    assert [request.service for request in online.requests] == NAMES
    assert online.knobs.openalex_spent <= 0.001
    assert "keys: none set" in run.err
    assert "network: 10 requests sent" in run.err
    assert said["arxiv"] == ["ok"]
    assert said["s2"] == ["ok", "set S2_API_KEY: without one the shared pool is nearly always used up"]
    assert said["crossref"] == ["ok", "set CROSSREF_MAILTO to your mail address for the polite pool"]
    assert said["openalex"][1].startswith("$0.0999 left of the day's allowance; set OPENALEX_API_KEY for ten times")
    assert said["openreview"][0] == "blocked"
    assert "OPENREVIEW_TOKEN" in said["openreview"][1]


def test_doctor_with_keys_has_nothing_to_advise(
    online: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (KEYS | {"CROSSREF_MAILTO": "reader@mail.example"}).items():
        monkeypatch.setenv(name, value)
    for service in ("s2", "openalex", "openreview"):
        online.require_key(service, KEYS[SERVICES[service].keys[0]])
    said = rows(run := doctor(tmp_path))
    assert "keys: openalex set, openreview set, s2 set" in run.err
    assert said == {name: ["ok"] for name in NAMES} | {"openalex": ["ok", "$0.9999 left of the day's allowance"]}
    assert not any(value in run.out + run.err for value in KEYS.values())


def test_doctor_reads_keys_from_the_config_file(online: Standin, tmp_path: Path, config: Path) -> None:
    keep(config, '[keys]\nS2_API_KEY = "key-of-s2"\n')
    online.require_key("s2", "key-of-s2")
    run = doctor(tmp_path)
    assert rows(run)["s2"] == ["ok"]
    assert f"config file: {config}" in run.err


def test_doctor_tells_each_fault_with_its_remedy_and_asks_the_others(online: Standin, tmp_path: Path) -> None:
    online.fail("s2", Fault.RATE_LIMITED)
    online.fail("openalex", Fault.RATE_LIMITED_HOURS)
    online.fail("crossref", Fault.FORBIDDEN)
    online.fail("dblp", Fault.BOT_PAGE)
    online.fail("acl", Fault.SERVER_ERROR)
    online.fail("arxiv-html", Fault.BOT_PAGE)
    online.fail("ar5iv", Fault.UNAVAILABLE)
    online.fail("grobid", Fault.SERVER_ERROR)
    said = rows(doctor(tmp_path))
    outcomes = {name: row[0] for name, row in said.items()}
    assert outcomes == {
        "s2": "rate-limited",
        "openalex": "out of budget",
        "arxiv": "ok",
        "crossref": "blocked",
        "openreview": "blocked",
        "dblp": "blocked",
        "acl": "failed",
        "arxiv-html": "blocked",
        "ar5iv": "failed",
        "grobid": "failed",
    }
    assert said["s2"][1].count("S2_API_KEY") == 1
    assert "OPENALEX_API_KEY" in said["openalex"][1]
    assert "CROSSREF_MAILTO" in said["crossref"][1]
    assert "SURVEYOR_DBLP_URL" in said["dblp"][1]
    assert "SURVEYOR_GROBID_URL" in said["grobid"][1]


def test_doctor_comes_to_the_last_service_however_often_it_has_to_try(
    online: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("surveyor.net.client.MAX_LOST", 1e9)
    monkeypatch.setattr("surveyor.net.client.Net._wait", lambda *_: None)
    monkeypatch.setenv("S2_API_KEY", "key-of-s2")
    online.fail("*", Fault.SERVER_ERROR)
    assert {name: row[0] for name, row in rows(doctor(tmp_path)).items()} == dict.fromkeys(NAMES, "failed")
    assert online.count() == 5 + 6 * 3 + 2 * 1 + 1


def test_doctor_without_a_server_of_ones_own_says_how_pdfs_could_be_read(
    online: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SURVEYOR_GROBID_URL")
    said = rows(run := doctor(tmp_path))
    assert list(said) == NAMES[:-1]
    assert "grobid: not set" in run.err
    assert "SURVEYOR_GROBID_URL" in run.err


def test_doctor_asks_again_each_time(online: Standin, tmp_path: Path) -> None:
    assert rows(doctor(tmp_path)).keys() == rows(doctor(tmp_path)).keys()
    assert online.count() == 20


@pytest.mark.usefixtures("unplugged")
def test_doctor_without_a_network_says_what_surveys_rest_on(tmp_path: Path) -> None:
    run = doctor(tmp_path)
    assert (run.status, run.out) == (0, "")
    assert "no network: surveys rest on recorded answers" in run.err


# ------------------------------------------------------------------ the config file


@pytest.mark.parametrize("command", [["doctor"], ["sources"], ["find", PROBLEM]], ids=" ".join)
def test_a_config_file_that_others_can_read_is_refused(
    command: list[str], online: Standin, tmp_path: Path, config: Path
) -> None:
    keep(config, '[keys]\nS2_API_KEY = "key-of-s2"\n', 0o644)
    where = [] if command == ["sources"] else ["--cache-dir", tmp_path / "cache"]
    run = surveyor(*command, *where)
    refused(run, 2, f"{config}: others can read the keys in it: chmod 600 {config}")
    assert "key-of-s2" not in run.err
    assert online.count() == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("S2_API_KEY: key-of-s2", "not TOML"),
        ('[keys]\nS2_API_KEY = "key-of-s2', "not TOML"),
        ('keys = "key-of-s2"', "holds lines such as"),
        ("[keys]\nS2_API_KEY = 12345", "holds lines such as"),
    ],
)
def test_a_config_file_that_is_none_is_refused_without_showing_it(
    text: str, said: str, online: Standin, config: Path
) -> None:
    keep(config, text)
    run = surveyor("sources")
    refused(run, 2, str(config), said)
    assert len(run.err.splitlines()) == 1
    assert "key-of-s2" not in run.err


def test_a_folder_in_the_place_of_the_config_file_is_refused(online: Standin, config: Path) -> None:
    config.mkdir()
    refused(surveyor("sources"), 2, str(config), "cannot be read")


# ------------------------------------------------------------------ sources


def test_sources_lists_all_in_the_order_in_which_they_are_asked(monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "key-of-openalex")
    for name in ("S2_API_KEY", "SEMANTIC_SCHOLAR_API_KEY", *(service.url for service in SERVICES.values())):
        monkeypatch.delenv(name, raising=False)
    said = rows(run := surveyor("sources"))
    apis = ["s2", "openalex", "arxiv", "crossref", "openreview", "dblp"]
    texts = ["arxiv-html", "ar5iv", "arxiv-source"]
    assert list(said) == ["library", "shelf", *apis, *texts, "acl", "grobid"]
    assert said["s2"][0] == "https://api.semanticscholar.org"
    assert said["openalex"][0] == "https://api.openalex.org (key set)"
    assert "how a work is cited" in said["s2"][1]
    assert "how a work is cited" not in said["openalex"][1]
    assert said["dblp"][1].endswith("; asked only at another address")
    assert said["ar5iv"] == ["https://ar5iv.labs.arxiv.org", "full texts"]
    assert not any("full texts" in said[name][1] for name in apis)
    assert said["grobid"][0] == "no address: set SURVEYOR_GROBID_URL"
    assert "key-of-openalex" not in run.out + run.err


# ------------------------------------------------------------------ cache


def test_cache_info_before_anything_is_recorded(tmp_path: Path) -> None:
    for command in (["info"], ["prune", "--all"]):
        run = surveyor("cache", *command, "--cache-dir", tmp_path)
        assert (run.status, run.out, run.err) == (0, "", "nothing is recorded yet\n")
    assert list(tmp_path.iterdir()) == []


def test_cache_info_counts_answers_by_service(online: Standin, tmp_path: Path) -> None:
    find(tmp_path, *FEW)
    said = rows(surveyor("cache", "info", "--cache-dir", tmp_path))
    asked = online.count("s2")
    assert said["acl"] == ["1 answers"]
    assert said["s2"] == [f"{asked} answers"]
    assert said["ar5iv"] == [f"{online.count('ar5iv')} answers"]
    assert said["all"][0] == f"{online.count()} answers"
    assert said["all"][1].endswith(" MB")


def test_cache_prune_forgets_what_is_old_or_everything_and_nothing_else(online: Standin, tmp_path: Path) -> None:
    whole = find(tmp_path, *SMALL)
    count = online.count()
    with sqlite3.connect(tmp_path / "http.db") as db:
        db.execute("update responses set fetched_at = fetched_at - 86400 * 10 where source = 's2'")
    db.close()
    assert surveyor("cache", "prune", "--older-than", 11, "--cache-dir", tmp_path).err == "forgot 0 answers\n"
    kept = surveyor("cache", "prune", "--older-than", 9, "--cache-dir", tmp_path)
    old = online.count("s2")
    assert (kept.status, kept.err) == (0, f"forgot {old} answers\n")
    assert surveyor("cache", "prune", "--all", "--cache-dir", tmp_path).err == f"forgot {count - old} answers\n"
    assert rows(surveyor("cache", "info", "--cache-dir", tmp_path)).keys() == {"all"}
    assert len(surveyor("list", "--cache-dir", tmp_path).out.splitlines()) == 1
    assert find(tmp_path, *SMALL).out == whole.out
    assert online.count() == 2 * count - 1  # the Anthology is still in the library


@pytest.mark.parametrize("options", [[], ["--all", "--older-than", 3], ["--older-than", -1], ["--older-than", "x"]])
def test_cache_prune_wants_to_know_what(options: list[object], tmp_path: Path) -> None:
    assert surveyor("cache", "prune", *options, "--cache-dir", tmp_path).status == 2


def test_a_cache_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "http.db").write_text("no database, but long enough to look like one" * 30, encoding="utf-8")
    refused(surveyor("cache", "info", "--cache-dir", tmp_path), 1, "http.db", "move it away")
