"""What happens in a poll's last minute: everybody votes, some while it closes, some too late."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.steady import utc_now
from coordination.poll.stage import Stage
from storage.database import Database
from storage.keyring import keyring_at
from storage.store import Store
from tests.stories.assembly import STATES, SYNCING, Assembly, Seat, seats
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate

Person = Delegate | SlackDelegate
RECORDED, LATE = "recorded on", "is recorded as late"
PATIENCE = 120.0
AT_ONCE = 30


class Voter:
    """One delegate, wherever; `asked` counts what this delegate has answered."""

    def __init__(self, seat: Seat, person: Person) -> None:
        self.seat, self.person, self.asked = seat, person, 0

    async def votes(self, poll: str, answer: str) -> None:
        self.asked += 1
        await self.person.says(DIRECT, f"poll vote {poll} {answer}")

    async def told(self) -> list[str]:
        """What the bot said of this delegate's own answers, once all are answered."""
        async with asyncio.timeout(PATIENCE):
            while True:
                said = await self._said()
                if len(said) >= self.asked:
                    return said
                await asyncio.sleep(0.5)

    async def _said(self) -> list[str]:
        if isinstance(self.person, Delegate):
            await self.person.client.refresh()
            words = [message.body for message in self.person.told()]
        else:
            words = [message.words for message in self.person.told(DIRECT)]
        return [one for one in words if RECORDED in one or LATE in one]


@dataclass(frozen=True)
class Lateness:
    """Seconds after the end of the grace: kept in the database, and on either card."""

    performed: float
    in_matrix: float
    in_slack: float


async def seated(here: Assembly) -> tuple[Delegate, list[Voter]]:
    """Everybody takes a seat: some read along in Matrix, others only write there."""
    anouk = await here.delegate("anouk", "draft")

    async def seat_of(seat: Seat) -> Voter:
        if seat.platform == "slack":
            return Voter(seat, here.in_slack(seat.id))
        listening = STATES.index(seat.state) < SYNCING
        return Voter(seat, await here.delegate(seat.id, "draft", listening=listening))

    return anouk, list(await asyncio.gather(*map(seat_of, seats())))


async def greeted(here: Assembly, voters: list[Voter]) -> timedelta:
    """Those in Matrix ask something; gives how long everybody needs here to vote."""
    began = time.monotonic()
    people = [one.person for one in voters if isinstance(one.person, Delegate)]
    await asyncio.gather(*(one.asks_in_private("whoami") for one in people))
    await here.quiet()
    return timedelta(seconds=20 + 4 * (time.monotonic() - began))


async def put(anouk: Delegate, proposer: Person, open_for: timedelta) -> tuple[str, datetime]:
    """A poll that closes soon, and when; the proposer is in Matrix."""
    assert isinstance(proposer, Delegate)
    opening = "!incident open XV past practices=IP-DOC now=yes One number on two certificates"
    incident = await proposer.makes("draft", opening, "INC")
    await anouk.says("draft", f"!incident consult {incident}")
    await anouk.hears(lambda m: incident in m.body and "the consultation is open" in m.body)
    proposing = f"!response unify {incident} IP-DOC reason=none Every State compares its registers"
    response = await proposer.makes("draft", proposing, "RES")
    closes = (utc_now() + open_for).replace(microsecond=0)
    line = f"!poll open {response} closes={closes:%Y-%m-%dT%H:%M:%SZ} rule=simple_majority"
    return await anouk.makes("draft", line, "POL"), closes


async def until(at: datetime) -> None:
    while (left := (at - utc_now()).total_seconds()) > 0:
        await asyncio.sleep(left)


async def storm(poll: str, voters: Sequence[Voter]) -> None:
    """Everybody votes, as fast as they are heard: so many of them at the same instant."""
    at_once = asyncio.Semaphore(AT_ONCE)

    async def votes(one: Voter, answer: str) -> None:
        async with at_once:
            await one.votes(poll, answer)

    await asyncio.gather(*(votes(one, ("yes", "no", "yes")[n % 3]) for n, one in enumerate(voters)))


async def around_closing(
    poll: str, closes: datetime, close: Sequence[Voter], late: Sequence[Voter]
) -> None:
    """Some vote while the poll closes, and some after it."""

    async def votes(one: Voter, at: datetime) -> None:
        await until(at)
        await one.votes(poll, "no")

    first = closes - timedelta(seconds=1)
    step = timedelta(seconds=1.2) / len(close)
    await asyncio.gather(
        *(votes(one, first + n * step) for n, one in enumerate(close)),
        *(votes(one, closes + timedelta(seconds=1)) for one in late),
    )


async def lateness(
    here: Assembly, matrix: Delegate, slack: Person, poll: str, due: datetime
) -> Lateness:
    """How late the outcome was performed and shown, to one person on either platform."""
    assert isinstance(slack, SlackDelegate)

    def since() -> float:
        return (utc_now() - due).total_seconds()

    async def performed() -> float:
        key = keyring_at(here.bot.folder / "master.key")
        database = await Database.reading(here.bot.url, key)
        await until(due)
        async with asyncio.timeout(PATIENCE):
            while await database.run(lambda store: is_open(store, poll)):
                await asyncio.sleep(0.05)
        found = since()
        await database.close()
        return found

    async def in_matrix() -> float:
        await matrix.hears(lambda m: _result(poll, m.body), "draft", PATIENCE)
        return since()

    async def in_slack() -> float:
        await slack.hears(lambda m: _result(poll, m.words), "slack-draft", PATIENCE)
        return since()

    return Lateness(*await asyncio.gather(performed(), in_matrix(), in_slack()))


def is_open(store: Store, poll: str) -> bool:
    kept = store.polls.look(poll)
    return kept is not None and kept.stage is Stage.OPEN


def _result(poll: str, words: str) -> bool:
    return poll in words and "dopted" in words
