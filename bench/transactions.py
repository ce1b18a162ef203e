"""A command's transaction against the same rows written by bare SQLAlchemy Core in one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import perf_counter

from sqlalchemy import func, select

from bench.figure import Figure, compared
from bench.places import KEYS, START, Place, model
from bench.writes import Bare, barely, recording, replay
from bot import lasting
from bot.rehearse.drill import Drill
from commands.admit import admit
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.perform import perform_next
from storage.audit.tables import audit_entry
from storage.database import Database
from storage.store import Store
from tests.commands.deciding import VOTERS, put

GOAL = 1.3
POLLS = 10
WARM = 8
"""How many transactions of each side are not counted: statements are compiled in them."""
HERE = Deployment(frozenset({"matrix"}), previews=False, live=False)
NOW = START + timedelta(hours=3)


@dataclass(frozen=True)
class Line:
    """What a person says in the direct room."""

    person: str
    text: str


async def measure(place: Place, told: Callable[[str], None]) -> list[Figure]:
    """A figure for each command that is measured."""
    polls: list[str] = []

    async def prepare(drill: Drill) -> None:
        polls.extend([(await put(drill))["poll"] for _ in range(POLLS)])

    told(f"{place.name}: {POLLS} polls are opened")
    url = await model(place, "transactions", prepare)
    votes = [Line(who, f"poll vote {poll} yes") for poll in polls for who in VOTERS.values()]
    whoami = [Line(who, "whoami") for _ in polls for who in VOTERS.values()]
    figures = []
    for name, lines in (("poll vote", votes), ("whoami", whoami)):
        told(f"{place.name}: {name}, {len(lines)} times")
        found = await compare(place, url, lines)
        title = f"{name}: one transaction on {place.name} (ms)"
        figures.append(compared(title, found[WARM:], GOAL))
    return figures


async def compare(place: Place, url: str, lines: list[Line]) -> list[tuple[float, float]]:
    """Milliseconds of ours and of the bare rows, one line after the other."""

    async def before(database: Database, number: int) -> None:
        await heard(database, str(number), lines[number])

    return await pairs(Sides(place, url), perform, len(lines), before)


async def _nothing(_: Database, __: int) -> None: ...


async def same_acts(ours: Database, bare: Database) -> None:
    """Both have the same acts on record, and the bare side's chain holds."""
    assert await bare.run(acts) == await ours.run(acts), "not the same acts"
    assert await bare.run(lambda store: list(store.audit.verify())) == [], "no chain"


def acts(store: Store) -> int:
    """How many acts are on record."""
    return store.connection.scalar(select(func.count()).select_from(audit_entry)) or 0


@dataclass(frozen=True)
class Sides:
    """Copies of one database: what a first one writes tells the bare side what to write."""

    place: Place
    url: str

    async def open(self, name: str) -> Database:
        return await Database.open(self.place.copy(self.url, name), KEYS)


async def pairs(
    sides: Sides,
    work: Callable[[Store], object],
    times: int,
    before: Callable[[Database, int], Awaitable[None]] = _nothing,
    after: Callable[[Database, Database], Awaitable[None]] = same_acts,
) -> list[tuple[float, float]]:
    """Milliseconds of so many transactions of ours, each beside the same rows written barely.

    Nothing listens while either is timed: what is written was recorded on a copy before.
    """
    copy = await sides.open("told")
    told = [await _recorded(copy, work, number, before) for number in range(times)]
    await copy.close()
    ours, bare = await sides.open("ours"), await sides.open("bare")
    lasting.settle()
    found = []
    for number, steps in enumerate(told):
        await before(ours, number)
        await before(bare, number)
        mine = await timed(ours, work)
        found.append((mine, await timed(bare, partial(replay, steps=steps))))
    await after(ours, bare)
    await ours.close()
    await bare.close()
    return found


async def _recorded(
    copy: Database,
    work: Callable[[Store], object],
    number: int,
    before: Callable[[Database, int], Awaitable[None]],
) -> list[Bare]:
    """What one transaction of ours writes and must read."""
    await before(copy, number)
    with recording() as steps:
        await copy.run(work)
    return await copy.run(lambda store: barely(store, steps))


async def timed(database: Database, work: Callable[[Store], object]) -> float:
    """Milliseconds of one transaction."""
    began = perf_counter()
    await database.run(work)
    return (perf_counter() - began) * 1000


def perform(store: Store) -> None:
    """Perform what was heard first."""
    done = perform_next(store, HERE, NOW)
    assert done is not None
    assert done.outcome == "done", done


async def heard(database: Database, name: str, line: Line) -> None:
    """Keep a receipt of what a person says in the direct room."""

    def hear(store: Store) -> None:
        account = store.directory.account_of(line.person, "matrix")
        room = store.directory.direct_room(line.person, "matrix").remote
        assert account, line.person
        assert room, line.person
        said = Incoming("matrix", f"${name}", account, room, line.text, None, direct=True)
        assert admit(store, said, NOW) is not None

    await database.run(hear)
