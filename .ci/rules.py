"""Print which rules of the catalogue have a test: `@pytest.mark.rule("DR-09")` and so on."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "config" / "rules.toml"


def claimed(source: str) -> Iterator[str]:
    """The ids that the marks in one test file name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr="rule"), args=args):
                yield from (str(arg.value) for arg in args if isinstance(arg, ast.Constant))


def main() -> int:
    """Zero when every id that a test claims to prove is in the catalogue."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    proved = Counter(id_ for test in tests for id_ in claimed(test.read_text("utf-8")))
    if not CATALOGUE.exists():
        print(f"There is no {CATALOGUE.relative_to(ROOT)}; the tests name {len(proved)} rules.")
        return 0
    catalogue = tomllib.loads(CATALOGUE.read_text("utf-8"))
    for id_, rule in catalogue.items():
        print(f"{proved[id_] or '-':>4}  {id_:7} {rule['text'][:86]}")
    unknown = sorted(set(proved) - set(catalogue))
    without = [id_ for id_ in catalogue if id_ not in proved]
    print(f"\n{len(catalogue) - len(without)} of {len(catalogue)} rules have a test.")
    print(f"Without: {' '.join(without)}")
    if unknown:
        print(f"Not in the catalogue: {', '.join(unknown)}")
    return int(bool(unknown))


if __name__ == "__main__":
    sys.exit(main())
