"""One database for many tests, each of which finds it as the first one did.

Connections last, and with them what both sides have made ready: on PostgreSQL a test on a new
database prepares some three hundred statements anew, which takes longer than to perform them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from storage.database import Database, _Pool
from storage.directory.memory import Memory
from storage.keyring import Keyring

_COPY = """
DO $$ DECLARE this regclass; none boolean; BEGIN
  CREATE SCHEMA kept;
  CREATE TABLE kept.fill (source regclass, rows bigint, written xid);
  CREATE TABLE kept.number (source regclass, value bigint, called boolean);
  FOR this IN SELECT oid FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('SELECT NOT EXISTS (SELECT FROM %s)', this) INTO none;
    CONTINUE WHEN none;
    EXECUTE format('CREATE TABLE kept.%I AS TABLE %s', 'of_' || this, this);
    EXECUTE format('INSERT INTO kept.fill SELECT %L, count(*), NULL FROM %s', this, this);
  END LOOP;
  FOR this IN SELECT oid FROM pg_class
    WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('INSERT INTO kept.number SELECT %L, last_value, is_called FROM %s', this, this);
  END LOOP;
END $$
"""
"""Keeps what each table and each counter of numbers holds."""
_RESTORE = """
DO $$ DECLARE this record; same boolean; changed regclass[] := '{}'; BEGIN
  SET LOCAL lock_timeout = '60s';
  SET LOCAL session_replication_role = replica;
  FOR this IN SELECT oid::regclass AS name, rows, written FROM pg_class
    LEFT JOIN kept.fill ON source = oid
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND (source IS NOT NULL OR pg_relation_size(oid) > 0) LOOP
    same := false;
    IF this.written IS NOT NULL THEN
      EXECUTE format('SELECT count(*) = %s AND bool_and(xmin = %L) FROM %s',
        this.rows, this.written, this.name) INTO same;
    END IF;
    IF NOT same THEN changed := changed || this.name; END IF;
  END LOOP;
  IF changed <> '{}' THEN
    WITH RECURSIVE emptied(name) AS (
      SELECT unnest(changed) UNION
      SELECT conrelid::regclass FROM pg_constraint JOIN emptied ON confrelid = name
      WHERE contype = 'f'
    ) SELECT array_agg(name ORDER BY name) INTO changed FROM emptied;
    EXECUTE 'TRUNCATE ' || array_to_string(changed, ', ');
    FOR this IN SELECT source AS name FROM kept.fill WHERE source = ANY (changed) LOOP
      EXECUTE format('INSERT INTO %s SELECT * FROM kept.%I', this.name, 'of_' || this.name);
    END LOOP;
    UPDATE kept.fill SET written = pg_current_xact_id()::xid WHERE source = ANY (changed);
  END IF;
  PERFORM setval(source, value, called) FROM kept.number;
END $$
"""
"""Empties every table that has changed since, and fills it again with what is kept."""


class Kept:
    """A PostgreSQL database whose connections last, put back before each test."""

    def __init__(self, url: str) -> None:
        self._pool = _Pool(url)

    async def keep(self) -> None:
        """What stands in it now is what every test finds."""
        await self._run(_COPY)

    async def fresh(self, keys: Keyring) -> Database:
        """The database as it was kept, with nothing in its memory."""
        await self._run(_RESTORE)
        return Database(self._pool, keys)

    async def close(self) -> None:
        await self._pool.close()

    async def _run(self, statement: str) -> None:
        await self._pool.run(lambda connection: connection.execute(text(statement)))


@dataclass(frozen=True)
class Known:
    """What a bot that has run for a while remembers of the directory that every test finds."""

    count: int
    answers: Mapping[Hashable, Any]

    @classmethod
    async def after(
        cls, played: Callable[[Database], Awaitable[None]], database: Database
    ) -> Known:
        """What is remembered once this was played, without a change of the directory."""
        count = await database.run(lambda store: store.directory.count())
        await played(database)
        memory = database._memory
        assert (memory.count, bool(memory.answers)) == (count, True)
        return cls(count, dict(memory.answers))

    def told(self, database: Database) -> Database:
        """The database, in whose memory it stands."""
        database._memory = Memory(self.count, dict(self.answers))
        return database
