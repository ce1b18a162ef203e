"""CSV files and workbooks say the same as TOML, and their mistakes name the column or cell."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from config.directory import check, read
from tests.config.test_directory import DEMO, SMALL


def sheets(content: str) -> dict[str, list[dict[str, str]]]:
    """The entries of a TOML directory as rows of text, a table for each kind."""
    tables: dict[str, list[dict[str, str]]] = {}
    said = tomllib.loads(content)
    usual = flat(
        {"valid_from": str(said.pop("since", "2025-01-01")), "confirmed": said.pop("confirmed", {})}
    )
    for kind, entries in said.items():
        if isinstance(entries, list):
            tables[kind] = [flat(fields) for fields in entries]
        for id, fields in entries.items() if isinstance(entries, dict) else ():
            hats = fields.pop("hats", [])
            name = "code" if kind in ("state", "agency") else "id"
            tables.setdefault(kind, []).append({name: id, **flat(fields)})
            for hat in hats:
                worn = {"person": id, **usual, **flat(hat)}
                tables.setdefault("credential", []).append(worn)
    return tables


def flat(fields: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            found |= {f"{name}_{part}": text for part, text in flat(value).items()}
        else:
            found[name] = "; ".join(value) if isinstance(value, list) else str(value)
    return found


def header(rows: list[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def write_csv(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    for kind, rows in tables.items():
        with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header(rows))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def write_xlsx(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    book = Workbook()
    for kind, rows in tables.items():
        sheet = book.create_sheet(kind)
        sheet.append(header(rows))
        for row in rows:
            sheet.append([row.get(name) for name in header(rows)])
    book.remove(book.worksheets[0])
    book.create_sheet("_notes").append(["left out"])
    book.save(folder / "directory.xlsx")
    book.close()
    return folder / "directory.xlsx"


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_the_same_directory_reads_the_same_from_toml_csv_and_xlsx(
    tmp_path: Path, write: Any
) -> None:
    wanted = read(DEMO)
    found = read(write(tmp_path, sheets(DEMO.read_text(encoding="utf-8"))))
    assert not (*found.problems, *check(found))
    for kind in ("states", "agencies", "organisations", "bodies", "groups", "people", "rooms"):
        values = [e.value for e in getattr(found, kind)]
        assert values == [e.value for e in getattr(wanted, kind)]
    hats = {e.value for e in found.credentials}
    assert hats == {e.value for e in wanted.credentials}


def test_a_mistake_in_csv_names_the_line_and_the_column(tmp_path: Path) -> None:
    rows = sheets(SMALL)["person"]
    two_lines = {"id": "nl0", "name": "two\nlines", "zone": "UTC", "matrix": ""}
    write_csv(tmp_path, {"person": [two_lines, {**rows[0], "zone": "Nowhere"}]})
    (problem,) = read(tmp_path).problems
    assert (problem.spot.file, dict(problem.spot.where.params)) == (
        "person.csv",
        {"line": 4, "column": "zone"},
    )


def test_a_mistake_in_xlsx_names_the_cell(tmp_path: Path) -> None:
    tables = sheets(SMALL)
    tables["person"][0]["zone"] = "Nowhere"
    (problem,) = read(write_xlsx(tmp_path, tables)).problems
    assert dict(problem.spot.where.params) == {"sheet": "person", "cell": "C2"}


def test_csv_with_semicolons_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    content = 'Id;Name;Zone\r\nnl1;Noor;Europe/Amsterdam\r\n\r\n"nl2";"N; N";UTC\r\n'
    (tmp_path / "person.csv").write_text(content, encoding="utf-8-sig", newline="")
    entries = read(tmp_path)
    assert not entries.problems
    assert [e.value.person.name for e in entries.people] == ["Noor", "N; N"]
    assert entries.kinds == {"person"}


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_header_row_alone_says_that_its_kind_has_no_entries(tmp_path: Path, write: Any) -> None:
    folder = write(tmp_path, {"person": [], "room": []})
    assert read(folder).kinds == frozenset()
    folder = write(tmp_path, {"person": [{"id": "", "name": "", "zone": ""}]})
    assert read(folder).kinds == {"person"}
