"""What is said again: edits, and answers to questions that are over or not seen yet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming
from commands.perform import Performed
from tests.commands.deciding import CLOSES, SUSPEND, done, newest, poll_of, put, vote

TYPO = "!incident opne XV both practices=IP-DOC now=yes Certificates"
RIGHT = "!incident open XV both practices=IP-DOC now=yes Certificates"


async def written(drill: Drill, event: str, text: str, replaces: str | None = None) -> Performed:
    """A line of nl1 in the room of the other States, perhaps an edit of an earlier event."""
    said = Incoming("matrix", event, "@nl1:localhost", "draft", text, None)
    [performed] = await drill.runtime.say(said._replace(replaces=replaces))
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


async def test_an_edit_of_a_line_that_was_done_leaves_the_record_as_it_is(drill: Drill) -> None:
    assert (await written(drill, "e1", RIGHT)).outcome == "done"
    edited = await written(drill, "e2", f"{RIGHT} of another child", "e1")
    assert (edited.outcome, edited.rule) == ("refused", "record")
    assert "What was done stays as it was recorded" in words(edited)
    assert await incidents(drill) == 1
    assert not any("another child" in text for text in drill.texts("draft"))


async def test_an_edit_of_talk_into_a_line_acts_once(drill: Drill) -> None:
    assert (await written(drill, "e2", RIGHT, "talk")).outcome == "done"
    again = await written(drill, "e3", f"{RIGHT} of birth", "talk")
    assert (again.outcome, again.rule) == ("refused", "record"), words(again)
    assert await incidents(drill) == 1


async def shown(drill: Drill, person: str, text: str) -> str:
    """The platform's id of the newest message in a direct room that holds this text."""
    there = (one for one in drill.shown if one.room == f"direct:{person}" and text in one.text)
    return list(there)[-1].remote


async def second(drill: Drill, incident: str) -> str:
    """Another response on the incident, put to the vote until the same instant."""
    line = f"response suspend {incident} {SUSPEND} of another kind"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    line = f"poll open {response} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    return (await done(drill, "anouk", "draft", line)).made["poll"]


async def votes(drill: Drill, poll: str) -> list[tuple[str, str]]:
    found = await drill.runtime.database.run(lambda store: store.polls.votes(poll))
    return [(one.party, one.answer.value) for one in found]


@pytest.mark.rule("DR-32")
async def test_a_reply_to_a_ballot_that_is_over_does_not_vote_elsewhere(drill: Drill) -> None:
    made = await put(drill)
    old = await shown(drill, "it1", made["poll"])
    await vote(drill, made["poll"], **dict.fromkeys(("AU", "CA", "CO", "FR", "IL"), "yes"))
    await vote(drill, made["poll"], IT="abstain")
    other = await second(drill, made["incident"])
    said = await drill.say("it1", "direct", "2", answers=old)
    assert said is not None
    assert said.outcome == "refused", words(said)
    assert "nothing was counted" in words(said)
    assert await votes(drill, other) == []
    await done(drill, "it1", "direct", "2")  # the other ballot is shown again before it counts
    assert await votes(drill, other) == []
    await done(drill, "it1", "direct", "2")
    assert await votes(drill, other) == [("IT", "no")]


@pytest.mark.rule("DR-26")
async def test_a_reply_to_a_ballot_on_the_old_text_is_no_vote_on_the_new_one(drill: Drill) -> None:
    made = await put(drill)
    old = await shown(drill, "it1", made["poll"])
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    said = await drill.say("it1", "direct", "1", answers=old)
    assert said is not None
    assert said.outcome == "refused", words(said)
    assert await votes(drill, made["poll"]) == []
    new = await shown(drill, "it1", made["poll"])
    assert new != old
    assert (await drill.say("it1", "direct", "1", answers=new) or said).outcome == "done"
    assert await votes(drill, made["poll"]) == [("IT", "yes")]


@pytest.mark.rule("DR-32")
async def test_a_ballot_that_waits_for_the_morning_is_not_answered_unseen(drill: Drill) -> None:
    await done(drill, "it1", "direct", "quiet 8 18")
    made = await put(drill)
    said = await drill.say("it1", "direct", "1")
    assert said is not None
    assert said.outcome == "refused", words(said)
    assert await votes(drill, made["poll"]) == []
    await drill.until(drill.now + timedelta(hours=12))
    assert made["poll"] in newest(drill, "direct:it1")
    await done(drill, "it1", "direct", "1")
    assert await votes(drill, made["poll"]) == [("IT", "yes")]


@pytest.mark.rule("DR-16")
async def test_an_old_ballot_is_answered_while_its_reminder_is_on_its_way(drill: Drill) -> None:
    made = await put(drill)
    old = await shown(drill, "it1", made["poll"])
    poll = await poll_of(drill, made)
    due = await drill.runtime.database.run(lambda store: store.deadlines.of(poll.id))
    at = next(one.due_at for one in due if one.line.endswith("party=IT"))
    await done(drill, "it1", "direct", f"quiet {at.hour} {at.hour + 3}")
    await drill.until(at)
    said = await drill.say("it1", "direct", "1", answers=old)
    assert said is not None
    assert said.outcome == "done", words(said)
    assert await votes(drill, made["poll"]) == [("IT", "yes")]
