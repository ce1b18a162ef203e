"""A folder with a deployment in it, for tests that copy one and put it back."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.__main__ import main
from bot.rehearse.drill import Drill
from storage.backup.rows import Tally, highest, pages, shape
from storage.database import Database
from storage.keyring import keyring_at
from storage.store import Store
from storage.tables import metadata
from tests.commands.conftest import START

WORDS = "six words that nobody else knows"


class Place:
    """A folder with settings, a key and a Matrix store, and its database."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        (folder / "matrix").mkdir(parents=True)
        self.config = folder / "comity.toml"
        self.key = folder / "comity.key"
        self.words = folder / "passphrase"
        self.words.write_text(WORDS + "\n")
        self.config.write_text(
            f'[database]\nurl = "{url}"\nkey = "{self.key}"\n'
            f'[matrix]\nhomeserver = "http://127.0.0.1:9"\nuser = "@comity:localhost"\n'
            f'store = "{folder / "matrix"}"\n'
        )

    def comity(self, *words: str) -> int:
        return main([*words, "--config", str(self.config)])

    def take_over(self, model: Place) -> None:
        """The key of another deployment and, where both are on SQLite, its rows."""
        shutil.copy(model.key, self.key)
        if self.url.startswith("sqlite"):
            shutil.copy(model.folder / "comity.db", self.folder / "comity.db")

    def backup(self, file: Path) -> int:
        return self.comity("backup", str(file), "--passphrase-file", str(self.words))

    def restore(self, file: Path, *more: str) -> int:
        words = ("restore", str(file), "--passphrase-file", str(self.words), *more)
        return self.comity(*words)

    @asynccontextmanager
    async def drill(self, run: str = "drill") -> AsyncIterator[Drill]:
        database = await Database.open(self.url, keyring_at(self.key))
        made = Drill(database, ["matrix", "slack"], START, run=run)
        await made.open()
        yield made
        await database.close()

    async def ask(self, work: Callable[[Store], Any]) -> Any:
        database = await Database.open(self.url, keyring_at(self.key))
        try:
            return await database.run(work)
        finally:
            await database.close()


def everything(store: Store) -> dict[str, tuple[int, str]]:
    """The number of rows and their digest, of each table."""
    found = {}
    for table in metadata.sorted_tables:
        tally = Tally()
        for lines in pages(store.connection, shape(table)):
            tally.add(lines)
        found[table.name] = (tally.rows, tally.digest)
    return found


def last_receipt(store: Store) -> int:
    return highest(store.connection, shape(metadata.tables["receipt"]))
