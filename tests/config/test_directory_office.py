"""Tables as the programs of an office save them: blank rows, hours, accents, one wrong heading."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from config.directory import Entries, read
from tests.config.test_directory import key
from tests.config.test_directory_nasty import HEAD, csv_told, told


def book_of(folder: Path, *rows: list[Any]) -> Entries:
    """A workbook with these rows as its people."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "person"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(folder / "directory.xlsx")
    book.close()
    return read(folder / "directory.xlsx")


def test_blank_rows_above_the_headings_of_a_sheet_do_not_matter(tmp_path: Path) -> None:
    named = ["id", "name", "zone"]
    entries = book_of(tmp_path, [], [" "], named, ["nl1", "Noor", "UTC"], [], ["nl2", "N", "No"])
    assert [told(one) for one in entries.problems] == ["person C6 not_zone"]
    assert [one.value.person.name for one in entries.people] == ["Noor"]


@pytest.mark.parametrize("value", [22, 22.0, "22", "22:00", time(22)])
def test_an_hour_is_read_however_a_spreadsheet_keeps_it(tmp_path: Path, value: object) -> None:
    named = ["id", "name", "zone", "quiet_from", "quiet_to"]
    entries = book_of(tmp_path, named, ["nl1", "Noor", "UTC", value, 7])
    assert not entries.problems
    assert entries.people[0].value.person.quiet_from == 22


@pytest.mark.parametrize("value", [22.5, "22:30", time(22, 30), 25, "25:00", "-1", "late"])
def test_what_is_no_full_hour_is_told_with_what_would_be_right(
    tmp_path: Path, value: object
) -> None:
    named = ["id", "name", "zone", "quiet_from", "quiet_to"]
    (problem,) = book_of(tmp_path, named, ["nl1", "Noor", "UTC", value, 7]).problems
    assert key(problem) == "import.not_hour"


def test_an_accent_that_is_kept_as_a_sign_of_its_own_is_no_other_name(tmp_path: Path) -> None:
    (tmp_path / "person.csv").write_text(HEAD + "co1,Bogota\u0301,UTC\n", encoding="utf-8")
    assert read(tmp_path).people[0].value.person.name == "Bogot\u00e1"


def test_a_heading_that_is_wrong_or_missing_is_told_once_and_not_for_each_row(
    tmp_path: Path,
) -> None:
    rows = "".join(f"nl{n},Noor,UTC\n" for n in range(50))
    assert csv_told(tmp_path, "id,nam,zone\n" + rows) == ["1 nam unknown_field", "1 missing"]
    entries = book_of(tmp_path, ["id", "nam"], *([f"nl{n}", "Noor"] for n in range(50)))
    assert [told(one) for one in entries.problems] == [
        "person B1 unknown_field",
        "person A1 missing",
        "person A1 missing",
    ]


def test_a_cell_left_empty_is_told_in_its_own_row(tmp_path: Path) -> None:
    assert csv_told(tmp_path, HEAD + "nl1,Noor,UTC\nnl2,,UTC\nnl3,,UTC\n") == [
        "3 missing",
        "4 missing",
    ]


def test_the_line_in_which_a_spreadsheet_names_the_sign_between_is_no_heading(
    tmp_path: Path,
) -> None:
    content = "sep=;\r\n" + (HEAD + "nl1,Noor,Nowhere\n").replace(",", ";").replace("\n", "\r\n")
    assert csv_told(tmp_path, content) == ["3 zone not_zone"]
