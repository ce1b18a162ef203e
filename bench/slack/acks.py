"""A Slack command and its acknowledgement, against the barest program and slack-bolt."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter

from bench.figure import Figure, compared
from bench.places import Files, model
from bench.slack.commands import command, envelope
from bench.slack.requests import Requests
from bench.slack.server import ROOM, TEAM, Server, server
from bench.slack.sides import CONNECTIONS, PATH
from bot.rehearse.drill import Drill
from bot.slack.settings import HTTP, SOCKET
from storage.store import Store
from tests.commands.deciding import put

ROOT = Path(__file__).parents[2]
SIDES = ("bare", "ours", "kept", "bolt")
ALONE, KEPT, BOLT = 1.5, 4.0, 1.0
TURNS, BURSTS = 300, 40
MANY, EACH = 50, 8
"""How many commands are under way at once in a burst, and how many follow each of them."""
WARM = 30
Turn = Callable[[int, int], Awaitable[float]]
"""So many commands at once, and so many one after the other; gives milliseconds for each."""


async def measure(folder: Path, told: Callable[[str], None]) -> list[Figure]:
    """Over HTTP and in Socket Mode; one after the other, and many at once."""
    lines: list[str] = []

    async def prepare(drill: Drill) -> None:
        lines.append(f"poll vote {(await put(drill))['poll']} yes")
        await drill.runtime.database.run(_known)

    url = await model(Files(folder), "acknowledged", prepare)
    figures = []
    for mode, name in ((HTTP, "HTTP"), (SOCKET, "Socket Mode")):
        place = Files(folder).copy(url, mode)
        async with server() as slack, AsyncExitStack() as stack:
            turns: dict[str, Turn] = {}
            for side in SIDES:
                port = await stack.enter_async_context(_side(side, mode, slack.url, place))
                if mode == HTTP:
                    turns[side] = _requests(port, lines[0])
                else:
                    turns[side] = await _envelopes(slack, side, lines[0])
            for turn in turns.values():
                await turn(1, WARM)
                await turn(MANY, 2)
            told(f"{TURNS} commands to each of {', '.join(SIDES)} over {name}")
            one = [await _round(turns, 1, 1) for _ in range(TURNS)]
            told(f"{BURSTS} times {MANY * EACH} commands to each, {MANY} at once, over {name}")
            many = [await _round(turns, MANY, EACH) for _ in range(BURSTS)]
        figures += _figures(f"Slack, {name}", "command to acknowledgement", one)
        figures += _figures(f"Slack, {name}, {MANY} at once", "a command", many)
    return figures


async def _round(turns: dict[str, Turn], many: int, each: int) -> dict[str, float]:
    """Every side, one right after the other, in an order that no side always has."""
    order = random.sample(list(turns), len(turns))
    return {side: await turns[side](many, each) for side in order}


def _figures(where: str, what: str, rounds: list[dict[str, float]]) -> list[Figure]:
    def against(ours: str, other: str) -> list[tuple[float, float]]:
        return [(one[ours], one[other]) for one in rounds]

    return [
        compared(f"{where}: {what}, our edge alone (ms)", against("ours", "bare"), ALONE),
        compared(f"{where}: {what}, kept on disk (ms)", against("kept", "bare"), KEPT),
        compared(f"{where}: kept on disk, against bolt (ms)", against("kept", "bolt"), BOLT),
    ]


def _known(store: Store) -> None:
    """The room is where Slack has it."""
    store.directory.remember_remote("slack-draft", f"{TEAM}:{ROOM}")


@asynccontextmanager
async def _side(side: str, mode: str, slack: str, url: str) -> AsyncIterator[int]:
    """A program that acknowledges; gives its port."""
    more = (url,) if side == "kept" else ()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.slack.sides", side, mode, slack, *more),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        port = await process.stdout.readline()
        assert port, f"{side} did not start"
        yield int(port)
    finally:
        process.terminate()
        await process.wait()


def _requests(port: int, line: str) -> Turn:
    """Sends commands over HTTP, a connection for each that is under way."""
    door = Requests(port, PATH)

    async def turn(many: int, each: int) -> float:
        several = [[command(line) for _ in range(each)] for _ in range(many)]
        return await door.send(several) * 1000 / (many * each)

    return turn


async def _envelopes(slack: Server, side: str, line: str) -> Turn:
    """Puts commands on the connections of a side, in turn."""
    await slack.connected(side, 1 if side == "bolt" else CONNECTIONS)
    links = slack.links[side]

    async def some(number: int, ready: list[tuple[str, str]]) -> None:
        for name, text in ready:
            await slack.give(links[number % len(links)], name, text)

    async def turn(many: int, each: int) -> float:
        ready = [[envelope(command(line)) for _ in range(each)] for _ in range(many)]
        began = perf_counter()
        await asyncio.gather(*(some(number, one) for number, one in enumerate(ready)))
        return (perf_counter() - began) * 1000 / (many * each)

    return turn
