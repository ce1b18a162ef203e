"""A directory in one TOML file: `[state.NL]`, `[person.nl1]` with `hats`, or `[[credential]]`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from config.directory.entries import Spot
from config.directory.kinds import FORMS
from config.directory.raw import Cell, Raw, Unreadable
from coordination.said import Said

_BARE = r"""(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))"""
_TABLE = re.compile(rf"\s*\[\s*([a-z]+)\s*\.\s*{_BARE}\s*\]\s*(?:#.*)?")
_ITEM = re.compile(r"\s*\[\[\s*([a-z]+)\s*\]\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_LINE = re.compile(r"\(at line (\d+)")
_ID = {kind: "code" if "code" in form.read else "id" for kind, form in FORMS.items()}


def rows(file: str, content: str) -> Iterator[Raw]:
    """The entries of a file; raises `Unreadable` with the line where it is not TOML."""
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        spot = _spot(file, int(found[1]) if found else content.count("\n") + 1)
        raise Unreadable(spot, Said("import.not_toml")) from error
    lines = _Lines(file, content)
    usual = {"valid_from": data.pop("since", None), "confirmed": data.pop("confirmed", None)}
    since = {name: value for name, value in usual.items() if value is not None}
    for kind, entries in data.items():
        if isinstance(entries, dict):
            for id, fields in entries.items():
                yield from _entry(kind, (kind, id), {_ID.get(kind, "id"): id}, fields, lines, since)
        elif isinstance(entries, list):
            for index, fields in enumerate(entries):
                yield from _entry(kind, (kind, index), {}, fields, lines, since)
        else:
            yield Raw(kind, lines.of((), kind), {})


class _Lines:
    """On which line each table and each of its keys stands."""

    def __init__(self, file: str, content: str) -> None:
        self._file = file
        self._lines: dict[tuple[Any, ...], int] = {}
        table: tuple[Any, ...] = ()
        count: dict[str, int] = {}
        for number, line in enumerate(content.splitlines(), 1):
            if found := _TABLE.fullmatch(line):
                table = (found[1], found[2] or found[3] or found[4])
            elif found := _ITEM.fullmatch(line):
                table = (found[1], count.get(found[1], 0))
                count[found[1]] = count.get(found[1], 0) + 1
            elif found := _KEY.match(line):
                self._lines.setdefault((*table, found[1]), number)
                continue
            else:
                continue
            self._lines.setdefault(table, number)

    def of(self, table: tuple[Any, ...], key: str | None = None) -> Spot:
        """The line of a key, else of its table, else the file's first."""
        places = ([(*table, key)] if key else []) + [table]
        return _spot(self._file, next((self._lines[p] for p in places if p in self._lines), 1))


def _entry(
    kind: str,
    table: tuple[Any, ...],
    known: dict[str, object],
    fields: Any,
    lines: _Lines,
    since: dict[str, Any],
) -> Iterator[Raw]:
    spot = lines.of(table)
    if not isinstance(fields, dict):
        yield Raw(kind, lines.of((kind,), str(table[-1])), {})
        return
    hats = fields.pop("hats", []) if kind == "person" else []
    both = known | (since if kind == "credential" else {}) | fields
    yield Raw(kind, spot, dict(_cells(both, table, lines)))
    at = lines.of(table, "hats")
    for hat in hats if isinstance(hats, list) else [hats]:
        given = hat if isinstance(hat, dict) else {"roles": hat}
        worn = dict(_flat({"person": table[-1]} | since | given))
        yield Raw("credential", at, {name: Cell(value, at) for name, value in worn.items()})


def _cells(
    fields: dict[str, Any], table: tuple[Any, ...], lines: _Lines
) -> Iterator[tuple[str, Cell]]:
    for key, value in fields.items():
        spot = lines.of(table, key)
        yield from ((name, Cell(given, spot)) for name, given in _flat({key: value}))


def _flat(fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """`accepted = { by = … }` is the field `accepted_by`."""
    for key, value in fields.items():
        if isinstance(value, dict):
            yield from ((f"{key}_{part}", given) for part, given in value.items())
        else:
            yield key, value


def _spot(file: str, line: int) -> Spot:
    return Spot(file, Said("import.line", line=line))
