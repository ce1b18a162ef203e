"""A database and the file that it imports: the demonstration's directory, with changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from config.directory import read
from storage.database import Database
from storage.directory import Directory
from storage.directory.plan import Plan, apply, difference
from tests.storage.register import DEMO
from tests.storage.times import NOON

T = TypeVar("T")


class Importing:
    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._path = folder / "directory.toml"
        self.content = DEMO.read_text(encoding="utf-8")

    async def ask(self, ask: Callable[[Directory], T]) -> T:
        return await self._database.run(lambda store: ask(store.directory))

    def change(self, old: str, new: str) -> None:
        assert old in self.content
        self.content = self.content.replace(old, new)

    def drop(self, heading: str) -> None:
        """Take one table out of the file."""
        start = self.content.index(heading)
        end = self.content.index("\n\n", start)
        self.content = self.content[:start] + self.content[end:]

    async def plan(self) -> Plan:
        self._path.write_text(self.content, encoding="utf-8")
        return await self.ask(lambda d: difference(read(self._path), d))

    async def run(self, at: datetime = NOON) -> Plan:
        plan = await self.plan()
        await self.ask(lambda d: apply(plan, d, at))
        return plan
