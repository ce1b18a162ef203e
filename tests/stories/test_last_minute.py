"""180 delegates of sixty States vote in the last minute, on both platforms: one tally, in time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from coordination.poll.record import Poll
from coordination.poll.vote import Vote
from tests.stories.assembly import GRACE, STATES, Assembly
from tests.stories.conftest import NewBoth
from tests.stories.last_minute import (
    LATE,
    RECORDED,
    Voter,
    around_closing,
    greeted,
    lateness,
    put,
    seated,
    storm,
)

pytestmark = [
    pytest.mark.xdist_group("synapse-2"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
]

AT_WORST = 30.0
"""Seconds after the grace, where several tests share two processors; `make bench` measures it."""


def counted(votes: Sequence[Vote]) -> dict[str, str]:
    """The last answer of each State in the order of receipt: what the rules say."""
    return {vote.party: vote.answer.value for vote in sorted(votes, key=lambda one: one.seq)}


@pytest.mark.rule("DR-01", "DR-11", "DR-16", "DR-18", "DR-19")
async def test_180_delegates_voting_in_the_last_minute_make_one_tally(
    both: NewBoth, record_property: Callable[[str, object], None]
) -> None:
    here = await both("draft", "slack-draft", kind=Assembly, mode=Mode.HTTP)
    assert isinstance(here, Assembly)
    anouk, voters = await seated(here)
    poll, closes = await put(anouk, voters[0].person, await greeted(here, voters))
    seen = asyncio.create_task(lateness(here, anouk, voters[-1].person, poll, closes + GRACE))

    await storm(poll, voters)
    # In three States the voter speaks again when the alternates have been answered.
    again, late = voters[: 3 * 3 : 3], voters[45:65]
    await asyncio.gather(*(one.told() for one in voters[:9]))
    await asyncio.gather(*(one.votes(poll, "abstain") for one in again))
    await around_closing(poll, closes, voters[90:110], late)
    said = {one.seat.id: await one.told() for one in voters}
    shown = await seen
    record_property("seconds after the grace", str(shown))
    await here.quiet()

    kept = await here.bot.look(lambda store: store.polls.get(poll))
    votes = await here.bot.look(lambda store: store.polls.votes(poll))
    assert kept is not None
    agrees(kept, votes, said, voters)
    assert all(LATE in said[one.seat.id][-1] for one in late)
    taken = [one.seat.state for one in again if RECORDED in said[one.seat.id][-1]]
    assert all(counted(votes)[state] == "abstain" for state in taken)
    assert not here.slack.teller.unheard
    assert max(shown.performed, shown.in_matrix, shown.in_slack) < AT_WORST, shown


def in_time(poll: Poll, vote: Vote) -> bool:
    """Received before closing; or within the grace, and sent before closing (DR-11)."""
    sent = vote.sent_at is not None and vote.sent_at < poll.closes_at
    return vote.received_at < (poll.announced_at if sent else poll.closes_at)


def agrees(
    poll: Poll, votes: Sequence[Vote], said: dict[str, list[str]], voters: list[Voter]
) -> None:
    """Whoever was told “recorded” has a vote that was received in time, and nobody else has."""
    assert all(in_time(poll, vote) for vote in votes)
    given = Counter(vote.person for vote in votes)
    for one in voters:
        told = said[one.seat.id]
        assert len(told) == one.asked, told
        assert sum(RECORDED in words for words in told) == given[one.seat.id], told
    last = counted(votes)
    assert set(last) == set(STATES)
    tally = Counter(last.values())
    assert poll.stage.adopted == (tally["yes"] > tally["no"])
