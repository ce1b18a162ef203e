"""Commands performed by two processes on one PostgreSQL, against one process on the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, select

from bench.figure import Figure, compared, counted
from bench.places import DIRECTORY, Server
from bench.slack import server as slack_server
from bench.slack.commands import command
from bench.slack.requests import Requests
from bench.slack.server import PEOPLE, SECRET, TEAM
from bench.slack.sides import PATH, TOKEN
from bot.demo.served import free_port
from storage.database import Database, migrate
from storage.keyring import keyring_at
from storage.outbox.tables import State
from storage.receipt import receipt
from storage.store import Store
from tests.stories.fresh_bot import FreshBot

GOAL = 1.0
ROUNDS = 5
AT_ONCE, EACH = 20, 10
"""How many commands are under way at once in a round, and how many follow each."""
WARM = 3
"""How many of them come before each round, uncounted: the second process has just begun."""
PATIENCE = 120.0
"""Seconds after which an answer that was not shown counts as lost."""
TWICE = 10
"""Every so many commands are told again, to the other process where there is one."""
LINE = "whoami"
_SECTION = """
[slack]
team = "{team}"
bot_token = "{token}"
signing_secret = "{secret}"
mode = "http"
port = {port}
api_url = "{api}"
store = "{folder}/slack"
"""


async def measure(place: Server, folder: Path, told: Callable[[str], None]) -> list[Figure]:
    """How many a second with two and with one, and what was lost or performed twice."""
    url = place.new("replicas")
    await migrate(url)
    async with (
        slack_server.server() as slack,
        _two(url, folder, slack) as (first, second, database),
    ):
        pairs = []
        for number in range(ROUNDS):
            told(f"two processes, then one: {AT_ONCE * EACH} commands each ({number + 1})")
            second.log.clear()
            await second.start()
            two = await _warmed(database, slack, (first, second))
            await second.stop()
            pairs.append((two, await _warmed(database, slack, (first,))))
        sent = 2 * ROUNDS * AT_ONCE * (WARM + EACH)
        performed, answers = await database.run(_performed), len(slack.answers)
    title = "two processes on one PostgreSQL"
    return [
        compared(
            f"{title}: commands performed a second, against one",
            pairs,
            GOAL,
            higher_is_better=True,
        ),
        counted(f"{title}: lost", max(sent - performed, sent - answers, 0)),
        counted(f"{title}: twice", max(performed - sent, answers - sent, 0)),
    ]


@asynccontextmanager
async def _two(
    url: str, folder: Path, slack: slack_server.Server
) -> AsyncIterator[tuple[FreshBot, FreshBot, Database]]:
    """The first runs, the second is ready to be started."""
    async with AsyncExitStack() as stack:
        bots = []
        for name in ("first", "second"):
            section = _SECTION.format(
                team=TEAM,
                token=TOKEN,
                secret=SECRET,
                port=free_port(),
                api=f"{slack.url}/api/",
                folder=folder,
            )
            bot = FreshBot("", "", folder, url, more=section, name=name)
            stack.push_async_callback(bot.stop)
            bots.append(bot)
        directory = folder / "directory.toml"
        folder.mkdir(parents=True, exist_ok=True)
        directory.write_text(DIRECTORY.read_text("utf-8").replace("{server}", "localhost"), "utf-8")
        await bots[0].install(directory)
        await bots[0].start()
        database = await Database.open(url, keyring_at(folder / "master.key"))
        stack.push_async_callback(database.close)
        yield bots[0], bots[1], database


async def _warmed(
    database: Database, slack: slack_server.Server, bots: tuple[FreshBot, ...]
) -> float:
    """Commands performed a second, by processes that have performed some already."""
    await _round(database, slack, bots, WARM)
    return await _round(database, slack, bots, EACH)


async def _round(
    database: Database, slack: slack_server.Server, bots: tuple[FreshBot, ...], each: int
) -> float:
    """Commands performed a second, from the first request to the last answer that is shown."""
    shown = len(slack.answers) + AT_ONCE * each
    doors = [Requests(await _port(bot), PATH) for bot in bots]
    many = [[_command(number) for number in range(each)] for _ in range(AT_ONCE)]
    again = [[one for line in many for one in line][::TWICE]]
    shares = [many[number :: len(doors)] for number in range(len(doors))]
    began = perf_counter()
    await asyncio.gather(
        *(door.send(share) for door, share in zip(doors, shares, strict=True)),
    )
    await doors[-1].send(again)
    until = began + PATIENCE
    while len(slack.answers) < shown and perf_counter() < until:
        await asyncio.sleep(0.005)
    seconds = perf_counter() - began
    while await database.run(_under_way):  # a process is not stopped in the middle of sending
        await asyncio.sleep(0.05)
    for door in doors:
        door.close()
    return AT_ONCE * each / seconds


def _command(number: int) -> dict[str, str]:
    return command(LINE, PEOPLE[number % len(PEOPLE)])


async def _port(bot: FreshBot) -> int:
    found: int = (await bot.logs("slack.http"))["port"]
    return found


def _under_way(store: Store) -> bool:
    sending = store.outbox.waiting().get(State.SENDING, 0)
    return bool(sending) or store.receipts.waiting_since() is not None


def _performed(store: Store) -> int:
    """How many commands were performed."""
    done = select(func.count()).select_from(receipt).where(receipt.c.outcome == "done")
    return store.connection.scalar(done) or 0
