"""Where things are: flag, environment, checkout; never the working directory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from surveyor import places, venues

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SURVEYOR_VENUES", "SURVEYOR_CACHE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "venues.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "cache").mkdir()
    monkeypatch.chdir(tmp_path)


def test_the_venue_map_is_the_one_of_the_checkout_wherever_one_stands() -> None:
    assert places.venues_file() == CHECKOUT / "venues.yaml"
    assert venues.load(places.venues_file()).venues


def test_the_cache_is_the_one_of_the_checkout_wherever_one_stands() -> None:
    assert places.cache_dir() == CHECKOUT / "cache"


def test_the_environment_goes_before_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYOR_VENUES", "/there/map.yaml")
    monkeypatch.setenv("SURVEYOR_CACHE", "/there/cache")
    assert places.venues_file() == Path("/there/map.yaml")
    assert places.cache_dir() == Path("/there/cache")


def test_the_flag_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYOR_VENUES", "/there/map.yaml")
    monkeypatch.setenv("SURVEYOR_CACHE", "/there/cache")
    assert places.venues_file("mine.yaml") == Path("mine.yaml")
    assert places.cache_dir("mine") == Path("mine")


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYOR_VENUES", "")
    monkeypatch.setenv("SURVEYOR_CACHE", "")
    assert places.venues_file() == CHECKOUT / "venues.yaml"
    assert places.cache_dir() == CHECKOUT / "cache"


def test_the_library_is_one_file_inside_the_cache() -> None:
    assert places.library_file(Path("/there")).parent == Path("/there")


def test_the_shelf_ships_with_the_package() -> None:
    assert places.shelf_dir().is_relative_to(CHECKOUT / "surveyor")
    assert list(places.shelf_dir().glob("*.jsonl"))


def test_a_home_that_the_shell_left_unexpanded_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert places.cache_dir("~/mine") == Path("/home/ada/mine")
    assert places.venues_file("~/map.yaml") == Path("/home/ada/map.yaml")


def test_without_a_home_the_cache_is_asked_for_and_nothing_is_written_here(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "surveyor", tmp_path / "installed" / "surveyor")
    here = tmp_path / "here"
    here.mkdir()
    env = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    for name in ("HOME", "XDG_CACHE_HOME"):
        env.pop(name, None)
    program = "import pwd; pwd.getpwuid = {}.__getitem__; import sys; sys.argv[1:] = ['list']; import surveyor.__main__"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=here, env=env, text=True
    )
    assert run.returncode == 2
    assert run.stderr.startswith("surveyor: you have no home folder")
    assert "--cache-dir" in run.stderr
    assert list(here.iterdir()) == []
