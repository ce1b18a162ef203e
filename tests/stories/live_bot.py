"""The real bot as a process of its own, which can be killed and started again on the same data."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.steady import utc_now
from config.directory import read
from storage.database import Database
from storage.directory.plan import apply, difference
from storage.keyring import keyring_at
from storage.store import Store
from tests.stories.nursery import Forked, nursery

READY_SECONDS = 60.0
T = TypeVar("T")
Process = asyncio.subprocess.Process | Forked

_CONFIG = """\
[database]
url = "{url}"
key = "{folder}/master.key"
"""
_MATRIX = """
[matrix]
homeserver = "{homeserver}"
user = "{account}"
password = "secret"
store = "{folder}/matrix"
trusted_homeservers = ["localhost"]
"""


@dataclass
class LiveBot:
    """One installation: its folder, its migrated database, and the process while it lives.

    Without a homeserver it is not on Matrix.
    """

    account: str
    homeserver: str
    folder: Path
    url: str
    more: str = ""
    """Further sections of its settings."""
    name: str = "comity"
    """Of its settings' file; each process of an installation may have its own."""
    log: list[str] = field(default_factory=list)
    """Every line of its log, over all its lives."""
    _process: Process | None = None
    _reading: asyncio.Task[None] | None = None
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _reader: Database | None = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def install(self, directory: Path) -> None:
        """Import a directory into its database."""
        self.folder.mkdir(parents=True, exist_ok=True)
        entries = read(directory)
        assert not entries.problems, entries.problems
        database = await Database.open(self.url, keyring_at(self.folder / "master.key"))

        def imported(store: Store) -> None:
            apply(difference(entries, store.directory), store.directory, utc_now())
            for person in store.directory.everybody():
                store.directory.choose_quiet(person.id, 0, 0)  # whatever the hour of the test
                store.directory.mark_welcomed(person.id, utc_now())

        await database.run(imported)
        await database.close()

    @property
    def pid(self) -> int:
        """The process's number, while it lives."""
        assert self._process is not None
        return self._process.pid

    @property
    def config(self) -> Path:
        return self.folder / f"{self.name}.toml"

    async def start(self) -> None:
        """Start it on its data; returns when it is ready."""
        self.config.write_text(self._settings())
        before = len(self.log)
        self._process = await self._begun(("run", "--config", str(self.config)))
        self._reading = asyncio.create_task(self._read(self._process))
        await self.logs("ready", since=before)

    async def _begun(self, words: tuple[str, ...]) -> Process:
        return await nursery().start(words)

    def _settings(self) -> str:
        sections = _CONFIG + _MATRIX if self.homeserver else _CONFIG
        return sections.format(**vars(self)) + self.more

    async def kill(self) -> None:
        """End it as a loss of power would (SIGKILL)."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it as an operator would (SIGTERM); nothing happens when it has ended."""
        await self._end(signal.SIGTERM)

    async def logs(self, event: str, since: int = 0) -> dict[str, Any]:
        """Wait until it has logged this event, after so many lines."""
        async with asyncio.timeout(READY_SECONDS), self._news:
            while True:
                for line in self.log[since:]:
                    found = _json(line)
                    if found.get("message") == event:
                        return found
                if self._process is None or self._process.returncode is not None:
                    raise AssertionError("\n".join(["the bot ended:", *self.log[-30:]]))
                await self._news.wait()

    async def look(self, work: Callable[[Store], T]) -> T:
        """Read its database, as it is now; it stays open for the next look while the bot lives."""
        async with self._looking:
            if self._reader is None:
                keys = keyring_at(self.folder / "master.key")
                self._reader = await Database.reading(self.url, keys)
            kept = False
            try:
                found = await self._reader.run(work)
                kept = self._process is not None
                return found
            finally:
                if not kept:
                    await self._looked()

    async def _looked(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            await reader.close()

    def kept(self) -> str:
        """Everything that stands in its folder and its log, byte for byte."""
        files = list(self._database.parent.glob(f"{self._database.name}*"))
        files += [file for file in self.folder.rglob("*") if file.is_file()]
        found = "\n".join(file.read_bytes().decode("latin-1") for file in files)
        return "\n".join([found, *self.log])

    @property
    def _database(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    async def _end(self, sign: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None or self._reading is None:
            return
        if process.returncode is None:
            process.send_signal(sign)
        async with self._looking:
            await self._looked()
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            await process.wait()
        await self._reading

    async def _read(self, process: Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.log.append(line.decode().rstrip())
            async with self._news:
                self._news.notify_all()
        await process.wait()
        async with self._news:
            self._news.notify_all()


def _json(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
