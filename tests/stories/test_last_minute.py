"""Sixty delegates of twenty States vote in the last minute, over Matrix and Slack: one tally."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.demo.slack import Mode
from bot.demo.slack.server import PROGRAM
from bot.runtime import utc_now
from coordination.poll.record import Poll
from coordination.poll.vote import Vote
from tests.stories.assembly import STATES, SYNCING, Assembly, Seat, seats
from tests.stories.conftest import NewBoth
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate

pytestmark = [
    pytest.mark.xdist_group("synapse-2"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64"),
]

RECORDED, LATE = "recorded on", "is recorded as late"


class Voter:
    """One delegate, wherever; `asked` counts what this delegate has answered."""

    def __init__(self, seat: Seat, person: Delegate | SlackDelegate) -> None:
        self.seat, self.person, self.asked = seat, person, 0

    async def votes(self, poll: str, answer: str) -> None:
        self.asked += 1
        await self.person.says(DIRECT, f"poll vote {poll} {answer}")

    async def told(self) -> list[str]:
        """What the bot said of this delegate's own answers, once all are answered."""
        async with asyncio.timeout(120):
            while True:
                said = await self._said()
                if len(said) >= self.asked:
                    return said
                await asyncio.sleep(0.3)

    async def _said(self) -> list[str]:
        if isinstance(self.person, Delegate):
            await self.person.client.refresh()
            words = [message.body for message in self.person.told()]
        else:
            words = [message.words for message in self.person.told(DIRECT)]
        return [one for one in words if RECORDED in one or LATE in one]


async def seated(here: Assembly) -> tuple[Delegate, list[Voter]]:
    """Everybody takes a seat: some read along in Matrix, others only write there."""
    anouk = await here.delegate("anouk", "draft")
    voters = []
    for seat in seats():
        if seat.platform == "slack":
            voters.append(Voter(seat, here.in_slack(seat.id)))
            continue
        listening = STATES.index(seat.state) < SYNCING
        voters.append(Voter(seat, await here.delegate(seat.id, "draft", listening=listening)))
    return anouk, voters


async def greeted(here: Assembly, voters: list[Voter]) -> timedelta:
    """Everybody asks something; gives how long a poll must be open for all to vote in its time."""
    began = time.monotonic()
    for one in voters:
        if isinstance(one.person, Delegate):
            await one.person.asks_in_private("whoami")
    await asyncio.gather(
        *(one.person.says(DIRECT, "whoami") for one in voters if one.seat.platform == "slack")
    )
    await here.slack.quiet()
    await here.quiet()
    return timedelta(seconds=15 + 3 * (time.monotonic() - began))


async def put(anouk: Delegate, proposer: Delegate, open_for: timedelta) -> tuple[str, datetime]:
    """A poll that closes soon, and when."""
    opening = "!incident open XV past practices=IP-DOC now=yes One number on two certificates"
    incident = await proposer.makes("draft", opening, "INC")
    await anouk.says("draft", f"!incident consult {incident}")
    await anouk.hears("the consultation is open")
    proposing = f"!response unify {incident} IP-DOC reason=none Every State compares its registers"
    response = await proposer.makes("draft", proposing, "RES")
    closes = (utc_now() + open_for).replace(microsecond=0)
    line = f"!poll open {response} closes={closes:%Y-%m-%dT%H:%M:%SZ}"
    return await anouk.makes("draft", line, "POL"), closes


async def until(at: datetime) -> None:
    while (left := (at - utc_now()).total_seconds()) > 0:
        await asyncio.sleep(left)


def counted(votes: Sequence[Vote]) -> dict[str, str]:
    """The last answer of each State in the order of receipt: what the rules say."""
    return {vote.party: vote.answer.value for vote in sorted(votes, key=lambda one: one.seq)}


@pytest.mark.rule("DR-01", "DR-11", "DR-16", "DR-18")
async def test_sixty_delegates_voting_in_the_last_minute_make_one_tally(both: NewBoth) -> None:
    here = await both("draft", "slack-draft", kind=Assembly, mode=Mode.HTTP)
    assert isinstance(here, Assembly)
    anouk, voters = await seated(here)
    proposer = voters[0].person
    assert isinstance(proposer, Delegate)
    poll, closes = await put(anouk, proposer, await greeted(here, voters))

    everybody = [one.votes(poll, ("yes", "no", "yes")[n % 3]) for n, one in enumerate(voters)]
    await asyncio.gather(*everybody)
    # In three States the voter speaks again when the alternates have been answered.
    again = voters[: 3 * 3 : 3]
    await asyncio.gather(*(one.told() for one in voters[:9]))
    await asyncio.gather(*(one.votes(poll, "abstain") for one in again))
    late = voters[45:51]
    await around_closing(poll, closes, voters[30:40], late)
    said = {one.seat.id: await one.told() for one in voters}
    await anouk.hears(lambda m: poll in m.body and "dopted" in m.body, "draft")
    await here.quiet()

    kept, votes = await here.bot.look(
        lambda store: (store.polls.get(poll), store.polls.votes(poll))
    )
    assert kept is not None
    agrees(kept, votes, said, voters)
    for one in late:
        assert LATE in said[one.seat.id][-1]
    assert all(counted(votes)[one.seat.state] == "abstain" for one in again)
    assert not here.slack.teller.unheard


async def around_closing(
    poll: str, closes: datetime, close: Sequence[Voter], late: Sequence[Voter]
) -> None:
    """Some vote while the poll closes, and some after it."""
    await until(closes - timedelta(seconds=0.3))
    for one in close:
        await one.votes(poll, "no")
        await asyncio.sleep(0.06)
    await until(closes + timedelta(seconds=1))
    await asyncio.gather(*(one.votes(poll, "no") for one in late))


def agrees(
    poll: Poll, votes: Sequence[Vote], said: dict[str, list[str]], voters: list[Voter]
) -> None:
    """Whoever was told “recorded” has a vote that was received in time, and nobody else has."""
    assert all(vote.received_at < poll.closes_at for vote in votes)
    given = Counter(vote.person for vote in votes)
    for one in voters:
        told = said[one.seat.id]
        assert len(told) == one.asked, told
        assert sum(RECORDED in words for words in told) == given[one.seat.id], told
    last = counted(votes)
    assert set(last) == set(STATES)
    tally = Counter(last.values())
    assert poll.stage.adopted == (tally["yes"] > tally["no"])
