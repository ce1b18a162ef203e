"""Platforms that are away while a poll runs: more time, late answers, and who is told (DR-11)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.rehearse.drill import Drill
from commands.poll.away import let_extend
from coordination.poll.outage import Outage
from coordination.poll.stage import Stage
from storage.store import Store
from tests.commands.deciding import CLOSES, MOMENT, cards_sent, newest, poll_of, put

ANNOUNCED = CLOSES + timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


async def heard(drill: Drill, at: datetime, *, again: bool = False) -> None:
    """Matrix is heard at this instant; after an outage the polls that it touches are extended."""
    drill.now = at

    def work(store: Store) -> None:
        gap = store.contacts.heard("matrix", at, again=again)
        if gap is not None:
            let_extend(store, [gap], at)

    await drill.runtime.database.run(work)
    await drill.until(at)


@pytest.mark.rule("DR-11", "P-17")
async def test_an_outage_on_the_last_day_gives_24_working_hours_and_everybody_sees_why(
    drill: Drill,
) -> None:
    made = await put(drill)
    await heard(drill, CLOSES - 90 * MINUTE)
    await heard(drill, CLOSES - 60 * MINUTE, again=True)
    poll = await poll_of(drill, made)
    assert poll.closes_at >= CLOSES + timedelta(days=3)  # 24 working hours of Canberra
    assert not poll.extended  # the chair's own extension is not used up
    told = next(text for text in drill.texts("draft") if "has more time: Matrix was away" in text)
    assert told.startswith("⏳ “")  # what is put, and then until when
    assert told.splitlines()[1].startswith("Closes ")
    await cards_sent(drill)
    card = next(text for text in drill.texts("draft") if text.startswith("🗳"))
    assert "Extended: Matrix was away from" in card
    await heard(drill, poll.announced_at)
    assert (await poll_of(drill, made)).stage is not Stage.OPEN


@pytest.mark.rule("DR-11")
async def test_a_short_outage_extends_nothing(drill: Drill) -> None:
    made = await put(drill)
    await heard(drill, CLOSES - 90 * MINUTE)
    await heard(drill, CLOSES - 75 * MINUTE, again=True)
    assert (await poll_of(drill, made)).closes_at == CLOSES


@pytest.mark.rule("DR-11", "P-17")
async def test_a_bot_that_was_down_at_the_end_takes_what_was_sent_in_time_before_it_closes(
    drill: Drill,
) -> None:
    made = await put(drill)
    await heard(drill, CLOSES - MINUTE)
    drill.now = CLOSES + 12 * MINUTE  # it was down, and has not caught up yet
    await drill.runtime.receiver.perform_all()
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await heard(drill, CLOSES + 13 * MINUTE, again=True)
    line = f"poll vote {made['poll']} yes"
    said = await drill.say("nl1", "direct", line, sent_at=CLOSES - MOMENT)
    late = await drill.say("it1", "direct", line, sent_at=CLOSES)
    assert said is not None
    assert late is not None
    assert (said.outcome, late.rule) == ("done", "DR-16")
    await heard(drill, CLOSES + 18 * MINUTE)
    await drill.until(drill.now + timedelta(seconds=11))
    poll = await poll_of(drill, made)
    [kept] = await drill.runtime.database.run(lambda store: store.polls.votes(poll.id))
    assert (poll.stage is not Stage.OPEN, kept.in_grace) == (True, True)


@pytest.mark.performs("poll outage")
@pytest.mark.rule("DR-11")
async def test_an_outage_that_lasts_extends_while_it_lasts_and_again_when_it_was_longer(
    drill: Drill,
) -> None:
    made = await put(drill)
    began = CLOSES - 30 * MINUTE
    await heard(drill, began)
    at = began + 16 * MINUTE
    await drill.runtime.database.run(lambda store: let_extend(store, [Outage("matrix", began)], at))
    await drill.until(at)
    first = (await poll_of(drill, made)).closes_at
    assert first > CLOSES
    assert "has been away since" in newest(drill, "draft")
    await heard(drill, began + timedelta(days=4), again=True)
    again = (await poll_of(drill, made)).closes_at
    assert again == max(first, CLOSES + timedelta(days=4))


@pytest.mark.rule("DR-11")
async def test_the_card_shows_when_the_platform_was_back_though_nothing_moves_again(
    drill: Drill,
) -> None:
    made = await put(drill)
    began = CLOSES - 30 * MINUTE
    await heard(drill, began)
    at = began + 16 * MINUTE
    await drill.runtime.database.run(lambda store: let_extend(store, [Outage("matrix", began)], at))
    await drill.until(at)
    until = (await poll_of(drill, made)).closes_at
    await heard(drill, at + MINUTE, again=True)
    assert (await poll_of(drill, made)).closes_at == until
    await cards_sent(drill)
    card = next(text for text in drill.texts("draft") if text.startswith("🗳"))
    assert "Extended: Matrix was away from" in card
