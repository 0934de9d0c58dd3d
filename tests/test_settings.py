"""Where the services are and with which keys: environment, then config file, then as shipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from surveyor.errors import UsageError
from surveyor.settings import SERVICES, Endpoint, Settings, endpoints

NOWHERE = Path("/nonexistent/config.toml")


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_as_shipped_every_service_has_its_public_address_and_no_key() -> None:
    known = endpoints({}, NOWHERE)
    assert known.keys() == SERVICES.keys()
    assert {name: one.base for name, one in known.items()} == {name: one.base for name, one in SERVICES.items()}
    public = [one.base for name, one in known.items() if name != "grobid"]
    assert all(base.startswith("https://") and not base.endswith("/") for base in public)
    assert known["grobid"].base == ""
    assert not any(one.key or one.contact for one in known.values())


def test_every_variable_has_a_name_of_its_own() -> None:
    variables = [name for one in SERVICES.values() for name in (one.url, *one.keys, one.contact) if name]
    assert len(set(variables)) == len(variables)


@pytest.mark.parametrize("name", SERVICES)
def test_another_address_stands_in_for_one_service_alone(name: str) -> None:
    known = endpoints({SERVICES[name].url: "http://127.0.0.1:8000/prefix/"}, NOWHERE)
    assert {other for other in known if known[other].base != SERVICES[other].base} == {name}
    assert known[name].base == "http://127.0.0.1:8000/prefix"


@pytest.mark.parametrize(
    ("environment", "name", "key"),
    [
        ({"S2_API_KEY": "one"}, "s2", "one"),
        ({"SEMANTIC_SCHOLAR_API_KEY": "two"}, "s2", "two"),
        ({"S2_API_KEY": "one", "SEMANTIC_SCHOLAR_API_KEY": "two"}, "s2", "one"),
        ({"S2_API_KEY": "", "SEMANTIC_SCHOLAR_API_KEY": "two"}, "s2", "two"),
        ({"OPENALEX_API_KEY": "three"}, "openalex", "three"),
        ({"OPENREVIEW_TOKEN": "four"}, "openreview", "four"),
    ],
)
def test_keys_of_the_environment(environment: dict[str, str], name: str, key: str) -> None:
    known = endpoints(environment, NOWHERE)
    assert known[name].key == key
    assert [other for other in known if known[other].key] == [name]


def test_the_environment_counts_more_than_the_file_and_an_empty_variable_nothing(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '[keys]\nS2_API_KEY = "of the file"\nOPENALEX_API_KEY = "of the file"\nCROSSREF_MAILTO = "me@mail.example"\n'
        'SURVEYOR_ACL_URL = "https://mirror.example/"\n',
    )
    known = endpoints({"S2_API_KEY": "of the environment", "OPENALEX_API_KEY": ""}, file)
    assert known["s2"].key == "of the environment"
    assert known["openalex"].key == "of the file"
    assert known["crossref"].contact == "me@mail.example"
    assert known["acl"].base == "https://mirror.example"


def test_a_key_is_in_no_repr() -> None:
    shown = repr(Endpoint("https://api.example", "secret", "me@mail.example"))
    assert "secret" not in shown
    assert "me@" not in shown


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o700 | 0o001])
def test_a_file_with_keys_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = written(tmp_path, '[keys]\nS2_API_KEY = "secret"\n', mode)
    with pytest.raises(UsageError, match="chmod 600") as caught:
        endpoints({}, file)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_of_ones_own_is_read(tmp_path: Path, mode: int) -> None:
    assert endpoints({}, written(tmp_path, '[keys]\nS2_API_KEY = "mine"\n', mode))["s2"].key == "mine"


def test_a_file_without_keys_may_be_read_by_all(tmp_path: Path) -> None:
    assert endpoints({}, written(tmp_path, '[other]\nx = "y"\n', 0o644))["s2"].key == ""
    assert endpoints({}, Path(os.devnull))["s2"].key == ""


@pytest.mark.parametrize(
    "text",
    ["[keys", "S2_API_KEY=secret", "keys = 3", "keys = ['secret']", "[keys]\nS2_API_KEY = 3", "[keys.S2]\na = 'b'"],
)
def test_a_file_that_holds_something_else_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(UsageError, match=r"\[keys\]") as caught:
        endpoints({}, file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe[keys]")
    binary.chmod(0o600)
    with pytest.raises(UsageError, match="not TOML"):
        endpoints({}, binary)
    with pytest.raises(UsageError, match="cannot be read"):
        endpoints({}, tmp_path)


def test_the_limits_of_a_survey_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Settings().seeds = 3  # type: ignore[misc]
