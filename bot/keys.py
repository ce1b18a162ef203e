"""The master key of a database: made with it, and never made anew in its place."""

from __future__ import annotations

import secrets
from pathlib import Path

from config.settings import Settings
from coordination.said import Said
from storage.database import Database
from storage.health import foreign_keys
from storage.keyring import KEY_BYTES, Keyring, keyring_at


class KeyLost(Exception):
    """The database has rows that this key, or no key, does not open; says what to do."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.msgid)
        self.said = said


async def keyring_of(chosen: Settings) -> Keyring:
    """The key of this database; a database that has sealed nothing yet gets a new one.

    The database must be up to date. Raises `KeyLost`: with a new key in the place of a lost one
    everything sealed would stay shut, and what comes would be sealed under another.
    """
    path = chosen.database.key
    there = path.exists()
    keys = _read(path) if there else Keyring(secrets.token_bytes(KEY_BYTES))
    database = await Database.reading(chosen.database.url, keys)
    try:
        foreign = await database.run(lambda store: foreign_keys(store, keys))
    finally:
        await database.close()
    if foreign:
        raise KeyLost(Said("cli.key_foreign" if there else "cli.key_lost", path=str(path)))
    return keys if there else keyring_at(path)


def _read(path: Path) -> Keyring:
    try:
        return keyring_at(path)
    except (OSError, ValueError):
        raise KeyLost(Said("cli.key_unreadable", path=str(path))) from None
