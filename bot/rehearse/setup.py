"""A database for drills: migrated, with the scenario's directory, and never a live one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.render.pages import text
from bot.render.reader import Reader
from config.directory import Entries, read
from coordination.confirmation import Confirmation, Through
from coordination.said import Said
from storage.database import Database, is_current, migrate, revision_of
from storage.directory.plan import apply, difference
from storage.keyring import keyring_at
from storage.store import Store


def taken_over(entries: Entries, now: datetime) -> Entries:
    """With accreditations that count, where the file says of none who confirmed it (DR-17).

    Nothing is live in a drill: people train every act, and not only the confirming.
    """
    given = [one.value.confirmation for one in entries.credentials]
    if any(given):
        return entries
    made = Confirmation("drill", Through.IN_PERSON, now.date(), "drill")
    hats = (
        replace(one, value=replace(one.value, confirmation=made)) for one in entries.credentials
    )
    return replace(entries, credentials=tuple(hats))


class Unusable(Exception):
    """The database or the directory cannot be used for a drill; says why."""


async def _with_tables(url: str) -> None:
    if not await is_current(url):
        if await revision_of(url):  # perhaps a live one, which nothing here may change
            raise Unusable(text(Said("cli.tables_other"), Reader()))
        await migrate(url)


async def prepared(
    url: str, key: Path, directory: Path, now: datetime
) -> tuple[Database, frozenset[str]]:
    """The database with the directory in it, and the platforms that the directory names.

    Raises `Unusable` for a database that has served a live room, or an unreadable directory.
    """
    entries = taken_over(read(directory), now)
    if entries.problems:
        raise Unusable(text(entries.problems[0].words(), Reader()))
    await _with_tables(url)
    database = await Database.open(url, keyring_at(key))

    def filled(store: Store) -> frozenset[str]:
        if store.directory.has_served_live():
            raise Unusable("this database has served a live room; take another one")
        apply(difference(entries, store.directory), store.directory, now)
        rooms = {room.platform for room in store.directory.rooms()}
        return frozenset(rooms) | {
            platform
            for person in store.directory.everybody()
            for platform in store.directory.platforms_of(person.id)
        }

    try:
        return database, await database.run(filled)
    except Unusable:
        await database.close()
        raise
