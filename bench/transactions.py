"""A command's transaction against the same rows written by bare SQLAlchemy Core in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter

from bench.figure import Figure, compared
from bench.places import KEYS, START, Place, model
from bench.writes import barely, recording, replay
from bot import lasting
from bot.rehearse.drill import Drill
from commands.admit import admit
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.perform import perform_next
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
        pairs = await compare(place, url, lines)
        title = f"{name}: one transaction on {place.name} (ms)"
        figures.append(compared(title, pairs[WARM:], GOAL))
    return figures


async def compare(place: Place, url: str, lines: list[Line]) -> list[tuple[float, float]]:
    """Milliseconds of ours and of the bare rows, one line after the other.

    Both sides are copies of one database: what ours has written is written again to the other.
    """
    ours = await Database.open(place.copy(url, "ours"), KEYS)
    bare = await Database.open(place.copy(url, "bare"), KEYS)
    pairs = []
    lasting.settle()
    for number, line in enumerate(lines):
        await heard(ours, str(number), line)
        await heard(bare, str(number), line)
        pairs.append(await paired(ours, bare, perform))
    assert await bare.run(lambda store: list(store.audit.verify())) == [], "no chain"
    await ours.close()
    await bare.close()
    return pairs


async def paired(
    ours: Database, bare: Database, work: Callable[[Store], object]
) -> tuple[float, float]:
    """Milliseconds of one transaction of ours, and of the same rows written barely."""
    with recording() as steps:
        mine = await timed(ours, work)
    plain = await ours.run(lambda store: barely(store, steps))
    return mine, await timed(bare, lambda store: replay(store, plain))


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
