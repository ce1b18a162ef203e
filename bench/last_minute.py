"""180 delegates of sixty States vote in a poll's last minute: how late its outcome is, and told."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bench.figure import Figure, alone, counted, worst
from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from storage.database import migrate
from tests.stories.assembly import GRACE, Assembly
from tests.stories.delegate import Delegate
from tests.stories.last_minute import (
    RECORDED,
    Lateness,
    Voter,
    around_closing,
    greeted,
    lateness,
    put,
    seated,
    storm,
)
from tests.stories.proxy import door

ROUNDS = 3
MINUTE = timedelta(minutes=1)
CLOSING, LATE = slice(90, 110), slice(45, 65)
"""Who votes while the poll closes, and who after it."""


async def measure(folder: Path, told: Callable[[str], None]) -> list[Figure]:
    """How late each outcome is after the grace, how long its card takes, and what was lost."""
    told("a homeserver and a Slack-compatible server start, and the bot on both")
    with Synapse(folder / "homeserver") as synapse:
        async with _assembly(synapse, folder) as here:
            anouk, voters = await seated(here)
            await greeted(here, voters)
            told(f"{ROUNDS} polls of one minute; {len(voters)} delegates vote in each")
            rounds = [await _round(here, anouk, voters) for _ in range(ROUNDS)]
            lost = await _lost(here, voters, [poll for poll, _ in rounds])
    seen = [one for _, one in rounds]
    performed = [one.performed for one in seen]
    cards = [max(one.in_matrix, one.in_slack) - one.performed for one in seen]
    title = f"{len(voters)} delegates in the last minute"
    return [
        alone(f"{title}: the outcome after the grace, median (s)", performed, 1.0),
        worst(f"{title}: the outcome after the grace, at worst (s)", performed, 5.0),
        worst(f"{title}: from the outcome to both cards, at worst (s)", cards, 5.0),
        counted(f"{title}: told and not kept, or kept and not told", lost),
    ]


@asynccontextmanager
async def _assembly(synapse: Synapse, folder: Path) -> AsyncIterator[Assembly]:
    url = f"sqlite:///{folder / 'assembly.db'}"
    await migrate(url)
    async with door(synapse.url) as gate:
        here = Assembly(synapse, gate, folder / "bot", url, mode=Mode.HTTP)
        try:
            await here.settle(("draft", "slack-draft"))
            await here.listening()
            yield here
        finally:
            await here.close()


async def _round(here: Assembly, anouk: Delegate, voters: list[Voter]) -> tuple[str, Lateness]:
    """One poll in which everybody votes, some twice, some while it closes, and some too late."""
    poll, closes = await put(anouk, voters[0].person, MINUTE)
    seen = asyncio.create_task(lateness(here, anouk, voters[-1].person, poll, closes + GRACE))
    await storm(poll, voters)
    await around_closing(poll, closes, voters[CLOSING], voters[LATE])
    found = await seen
    await asyncio.gather(*(one.told() for one in voters))
    return poll, found


async def _lost(here: Assembly, voters: list[Voter], polls: list[str]) -> int:
    """How many answers were told to be recorded and are not kept, or the other way round."""
    votes = await here.bot.look(lambda store: [v for id in polls for v in store.polls.votes(id)])
    kept = Counter(vote.person for vote in votes)
    said = {one.seat.id: await one.told() for one in voters}
    told = {id: sum(RECORDED in words for words in all_) for id, all_ in said.items()}
    return sum(abs(kept[id] - number) for id, number in told.items())
