"""Statements that are made ready once say and raise what SQLAlchemy would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.deadline import deadline
from storage.ready import Ready, among, numbered
from storage.store import Store
from tests.storage.times import NOON

ROW = {
    "key": "k1",
    "kind": "poll close",
    "subject": "POL-1",
    "group": "g",
    "due_at": NOON,
    "zone": "UTC",
    "line": "poll close POL-1",
    "generation": 1,
    "waits": True,
    "next_at": NOON + timedelta(microseconds=1),
    "failures": 0,
}
ADD = Ready(insert(deadline).inline(), " ".join(ROW))
OF = select(deadline).where(deadline.c.key == bindparam("key"))
GET = Ready(OF)
END = Ready(
    update(deadline).values(waits=False).where(deadline.c.key == bindparam("this")), "failures"
)


async def test_rows_come_back_as_sqlalchemy_reads_them(database: Database) -> None:
    def work(store: Store) -> None:
        ADD.run(store.connection, ROW, {**ROW, "key": "k2"})
        END.run(store.connection, {"this": "k2", "failures": 3})
        for key in ("k1", "k2"):
            row = GET.row(store.connection, key=key)
            assert row == tuple(store.connection.execute(OF, {"key": key}).one())
        assert row is not None
        assert (row.waits, row.failures, row.next_at) == (False, 3, ROW["next_at"])
        assert GET.row(store.connection, key="k3") is None

    await database.run(work)


async def test_what_the_database_refuses_is_raised_as_by_sqlalchemy_and_can_be_undone(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        ADD.run(store.connection, ROW)
        with pytest.raises(IntegrityError), store.savepoint():
            ADD.run(store.connection, ROW)
        assert GET.row(store.connection, key="k1") is not None

    await database.run(work)
    assert await database.run(lambda store: store.deadlines.get("k1")) is not None


async def test_a_value_that_is_missing_is_never_taken_for_none(database: Database) -> None:
    with pytest.raises(KeyError):
        await database.run(lambda store: END.run(store.connection, {"this": "k1"}))


@pytest.mark.parametrize("keys", [(), ("k1",), ("k1", "k3")])
async def test_of_so_many_values_none_may_be_given(
    database: Database, keys: tuple[str, ...]
) -> None:
    found = Ready(select(deadline.c.key).where(among(deadline.c.key, len(keys))))

    def work(store: Store) -> list[str]:
        ADD.run(store.connection, ROW, {**ROW, "key": "k2"})
        return [row.key for row in found.rows(store.connection, **numbered("key", keys))]

    assert await database.run(work) == ["k1"] * ("k1" in keys)
