"""The State that a measure is addressed to finds its right of reply where it reads it (DR-22)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import CLOSES, VOTERS, done, proposed, put, vote


async def offered(drill: Drill, person: str, room: str, line: str) -> list[str]:
    """The lines that stand ready below what somebody is answered."""
    said = await drill.say(person, room, line)
    assert said is not None
    assert said.page is not None
    return [button.line for button in said.page.buttons]


def card(drill: Drill, room: str, id: str) -> str:
    """What a room shows now of the thing with this id."""
    return [text for text in drill.texts(room) if id in text.partition("\n")[0]][-1]


@pytest.mark.rule("DR-22")
async def test_the_state_finds_its_reply_on_the_measure_and_the_others_do_not(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    reply = f"response reply {made['response']}"
    assert reply in card(drill, "xv", made["response"])
    assert reply in await offered(drill, "xv1", "direct", f"response show {made['response']}")
    for room in ("draft", "full", "own-nl"):
        assert reply not in card(drill, room, made["response"])
    shown = f"response show {made['response']}"
    assert reply not in await offered(drill, "nl1", "direct", shown)


@pytest.mark.rule("DR-22")
async def test_the_state_finds_its_reply_on_the_poll_and_where_its_vote_is_refused(
    drill: Drill,
) -> None:
    made = await put(drill)
    reply = f"response reply {made['response']}"
    assert reply in card(drill, "xv", made["poll"])
    assert reply in await offered(drill, "xv1", "direct", f"poll show {made['poll']}")
    for line in (f"poll vote {made['poll']} no", f"poll object {made['poll']} We object"):
        assert reply in await offered(drill, "xv1", "direct", line)
    assert reply not in card(drill, "draft", made["poll"])
    assert reply not in await offered(drill, "nl1", "direct", f"poll show {made['poll']}")
    await vote(drill, made["poll"], **dict.fromkeys(VOTERS, "yes"))
    await drill.until(CLOSES + timedelta(hours=1))
    assert reply not in card(drill, "xv", made["response"])
    assert reply not in await offered(drill, "xv1", "direct", f"response show {made['response']}")


@pytest.mark.rule("DR-08", "DR-22")
async def test_the_state_is_not_offered_to_contest_what_will_be_placed_under_silence(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"poll open {made['response']} rule=silence notice=yes closes=3wd"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    assert f"poll object {poll}" in card(drill, "draft", poll)
    assert f"response reply {made['response']}" in card(drill, "xv", poll)
    assert f"poll object {poll}" not in card(drill, "xv", poll)
    assert not [text for text in drill.texts("xv") if f"poll object {poll}" in text]
    assert f"poll object {poll}" not in await offered(drill, "xv1", "direct", f"poll show {poll}")


@pytest.mark.rule("DR-17")
async def test_whoever_has_no_vote_is_not_offered_one_beside_a_poll(drill: Drill) -> None:
    made = await put(drill)
    give = f"poll vote {made['poll']}"
    assert give in await offered(drill, "nl1", "direct", f"poll show {made['poll']}")
    for person in ("anouk", "sec1", "fr2"):
        assert give not in await offered(drill, person, "direct", f"poll show {made['poll']}")


@pytest.mark.rule("DR-08", "DR-17")
async def test_whoever_has_no_voice_is_not_offered_to_answer_a_text_under_silence(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"poll open {made['response']} rule=silence closes=4wd"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    answers = {f"poll acknowledge {poll} received", f"poll object {poll}", f"poll reserve {poll}"}
    assert answers <= set(await offered(drill, "fr1", "direct", f"poll show {poll}"))
    for person in ("anouk", "sec1", "fr2"):
        shown = set(await offered(drill, person, "direct", f"poll show {poll}"))
        assert not answers & shown
        assert f"response show {made['response']}" in shown
