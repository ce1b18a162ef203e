"""A command and its visible answer over encrypted Matrix, against the smallest echo."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.figure import Figure, compared, counted
from bench.live import Bot
from bot.demo.synapse import Synapse
from tests.bot.matrix.person import MatrixPerson
from tests.bot.matrix.seen import Seen

ROOT = Path(__file__).parent.parent
PEOPLE = ("nl1", "it1", "ca1", "au1")
TURNS = 40
"""How often one person asks either side, one after the other."""
BURSTS = 5
EACH = 15
"""How many messages each person sends at once in a burst."""
WARM = 4
LATENCY = 1.15
THROUGHPUT = 0.95
LINE = "whoami"


@dataclass(frozen=True)
class Talk:
    """One person and the two who answer: the room with the bot, and the one with the echo."""

    person: MatrixPerson
    ours: str
    echo: str

    async def ask(self, room: str, text: str = LINE) -> float:
        """Seconds from sending to seeing the answer."""
        began = perf_counter()
        event = await self.person.say(room, text)
        await self.person.sees(room, lambda message: message.answers == event)
        return perf_counter() - began


async def measure(
    synapse: Synapse, bot: Bot, folder: Path, told: Callable[[str], None]
) -> list[Figure]:
    """Latency, throughput, and answers that never came."""
    async with AsyncExitStack() as stack:
        echo = await stack.enter_async_context(_echo(synapse, folder))
        told(f"{len(PEOPLE)} people make their rooms with the bot and with the echo")
        talks = [await _talk(synapse, bot, echo, name, stack) for name in PEOPLE]
        for talk in talks:
            for _ in range(WARM):
                await talk.ask(talk.ours)
                await talk.ask(talk.echo)
        told(f"{TURNS} turns with either")
        first = talks[0]
        turns = [(await first.ask(first.ours), await first.ask(first.echo)) for _ in range(TURNS)]
        told(f"{BURSTS} bursts of {len(PEOPLE) * EACH} messages to either")
        bursts = [await _bursts(talks) for _ in range(BURSTS)]
    return _figures(turns, bursts)


def _figures(turns: list[tuple[float, float]], bursts: list[tuple[Burst, Burst]]) -> list[Figure]:
    """What was measured, ours against the echo's."""
    lost = sum(ours.lost for ours, _ in bursts)
    return [
        compared(
            "command to visible answer, encrypted Matrix (ms)",
            [(ours * 1000, echo * 1000) for ours, echo in turns],
            LATENCY,
        ),
        compared(
            f"answers a second, {len(PEOPLE)} people at once",
            [(ours.rate, echo.rate) for ours, echo in bursts],
            THROUGHPUT,
            higher_is_better=True,
        ),
        counted("answers that never came", lost),
    ]


@dataclass(frozen=True)
class Burst:
    """How many answers came in how many seconds."""

    sent: int
    answers: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    @property
    def lost(self) -> int:
        return self.sent - self.answers


async def _bursts(talks: list[Talk]) -> tuple[Burst, Burst]:
    ours = await _burst([(talk.person, talk.ours) for talk in talks])
    return ours, await _burst([(talk.person, talk.echo) for talk in talks])


async def _burst(places: list[tuple[MatrixPerson, str]]) -> Burst:
    """Everybody sends at once, without waiting for answers."""
    began = perf_counter()
    answered = await asyncio.gather(*(_at_once(person, room) for person, room in places))
    return Burst(EACH * len(places), sum(answered), perf_counter() - began)


async def _at_once(person: MatrixPerson, room: str) -> int:
    events = [await person.say(room, LINE) for _ in range(EACH)]
    answered = dict.fromkeys(events, False)

    def all_of_them(message: Seen) -> bool:
        if message.answers in answered:
            answered[message.answers] = True
        return all(answered.values())

    with suppress(TimeoutError):
        await person.sees(room, all_of_them)
    return sum(answered.values())


async def _talk(synapse: Synapse, bot: Bot, echo: str, name: str, stack: AsyncExitStack) -> Talk:
    account = await asyncio.to_thread(synapse.register, name, "secret")
    person = await MatrixPerson.login(synapse.url, account, "secret")
    stack.push_async_callback(person.close)
    rooms = []
    for other in (bot.account, echo):
        room = await person.room(other, is_direct=True)
        await person.waits_for(room, other)
        rooms.append(room)
    return Talk(person, *rooms)


@asynccontextmanager
async def _echo(synapse: Synapse, folder: Path) -> AsyncIterator[str]:
    """The echo as a process; gives its account."""
    account = await asyncio.to_thread(synapse.register, "echo", "secret")
    store = folder / "echo"
    store.mkdir()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.echo", synapse.url, account, "secret", str(store)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
        yield account
    finally:
        process.terminate()
        await process.wait()
