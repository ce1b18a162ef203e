"""Print every rule of the catalogue with its tests, those that say `@pytest.mark.rule("DR-09")`.

`rules.py DR-09 T-24` prints these alone. It fails where a test names what is no rule, and where a
mark names nothing or belongs to no test.
"""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

Claims = dict[str, list[str]]
"""By each id that is named, the tests that name it."""


def marks(nodes: Iterable[ast.AST]) -> Iterator[ast.Call]:
    """The marks `pytest.mark.rule(…)` in these parts of a file."""
    for node in nodes:
        for part in ast.walk(node):
            match part:
                case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="mark"), attr="rule")):
                    yield part


def tests_of(
    body: Iterable[ast.stmt], name: str, above: list[ast.Call]
) -> Iterator[tuple[str, list[ast.Call]]]:
    """Every test below, with the marks that hold for it: its own, its class's, its file's."""
    for node in body:
        match node:
            case ast.ClassDef(name=inner) if inner.startswith("Test"):
                own = [*above, *marks(node.decorator_list)]
                yield from tests_of(node.body, f"{name}::{inner}", own)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if node.name.startswith("test"):
                yield f"{name}::{node.name}", [*above, *marks(node.decorator_list)]


def named(call: ast.Call) -> list[str]:
    """The ids that a mark names."""
    return [str(arg.value) for arg in call.args if isinstance(arg, ast.Constant)]


def claimed(source: str, name: str, found: Claims) -> Iterator[str]:
    """Add the claims of one file; what is wrong with its marks."""
    tree = ast.parse(source)
    for_all = [
        call
        for node in tree.body
        if isinstance(node, ast.Assign) and "pytestmark" in map(ast.unparse, node.targets)
        for call in marks([node.value])
    ]
    used: set[ast.Call] = set()
    for test, calls in tests_of(tree.body, name, for_all):
        used.update(call for call in calls if named(call) and not call.keywords)
        for id_ in dict.fromkeys(id_ for call in calls for id_ in named(call)):
            found.setdefault(id_, []).append(test)
    for call in marks([tree]):
        if call not in used:
            yield f"{name}:{call.lineno}: this mark names no rule of any test"


def listed(catalogue: dict[str, dict[str, str]], wanted: Iterable[str], found: Claims) -> int:
    """Print these rules, each with its tests by name; how many of them have one."""
    tested = 0
    for id_ in wanted:
        print(f"{id_:<6} {catalogue[id_]['text']}")
        tests = sorted(found.get(id_, ()))
        tested += bool(tests)
        for test in tests or ["no test names it"]:
            print(f"         {test}")
    return tested


def read(arguments: list[str] | None) -> argparse.Namespace:
    """What is asked for."""
    given = argparse.ArgumentParser(description="List rules with their tests.")
    given.add_argument("ids", nargs="*", metavar="ID", help="only these rules, such as DR-09")
    given.add_argument("--root", type=Path, default=Path(__file__).parent.parent)
    return given.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Zero when every rule that is asked for or named by a test is in the catalogue."""
    asked = read(arguments)
    catalogue = tomllib.loads((asked.root / "config" / "rules.toml").read_text("utf-8"))
    if foreign := [id_ for id_ in asked.ids if id_ not in catalogue]:
        print(f"Not in the catalogue: {' '.join(foreign)}")
        return 1
    found: Claims = {}
    wrong: list[str] = []
    for file in sorted((asked.root / "tests").rglob("test_*.py")):
        name = file.relative_to(asked.root).as_posix()
        wrong += claimed(file.read_text("utf-8"), name, found)
    wanted = asked.ids or list(catalogue)
    tested = listed(catalogue, wanted, found)
    print(f"\n{tested} of {len(wanted)} rules have a test.")
    if without := [id_ for id_ in wanted if id_ not in found]:
        print(f"Without: {' '.join(without)}")
    wrong += [
        f"Not in the catalogue: {id_}, named by {' '.join(tests)}"
        for id_, tests in sorted(found.items())
        if id_ not in catalogue
    ]
    for line in wrong:
        print(line)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
