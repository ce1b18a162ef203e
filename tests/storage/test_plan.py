"""Plans are read as they were kept; their words are sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coordination.plan.record import Action, Answer, Area, Plan, Stage
from storage.database import Database
from storage.plan import plan as table
from storage.store import Store
from tests.storage.times import NOON

ENDS = NOON + timedelta(days=200)
ACTIONS = (
    Action("Verify birth records", by="XV", due=NOON, commitment="COM-1", answer=Answer.ACCEPTED),
    Action("Train registrars", organisation="UNICEF", words="Report", done_at=NOON),
    Action("Something"),
)
ONE = Plan(
    id="PLA-1",
    group="ica",
    incident="INC-1",
    title="Registry",
    area=Area.ASSISTANCE,
    opened_by="co1",
    opened_for="CO",
    opened_at=NOON,
    ends=ENDS,
    organisations=("UNICEF", "ISS"),
    links=("PLA-2",),
    actions=ACTIONS,
)


@pytest.mark.rule("U-35", "U-38")
async def test_a_plan_is_read_as_it_was_kept_and_changed(database: Database) -> None:
    other = replace(ONE, id="PLA-2", ends=ENDS - timedelta(days=9))

    def keep(store: Store) -> None:
        store.plans.add(ONE)
        store.plans.add(other)
        store.plans.add(replace(ONE, id="PLA-3", group="x", incident="INC-9"))

    await database.run(keep)
    assert await database.run(lambda store: store.plans.get("PLA-1")) == ONE
    assert await database.run(lambda store: store.plans.get("PLA-9")) is None
    assert await database.run(lambda store: store.plans.running("ica", 9)) == [other, ONE]
    over = replace(ONE, stage=Stage.ENDED, outcome="Half is done", ended_at=ENDS)
    await database.run(lambda store: store.plans.save(over))
    assert await database.run(lambda store: store.plans.of_incident("INC-1")) == [over, other]
    assert await database.run(lambda store: store.plans.running("ica", 9)) == [other]


async def test_what_is_planned_is_sealed(database: Database) -> None:
    await database.run(lambda store: store.plans.add(ONE))

    def read(store: Store) -> bytes:
        words: bytes = store.connection.scalar(select(table.c.words)) or b""
        return words

    words = await database.run(read)
    assert b"birth" not in words
    assert b"UNICEF" not in words
