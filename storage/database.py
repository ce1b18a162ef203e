"""The only door to the rows: a plain function over a `Store` runs as one transaction."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from storage import length, migrations
from storage.connect import absent, is_sqlite, losses, postgres_engine, postgres_pool, sqlite_engine
from storage.directory.memory import Memory
from storage.facts import Facts
from storage.faults import again, away, full, raisable, unreachable
from storage.keyring import Keyring
from storage.sealed import Opened
from storage.store import Store

T = TypeVar("T")
Work = Callable[[Store], T]

ATTEMPTS = 8
_LOST = "8s2b"  # SQLAlchemy: the work went on after its connection was lost


class Unavailable(Exception):
    """The database could not be reached or could not go on: the same work may be tried again."""

    def __init__(self, *, full: bool = False) -> None:
        """`full`: the database said that its disk has no room."""
        super().__init__()
        self.full = full


class _Runner(Protocol):
    async def run(self, act: Callable[[Connection], T]) -> T: ...

    async def close(self) -> None: ...


class Database:
    """SQLite or PostgreSQL, with the keys to what is sealed in it."""

    def __init__(self, runner: _Runner, keys: Keyring) -> None:
        self._runner, self._keys = runner, keys
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

        try:
            result = await self._runner.run(act)
        except Unavailable as lost:
            if (task := asyncio.current_task()) and task.cancelling():
                raise asyncio.CancelledError from lost  # who ends us must not be taken for a loss
            raise
        if store is not None:
            store.committed()
        return result

    async def lengthen(self) -> None:
        """Give SQLite's log the length at which it is used again from its beginning.

        Until then each commit would wait for the disk longer: also for where the file now ends.
        """
        with suppress(Unavailable):
            await self.run(length.lengthen)

    async def close(self) -> None:
        await self._runner.close()


class _OneWriter:
    """SQLite: one thread with one connection, one hop a transaction.

    The thread is our own: the way to a pool of the library's takes longer than to write a row.
    """

    _connection: Connection

    def __init__(self, engine: Engine, *, writes: bool) -> None:
        self._engine = engine
        self._lost = unreachable if writes else away  # a file may have become one to be read alone
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        Thread(target=self._work, name="sqlite", daemon=True).start()

    @classmethod
    async def open(cls, url: str, *, writes: bool = True) -> _OneWriter:
        made = cls(sqlite_engine(url, writes=writes), writes=writes)
        try:
            made._connection = await made._there(made._engine.connect)
        except BaseException:
            made._waiting.put(None)
            raise
        return made

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()
            del work  # what it holds would stay until the next one

    async def _there(self, act: Callable[[], T]) -> T:
        """What it gives, or raises, in the thread; it is not begun once nobody waits for it."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def tell(say: Callable[[Any], None], what: object) -> None:
            if not answer.done():
                say(what)

        def work() -> None:
            if answer.cancelled():
                return
            with suppress(RuntimeError):  # the loop is closed
                try:
                    found = act()
                except BaseException as fault:  # noqa: BLE001 - it is raised where it is awaited
                    loop.call_soon_threadsafe(tell, answer.set_exception, raisable(fault))
                else:
                    loop.call_soon_threadsafe(tell, answer.set_result, found)

        self._waiting.put(work)
        return await answer

    async def run(self, act: Callable[[Connection], T]) -> T:
        def transaction() -> T:
            try:
                with self._connection.begin():
                    return act(self._connection)
            except DBAPIError as error:
                if self._lost(error):
                    raise Unavailable(full=full(error)) from error
                raise

        if self._connection.closed:
            raise RuntimeError("the database is closed")
        return await self._there(transaction)

    async def close(self) -> None:
        if not self._connection.closed:
            await self._there(self._connection.close)
            self._waiting.put(None)
            self._engine.dispose()


class _Pool:
    """PostgreSQL: a pool of connections; the plain function runs over asyncpg."""

    def __init__(self, url: str, **options: Any) -> None:
        self._engine = postgres_pool(url, **options)
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
                if not again(error) or attempt + 1 == ATTEMPTS:
                    if away(error):
                        raise Unavailable(full=full(error)) from error
                    raise
            jitter = random.uniform(0, 0.01 * 2**attempt)  # noqa: S311  (no secret)
            await asyncio.sleep(jitter)
        raise AssertionError("unreachable")

    async def close(self) -> None:
        await self._engine.dispose()


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
    try:
        if is_sqlite(url):
            with sqlite_engine(url, foreign_keys=False).connect() as connection:
                return act(connection)
        pool = postgres_engine(url)
        try:
            async with pool.connect() as several:
                return await several.run_sync(act)
        finally:
            await pool.dispose()
    except Exception as error:
        if unreachable(error):
            raise Unavailable(full=full(error)) from error
        raise
