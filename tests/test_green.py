"""What was only ever written for the authorities alone never enters a GREEN room (P-01, T-10)."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tests.played import in_one_process, played

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "rehearsals"
PLAYED = ("golden", "nine_states", "silence", "meeting", "commitments")
GREEN = frozenset({"slack-coord", "operators"})
_STEP = re.compile(r"^(?P<person>[\w-]+)@(?P<room>[\w:-]+): (?P<line>.*)$")
_WORD = re.compile(r"\b[^\W\d_]{5,}\b")


@cache
def ours() -> frozenset[str]:
    """The words of the bot itself, and of the directory: they say nothing of an incident."""
    config = Path(str(files("config")))
    texts = [file.read_text("utf-8") for file in config.rglob("*.po")]
    directory = tomllib.loads((config / "demo" / "directory.toml").read_text("utf-8"))
    texts += [str(directory), (ROOT / "docs" / "commands.md").read_text("utf-8")]
    return frozenset(word for text in texts for word in words(text))


def words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def typed(file: Path) -> tuple[set[str], set[str]]:
    """The words that people typed: for the authorities alone, and where GREEN is read."""
    secret: set[str] = set()
    green: set[str] = set()
    for line in file.read_text("utf-8").replace("\\\n", " ").splitlines():
        if step := _STEP.match(line):
            (green if step["room"] in GREEN else secret).update(words(step["line"]))
    return secret, green


@pytest.mark.rule("P-01", "T-10")
@pytest.mark.parametrize("file", in_one_process(FOLDER / f"{name}.rehearsal" for name in PLAYED))
def test_no_word_for_the_authorities_alone_enters_a_green_room(file: Path) -> None:
    play = played(file)
    assert play.code == 0, play.told
    notices = [notice for line in play.lines for notice in json.loads(line)["notices"]]
    secret, _ = typed(file)
    tokens = secret - ours()
    assert tokens
    shown = dict.fromkeys(GREEN, "")
    elsewhere = ""
    for notice in notices:
        told = f"\n{notice['title']}\n{notice['body']}"
        if notice["room"] in GREEN:
            shown[notice["room"]] += told
        else:
            elsewhere += told
    assert tokens & words(elsewhere), "the words that must not be there are shown nowhere at all"
    for room, text in shown.items():
        leaked = tokens & words(text)
        assert not leaked, room
