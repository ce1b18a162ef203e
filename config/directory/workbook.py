"""A directory in one XLSX workbook, with a sheet for each kind."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.directory.entries import Problem, Spot
from config.directory.raw import Cell, Raw, Unreadable
from config.directory.sheets import field, letter, named_twice, twice
from coordination.said import Said

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ERRORS = frozenset(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"])


def xlsx_rows(file: str, path: Path, kinds: set[str]) -> Iterator[Raw | Problem]:
    """The entries of a workbook; a sheet whose name begins with `_` is left out."""
    book = _book(file, path, reckoned=False)
    reckoned = cache(lambda: _book(file, path, reckoned=True))  # only where there is a formula
    for sheet in book.worksheets:
        if sheet.title.startswith("_"):
            continue
        top, names = _headings(sheet)
        kinds.update({field(sheet.title)} if any(names) else ())
        if again := twice(names):
            at = letter(len(names) - names[::-1].index(again))
            yield named_twice(_cell(file, sheet.title, f"{at}{top}"), again)
            continue
        yield from _merged(file, sheet)
        for cells in sheet.iter_rows(min_row=top + 1):
            row = list(zip(names, cells, strict=True))
            yield from _row(file, sheet.title, row, top, reckoned)


def _headings(sheet: Worksheet) -> tuple[int, list[str]]:
    """The first row in which something stands, and the names of its columns."""
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(names := [field(value) for value in cells]):
            return number, names
    return 1, []


def _row(
    file: str,
    sheet: str,
    cells: list[tuple[str, Any]],
    top: int,
    reckoned: Callable[[], Workbook],
) -> Iterator[Raw | Problem]:
    found: dict[str, Cell] = {}
    headings = {"": _cell(file, sheet, f"A{top}")}
    whole = True
    for name, cell in cells:
        spot = _cell(file, sheet, cell.coordinate)
        if name:
            headings[name] = _cell(file, sheet, f"{letter(cell.column)}{top}")
        formula = cell.data_type == "f"
        value = reckoned()[sheet][cell.coordinate].value if formula else cell.value
        if (formula and value is None) or value in _ERRORS:
            whole = False
            yield Problem(spot, "form", Said("import.not_reckoned"))
        elif value is not None and str(value).strip():
            # A column without a heading is wrong once, where its heading should stand.
            bare = _cell(file, sheet, f"{letter(cell.column)}{top}")
            found[name] = Cell(value, spot if name else bare)
    if found and whole:
        yield Raw(field(sheet), _cell(file, sheet, f"A{cells[0][1].row}"), found, headings)


def _book(file: str, path: Path, *, reckoned: bool) -> Workbook:
    # Only here: a bot that runs reads no workbook, and openpyxl takes 8 MB.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings(action="ignore"):  # of what we do not read: styles, rules
            # In memory: of a damaged file openpyxl leaves its archive open.
            return load_workbook(BytesIO(path.read_bytes()), data_only=reckoned)
    except Exception as error:  # a damaged file makes openpyxl raise nearly everything
        raise Unreadable(Spot(file, Said("import.file")), Said("import.not_xlsx")) from error


def _merged(file: str, sheet: Worksheet) -> Iterator[Problem]:
    """Of merged cells only the first has the value; to give it to the others would be a guess."""
    for cells in sheet.merged_cells.ranges:
        yield Problem(_cell(file, sheet.title, cells.coord), "form", Said("import.merged"))


def _cell(file: str, sheet: str, cell: str) -> Spot:
    return Spot(file, Said("import.cell", sheet=sheet, cell=cell))
