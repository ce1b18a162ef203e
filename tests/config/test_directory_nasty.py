"""Tables as people really send them: what cannot be read is told with its place, never guessed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from config.directory import Problem, read
from tests.config.test_directory import key, problems

HEAD = "id,name,zone\n"


def csv_told(folder: Path, content: bytes | str, name: str = "person.csv") -> list[str]:
    """Each mistake of a CSV file: its place and its message."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [told(one) for one in problems(read(path))]


def xlsx_told(
    folder: Path, *rows: list[str | None], changed: Callable[[Worksheet], None]
) -> list[str]:
    """Each mistake of a workbook with people."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "person"
    sheet.append(["id", "name", "zone", "language"])
    for row in rows:
        sheet.append(row)
    changed(sheet)
    book.save(folder / "directory.xlsx")
    book.close()
    return [told(one) for one in problems(read(folder / "directory.xlsx"))]


def told(problem: Problem) -> str:
    where = " ".join(str(value) for _, value in reversed(problem.spot.where.params))
    return f"{where} {key(problem).removeprefix('import.')}".strip()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD.encode() + b"nl1,Noor,UTC\nnl2,Zo\xeb,UTC\n", "3 not_text_file"),
        ((HEAD + "nl1,Noor,UTC\n").encode("utf-16"), "1 not_text_file"),
        ("id,name,Name,zone\nnl1,Noor,Else,UTC\n", "1 name twice_named"),
        ("id,name,,zone\nnl1,Noor,more,UTC\n", "2 C no_heading"),
        (HEAD + "nl1,Noor,UTC,more\n", "2 D no_heading"),
        (HEAD + "nl1,No\0or,UTC\n", "2 name unseen"),
        (HEAD + "nl1,No\x1b[31mor,UTC\n", "2 name unseen"),
        (HEAD + "nl1,No\u202eor,UTC\n", "2 name unseen"),
        (HEAD + "nl1,Zo\ufffd,UTC\n", "2 name unseen"),
        (HEAD + f"nl1,{'x' * 1001},UTC\n", "2 name too_long"),
        (HEAD + f"nl1,{'x' * 200_000},UTC\n", "2 not_csv"),
        ("", "nothing"),
        ("\n\n", "nothing"),
    ],
)
def test_a_csv_file_that_cannot_be_read_says_where(
    tmp_path: Path, content: bytes | str, expected: str
) -> None:
    assert csv_told(tmp_path, content) == [expected]


def test_commas_semicolons_and_tabs_part_columns_and_capitals_of_names_do_not_matter(
    tmp_path: Path,
) -> None:
    for sign in ",;\t":
        content = (HEAD + "nl1,Noor,UTC\n").replace(",", sign)
        assert csv_told(tmp_path, content, "Person.CSV") == []
        assert [e.value.person.name for e in read(tmp_path).people] == ["Noor"]


def test_a_folder_or_file_with_nothing_in_it_never_ends_what_is_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "empty.toml", tmp_path / "since.toml"):
        if path != tmp_path:
            path.write_text("" if "empty" in path.name else "since = 2026-01-01\n")
        assert [told(one) for one in read(path).problems] == ["nothing"]


def test_one_file_of_a_folder_that_cannot_be_read_hides_no_mistake_of_the_others(
    tmp_path: Path,
) -> None:
    (tmp_path / "group.csv").write_bytes(b"\xff")
    (tmp_path / "person.csv").write_text(HEAD + "nl1,Noor,Nowhere\n")
    assert [one.spot.file for one in read(tmp_path).problems] == ["group.csv", "person.csv"]


@pytest.mark.parametrize("name", ["directory.txt", "directory.xlsx", "directory.toml", "none.csv"])
def test_what_is_no_directory_is_told_without_a_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name != "none.csv":
        path.write_bytes(b"\xff\xfe nothing")
    (problem,) = read(path).problems
    assert problem.spot.file == name


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("D2:D3")


def unreckoned(sheet: Worksheet) -> None:
    sheet["D3"] = '="f"&"r"'


def wrong(sheet: Worksheet) -> None:
    sheet["B2"] = "#REF!"


def twice(sheet: Worksheet) -> None:
    sheet["D1"] = "Name"


def unnamed(sheet: Worksheet) -> None:
    sheet["D1"] = None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (merged, "person D2:D3 merged"),
        (unreckoned, "person D3 not_reckoned"),
        (wrong, "person B2 not_reckoned"),
        (twice, "person D1 twice_named"),
        (unnamed, "person D1 no_heading"),
    ],
)
def test_a_cell_of_a_workbook_that_says_nothing_by_itself_is_told(
    tmp_path: Path, changed: Callable[[Worksheet], None], expected: str
) -> None:
    rows: list[list[str | None]] = [["nl1", "#Noor", "UTC", "fr"], ["nl2", "Nina", "UTC", None]]
    assert xlsx_told(tmp_path, *rows, changed=changed) == [expected]


@given(st.data())
def test_no_damaged_workbook_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("d")
    xlsx_told(folder, ["nl1", "Noor", "UTC", "fr"], changed=lambda _: None)
    with zipfile.ZipFile(folder / "directory.xlsx") as file:
        whole = {name: file.read(name) for name in file.namelist()}
    damaged = data.draw(st.sampled_from(sorted(whole)))
    content = whole[damaged]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2)))
    new = content[:start] + data.draw(st.binary(max_size=9)) + content[end:]
    with zipfile.ZipFile(folder / "damaged.xlsx", "w") as file:
        for name, kept in whole.items():
            file.writestr(name, new if name == damaged else kept)
    problems(read(folder / "damaged.xlsx"))


def test_a_column_of_a_workbook_without_a_heading_is_told_once_and_not_for_each_cell(
    tmp_path: Path,
) -> None:
    rows: list[list[str | None]] = [[f"nl{number}", "Noor", "UTC", None] for number in range(1, 4)]

    def filled(sheet: Worksheet) -> None:
        for line in range(2, 5):
            sheet[f"E{line}"] = "more"

    assert xlsx_told(tmp_path, *rows, changed=filled) == ["person E1 no_heading"]
