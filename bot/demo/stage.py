"""The whole of the demonstration: a homeserver, a directory, accounts, and the bot among them."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from bot.contact import Contact
from bot.demo.joining import Everybody, JoinedMatrix
from bot.demo.served import NotStarted, Served
from bot.demo.slack import LocalSlack, NotInstalled, directory
from bot.demo.slack.install import installed
from bot.demo.synapse import Synapse
from bot.matrix.settings import MatrixSettings
from bot.recording import Recording, Shown
from bot.rooms import Platform
from bot.serve import Service
from bot.steady import utc_now
from commands.speaker import CONSOLE
from config.directory import read
from coordination.said import Said
from storage.database import Database, migrate
from storage.directory.plan import apply, difference
from storage.keyring import keyring_at
from storage.store import Store

DIRECTORY = Path(str(files("config"))) / "demo" / "directory.toml"
BOT = "comity"
LIVE_NAME = "demo"
HEARD_SECONDS = 10

Progress = Callable[[Said], None]


class Stage:
    """Builds the demonstration in a folder; everything in it binds to the loopback."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder = folder
        self.synapse = Synapse(folder / "homeserver")
        self.password = _kept_secret(folder / "password")
        self.slack: LocalSlack | None = None
        """None where there is no Slack-compatible server for this machine."""
        self.people: frozenset[str] = frozenset()
        """Whose private rooms the terminal may be told of, by the person's id."""
        self._progress = progress
        self._contact: Contact | None = None
        """Whether Slack hears us by now; None without Slack."""

    async def heard(self, serving: asyncio.Task[None]) -> None:
        """Wait until what is typed in Slack reaches the bot, for some seconds at most."""
        for _ in range(HEARD_SECONDS * 50):
            if self._contact is None or self._contact.there or serving.done():
                return
            await asyncio.sleep(0.02)

    def close(self) -> None:
        """End the servers."""
        self.synapse.stop()
        if self.slack is not None:
            self.slack.stop()

    async def open(self, told: Callable[[Shown], None]) -> Service:
        """Start everything; the rooms are there and everybody is in them when this returns."""
        async with contextlib.AsyncExitStack() as opened:
            service = await self._opened(told, opened)
            opened.pop_all()
        return service

    async def _opened(
        self, told: Callable[[Shown], None], opened: contextlib.AsyncExitStack
    ) -> Service:
        """What is open is on the stack, and so is closed where the rest does not come to be."""
        self._progress(Said("demo.homeserver"))
        await _started(self.synapse)
        self._progress(Said("demo.directory"))
        database, accounts = await self._database()
        opened.push_async_callback(database.close)
        self._progress(Said("demo.accounts", n=len(accounts)))
        await asyncio.to_thread(self._register, accounts)
        everybody = await asyncio.to_thread(Everybody, self.synapse, "admin", self.password)
        matrix = JoinedMatrix(self._settings(database), everybody, told)
        platforms: dict[str, Platform] = {"matrix": matrix, CONSOLE: Recording(CONSOLE, told)}
        await self._with_slack(database, platforms)
        service = Service(database, platforms, {"matrix": f"@{BOT}:localhost"})
        opened.push_async_callback(service.close)
        self._progress(Said("demo.rooms"))
        matrix.names, matrix.people = await database.run(_names), await database.run(_people)
        self.people = frozenset(matrix.people.values())
        await service.start(LIVE_NAME)
        return service

    async def _with_slack(self, database: Database, platforms: dict[str, Platform]) -> None:
        """Start the Slack-compatible server, and put the bot on it; without one, say so."""
        users = await database.run(lambda store: directory.users(store, utc_now()))
        channels = await database.run(lambda store: directory.channels(store, utc_now()))
        self._progress(Said("demo.slack"))
        server = LocalSlack(self.folder / "slack", users, channels)
        try:
            await _started(server)
        except (NotInstalled, NotStarted) as fault:
            self._progress(Said("demo.no_slack", why=str(fault)))
            return
        self.slack = server
        key = keyring_at(self.folder / "master.key").derived("slack")
        names = frozenset((*platforms, "slack"))
        tokens = self.folder / "slack-tokens"
        platforms["slack"] = made = installed(server, database, key, tokens, names)
        self._contact = made.contact

    async def _database(self) -> tuple[Database, dict[str, str]]:
        url = f"sqlite:///{self.folder / 'comity.db'}"
        await migrate(url)
        database = await Database.open(url, keyring_at(self.folder / "master.key"))
        entries = read(DIRECTORY, "localhost")

        def filled(store: Store) -> dict[str, str]:
            apply(difference(entries, store.directory), store.directory, utc_now())
            for person in store.directory.everybody():  # whatever the hour: nothing waits here
                store.directory.choose_quiet(person.id, 0, 0)
            return _accounts(store)

        return database, await database.run(filled)

    def _register(self, accounts: dict[str, str]) -> None:
        self.synapse.register("admin", self.password, admin=True)
        for account, name in ((f"@{BOT}:localhost", "Comity"), *accounts.items()):
            self.synapse.register(account[1:].partition(":")[0], self.password, shown=name)

    def _settings(self, database: Database) -> MatrixSettings:
        async def known(account: str, _room: str) -> bool:
            return await database.run(
                lambda store: store.directory.person_of_account("matrix", account) is not None
            )

        return MatrixSettings(
            homeserver=self.synapse.url,
            user=f"@{BOT}:localhost",
            store=self.folder / "matrix",
            pickle_key=keyring_at(self.folder / "master.key").derived("matrix"),
            known=known,
            password=self.password,
            trusted_homeservers=("localhost",),
            unread=True,  # the terminal shows every room, whoever has signed in
        )


async def _started(server: Served) -> None:
    """Start it; whoever ends us meanwhile does not wait until it answers."""
    try:
        await asyncio.to_thread(server.start)
    except asyncio.CancelledError:
        server.kill()
        raise


def _accounts(store: Store) -> dict[str, str]:
    """Every Matrix account of the directory, with the person's name and party."""
    found = {}
    for person in store.directory.everybody():
        account = store.directory.account_of(person.id, "matrix")
        hats = store.directory.credentials(person.id, utc_now())
        party = next((hat.party for hat in hats if hat.party), None)
        if account:
            found[account] = f"{person.name} ({party})" if party else person.name
    return found


def _names(store: Store) -> dict[str, str]:
    rooms = store.directory.rooms()
    private = [store.directory.direct_room(one, "matrix") for one in _people(store).values()]
    return {room.remote: room.person or room.name for room in (*rooms, *private) if room.remote}


def _people(store: Store) -> dict[str, str]:
    """The person of every Matrix account."""
    people = [person.id for person in store.directory.everybody()]
    accounts = ((store.directory.account_of(person, "matrix"), person) for person in people)
    return {account: person for account, person in accounts if account}


def _kept_secret(path: Path) -> str:
    """A password for this demonstration alone; the same one when it is kept and started again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"valdora-{secrets.token_hex(4)}")
        path.chmod(0o600)
    return path.read_text()
