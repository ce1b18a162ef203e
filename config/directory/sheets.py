"""A directory in CSV files; what its tables have in common with those of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from config.directory.entries import Problem, Spot
from config.directory.raw import Cell, Raw, Unreadable
from coordination.said import Said

_BETWEEN = ",;\t"
_NAMED = "sep="


def csv_rows(file: str, kind: str, content: str, kinds: set[str]) -> Iterator[Raw | Problem]:
    """The entries of one CSV file; a header row alone says already that its kind is here."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_between(content), strict=True)
    line = 1
    names: list[str] = []
    headings: dict[str, Spot] = {}
    try:
        for cells in reader:
            if names and any(cell.strip() for cell in cells):
                yield _csv_row(_line(file, line), names, cells, headings, kind)
            elif any(cell.strip() for cell in cells) and cells[0] != _NAMED:
                names = [field(cell) for cell in cells]
                headings = {name: _at(_line(file, line), name) for name in names if name}
                headings[""] = _line(file, line)
                kinds.add(kind)
                if again := twice(names):
                    yield named_twice(headings[again], again)
                    return
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_line(file, line), Said("import.not_csv")) from error


def _between(content: str) -> str:
    """The sign between columns: the first line may name it for a spreadsheet, as in `sep=;`."""
    head = content.lstrip().partition("\n")[0].rstrip("\r")
    if head.startswith(_NAMED) and head[len(_NAMED) :] in (*_BETWEEN,):
        return head[-1]
    return max(_BETWEEN, key=head.count)


def _csv_row(
    spot: Spot, names: list[str], cells: list[str], headings: dict[str, Spot], kind: str
) -> Raw:
    found: dict[str, Cell] = {}
    for index, cell in enumerate(cells):
        name = names[index] if index < len(names) else ""
        if cell.strip():
            found[name] = Cell(cell.strip(), _at(spot, name or letter(index + 1)))
    return Raw(kind, spot, found, headings)


def twice(names: Sequence[str]) -> str:
    """The first name that two columns have; none where each has its own."""
    return next((name for at, name in enumerate(names) if name and name in names[:at]), "")


def letter(number: int) -> str:
    """The name of a column in a table: A to Z, then AA and on."""
    rest, last = divmod(number - 1, 26)
    return (letter(rest) if rest else "") + chr(ord("A") + last)


def field(cell: object) -> str:
    """A column's name as it is declared: `Valid from` is `valid_from`."""
    return "_".join(str(cell or "").casefold().split())


def named_twice(spot: Spot, name: str) -> Problem:
    """Two columns of one name, of which only one could count."""
    return Problem(spot, "form", Said("import.twice_named", field=name[:40]))


def _line(file: str, line: int) -> Spot:
    return Spot(file, Said("import.line", line=line))


def _at(line: Spot, column: str) -> Spot:
    return Spot(line.file, Said("import.line_column", line=line.where["line"], column=column))
