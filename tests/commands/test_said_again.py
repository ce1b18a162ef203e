"""What is said again: edits, and answers to questions that are over or not seen yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming
from commands.perform import Performed
from tests.commands.deciding import CLOSES, SUSPEND, done, newest, poll_of, put, refused, vote

TYPO = "!incident opne XV both practices=IP-DOC now=yes Certificates"
RIGHT = "!incident open XV both practices=IP-DOC now=yes Certificates"


async def written(drill: Drill, event: str, text: str, replaces: str | None = None) -> Performed:
    """A line of nl1 in the room of the other States, perhaps an edit of an earlier event."""
    said = Incoming("matrix", event, "@nl1:localhost", "draft", text, None)
    [performed] = await drill.runtime.say(replace(said, replaces=replaces))
    return performed


async def incidents(drill: Drill) -> int:
    found = await drill.runtime.database.run(lambda s: s.incidents.page("ica", None, limit=9))
    return len(found)


async def test_an_edit_of_a_corrected_line_does_not_act_twice(drill: Drill) -> None:
    assert (await written(drill, "e1", TYPO)).outcome == "refused"
    assert (await written(drill, "e2", RIGHT, "e1")).outcome == "done"
    again = await written(drill, "e3", f"{RIGHT} of birth", "e1")
    assert (again.outcome, again.rule) == ("refused", "record"), words(again)
    assert await incidents(drill) == 1


async def test_an_edit_of_talk_into_a_line_acts_once(drill: Drill) -> None:
    assert (await written(drill, "e2", RIGHT, "talk")).outcome == "done"
    again = await written(drill, "e3", f"{RIGHT} of birth", "talk")
    assert (again.outcome, again.rule) == ("refused", "record"), words(again)
    assert await incidents(drill) == 1
