from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import surveyor as package
from surveyor import Survey, survey
from surveyor.errors import UsageError
from tests.export.hostile import hostile_web
from tests.fakes import surveyor

README = Path(__file__).parent.parent / "README.md"
PROBLEM = "natural language inference"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return survey(PROBLEM, as_of="2021-06", cache_dir=tmp_path_factory.mktemp("cache"))


def test_it_is_the_survey_of_the_command_line(found: Survey, tmp_path: Path) -> None:
    run = surveyor("find", PROBLEM, "--as-of", "2021-06", "--offline", "--cache-dir", tmp_path, "--format", "json")
    assert json.loads(run.out) == found.to_dicts()
    assert found.to_markdown().startswith(f"# {PROBLEM}")


def test_its_parts_are_plain_values_and_a_graph_with_documented_attributes(found: Survey) -> None:
    assert found.baselines[0].why
    assert found.coverage.seeds == 20
    assert isinstance(found.strategies, tuple)
    assert found.reading
    assert found.venues[0].venue
    assert found.recent[0].paper.title
    node = found.graph.nodes[found.baselines[0].paper.id]
    assert node["role"] == found.baselines[0].role.value
    documented = set(re.findall(r"`(\w+)`", type(found).graph.func.__doc__ or ""))
    assert set(node) <= documented
    assert all("compares" in edge for *_, edge in found.graph.edges(data=True))
    assert repr(found).startswith("<Survey natural-language-inference-")


def test_it_shows_itself_with_tables_and_the_lineage(found: Survey) -> None:
    shown = found._repr_html_()
    assert "<h3>Baselines: simple</h3>" in shown
    assert "<svg" in shown
    etree.HTML(shown)


def test_whatever_a_title_holds_stays_text() -> None:
    shown = Survey(hostile_web())._repr_html_()
    assert "<script" not in shown
    assert "javascript:" not in re.sub(r">[^<]*<", "><", shown)


def test_files_are_written_by_suffix(found: Survey, tmp_path: Path) -> None:
    found.save(tmp_path / "nli.bib")
    assert (tmp_path / "nli.bib").read_text(encoding="utf-8").count("@") > 5


def test_an_unknown_ranking_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="learnt"):
        survey("x", rank="nothing", cache_dir=tmp_path)


@pytest.mark.parametrize("name", ["years", "seeds", "hops", "walk"])
@pytest.mark.parametrize("count", [0, -1, 10**6])
def test_a_count_that_the_command_line_refuses_is_refused_here_too(tmp_path: Path, name: str, count: int) -> None:
    with pytest.raises(UsageError, match=f"{name}={count}: choose a number from 1 to "):
        survey(PROBLEM, cache_dir=tmp_path, **{name: count})
    assert surveyor("find", PROBLEM, f"--{name}", count, "--cache-dir", tmp_path).status == 2


def test_the_public_names_are_all_there_whatever_was_imported_before() -> None:
    assert set(package.__all__) <= set(dir(package)) | {"Survey", "survey"}
    code = "import surveyor.pipeline, surveyor.cli.find; from surveyor import survey, Survey; print(callable(survey))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "True\n"
    with pytest.raises(AttributeError, match="nothing"):
        package.nothing  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import surveyor, sys; print([m for m in ('networkx', 'sklearn', 'httpx', 'numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.setenv("SURVEYOR_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(example, names)
    assert isinstance(names["found"], Survey)
    assert (tmp_path / "nli.bib").exists()


def test_a_survey_without_baselines_shows_itself_too(found: Survey) -> None:
    assert "<h3>Coverage</h3>" in Survey(replace(found.value, baselines=(), reading=()))._repr_html_()
