"""A directory in one TOML file: `[state.NL]`, `[person.nl1]` with `hats`, or `[[credential]]`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from config.directory.entries import Problem, Spot
from config.directory.kinds import FORMS
from config.directory.lines import Lines
from config.directory.raw import Cell, Raw, Unreadable
from coordination.said import Said

_LINE = re.compile(r"\(at line (\d+)")
_ID = {kind: "code" if "code" in form.read else "id" for kind, form in FORMS.items()}
_FOR_ALL = {"since": "valid_from", "confirmed": "confirmed"}
"""What stands once at the top for every hat, and the field of a hat that it is."""

Usual = dict[str, dict[str, Cell]]
"""The cells of each field that a hat need not have of its own."""


def rows(file: str, content: str) -> Iterator[Raw | Problem]:
    """The entries of a file; raises `Unreadable` with the line where it is not TOML."""
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else content.count("\n") + 1
        spot = Spot(file, Said("import.line", line=line))
        raise Unreadable(spot, Said("import.not_toml")) from error
    lines = Lines(file, content)
    usual = {
        field: dict(_cells({field: data.pop(name)}, lines, name))
        for name, field in _FOR_ALL.items()
        if name in data
    }
    for kind, entries in data.items():
        if kind in FORMS:
            yield from _entries(kind, entries, lines, usual)
        else:  # once, and not for each thing in it
            yield Raw(kind, lines.of(kind), {})


def _entries(kind: str, entries: Any, lines: Lines, usual: Usual) -> Iterator[Raw | Problem]:
    by_id = entries.items() if isinstance(entries, dict) else ()
    listed = enumerate(entries) if isinstance(entries, list) else ()
    found = [*by_id, *listed]
    whole = [(id, fields) for id, fields in found if isinstance(fields, dict)]
    if len(whole) < len(found) or not isinstance(entries, (dict, list)):
        yield Problem(lines.of(kind), "form", Said("import.no_heading_id", kind=kind))
    for id, fields in whole:
        known = {_ID[kind]: id} if isinstance(id, str) else {}
        yield from _entry((kind, id), known | fields, lines, usual)


def _entry(
    table: tuple[str, str | int], fields: dict[str, Any], lines: Lines, usual: Usual
) -> Iterator[Raw]:
    kind, id = table
    hats = fields.pop("hats", []) if kind == "person" else []
    spare = _spare(fields, usual) if kind == "credential" else {}
    yield Raw(kind, lines.of(*table), spare | dict(_cells(fields, lines, *table)))
    for number, hat in enumerate(hats if isinstance(hats, list) else [hats]):
        place = (*table, "hats", number)
        at = lines.of(*place)
        given = hat if isinstance(hat, dict) else {"roles": hat}
        person = {"person": Cell(fields.get("id", id), at)}
        worn = person | _spare(given, usual) | dict(_cells(given, lines, *place))
        yield Raw("credential", at, worn)


def _spare(given: dict[str, Any], usual: Usual) -> dict[str, Cell]:
    """What is said at the top of a hat that says nothing of it."""
    unsaid = (cells for field, cells in usual.items() if field not in given)
    return {name: cell for cells in unsaid for name, cell in cells.items()}


def _cells(fields: dict[str, Any], lines: Lines, *place: str | int) -> Iterator[tuple[str, Cell]]:
    """`accepted = { by = … }` is the field `accepted_by`."""
    for key, value in fields.items():
        spot = lines.of(*place, key)
        if isinstance(value, dict):
            for part, given in value.items():
                yield f"{key}_{part}", Cell(given, lines.of(*place, key, part))
        else:
            yield key, Cell(value, spot)
