"""What commands need of the deployment they are about: its settings, its tables, its key."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from bot.cli.shared import CONFIG, Stop, say
from bot.keys import KeyLost, keyring_of
from bot.tables import out_of_date
from config.environment import PREFIX
from config.secrets import SecretFile, secret_files
from config.settings import UNREAD, Missing, Settings, Unset, looked
from coordination.said import Said
from storage.connect import address
from storage.database import Database, Work
from storage.keyring import Keyring

T = TypeVar("T")


def settings_of(given: Namespace) -> Settings:
    """The settings that the command names, with a database; raises `Stop` for what they lack.

    Secrets of the platforms may be missing: who needs them says so.
    """
    return with_database(*looked_at(given))


def with_database(chosen: Settings, missing: tuple[Missing, ...]) -> Settings:
    """The settings; raises `Stop` where the address of the database cannot be read."""
    if chosen.database.url == UNREAD:
        lacking([one for one in missing if one.key == "database.url"])
    return chosen


def looked_at(given: Namespace) -> tuple[Settings, tuple[Missing, ...]]:
    """The settings that the command names, and the secrets that cannot be read."""
    path = given.config or CONFIG
    if given.config is not None and not path.is_file():
        raise Stop(Said("cli.no_file", path=str(path)))
    if not path.is_file() and not any(name.startswith(PREFIX) for name in os.environ):
        raise Stop(Said("cli.no_settings", folder=str(Path.cwd())))
    try:
        return read(path.read_text(encoding="utf-8") if path.is_file() else "", path)
    except (OSError, UnicodeDecodeError):
        raise Stop(Said("cli.no_file", path=str(path))) from None


def secrets_of(given: Namespace) -> tuple[SecretFile, ...]:
    """The files in which secrets stand, of settings that can be read."""
    path = given.config or CONFIG
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return secret_files(text, os.environ, path)


def read(content: str, path: Path) -> tuple[Settings, tuple[Missing, ...]]:
    """The settings in this content, with the environment; raises `Stop` where they are wrong."""
    try:
        chosen, missing = looked(content, os.environ, str(path))
    except Unset as wrong:
        raise Stop(str(wrong)) from None
    try:
        if chosen.database.url != UNREAD:
            address(chosen.database.url)
    except ValueError:
        raise Stop(Said("cli.no_address")) from None
    return chosen, missing


def lacking(missing: Sequence[Missing]) -> None:
    """Tells every secret that cannot be read, and raises `Stop`, where there is one."""
    words = [Said("cli.secret_missing", **told(one)) for one in missing]
    for said in words[:-1]:
        say(said, sys.stderr)
    if words:
        raise Stop(words[-1])


def told(one: Missing) -> dict[str, str]:
    """A missing secret as parameters of a sentence."""
    return {"key": one.key, "path": str(one.path), "why": one.why}


async def up_to_date(chosen: Settings) -> None:
    """Raises `Stop` when the database's tables are not those of this version."""
    if wrong := await out_of_date(chosen.database.url):
        raise Stop(wrong)


async def done_in(chosen: Settings, work: Work[T]) -> T:
    """Do this in the deployment's database: one transaction."""
    return await _with(await Database.open(chosen.database.url, await keys_of(chosen)), work)


async def read_in(chosen: Settings, work: Work[T]) -> T:
    """Read this from the deployment's database, which nothing changes."""
    return await _with(await Database.reading(chosen.database.url, await keys_of(chosen)), work)


async def _with(database: Database, work: Work[T]) -> T:
    try:
        return await database.run(work)
    finally:
        await database.close()


async def keys_of(chosen: Settings) -> Keyring:
    """The database's own key; raises `Stop` where it is lost or another's."""
    try:
        return await keyring_of(chosen)
    except KeyLost as lost:
        raise Stop(lost.said) from None
