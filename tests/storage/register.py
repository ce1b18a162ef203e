"""A database with the demonstration's directory, asked a question at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from config.directory import read
from storage.database import Database
from storage.directory import Directory
from storage.directory.plan import apply, difference
from tests.storage.times import NOON

DEMO = Path(__file__).parents[2] / "config" / "demo" / "directory.toml"
T = TypeVar("T")


class Register:
    """The directory of a database; each question is a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, ask: Callable[[Directory], T]) -> T:
        return await self._database.run(lambda store: ask(store.directory))


async def demonstration(database: Database) -> Register:
    register = Register(database)
    await register(lambda d: apply(difference(read(DEMO), d), d, NOON))
    return register
