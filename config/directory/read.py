"""A directory file or folder, read into typed entries; every mistake is collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from config.directory.entries import Entries, Entry, Problem, Spot
from config.directory.kinds import FORMS, Form
from config.directory.raw import Cell, Raw, Unreadable, Wrong
from config.directory.sheets import csv_rows, field
from config.directory.toml import rows as toml_rows
from config.directory.workbook import xlsx_rows
from coordination.said import Said

_PLURAL = {
    "state": "states",
    "agency": "agencies",
    "organisation": "organisations",
    "body": "bodies",
    "group": "groups",
    "person": "people",
    "credential": "credentials",
    "room": "rooms",
    "slack": "workspaces",
    "agreement": "agreements",
    "article": "articles",
}
_SERVER = "{server}"


def read(path: Path, server: str = "localhost") -> Entries:
    """What a TOML file, a workbook, a CSV file or a folder of CSV files says.

    `{server}` in an account or in a room's own id stands for the homeserver's name.
    """
    found: dict[str, list[Entry[Any]]] = {kind: [] for kind in FORMS}
    problems: list[Problem] = []
    kinds: set[str] = set()
    strange: set[tuple[str, str]] = set()
    for raw in _told(path, kinds):
        if isinstance(raw, Problem):
            problems.append(raw)
        elif form := FORMS.get(raw.kind):
            found[raw.kind].extend(_entries(raw, form, server, problems))
        elif (raw.spot.file, raw.kind) not in strange:  # once, and not for each row
            strange.add((raw.spot.file, raw.kind))
            said = Said("import.unknown_kind", kind=raw.kind[:40], known=", ".join(FORMS))
            problems.append(Problem(raw.spot, "form", said))
    if not (problems or kinds):
        problems.append(Problem(_whole(path), "form", Said("import.nothing")))
    gathered = {_PLURAL[kind]: tuple(entries) for kind, entries in found.items()}
    # What is said once for many entries, such as `since`, is wrong once.
    told = tuple(dict.fromkeys(problems))
    return Entries(kinds=frozenset(kinds & FORMS.keys()), problems=told, **gathered)


def _told(path: Path, kinds: set[str]) -> Iterator[Raw | Problem]:
    """What stands in a path; a file of a folder that cannot be read hides none of the others."""
    inside = path.is_dir()
    files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv") if inside else []
    for file in [one for one in files if not one.name.startswith("_")] if inside else [path]:
        try:
            yield from _rows(file, kinds)
        except Unreadable as error:
            yield Problem(error.spot, "form", error.said)


def _rows(path: Path, kinds: set[str]) -> Iterator[Raw | Problem]:
    """The raw entries of a file; adds to `kinds` what the file has, even without an entry."""
    match path.suffix.lower():
        case ".toml":
            rows = list(toml_rows(path.name, _text(path)))
            kinds.update(FORMS if rows else ())
            yield from rows
        case ".csv":
            yield from csv_rows(path.name, field(path.stem), _text(path), kinds)
        case ".xlsx":
            yield from xlsx_rows(path.name, path, kinds)
        case _:
            raise Unreadable(_whole(path), Said("import.not_a_directory"))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(_whole(path), Said("import.not_opened")) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        spot = Spot(path.name, Said("import.line", line=line))
        raise Unreadable(spot, Said("import.not_text_file")) from error


def _whole(path: Path) -> Spot:
    return Spot(path.name, Said("import.file"))


def _entries(raw: Raw, form: Form, server: str, problems: list[Problem]) -> Iterable[Entry[Any]]:
    row: dict[str, Any] = {}
    wrong = [*_unknown(raw, form), *_missing(raw, form)]
    for name, cell in raw.cells.items():
        if name in form.read:
            try:
                row[name] = form.read[name](_at_server(cell, server))
            except Wrong as error:
                said = Said("import.field", field=name, what=error.said)
                wrong.append(Problem(cell.spot, "form", said))
    if wrong:
        problems.extend(wrong)
        return []
    cells = {name: cell.spot for name, cell in raw.cells.items()}
    try:
        return [Entry(value, raw.spot, cells) for value in form.make(row)]
    except Wrong as error:
        problems.append(Problem(raw.spot, "form", error.said))
        return []


def _unknown(raw: Raw, form: Form) -> Iterator[Problem]:
    for name, cell in raw.cells.items():
        if not name:
            yield Problem(cell.spot, "form", Said("import.no_heading"))
        elif name not in form.read:
            near = get_close_matches(name, form.read, n=1) or list(form.read)
            said = Said(
                "import.unknown_field", field=name[:40], kind=raw.kind, known=", ".join(near)
            )
            yield Problem(raw.headings.get(name, cell.spot), "form", said)


def _missing(raw: Raw, form: Form) -> Iterator[Problem]:
    for name in form.needs:
        if name not in raw.cells:
            # What no row of a table could have is wrong once, in its headings.
            spot = raw.spot if name in raw.headings else raw.headings.get("", raw.spot)
            yield Problem(spot, "form", Said("import.missing", field=name, kind=raw.kind))


def _at_server(cell: Cell, server: str) -> object:
    return cell.value.replace(_SERVER, server) if isinstance(cell.value, str) else cell.value
