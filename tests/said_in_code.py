"""What the product's code says: the keys of its `Said(…)`, found in the syntax trees."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = ("bot", "commands", "storage", "config", "coordination")
KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_+-]+)+")
_HOLE = r"[A-Za-z0-9_.+-]+"
_compiled = cache(re.compile)


@dataclass(frozen=True)
class Use:
    """One `Said(…)`: a pattern of keys, the parameters (None where they are spread), the place."""

    pattern: str
    given: frozenset[str] | None
    where: str

    def means(self, key: str) -> bool:
        return _compiled(self.pattern).fullmatch(key) is not None

    def among(self, keys: Collection[str]) -> list[str]:
        """Those that it can be, in order."""
        if _HOLE in self.pattern:
            return sorted(key for key in keys if self.means(key))
        one = self.pattern.replace("\\", "")
        return [one] if one in keys else []


@dataclass
class Code:
    """Uses of `Said`, and everything else in the code that could be a key or the shape of one."""

    uses: list[Use] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    shapes: set[str] = field(default_factory=set)
    enumerations: set[str] = field(default_factory=set)

    def knows(self, key: str) -> bool:
        """Whether some code may say this key."""
        if key in self.words or key.partition(".")[0] in self.enumerations:
            return True
        return any(_compiled(shape).fullmatch(key) for shape in self.shapes)


def read(root: Path = ROOT) -> Code:
    """All product code under this folder."""
    code = Code()
    for package in PRODUCT:
        for path in sorted((root / package).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                _note(node, code, f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}")
    return code


def _note(node: ast.AST, code: Code, where: str) -> None:
    match node:
        case ast.Call(func=ast.Name(id="Said"), args=[first, *_], keywords=keywords):
            names = [keyword.arg for keyword in keywords]
            given = None if None in names else frozenset(name for name in names if name)
            code.uses.extend(Use(pattern, given, where) for pattern in _patterns(first))
        case ast.Constant(value=str(text)) if KEY.fullmatch(text):
            code.words.add(text)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in text:
            code.shapes.update(_patterns(node))
        case ast.ClassDef(name=name, bases=[ast.Name(id="StrEnum" | "Enum" | "IntEnum"), *_]):
            code.enumerations.add(name.lower())


def _patterns(first: ast.expr) -> list[str]:
    """The keys that an expression can be; none where only running it would tell."""
    match first:
        case ast.Constant(value=str(text)):
            return [re.escape(text)]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_patterns(body), *_patterns(orelse)]
        case ast.JoinedStr(values=[ast.Constant(), *_] as values):
            parts = (
                re.escape(str(v.value)) if isinstance(v, ast.Constant) else _HOLE for v in values
            )
            return ["".join(parts)]
    return []


def _piece(value: ast.expr) -> str:
    return re.escape(str(value.value)) if isinstance(value, ast.Constant) else _HOLE
