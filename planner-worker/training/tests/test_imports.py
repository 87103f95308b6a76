"""The modules of the training form no circle, not even for the sake of types."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tonework_training"


def imports(package: Path) -> dict[str, set[str]]:
    """Module -> the modules of the same package that it imports, anywhere in its text."""
    files = {_name(package, file): file for file in sorted(package.rglob("*.py"))}
    return {module: set(_imported(module, file, files)) - {module} for module, file in files.items()}


def _name(package: Path, file: Path) -> str:
    return ".".join(file.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")


def _imported(module: str, file: Path, files: dict[str, Path]) -> Iterator[str]:
    folder = module.split(".") if file.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        elif isinstance(node, ast.ImportFrom):
            origin = folder[: len(folder) + 1 - node.level] if node.level else []
            origin = ".".join([*origin, *([node.module] if node.module else [])])
            for alias in node.names:
                yield from (name for name in (f"{origin}.{alias.name}", origin) if name in files)


def test_should_import_in_one_direction_only() -> None:
    graph = imports(PACKAGE)
    assert "tonework_training.aspects" in graph["tonework_training.facts"], "the walk finds what is there"
    # a package's own __init__ holds nothing: what it is named for lies in its modules
    graph = {module: names - {"tonework_training", "tonework_training.veraretouch"} for module, names in graph.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as e:
        pytest.fail(" imports ".join(e.args[1]))


def test_should_find_a_circle_even_when_it_is_for_types_alone(tmp_path: Path) -> None:
    package = tmp_path / "some"
    package.mkdir()
    (package / "a.py").write_text("from . import b\n")
    (package / "b.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .a import A\n")
    graph = imports(package)
    assert graph == {"some.a": {"some.b"}, "some.b": {"some.a"}}
    with pytest.raises(CycleError):
        TopologicalSorter(graph).prepare()
