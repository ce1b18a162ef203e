"""Each fault of a TOML directory is told once, on the line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.directory import read
from tests.config.test_directory import SMALL, key, line_of, problems, read_toml, told

Told = list[tuple[int, str]]


def faults(folder: Path, content: str) -> Told:
    return [(line, what) for _, line, what in told(read_toml(folder, content))]


def test_settings_that_were_taken_for_a_directory_are_told_once_for_each_heading(
    tmp_path: Path,
) -> None:
    content = """\
# The settings of the bot.

[matrix]
homeserver = "https://matrix.example.org"
user = "@comity:example.org"

[slack]
mode = "socket"
team = "T0A"
"""
    assert faults(tmp_path, content) == [(3, "import.unknown_kind"), (7, "import.no_heading_id")]


def test_a_kind_that_there_is_none_of_is_told_once_and_not_for_each_entry(tmp_path: Path) -> None:
    content = '[land.NL]\nzone = "UTC"\n[land.IT]\n[[nation]]\nid = "a"\n[[nation]]\nid = "b"\n'
    assert faults(tmp_path, content) == [(1, "import.unknown_kind"), (4, "import.unknown_kind")]


def test_a_sheet_of_no_kind_is_told_once_and_not_for_each_row(tmp_path: Path) -> None:
    (tmp_path / "land.csv").write_text("code,zone\nNL,UTC\nIT,UTC\n")
    (tmp_path / "nation.csv").write_text("code,zone\nNL,UTC\nIT,UTC\n")
    found = problems(read(tmp_path))
    assert [(one.spot.file, key(one)) for one in found] == [
        ("land.csv", "import.unknown_kind"),
        ("nation.csv", "import.unknown_kind"),
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[state]\ncode = "NL"\nzone = "Europe/Amsterdam"\ncapital = "The Hague"\n', 1),
        ('\nstate = "NL"\n', 2),
        ('\nperson = ["anna", "bert"]\n', 2),
        ('\nstate.code = "NL"\nstate.zone = "Europe/Amsterdam"\n', 2),
    ],
)
def test_fields_without_the_id_of_their_entry_are_told_once(
    tmp_path: Path, content: str, line: int
) -> None:
    assert faults(tmp_path, content) == [(line, "import.no_heading_id")]


def test_an_entry_beside_fields_that_have_none_is_still_looked_at(tmp_path: Path) -> None:
    content = '[organisation]\nname = "A"\n\n[organisation.b]\nnam = "B"\n'
    assert faults(tmp_path, content) == [
        (1, "import.no_heading_id"),
        (5, "import.unknown_field"),
        (4, "import.missing"),
    ]


def test_what_is_wrong_at_the_top_for_every_hat_is_told_once_and_there(tmp_path: Path) -> None:
    more = "".join(
        SMALL[SMALL.index("\n[person") :].replace("nl1", f"nl{number}") for number in range(2, 5)
    )
    content = 'since = "soon"\nconfirmed = { by = "A", how = "call" }\n' + SMALL + more
    assert faults(tmp_path, content) == [(2, "import.unknown_field"), (1, "import.not_instant")]


@pytest.mark.parametrize(
    "hats",
    [
        "hats = [\n  {{ {good} }}, # the {{first}}\n  {{ {bad} }},\n]\n",
        "[[person.nl2.hats]]\n{lines}\n[[person.nl2.hats]]\n{wrong}\n",
        '[[credential]]\nperson = "nl2"\n{lines}\n[[credential]]\nperson = "nl2"\n{wrong}\n',
    ],
    ids=["a list over several lines", "headings below the person", "entries of their own"],
)
def test_a_hat_is_told_on_its_own_line(tmp_path: Path, hats: str) -> None:
    good = 'group = "ica", party = "NL", reference = "a {b} #1", roles = ["alternate"]'
    bad = good.replace("alternate", "alternat")
    lines, wrong = good.replace(", ", "\n"), bad.replace(", ", "\n")
    person = '\n[person.nl2]\nname = "N"\nzone = "UTC"\n'
    content = SMALL + person + hats.format(good=good, bad=bad, lines=lines, wrong=wrong)
    assert faults(tmp_path, content) == [(line_of(content, '"alternat"'), "import.not_one_of")]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ('[ "state" . \'NL\' ] # the Netherlands\nzone = "Mars"\n', 2),
        ('[state.NL]\n"zone" = "Mars"\n', 2),
        ('[state.NL]\nname = """\nzone = "Rome"\n"""\nzone = "Mars"\n', 5),
        ('[state]\n[state.NL]\nname.x = "N"\nzone = "UTC"\n', 3),
        ('[state]\nNL.zone = "Mars"\n', 2),
    ],
)
def test_a_field_is_found_however_its_line_is_written(
    tmp_path: Path, written: str, at: int
) -> None:
    [first] = [line for line, what in faults(tmp_path, written) if what != "import.missing"]
    assert first == at


def test_a_person_of_a_list_wears_the_hats_of_the_entry(tmp_path: Path) -> None:
    listed = SMALL.replace("[person.nl1]", '[[person]]\nid = "nl1"')
    assert told(read_toml(tmp_path, listed)) == []
    assert [e.value.person for e in read_toml(tmp_path, listed).credentials] == ["nl1"]
