from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "surveyor").rglob("*.py"))
LAYERS = [
    {"__init__", "models", "errors"},
    {"identity", "text", "text_latex", "text_roots", "text_titles", "places", "settings", "problem", "dates", "reach"}
    | {"people", "people_mended", "stages"},
    {"venues", "terms", "plain", "meaning", "topics", "canon", "usual", "net", "library", "evidence", "ranking"},
    {"sources", "route", "rank", "report", "strategies", "export", "gather", "walk", "start", "calibrate"},
    {"pipeline", "routing", "compared", "resolve", "manifest", "changes", "neighbourhood", "audit"},
    {"cli", "service", "bench", "scale", "batch", "notebook", "__main__"},
]
LAYER = {module: number for number, modules in enumerate(LAYERS) for module in modules}
STAGES = {"route", "calibrate", "gather", "walk", "rank", "strategies", "report"}
PURE = {"route", "calibrate", "rank", "strategies", "report", "export"}
IO = {"net", "library", "sources"}


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.AST]:
    """Every file of the package, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def part(path: Path) -> str:
    """The module or folder right under surveyor/ that a file belongs to."""
    return path.relative_to(ROOT / "surveyor").parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(part of surveyor, whole dotted name) of everything that a file imports from surveyor, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "surveyor":
                found = rest.split(".")[0]
                yield (found if found in LAYER else "__init__"), name


def test_every_module_has_a_layer_and_imports_nothing_above_it(trees: dict[Path, ast.AST]) -> None:
    for path, tree in trees.items():
        own = part(path)
        for other, name in imported(tree):
            public = own == "__init__" and other == "notebook"
            assert public or LAYER[other] <= LAYER[own], f"{path} imports {name}"


def test_stages_do_not_import_one_another_and_do_io_only_through_the_protocol(trees: dict[Path, ast.AST]) -> None:
    for path, tree in trees.items():
        own = part(path)
        for other, name in imported(tree):
            if other == own:
                continue
            said = f"{path} imports {name}"
            assert not (own in STAGES and other in STAGES), said
            assert not (own in PURE and other in IO), said
            if own in {"gather", "walk", "start"}:
                assert other not in IO or name.startswith("surveyor.sources.base."), said
            assert not (own == "pipeline" and other == "export"), said
            assert not (own == "sources" and LAYER[other] == LAYER[own]), said
            assert not (own == "export" and other in STAGES), said


def test_the_rules_see_what_they_are_to_forbid() -> None:
    tree = ast.parse(
        "import surveyor.net.client\nfrom surveyor import places\ndef f():\n    from surveyor.rank import rank\n"
    )
    assert [found for found, _ in imported(tree)] == ["net", "places", "rank"]
    assert {"gather", "pipeline", "cli", "batch"} <= {part(path) for path in FILES}


def test_httpx_is_imported_in_net_alone(trees: dict[Path, ast.AST]) -> None:
    for path, tree in trees.items():
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert part(path) == "net" or "httpx" not in {name.partition(".")[0] for name in names}, path


def test_no_error_is_caught_blindly_and_nothing_is_printed(trees: dict[Path, ast.AST]) -> None:
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                where = f"{path}:{node.lineno}"
                assert node.type is not None, f"bare except in {where}"
                caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
                raises = any(isinstance(n, ast.Raise) and n.exc is None for n in node.body)
                assert "Exception" not in caught, f"except Exception in {where}"
                assert "BaseException" not in caught or raises, f"BaseException is swallowed in {where}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"print() in {path}:{node.lineno}"


def public(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    yield name, node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and child.name[0] != "_":
                yield from public(child, f"{name}.{child.name}")


def test_everything_public_has_a_docstring(trees: dict[Path, ast.AST]) -> None:
    for path, tree in trees.items():
        bare = [name for name, node in public(tree, path.stem) if not ast.get_docstring(node)]  # type: ignore[arg-type]
        assert bare == [], path
