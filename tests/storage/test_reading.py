"""A database opened to be read alone: a snapshot that holds nobody up and changes nothing."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError

from storage.database import Database, Unavailable
from storage.keyring import Keyring
from storage.store import Store

KEYS = Keyring(b"k" * 32)


async def test_reading_holds_no_writer_up_and_sees_one_state(migrated_url: str) -> None:
    writing = await Database.open(migrated_url, KEYS)
    reading = await Database.reading(migrated_url, KEYS)
    await writing.run(lambda store: store.directory.keep_setting("a", "1"))
    assert await reading.run(lambda store: store.directory.setting("a")) == "1"

    seen: list[str | None] = []

    def look(store: Store) -> None:
        seen.append(store.directory.setting("a"))

    await reading.run(look)
    await writing.run(lambda store: store.directory.keep_setting("a", "2"))
    await reading.run(look)
    assert seen == ["1", "2"]
    await reading.close()
    await writing.close()


async def test_a_snapshot_does_not_see_what_is_written_meanwhile(migrated_sqlite_url: str) -> None:
    writing = await Database.open(migrated_sqlite_url, KEYS)
    await writing.run(lambda store: store.directory.keep_setting("a", "1"))
    await writing.close()
    reading = await Database.reading(migrated_sqlite_url, KEYS)

    def look(store: Store) -> list[str | None]:
        before = store.directory.setting("a")
        other = sqlite3.connect(migrated_sqlite_url.removeprefix("sqlite:///"), timeout=1)
        other.execute("UPDATE setting SET value = '2'")
        other.commit()
        other.close()
        return [before, store.directory.setting("a")]

    assert await reading.run(look) == ["1", "1"]
    assert await reading.run(lambda store: store.directory.setting("a")) == "2"
    await reading.close()


async def test_a_sqlite_database_that_is_read_cannot_be_written(migrated_sqlite_url: str) -> None:
    reading = await Database.reading(migrated_sqlite_url, KEYS)
    with pytest.raises(DBAPIError, match="readonly"):
        await reading.run(lambda store: store.directory.keep_setting("a", "1"))
    await reading.close()


async def test_a_database_that_may_only_be_read_by_now_is_no_fault_of_who_writes(
    migrated_sqlite_url: str,
) -> None:
    writing = await Database.open(migrated_sqlite_url, KEYS)

    def only_read(store: Store) -> None:
        store.connection.exec_driver_sql("PRAGMA query_only=ON")  # as a disk becomes after a fault

    await writing.run(only_read)
    with pytest.raises(Unavailable):
        await writing.run(lambda store: store.directory.keep_setting("a", "1"))
    await writing.close()
