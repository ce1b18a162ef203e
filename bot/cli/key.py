"""`comity key rotate`: a new master key, every data key wrapped with it, and new data keys."""

from __future__ import annotations

import asyncio
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from bot.cli.deployment import settings_of, up_to_date
from bot.cli.placing import place
from bot.cli.shared import DONE, PROBLEMS, Stop, agreed, configurable, say
from bot.matrix.session import Kept
from config.settings import Settings
from coordination.said import Said
from storage.database import Database
from storage.keyring import KEY_BYTES, Keyring
from storage.leader import seated
from storage.sole import Taken, sole
from storage.store import Store


def declare(noun: ArgumentParser) -> None:
    """`key rotate [--yes]`."""
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    parser = verbs.add_parser("rotate", help="put a new one in its place; stop the bot before")
    parser.add_argument("--yes", action="store_true", help="rotate without being asked")
    configurable(parser)
    parser.set_defaults(run=rotate)


def rotate(given: Namespace) -> int:
    """The new key stands first in the file before anything is wrapped with it: no crash loses.

    Gives 1 when it was not agreed to.
    """
    chosen = settings_of(given)
    path = chosen.database.key
    if not path.is_file():
        raise Stop(Said("cli.no_file", path=str(path)))
    asyncio.run(up_to_date(chosen))
    with _stopped(chosen):
        if not agreed(Said("cli.key_rotate_ask", path=str(path)), yes=given.yes):
            return PROBLEMS
        text = f"{os.urandom(KEY_BYTES).hex()}\n{path.read_text('ascii').strip()}\n"
        place(path, text.encode("ascii"))
        count = asyncio.run(_wrapped(chosen, Keyring.read(text)))
    say(Said("cli.key_rotated", n=count, path=str(path)))
    return DONE


@contextmanager
def _stopped(chosen: Settings) -> Iterator[None]:
    """While no process serves the database or keeps the device; raises `Stop` where one does."""
    if asyncio.run(seated(chosen.database.url)):
        raise Stop(Said("cli.key_in_use"))
    matrix = Kept(chosen.matrix.store) if chosen.matrix.store.is_dir() else None
    try:
        with sole(chosen.database.url):
            if matrix is not None:
                matrix.lock()
            yield
    except (Taken, BlockingIOError):
        raise Stop(Said("cli.key_in_use")) from None
    finally:
        if matrix is not None:
            matrix.unlock()


async def _wrapped(chosen: Settings, keyring: Keyring) -> int:
    database = await Database.open(chosen.database.url, keyring)
    try:
        return await database.run(_anew)
    finally:
        await database.close()


def _anew(store: Store) -> int:
    """What is sealed from now on opens for nobody who had the old master key."""
    count = store.sealer.rewrap()
    store.sealer.renew()
    return count
