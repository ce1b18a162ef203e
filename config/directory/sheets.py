"""A directory in tables: a folder of CSV files, or a workbook with a sheet for each kind."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from config.directory.entries import Spot
from config.directory.raw import Cell, Raw, Unreadable
from coordination.said import Said


def csv_rows(file: str, kind: str, content: str, kinds: set[str]) -> Iterator[Raw]:
    """The entries of one CSV file; a header row alone says already that its kind is here."""
    first = content.partition("\n")[0]
    between = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=between, strict=True)
    line = 1
    names: list[str] = []
    try:
        for cells in reader:
            if not names:
                names = [_field(cell) for cell in cells]
                kinds.update({kind} if any(names) else ())
            elif any(cell.strip() for cell in cells):
                yield _csv_row(file, kind, line, names, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_line(file, line), Said("import.not_csv")) from error


def _csv_row(file: str, kind: str, line: int, names: list[str], cells: list[str]) -> Raw:
    found: dict[str, Cell] = {}
    for index, cell in enumerate(cells):
        name = names[index] if index < len(names) else ""
        column = name or _letter(index + 1)
        if cell.strip():
            spot = Spot(file, Said("import.line_column", line=line, column=column))
            found[name] = Cell(cell.strip(), spot)
    return Raw(kind, _line(file, line), found)


def xlsx_rows(file: str, path: Path, kinds: set[str]) -> Iterator[Raw]:
    """The entries of a workbook; a sheet whose name begins with `_` is left out."""
    # Only here: a bot that runs reads no workbook, and openpyxl takes 8 MB.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable(Spot(file, Said("import.file")), Said("import.not_xlsx")) from error
    for sheet in book.worksheets:
        if sheet.title.startswith("_"):
            continue
        lines = sheet.iter_rows(values_only=True)
        names = [_field(cell) for cell in next(lines, ())]
        kinds.update({_field(sheet.title)} if any(names) else ())
        for number, values in enumerate(lines, 2):
            cells = {
                name: Cell(value, _cell(file, sheet.title, f"{_letter(index)}{number}"))
                for index, (name, value) in enumerate(zip(names, values, strict=True), 1)
                if value is not None and str(value).strip()
            }
            if cells:
                yield Raw(_field(sheet.title), _cell(file, sheet.title, f"A{number}"), cells)
    book.close()


def _letter(number: int) -> str:
    """The name of a column in a table: A to Z, then AA and on."""
    rest, last = divmod(number - 1, 26)
    return (_letter(rest) if rest else "") + chr(ord("A") + last)


def _field(cell: object) -> str:
    """A column's name as it is declared: `Valid from` is `valid_from`."""
    return "_".join(str(cell or "").casefold().split())


def _line(file: str, line: int) -> Spot:
    return Spot(file, Said("import.line", line=line))


def _cell(file: str, sheet: str, cell: str) -> Spot:
    return Spot(file, Said("import.cell", sheet=sheet, cell=cell))
