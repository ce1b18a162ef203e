"""How long after a vote on one platform its card is changed on the other, where people see it."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from bench.figure import Figure, late
from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from storage.database import migrate
from tests.stories.both import Both
from tests.stories.delegate import Delegate
from tests.stories.in_slack import SlackDelegate
from tests.stories.proxy import door

GOAL = 5.0
POLLS = 5
THERE, HERE = ("ca1", "au1", "il1", "nl1"), ("it1", "fr1", "co1", "ph1")
"""Who votes in Slack, and who in Matrix: in turn, so that either card has changes of both."""
_ANSWERED = re.compile(r"Answered: (\d+) of")


async def measure(folder: Path, told: Callable[[str], None]) -> list[Figure]:
    """95 of 100 votes are on the other platform's card after so many seconds."""
    told("a homeserver and a Slack-compatible server start, and the bot on both")
    with Synapse(folder / "homeserver") as synapse:
        async with _both(synapse, folder) as both:
            anouk, *here = await both.gather("anouk", *HERE, room="draft")
            there = [both.in_slack(id) for id in THERE]
            told(f"{POLLS} polls; {len(there)} people vote in Slack, {len(here)} in Matrix")
            to_matrix: list[float] = []
            to_slack: list[float] = []
            for number in range(POLLS):
                poll = await _put(anouk, there[0], number)
                await _votes(both, poll, there, here, (to_matrix, to_slack))
    return [
        late("a vote in Slack to the card in Matrix, 95 of 100 (s)", to_matrix, GOAL),
        late("a vote in Matrix to the card in Slack, 95 of 100 (s)", to_slack, GOAL),
    ]


@asynccontextmanager
async def _both(synapse: Synapse, folder: Path) -> AsyncIterator[Both]:
    """One installation on both platforms; Slack speaks over HTTP."""
    url = f"sqlite:///{folder / 'both.db'}"
    await migrate(url)
    async with door(synapse.url) as gate:
        both = Both(synapse, gate, folder / "bot", url, mode=Mode.HTTP)
        try:
            await both.settle(("draft", "slack-draft"))
            await both.listening()
            yield both
        finally:
            await both.close()


async def _put(chair: Delegate, emily: SlackDelegate, number: int) -> str:
    """An incident, a response and its poll; gives the poll's id."""
    line = f"incident open XV past practices=IP-DOC now=yes Certificate {number} stands twice"
    incident = await emily.makes("slack-draft", line, "INC")
    await chair.hears(incident, "draft")
    await chair.says("draft", f"!incident consult {incident}")
    opened = "the consultation is open"
    await chair.hears(lambda m: opened in m.body and incident in m.body)
    line = f"response unify {incident} IP-DOC reason=none Every State looks for number {number}"
    response = await emily.makes("slack-draft", line, "RES")
    return await chair.makes("draft", f"!poll open {response} closes=3h", "POL")


async def _votes(
    both: Both,
    poll: str,
    there: list[SlackDelegate],
    here: list[Delegate],
    delays: tuple[list[float], list[float]],
) -> None:
    """Everybody votes in turn, soon after the last one: changes wait for each other."""
    watching = []
    for number, voters in enumerate(zip(there, here, strict=True)):
        count = 2 * number
        in_slack, in_matrix = voters
        began = perf_counter()
        watching.append(asyncio.create_task(_in_matrix(here[0], poll, count + 1, began, delays[0])))
        await in_slack.types("slack-draft", f"poll vote {poll} yes")
        await _kept(both, poll, count + 1)
        began = perf_counter()
        watching.append(asyncio.create_task(_in_slack(there[1], poll, count + 2, began, delays[1])))
        await in_matrix.asks_in_private(f"!poll vote {poll} yes")
        await _kept(both, poll, count + 2)
    await asyncio.gather(*watching)


async def _kept(both: Both, poll: str, count: int) -> None:
    """Wait until so many have voted, and for a moment that nobody knows beforehand."""
    async with asyncio.timeout(60):
        while await both.bot.look(lambda store: len(store.polls.votes(poll))) < count:
            await asyncio.sleep(0.05)
    await asyncio.sleep(random.uniform(0, 1.5))  # noqa: S311 - no secret


async def _in_matrix(
    who: Delegate, poll: str, count: int, began: float, delays: list[float]
) -> None:
    await who.hears(lambda m: poll in m.body and _answered(m.body) >= count, "draft")
    delays.append(perf_counter() - began)


async def _in_slack(
    who: SlackDelegate, poll: str, count: int, began: float, delays: list[float]
) -> None:
    def fits(words: str, everything: str) -> bool:
        return poll in everything and _answered(words) >= count

    await who.hears(lambda m: fits(m.words, f"{m.text} {m.blocks}"), "slack-draft")
    delays.append(perf_counter() - began)


def _answered(words: str) -> int:
    found = _ANSWERED.search(words)
    return int(found[1]) if found else 0
