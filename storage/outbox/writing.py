"""How rows come into the outbox: one at its place, or several of a transaction together."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Integer, Text, bindparam, case, select

from storage.dialect import Insert, Upsert
from storage.outbox.lanes import lengthen
from storage.outbox.tables import outbox, outbox_lane, rate_bucket


def _adding(adding: Insert) -> object:
    adding = adding.on_conflict_do_nothing(index_elements=["dedup"])
    return adding.returning(outbox.c.id)


def _pausing(adding: Insert) -> object:
    later = adding.excluded.not_before > rate_bucket.c.not_before
    latest = case((later, adding.excluded.not_before), else_=rate_bucket.c.not_before)
    return adding.on_conflict_do_update(index_elements=["dest"], set_={"not_before": latest})


def _placing(adding: Insert) -> object:
    """Its place in its lane, which was lengthened before."""
    last = select(outbox_lane.c.next_seq - bindparam("back", type_=Integer))
    last = last.where(outbox_lane.c.lane == bindparam("in_lane", type_=Text))
    given = {name: bindparam(name, type_=outbox.c[name].type) for name in _GIVEN.split()}
    return adding.values(given | {"seq": last.scalar_subquery()})


_GIVEN = "dedup txn_id platform room kind thread group payload lane state unclear attempts next_at"
ADD = Upsert(outbox, f"{_GIVEN} seq", _adding)
_ADD_ALL = Upsert(outbox, f"{_GIVEN} back in_lane", _placing)
PAUSE = Upsert(rate_bucket, "dest not_before", _pausing)


def write(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Lengthen each lane once, then put every row at its place."""
    first = {row["dedup"]: row for row in reversed(rows)}
    several = list({row["dedup"]: first[row["dedup"]] for row in rows}.values())
    ahead = Counter(row["lane"] for row in several)
    since = {row["lane"]: row["next_at"] for row in reversed(several)}
    lengthen(connection, {lane: (ahead[lane], since[lane]) for lane in sorted(ahead)})
    placed = []
    for row in several:
        placed.append({**row, "in_lane": row["lane"], "back": ahead[row["lane"]]})
        ahead[row["lane"]] -= 1
    _ADD_ALL.run(connection, *placed)
