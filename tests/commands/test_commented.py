"""A comment under a poll: no vote, no objection, not kept, and its writer learns so once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from commands.admit import addressed
from commands.heard import Incoming
from coordination.poll.stage import Stage
from tests.commands.deciding import CLOSES, poll_of, put, receive, vote
from tests.commands.test_reoffered import mentioned, told

TALK = "We cannot live with this, Marigold-Petunia"


async def comments(drill: Drill, person: str, event: str, text: str = TALK, **more: str) -> bool:
    """Whether somebody who writes this in the States' room was told anything of it."""
    before = len(drill.shown)
    said = Incoming("matrix", event, f"@{person}:localhost", "draft", text, None)
    done = await drill.runtime.say(said._replace(**more))  # type: ignore[arg-type]
    assert {one.outcome for one in done} <= {"asked"}
    assert not [one for one in drill.shown if "Marigold" in one.text]
    return len(drill.shown) > before


async def card(drill: Drill, made: Mapping[str, str], name: str) -> str:
    """The message that shows a thing in the States' room."""
    await drill.until(drill.now + timedelta(seconds=10))
    there = (one for one in drill.shown if one.room == "draft" and one.kind == "message")
    return next(one.remote for one in there if made[name] in one.text.partition("\n")[0])


@pytest.mark.rule("DR-09", "DR-32")
async def test_a_comment_in_the_thread_of_a_silence_is_no_objection_and_its_writer_is_told_once(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    await receive(drill, made["poll"])
    thread = await card(drill, made, "incident")
    assert await comments(drill, "nl1", "e1", thread=thread)
    assert "A comment is not an objection" in told(drill, "nl1").text
    assert f"poll object {made['poll']}" in told(drill, "nl1").text
    assert mentioned(drill, "nl1")
    assert not await comments(drill, "nl1", "e2", thread=thread)
    assert await comments(drill, "fr2", "e3", thread=thread)
    assert "A comment is not an objection" in told(drill, "fr1").text
    assert not await comments(drill, "xv1", "e4", thread=thread)
    assert not await comments(drill, "it1", "e5")
    await drill.until(CLOSES + timedelta(minutes=5))
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    assert not await comments(drill, "it1", "e6", thread=thread)


@pytest.mark.rule("DR-29", "DR-32")
@pytest.mark.parametrize("text", ["1", "+1", TALK, "> <@comity:localhost> …\n\nyes"])
async def test_a_comment_in_reply_to_a_poll_s_card_is_no_vote(drill: Drill, text: str) -> None:
    made = await put(drill)
    above, thread = await card(drill, made, "poll"), await card(drill, made, "incident")
    assert not await comments(drill, "nl1", "e1", text, thread=thread)
    assert await comments(drill, "nl1", "e2", text, answers=above)
    assert "A comment is not an answer" in told(drill, "nl1").text
    votes = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert votes == []
    await vote(drill, made["poll"], IT="yes")
    assert not await comments(drill, "it1", "e3", text, answers=above)


@pytest.mark.rule("DR-29")
@pytest.mark.parametrize("sign", ["", "!"])
async def test_a_whole_ballot_in_a_shared_room_is_taken_out_also_without_the_sign(
    drill: Drill, sign: str
) -> None:
    made = await put(drill)
    line = f"{sign}poll vote {made['poll']} yes"
    said = Incoming("matrix", "e1", "@nl1:localhost", "draft", line, None)
    [done] = await drill.runtime.say(said)
    assert done.rule == "DR-29"
    assert [one.edits for one in drill.shown if one.kind == "redact"][-1] == "e1"


def test_a_sentence_that_begins_like_a_ballot_is_talk() -> None:
    assert addressed("poll vote POL-7Q4KD3N2W yes is what you type, then", direct=False) is None
    assert addressed("POL-7Q4KD3N2W yes or no?", direct=False) is None
