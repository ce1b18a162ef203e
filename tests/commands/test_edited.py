"""What becomes of a line's message after it was done: the record is as it was heard (edge 7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming
from commands.perform import Performed
from coordination.poll.stage import Stage
from tests.commands.deciding import CLOSES, newest, poll_of, put

ROOM = {"draft": "draft", "direct": "direct:nl1"}


async def written(
    drill: Drill, event: str, text: str, room: str, **more: object
) -> list[Performed]:
    """What nl1 wrote, changed or removed on Matrix."""
    said = Incoming("matrix", event, "@nl1:localhost", ROOM[room], text, None)
    said = said._replace(direct=room == "direct", **more)  # type: ignore[arg-type]
    return await drill.runtime.say(said)


async def answers(drill: Drill, poll: str) -> list[str]:
    found = await drill.runtime.database.run(lambda store: store.polls.votes(poll))
    return [one.answer.value for one in found]


@pytest.mark.rule("DR-09", "DR-16", "DR-32")
@pytest.mark.parametrize("removed", [True, False])
async def test_an_answer_whose_message_is_changed_or_removed_stands_and_its_writer_is_told_once(
    drill: Drill, removed: bool
) -> None:
    made = await put(drill)
    poll = made["poll"]
    await written(drill, "e1", f"poll vote {poll} yes", "direct")
    text = "" if removed else f"poll vote {poll} no"
    for _ in range(2):  # the same event, heard twice
        await written(drill, "e2", text, "direct", replaces="e1", removed=removed)
    assert await answers(drill, poll) == ["yes"]
    said = [text for text in drill.texts("direct:nl1") if "stays as it was recorded" in text]
    assert len(said) == 1
    assert f"poll vote {poll}" in said[0]
    await drill.until(CLOSES + timedelta(minutes=5))
    await written(drill, "e3", text, "direct", replaces="e1", removed=removed)
    assert f"poll correct {poll}" in newest(drill, "direct:nl1")


@pytest.mark.rule("DR-09")
async def test_an_objection_that_is_edited_into_talk_has_broken_the_silence_all_the_same(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    await written(drill, "e1", f"!comity poll object {made['poll']} Not this", "draft")
    [told] = await written(drill, "e2", "We agree after all", "draft", replaces="e1")
    assert "stays as it was recorded" in words(told)
    assert "stays as it was recorded" in newest(drill, "direct:nl1")
    assert "after all" not in newest(drill, "direct:nl1")
    assert (await poll_of(drill, made)).stage is Stage.BROKEN


@pytest.mark.rule("DR-16")
async def test_an_answer_that_an_edit_gave_stands_and_its_writer_is_told_how_to_change_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = made["poll"]
    await written(drill, "e1", f"poll vote {poll} yse", "direct")
    await written(drill, "e2", f"poll vote {poll} yes", "direct", replaces="e1")
    await written(drill, "e3", f"poll vote {poll} no", "direct", replaces="e1")
    assert await answers(drill, poll) == ["yes"]
    said = newest(drill, "direct:nl1")
    assert "stays as it was recorded" in said
    assert f"poll vote {poll}" in said


@pytest.mark.rule("DR-16")
@pytest.mark.parametrize("removed", [True, False])
async def test_whatever_was_done_its_writer_is_told_what_to_type_to_change_it(
    drill: Drill, removed: bool
) -> None:
    incident = (await put(drill))["incident"]
    offer = f"commitment offer {incident} 2026-05-04T15:00Z Pause new files"
    acts = {
        f"incident report {incident} A third one": ("incident retract REP-",),
        offer: ("commitment extend COM-", "commitment withdraw COM-", "commitment show COM-"),
        f"plan open {incident} 2026-12-31T15:00Z Registry": ("plan end PLA-", "plan show PLA-"),
    }
    for number, (line, ready) in enumerate(acts.items()):
        await written(drill, f"e{number}", f"!comity {line}", "draft")
        how = {"replaces": f"e{number}", "removed": removed}
        [no] = await written(drill, f"x{number}", "" if removed else "Never mind", "draft", **how)
        assert no.page is not None
        offered = [button.line for button in no.page.buttons]
        assert 1 <= len(offered) <= 4
        for one in ready:
            assert [line for line in offered if line.startswith(one)], (one, offered)


@pytest.mark.rule("DR-16")
async def test_nothing_is_kept_of_changed_talk_or_of_a_line_that_was_refused(drill: Drill) -> None:
    await put(drill)
    await written(drill, "e1", "!comity poll vote POL-0000000AX yes", "draft")
    for event, of in (("e2", "e1"), ("e3", "talk")):
        assert await written(drill, event, "Never mind", "draft", replaces=of) == []
        assert await written(drill, f"{event}x", "", "draft", replaces=of, removed=True) == []
