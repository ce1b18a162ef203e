"""Putting a copy's rows into empty tables, and proving that they are what was copied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select, update

from storage.backup.archive import ROWS, About, Seen
from storage.backup.rows import Tally, go_on_from, pages, put
from storage.outbox.lanes import Lanes
from storage.outbox.tables import OPEN, State, outbox
from storage.receipt import receipt
from storage.store import Store

HELD = "restored"
"""Why a row is not sent any more: it was open in a copy, and may have been sent since."""


class NotTheSame(Exception):
    """What was put back differs from what was copied; `place` is a table or an audit's chain."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def load(store: Store, of: About, entries: Iterable[tuple[str, bytes]], seen: Seen) -> None:
    """Write all rows and read them again; raises `NotTheSame`."""
    shapes = {one.name: one for one in of.shapes}
    count = 0
    for name, content in entries:
        part, _, rest = name.partition("/")
        if part == ROWS:
            lines = content.split(b"\n")
            put(store.connection, shapes[rest.partition("/")[0]], lines)
            count += len(lines)
            seen(count)
    for one in of.shapes:
        rows, digest, last = of.tallies[one.name]
        tally = Tally()
        for page in pages(store.connection, one):
            tally.add(page)
        if (tally.rows, tally.digest) != (rows, digest):
            raise NotTheSame(one.name)
        go_on_from(store.connection, one, last)
    for problem in store.audit.verify():
        raise NotTheSame(problem.chain)


def hold(store: Store, now: datetime) -> int:
    """Put aside what was open and due in the copy: it may have been sent since. Says how much."""
    open_rows = (outbox.c.state.in_(OPEN), outbox.c.next_at <= now)
    lanes = set(store.connection.scalars(select(outbox.c.lane).where(*open_rows)))
    aside = {"state": State.DEAD, "unclear": True, "last_error": HELD}
    held = store.connection.execute(update(outbox).where(*open_rows).values(aside)).rowcount
    for lane in sorted(lanes):
        Lanes(store.connection).lock(lane)
        Lanes(store.connection).advance(lane)
    return int(held)


def unperformed(store: Store) -> int:
    """How many acts were received in the copy and not yet performed: they will be."""
    waiting = select(func.count()).select_from(receipt).where(receipt.c.performed_at.is_(None))
    return int(store.connection.scalar(waiting) or 0)
