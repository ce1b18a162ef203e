"""Nine States, one incident, from the suspicion to a convened roundtable; the bot is killed on
the way in a receipt, in votes, at a closing and in a send: nothing is lost, nothing is twice."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.stories.conftest import NewTown
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.town import Town

pytestmark = [pytest.mark.xdist_group("synapse"), pytest.mark.timeout(400)]

VOTERS = ("nl1", "it1", "fr1", "ca1", "au1", "il1", "co1", "ph1")
TITLE = "One number stands on two certificates"
TOLD = "The registry of Nordhavn issued neither"
ASKED = "Please open the registry of Nordhavn to all of us"
COMMITTED = "The Hague sends its copies of both files"
TYPED = (TITLE, TOLD, ASKED, COMMITTED)


async def suspected(here: Town, noor: Delegate) -> str:
    """Killed in a receipt: the command had reached the bot, and nothing of it was kept."""
    held = here.door.hold_answer(lambda p: p.brings(noor.rooms["draft"]))
    await noor.says("draft", f"!incident open XV past practices=IP-DOC now=yes {TITLE}")
    await held.caught()
    await here.killed()
    card = await noor.hears(TITLE, "draft")
    return card.body.split()[1]


async def informed(anouk: Delegate, mira: Delegate, incident: str) -> None:
    """Valdora is told, acknowledges, and the consultation opens."""
    await anouk.says("draft", f"!incident inform {incident} state=XV now=yes {TOLD}")
    await mira.hears(TOLD, "xv")
    await mira.says("xv", f"!incident acknowledge {incident} now=yes")
    await mira.hears("is recorded")
    await anouk.says("draft", f"!incident consult {incident}")
    await anouk.hears("the consultation is open")


async def put(anouk: Delegate, noor: Delegate, incident: str, pace: float) -> tuple[str, str]:
    """A response and its poll, which the clock will close while the story goes on.

    `pace` is how many seconds the story took so far: a slow machine needs longer to vote.
    """
    proposing = f"!response message {incident} to=XV reason=none {ASKED}"
    response = await noor.makes("draft", proposing, "RES")
    closes = datetime.now(UTC) + timedelta(seconds=15 + 4 * pace)
    opening = f"!poll open {response} closes={closes:%Y-%m-%dT%H:%M:%SZ}"
    return response, await anouk.makes("draft", opening, "POL")


async def voted(here: Town, people: list[Delegate], poll: str) -> None:
    """Killed while votes come in."""
    for voter in people:
        await voter.hears(poll)
    before = len(here.bot.log)
    voting = [asyncio.create_task(voter.says(DIRECT, "1")) for voter in people]
    await here.bot.logs("heard", since=before)
    await asyncio.sleep(random.uniform(0, 0.03))  # noqa: S311 - a moment, no secret
    await here.killed()
    await asyncio.gather(*voting)
    for voter in people:
        await voter.hears("recorded on")


async def available(anouk: Delegate, people: list[Delegate], incident: str) -> str:
    """A roundtable is proposed, and everybody says when they can."""
    first = datetime.now(UTC) + timedelta(days=14)
    days = f"{first:%Y-%m-%d}..{first + timedelta(days=6):%Y-%m-%d}"
    line = f"!meeting propose {incident} {days} Roundtable on the certificates"
    meeting = await anouk.makes("draft", line, "MTG")
    for voter in people:
        await voter.hears(lambda m: "When can" in m.body and meeting in m.body)
        await voter.says(DIRECT, "A")
    for voter in people:
        await voter.hears("Recorded for")
    return meeting


async def closed(here: Town, people: list[Delegate], poll: str) -> None:
    """Killed when the clock has closed the poll, before anybody was told."""
    await here.quiet()
    held = here.door.hold_request(lambda p: p.shows(people[0].rooms["draft"]))
    await held.caught()
    await here.killed()
    for voter in people:
        await voter.hears(lambda m: poll in m.body and "Adopted" in m.body, "draft")


async def committed(here: Town, noor: Delegate, incident: str, response: str) -> None:
    """Killed in a send: the room sees the commitment, and the bot does not know."""
    await here.quiet()
    held = here.door.hold_answer(lambda p: p.shows(noor.rooms["draft"]))
    line = f"!commitment offer {incident} 10wd response={response} {COMMITTED}"
    await noor.says("draft", line)
    await held.caught()
    await noor.hears(COMMITTED, "draft")
    await here.killed()


async def convened(anouk: Delegate, people: list[Delegate], meeting: str) -> None:
    await anouk.says("draft", f"!meeting convene {meeting} A")
    for voter in people:
        entry = await voter.hears(lambda m: m.content.get("filename", "").endswith(".ics"))
        assert entry.sealed


@pytest.mark.rule("DR-01", "DR-11", "T-24", "T-41")
async def test_a_suspicion_becomes_a_convened_roundtable_though_the_bot_dies_four_times(
    town: NewTown,
) -> None:
    here = await town("draft", "xv")
    anouk, *people = await here.gather("anouk", *VOTERS, room="draft")
    mira = await here.delegate("xv1", "xv")
    began = time.monotonic()
    incident = await suspected(here, people[0])
    await informed(anouk, mira, incident)
    response, poll = await put(anouk, people[0], incident, time.monotonic() - began)
    await voted(here, people, poll)
    meeting = await available(anouk, people, incident)
    await closed(here, people, poll)
    await committed(here, people[0], incident, response)
    await convened(anouk, people, meeting)

    await here.quiet()
    for person in (anouk, *people):
        for room in ("draft", DIRECT):
            assert not person.repeats(room)
        assert not person.unread
    assert not mira.repeats("xv")
    assert not await here.bot.look(lambda store: list(store.audit.verify(())))
    kept = here.bot.kept()
    assert not [text for text in TYPED if text in kept]
