"""The house holds: imports point down and never in a circle, and modules stay small and explained."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("graph", "ingest", "webapp", "junctionbox")
PATHS = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))] + [ROOT / "junctionbox.py"]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in PATHS}


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Give out all nodes but those that only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            yield from (inner for part in child.orelse for inner in (part, *running(part)))
        else:
            yield child
            yield from running(child)


def imports(tree: ast.Module) -> set[str]:
    """Return the modules of ours that a module needs when it runs, wherever in it they are imported."""
    found: set[str] = set()
    for node in running(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            modules = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (modules & MODULES.keys()) or {node.module}
    return found & MODULES.keys()


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Give out the public classes and functions of a module, and the public methods of those classes."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node
            inner = node.body if isinstance(node, ast.ClassDef) else []
            yield from (item for item in inner if isinstance(item, kinds) and not item.name.startswith("_"))


def rank(module: str) -> int:
    return LAYERS.index(module.split(".")[0])


def test_imports_point_down() -> None:
    needed = [(module, other) for module, tree in MODULES.items() for other in imports(tree)]
    assert [f"{module} imports {other}" for module, other in needed if rank(other) > rank(module)] == []


def test_no_imports_run_in_a_circle() -> None:
    order = TopologicalSorter({module: imports(tree) - {module} for module, tree in MODULES.items()})
    assert len(list(order.static_order())) == len(MODULES)


@pytest.mark.parametrize("folder", ["ontology", "queries"])
def test_data_folders_hold_no_code(folder: str) -> None:
    assert list((ROOT / folder).rglob("*.py")) == []


def test_no_module_has_more_than_300_lines() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").split("\n")) - 1 for path in PATHS}
    assert {module: length for module, length in lengths.items() if length > 300} == {}


def test_what_is_public_is_explained() -> None:
    found = [(module, node) for module, tree in MODULES.items() for node in public(tree)]
    assert [f"{module}.{node.name}" for module, node in found if not ast.get_docstring(node)] == []
