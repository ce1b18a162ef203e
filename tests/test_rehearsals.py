"""Every rehearsal plays to its end; what `comity rehearse` answers, in words and as data."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.console_command import console
from bot.demo.stage import DIRECTORY
from bot.rehearse.command import rehearse
from storage.database import Database, migrate
from storage.keyring import keyring_at
from tests.played import NURSERY, in_one_process, played

FOLDER = Path(__file__).parent / "rehearsals"
FILES = sorted(FOLDER.rglob("*.rehearsal"))
HEAD = "directory demo/directory.toml\nclock 2026-03-09T09:00Z\n"


@pytest.mark.parametrize("file", in_one_process(FILES))
def test_a_rehearsal_holds(file: Path) -> None:
    play = played(file)
    assert play.code == 0, play.told


def test_a_rehearsal_names_only_tests_that_are_there() -> None:
    root = FOLDER.parents[1]
    named = [
        (file.name, *found)
        for file in FILES
        for found in re.findall(r"(tests/[\w/]+\.py)(?:::(\w+))?", file.read_text("utf-8"))
    ]
    assert named
    for where, path, test in named:
        assert f"def {test}(" in (root / path).read_text("utf-8"), f"{where}: {path}::{test}"


def written(folder: Path, steps: str, head: str = HEAD) -> Path:
    file = folder / "a.rehearsal"
    file.write_text(head + steps, encoding="utf-8")
    return file


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_an_expectation_that_does_not_hold_is_told_with_its_line_and_what_came(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "nl1@draft: whoami\nexpect reply contains Anouk\n")
    assert rehearse(file, None, as_json=False) == 1
    said = capfd.readouterr().err
    assert f"{file}:4: expect reply contains Anouk" in said
    assert "You are Noor" in said


@pytest.mark.parametrize(
    ("head", "steps", "told"),
    [
        ("", "nl1@draft: whoami\n", "line 1"),
        ("directory nowhere.toml\n", "", "nowhere.toml"),
        (HEAD, "sing a song\n", "line 3"),
        (HEAD, "clock yesterday\n", "line 3"),
        (HEAD, "clock 2026-03-09T08:00Z\n", "line 3"),
        (HEAD, "nobody@draft: whoami\n", "nobody"),
        (HEAD, "nl1@cellar: whoami\n", "cellar"),
        (HEAD, "nl1@draft: incident show {inc}\n", "inc"),
        (HEAD, "nl1@draft: whoami\nexpect applause\n", "applause"),
    ],
)
def test_a_file_that_cannot_be_played_is_told_with_its_line(
    head: str, steps: str, told: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert rehearse(written(tmp_path, steps, head), None, as_json=False, nursery=NURSERY) == 2
    assert told in capfd.readouterr().err


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert rehearse(tmp_path / "none.rehearsal", None, as_json=False) == 2
    assert "none.rehearsal" in capfd.readouterr().err


def test_as_data_each_step_is_one_object_a_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    steps = (
        "nl1@draft: incident open XV both practices=IP-DOC Birth certificates -> inc\n"
        "expect done\n"
        "nl1@draft: why\n"
        "nl1@draft: incident show {inc} \\\n  of=nothing\n"
        "clock +1h\n"
    )
    assert rehearse(written(tmp_path, steps), None, as_json=True, nursery=NURSERY) == 0
    _, opened, asked, refused, clock = objects(capfd.readouterr().out)
    assert (opened["line"], opened["at"]) == (3, "2026-03-09T09:00:00Z")
    assert (opened["person"], opened["room"]) == ("nl1", "draft")
    assert (opened["outcome"], opened["rule"]) == ("done", None)
    made = opened["made"]["incident"]
    card = next(n for n in opened["notices"] if n["room"] == "draft")
    assert card["label"].startswith("TLP:")
    assert set(card) == {"room", "thread", "label", "title", "body", "edits"}
    assert made in "".join(notice["body"] for notice in opened["notices"])
    assert asked["outcome"] == "asked"
    assert (refused["outcome"], refused["rule"]) == ("refused", "form")
    assert made in refused["said"]
    assert (clock["person"], clock["at"]) == ("clock", "2026-03-09T10:00:00Z")
    assert isinstance(clock["acts"], list)


def test_as_data_the_last_object_says_what_did_not_hold(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "nl1@draft: whoami\nexpect refused T-10\n")
    assert rehearse(file, None, as_json=True) == 1
    last = objects(capfd.readouterr().out)[-1]
    assert last["line"] == 4
    assert "T-10" in last["unmet"]


def test_a_restart_loses_nothing_and_repeats_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    steps = (
        "nl1@draft: incident open XV both practices=IP-DOC Birth certificates -> inc\n"
        "expect room draft contains {inc}\n"
        "nl1@draft: timezone\n"
        "expect asked\n"
        "restart\nrestart\n"
        "expect room draft contains {inc}\n"
        "nl1@direct: Europe/Paris\n"
        "expect done\n"
    )
    code = rehearse(written(tmp_path, steps), None, as_json=True)
    said = capfd.readouterr()
    assert code == 0, said.err
    shown = [n for told in objects(said.out) for n in told["notices"] if n["room"] == "draft"]
    assert len({(n["body"], n["edits"]) for n in shown}) == len(shown)


def test_a_database_that_has_served_a_live_room_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'live.db'}"

    async def served() -> None:
        await migrate(url)
        database = await Database.open(url, keyring_at(tmp_path / "key"))
        await database.run(lambda store: store.directory.mark_served_live("run"))
        await database.close()

    asyncio.run(served())
    file = written(tmp_path, "nl1@draft: whoami\nexpect done\n")
    assert rehearse(file, url, as_json=False, key=tmp_path / "master.key") == 2
    assert "has served a live room" in capfd.readouterr().err
    assert console(DIRECTORY, url, tmp_path / "master.key") == 2
    assert "has served a live room" in capfd.readouterr().err
