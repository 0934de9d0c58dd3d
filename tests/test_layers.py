from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "surveyor").rglob("*.py"))
LAYERS = [
    {"__init__", "models", "errors"},
    {"identity", "text", "text_latex", "text_roots", "places", "settings", "problem", "dates", "reach", "authors"},
    {"venues", "plain", "topics", "canon", "net", "library", "evidence", "ranking"},
    {"sources", "route", "rank", "report", "strategies", "export", "gather", "walk", "start", "calibrate"},
    {"pipeline", "routing", "compared", "resolve", "manifest", "changes", "neighbourhood", "audit"},
    {"cli", "service", "bench", "scale", "batch", "notebook", "__main__"},
]
LAYER = {module: number for number, modules in enumerate(LAYERS) for module in modules}
STAGES = {"route", "calibrate", "gather", "walk", "rank", "strategies", "report"}
PURE = {"route", "calibrate", "rank", "strategies", "report", "export"}
IO = {"net", "library", "sources"}
ALL = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def part(path: Path) -> str:
    """The module or folder right under surveyor/ that a file belongs to."""
    return path.relative_to(ROOT / "surveyor").parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """(part of surveyor, whole dotted name) of everything that a file imports from surveyor, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "surveyor":
                found = rest.split(".")[0]
                yield (found if found in LAYER else "__init__"), name


@ALL
def test_every_module_has_a_layer_and_imports_nothing_above_it(path: Path) -> None:
    own = part(path)
    for other, name in imported(path):
        public = own == "__init__" and other == "notebook"
        assert public or LAYER[other] <= LAYER[own], f"{own} imports {name}"


@ALL
def test_stages_do_not_import_one_another_and_do_io_only_through_the_protocol(path: Path) -> None:
    own = part(path)
    for other, name in imported(path):
        if other == own:
            continue
        assert not (own in STAGES and other in STAGES), f"{own} imports {name}"
        assert not (own in PURE and other in IO), f"{own} imports {name}"
        if own in {"gather", "walk", "start"}:
            assert other not in IO or name.startswith("surveyor.sources.base."), f"{own} imports {name}"
        assert not (own == "pipeline" and other == "export"), f"{own} imports {name}"
        assert not (own == "sources" and LAYER[other] == LAYER[own]), f"{own} imports {name}"
        assert not (own == "export" and other in STAGES), f"{own} imports {name}"


def test_the_rules_see_what_they_are_to_forbid(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text(
        "import surveyor.net.client\nfrom surveyor import places\ndef f():\n    from surveyor.rank import rank\n"
    )
    assert [found for found, _ in imported(file)] == ["net", "places", "rank"]
    assert {"gather", "pipeline", "cli", "batch"} <= {part(path) for path in FILES}


@ALL
def test_httpx_is_imported_in_net_alone(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
    assert part(path) == "net" or not {name for name in names if name.partition(".")[0] == "httpx"}


@ALL
def test_no_error_is_caught_blindly_and_nothing_is_printed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
            caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
            raises = any(isinstance(n, ast.Raise) and n.exc is None for n in node.body)
            assert "Exception" not in caught, f"except Exception in line {node.lineno}"
            assert "BaseException" not in caught or raises, f"BaseException is swallowed in line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"print() in line {node.lineno}"


def public(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    yield name, node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and child.name[0] != "_":
                yield from public(child, f"{name}.{child.name}")


@ALL
def test_everything_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [name for name, node in public(tree, path.stem) if not ast.get_docstring(node)] == []  # type: ignore[arg-type]
