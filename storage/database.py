"""The only door to the rows: a plain function over a `Store` runs as one transaction."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from storage import migrations
from storage.connect import absent, is_sqlite, losses, postgres_engine, sqlite_engine
from storage.directory.memory import Memory
from storage.facts import Facts
from storage.keyring import Keyring
from storage.sealed import Opened
from storage.store import Store

T = TypeVar("T")
Work = Callable[[Store], T]

ATTEMPTS = 8
_RETRIED = {"40001", "40P01"}  # serialization failure, deadlock
_AWAY = {"08", "40", "53", "57"}  # classes: connection, rollback, resources, shut down
_FULL = {13, "53100"}  # what SQLite and PostgreSQL call a disk without room
_LOST = "8s2b"  # SQLAlchemy: the work went on after its connection was lost
_LENGTH = 6_200_000  # bytes: SQLite's log before it is folded back, and its memory
_BUSY = {5, 6, 10, 13}  # SQLite: busy, locked, input or output failed, disk full


class Unavailable(Exception):
    """The database could not be reached or could not go on: the same work may be tried again."""

    def __init__(self, *, full: bool = False) -> None:
        """`full`: the database said that its disk has no room."""
        super().__init__()
        self.full = full


class _Undone(Exception):
    """Nothing of a transaction is to stay."""


class _Runner(Protocol):
    async def run(self, act: Callable[[Connection], T]) -> T: ...

    async def close(self) -> None: ...


class Database:
    """SQLite or PostgreSQL, with the keys to what is sealed in it."""

    def __init__(self, runner: _Runner, keys: Keyring) -> None:
        self._runner = runner
        self._keys = keys
        self._opened = Opened()
        self._memory = Memory()
        self._facts = Facts()

    @classmethod
    async def open(cls, url: str, keys: Keyring) -> Database:
        """The database at `sqlite:///path` or `postgresql://…`, as it is (see `migrate`)."""
        runner: _Runner
        runner = await _OneWriter.open(url) if is_sqlite(url) else _Pool(url)
        return cls(runner, keys)

    @classmethod
    async def reading(cls, url: str, keys: Keyring) -> Database:
        """The same to be read alone: each transaction is one snapshot, and holds nobody up."""
        runner: _Runner
        if is_sqlite(url):
            runner = await _OneWriter.open(url, writes=False)
        else:
            runner = _Pool(url, isolation_level="REPEATABLE READ")
        return cls(runner, keys)

    async def run(self, work: Work[T]) -> T:
        """Perform the work in one transaction; what it raises rolls back and is raised.

        Raises `Unavailable` when that was no fault of the work.
        On PostgreSQL the work is performed again after a deadlock: it changes nothing but rows.
        """
        store: Store | None = None

        def act(connection: Connection) -> T:
            nonlocal store
            store = Store(connection, self._keys, self._opened, self._memory, self._facts)
            result = work(store)
            store.settle()
            return result

        result = await self._runner.run(act)
        if store is not None:
            store.committed()
        return result

    async def lengthen(self) -> None:
        """Give SQLite's log the length at which it is used again from its beginning.

        Until then each commit would wait for the disk longer: also for where the file now ends.
        """
        with suppress(_Undone, Unavailable):
            await self.run(_lengthen)

    async def close(self) -> None:
        await self._runner.close()


def _lengthen(store: Store) -> None:
    """What does not fit into SQLite's memory goes into its log, although it is undone."""
    if store.connection.dialect.name == "sqlite":
        store.connection.exec_driver_sql("CREATE TABLE length (it)")
        store.connection.exec_driver_sql("INSERT INTO length VALUES (zeroblob(?))", (_LENGTH,))
    raise _Undone


class _OneWriter:
    """SQLite: one thread with one connection, one hop a transaction."""

    def __init__(self, engine: Engine, thread: ThreadPoolExecutor, connection: Connection) -> None:
        self._engine = engine
        self._thread = thread
        self._connection = connection

    @classmethod
    async def open(cls, url: str, *, writes: bool = True) -> _OneWriter:
        thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        engine = sqlite_engine(url, writes=writes)
        loop = asyncio.get_running_loop()
        try:
            connection = await loop.run_in_executor(thread, engine.connect)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(engine, thread, connection)

    async def run(self, act: Callable[[Connection], T]) -> T:
        def transaction() -> T:
            try:
                with self._connection.begin():
                    return act(self._connection)
            except DBAPIError as error:
                code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
                if code in _BUSY:
                    raise Unavailable(full=code in _FULL) from error
                raise

        return await asyncio.get_running_loop().run_in_executor(self._thread, transaction)

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._connection.close)
        self._thread.shutdown()
        self._engine.dispose()


class _Pool:
    """PostgreSQL: a pool of connections; the plain function runs over asyncpg."""

    def __init__(self, url: str, **options: Any) -> None:
        self._engine = postgres_engine(url, pool_pre_ping=True, **options)
        self._losses = losses()

    async def run(self, act: Callable[[Connection], T]) -> T:
        for attempt in range(ATTEMPTS):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(act)
            except self._losses as error:
                raise Unavailable from error
            except PendingRollbackError as error:
                if error.code == _LOST:
                    raise Unavailable from error
                raise
            except DBAPIError as error:
                if _again(error) and attempt + 1 < ATTEMPTS:
                    pass
                elif _away(error):
                    full = getattr(error.orig, "sqlstate", None) in _FULL
                    raise Unavailable(full=full) from error
                else:
                    raise
            jitter = random.uniform(0, 0.01 * 2**attempt)  # noqa: S311  (no secret)
            await asyncio.sleep(jitter)
        raise AssertionError("unreachable")

    async def close(self) -> None:
        await self._engine.dispose()


def _again(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in _RETRIED


def _away(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state[:2] in _AWAY


async def migrate(url: str, to: str = "head") -> None:
    """Bring the database's tables to this version or another, making them in an empty one."""
    from storage.migrations.running import upgrade

    await _migrating(url, lambda connection: upgrade(connection, to=to))


async def revision_of(url: str) -> str:
    """The revision of the database's tables; empty where there are none yet."""
    return "" if absent(url) else await _migrating(url, migrations.heads)


async def is_current(url: str) -> bool:
    """Whether the database's tables are this version's."""
    return not absent(url) and await _migrating(url, migrations.is_current)


async def empty(url: str) -> bool:
    """Whether no table has a row: something may be restored into it."""
    return bool(absent(url)) or await _migrating(url, migrations.is_empty)


async def _migrating(url: str, act: Callable[[Connection], T]) -> T:
    if is_sqlite(url):
        engine = sqlite_engine(url, foreign_keys=False)
        with engine.connect() as connection:
            return act(connection)
    pool = postgres_engine(url)
    try:
        async with pool.connect() as several:
            return await several.run_sync(act)
    except OSError as error:
        raise Unavailable from error
    finally:
        await pool.dispose()
