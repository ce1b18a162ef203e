"""Several processes on one PostgreSQL: which of them leads, who lives, and how they wake another.

Each process holds one connection of its own, and on it an advisory lock that names its seat and,
in one of them, the lock of the lead. PostgreSQL frees both at once when the process dies. With
SQLite there is one process, which always leads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import NullPool, select, text
from sqlalchemy.exc import DBAPIError

from storage.connect import is_sqlite, losses, postgres_engine
from storage.database import Unavailable
from storage.outbox.tables import State, outbox
from storage.store import Store

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

SEATS = 32
_LEAD, _SEAT = 1_129_270_605, 1_129_270_606  # any numbers that no other advisory lock uses
_CHANNEL = "comity"
_PATIENT = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
_TRY = text("SELECT pg_try_advisory_lock(:kind, :number)")
_SEATED = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :kind AND objsubid = 2"
    " AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Seat(Protocol):
    """One process's place among those that share a database."""

    @property
    def name(self) -> str:
        """What rows that this process is sending are marked with."""

    async def look(self) -> bool:
        """Whether this process leads, now; raises `Unavailable` where the database is away."""

    async def wake(self) -> None:
        """Let the other processes look at once for what is new."""

    async def close(self) -> None:
        """Leave the place to others."""


class Alone:
    """The one process that a database on SQLite has."""

    name = "sender"

    async def look(self) -> bool:
        return True

    async def wake(self) -> None:
        return

    async def close(self) -> None:
        return


class Shared:
    """One of several processes on a PostgreSQL."""

    def __init__(self, url: str, woken: Callable[[], None]) -> None:
        patient = {"server_settings": _PATIENT}
        self._engine = postgres_engine(url, poolclass=NullPool, connect_args=patient)
        self._losses: tuple[type[Exception], ...] = (DBAPIError, *losses())
        self._woken = woken
        self._connection: AsyncConnection | None = None
        self._number = 0
        self._leads = False

    @property
    def name(self) -> str:
        return f"sender-{self._number}"

    async def look(self) -> bool:
        try:
            connection = self._connection or await self._sit()
            if self._leads:
                await connection.execute(text("SELECT true"))
            else:
                self._leads = await _got(connection, _LEAD, 0)
        except self._losses as away:
            await self._gone()
            raise Unavailable from away
        return self._leads

    async def wake(self) -> None:
        if self._connection is None:
            return
        try:
            await self._connection.execute(text(f"NOTIFY {_CHANNEL}"))
        except self._losses:
            await self._gone()

    async def close(self) -> None:
        await self._gone()
        await self._engine.dispose()

    async def _sit(self) -> AsyncConnection:
        """Connect, and take the seat that was ours, or the first that is free."""
        self._connection = connection = await self._engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.add_listener(_CHANNEL, self._heard)
        for number in dict.fromkeys((self._number or 1, *range(1, SEATS + 1))):
            if await _got(connection, _SEAT, number):
                self._number = number
                return connection
        raise RuntimeError(f"{SEATS} processes use this database already")

    def _heard(self, connection: Any, pid: int, _channel: str, _payload: str) -> None:
        if pid != connection.get_server_pid():
            self._woken()

    async def _gone(self) -> None:
        connection, self._connection, self._leads = self._connection, None, False
        if connection is not None:
            try:
                await connection.invalidate()
                await connection.close()
            except self._losses:
                return


async def _got(connection: AsyncConnection, kind: int, number: int) -> bool:
    return bool(await connection.scalar(_TRY, {"kind": kind, "number": number}))


def seat_of(url: str, woken: Callable[[], None]) -> Seat:
    """A seat at this database; nothing is connected yet."""
    return Alone() if is_sqlite(url) else Shared(url, woken)


async def seated(url: str) -> int:
    """How many processes serve this database now; of SQLite see `sole`. Raises `Unavailable`."""
    if is_sqlite(url):
        return 0
    engine = postgres_engine(url, poolclass=NullPool)
    lost: tuple[type[Exception], ...] = (DBAPIError, *losses())
    try:
        async with engine.connect() as connection:
            return len((await connection.scalars(_SEATED, {"kind": _SEAT})).all())
    except lost as away:
        raise Unavailable from away
    finally:
        await engine.dispose()


def release_dead(store: Store, now: datetime) -> int:
    """What processes were sending that live no more may be sent again; gives how many rows.

    The rows are read before the seats: a row of somebody who sits was never anybody else's.
    """
    if store.connection.dialect.name != "postgresql":
        return 0
    sending = select(outbox.c.leased_by).where(outbox.c.state == State.SENDING).distinct()
    names = [name for name in store.connection.scalars(sending) if name]
    seated = {f"sender-{n}" for n in store.connection.scalars(_SEATED, {"kind": _SEAT})}
    return sum(store.outbox.abandoned(name, now) for name in names if name not in seated)
