"""Who is asked and told while a poll runs: whose mandate holds, and nobody else (DR-17, DR-18)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.rehearse.drill import Drill
from coordination.hats import chairs
from storage.directory.tables import credential
from storage.store import Store
from tests.commands.deciding import CLOSES, done, newest, put, refused, vote
from tests.commands.test_poll_procedure import everybody
from tests.commands.test_who_answers import ends

HOUR = timedelta(hours=1)
ANSWERED = ("AU", "CA", "CO", "IL", "IT", "NL", "PH")


async def open_asks(drill: Drill, key: str) -> list[str]:
    """Who is still asked something."""
    found = await drill.runtime.database.run(lambda store: store.asks.about(key))
    return sorted(one.person for one in found)


@pytest.mark.rule("DR-18")
@pytest.mark.parametrize("left_until", ["until=2026-03-10T10:00Z", ""])
async def test_an_alternate_is_reminded_while_the_vote_is_left_to_it_and_no_longer(
    drill: Drill, left_until: str
) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "fr1", "direct", f"poll delegate {poll} {left_until}".strip())
    await vote(drill, poll, **dict.fromkeys(ANSWERED, "yes"))
    before = len(drill.texts("direct:fr2"))
    await drill.until(CLOSES - HOUR)
    assert "has not answered" in newest(drill, "direct:fr1")
    assert (len(drill.texts("direct:fr2")) > before) is not bool(left_until)


@pytest.mark.rule("DR-08", "DR-18")
async def test_under_silence_the_alternate_is_asked_for_a_receipt_and_for_no_vote(
    drill: Drill,
) -> None:
    poll = (await put(drill, "rule=silence"))["poll"]
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    assert await open_asks(drill, f"vote:{poll}:FR") == []
    assert await open_asks(drill, f"receipt:{poll}:FR") == ["fr1", "fr2"]
    await done(drill, "fr1", "direct", f"poll delegate {poll} back=yes")
    assert await open_asks(drill, f"receipt:{poll}:FR") == ["fr1"]


@pytest.mark.rule("DR-17")
@pytest.mark.parametrize("rule", ["silence", "simple_majority"])
async def test_who_speaks_for_a_state_no_more_is_told_nothing_more_of_its_polls(
    drill: Drill, rule: str
) -> None:
    poll = (await put(drill, f"rule={rule}"))["poll"]
    await ends(drill, "it1")
    before = drill.texts("direct:it1")
    later = f"{CLOSES + 24 * HOUR:%Y-%m-%dT%H:%MZ}"
    await done(drill, "anouk", "draft", f"poll extend {poll} {later} now=yes")
    await drill.until(CLOSES + 23 * HOUR)
    assert drill.texts("direct:it1") == before


@pytest.mark.rule("DR-21", "DR-23")
@pytest.mark.parametrize("how", ["left", "aside"])
@pytest.mark.parametrize("rule", ["silence", "simple_majority"])
async def test_who_left_or_stands_aside_has_nothing_more_to_answer(
    drill: Drill, how: str, rule: str
) -> None:
    poll = (await put(drill, f"rule={rule}"))["poll"]
    key = f"receipt:{poll}:PH" if rule == "silence" else f"vote:{poll}:PH"
    assert await open_asks(drill, key) == ["ph1"]
    if how == "aside":
        await done(drill, "ph1", "direct", f"poll interest {poll} party Our agency is named")
    else:
        for person in ("sec1", "anouk"):
            line = f"poll leave {poll} PH withdrawn Note verbale 9/2026"
            await done(drill, person, "draft", line)
    assert await open_asks(drill, key) == []


@pytest.mark.rule("DR-10", "DR-23")
async def test_the_chair_of_today_is_told_and_not_the_one_of_the_opening(drill: Drill) -> None:
    poll = (await put(drill))["poll"]

    def hands_over(store: Store) -> None:
        [hat] = [one for one in store.directory.credentials("anouk", drill.now) if chairs(one)]
        this = credential.c.id == hat.id
        given = dict(store.connection.execute(select(credential).where(this)).one()._mapping)
        del given["row"]
        more = {**given, "id": "sec1-chair", "person": "sec1", "valid_from": drill.now}
        store.connection.execute(update(credential).where(this).values(valid_to=drill.now))
        store.connection.execute(insert(credential).values(more))
        store.directory.changed()

    await drill.until(drill.now + HOUR)
    await drill.runtime.database.run(hands_over)
    before = drill.texts("direct:anouk")
    await done(drill, "au1", "direct", f"poll challenge {poll} FR Its agency is the one named")
    assert f"poll aside {poll} FR" in newest(drill, "direct:sec1")
    assert drill.texts("direct:anouk") == before


@pytest.mark.rule("DR-18")
async def test_an_answer_that_was_left_to_the_alternate_after_the_closing_is_none(
    drill: Drill,
) -> None:
    made = await put(drill)
    await everybody(drill, made["poll"], "yes", but=("FR",))
    await drill.until(CLOSES + timedelta(minutes=1))
    rule, _ = await refused(drill, "fr1", "direct", f"poll delegate {made['poll']}")
    assert rule == "DR-18"
