"""10,000 deadlines that fall due within one second, against the same rows in batches of 200."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bench.figure import Figure, compared, counted
from bench.places import START, Place, model
from bench.transactions import HERE, Sides, acts, pairs, same_acts
from bot.receive import BATCH
from bot.rehearse.drill import Drill
from commands.call import fresh
from commands.perform import perform_due
from storage.database import Database
from storage.deadline import Deadline, deadline
from storage.outbox.tables import outbox
from storage.store import Store
from tests.commands.deciding import done

GOAL = 1.5
DEADLINES = 10_000
DUE = START + timedelta(days=1)
AFTER = DUE + timedelta(seconds=1)


async def measure(place: Place, told: Callable[[str], None]) -> list[Figure]:
    """How much longer our batches take, and how many deadlines were lost or performed twice."""
    told(f"{place.name}: {DEADLINES:,} commitments are to be brought to mind in one second")
    url = await model(place, "deadlines", _prepare)
    counts: dict[str, int] = {}

    async def after(ours: Database, bare: Database) -> None:
        counts["lost"], counts["acts"] = await ours.run(_waiting), await ours.run(acts)
        assert await bare.run(_said) == await ours.run(_said), "not the same messages"
        await same_acts(ours, bare)

    sides = Sides(place, url)
    first = await sides.open("first")
    before = await first.run(acts)
    await first.close()
    found = await pairs(sides, _perform, DEADLINES // BATCH, after=after)
    lost = counts["lost"]
    twice = max(counts["acts"] - before - DEADLINES + lost, 0)
    title = f"{DEADLINES:,} deadlines on {place.name}"
    return [
        compared(f"{title}: {BATCH} of them (ms)", found, GOAL),
        counted(f"{title}: lost", lost),
        counted(f"{title}: twice", twice),
    ]


async def _prepare(drill: Drill) -> None:
    opened = await done(
        drill, "nl1", "draft", "incident open XV both practices=IP-DOC Birth certificates"
    )
    line = f"commitment offer {opened.made['incident']} 2026-06-01T15:00Z Pause new files"
    offered = await done(drill, "it1", "draft", line)
    await drill.runtime.database.run(lambda store: _multiply(store, offered.made["commitment"]))


def _multiply(store: Store, id: str) -> None:
    """Many commitments like this one, each to be brought to mind at its part of the second."""
    first = store.commitments.get(id)
    assert first is not None
    step = timedelta(seconds=1) / DEADLINES
    dues = []
    for number in range(DEADLINES):
        made = replace(first, id=fresh("COM"))
        store.commitments.add(made)
        store.things.add(made.id, made.group, made.incident)
        line = f"commitment remind {made.id}"
        at = DUE + number * step
        dues.append(Deadline(line, "commitment remind", made.id, made.group, at, "UTC", line))
    store.deadlines.set(*dues)


def _perform(store: Store) -> None:
    performed = perform_due(store, HERE, AFTER, BATCH)
    assert {one.outcome for one in performed} == {"done"}, performed


def _waiting(store: Store) -> int:
    query = select(func.count()).where(deadline.c.waits, deadline.c.next_at <= AFTER)
    return store.connection.scalar(query) or 0


def _said(store: Store) -> int:
    return store.connection.scalar(select(func.count()).select_from(outbox)) or 0
