"""`comity backup FILE`: everything that is kept, in one encrypted file, while the bot goes on."""

from __future__ import annotations

import asyncio
import os
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.cli.deployment import done_in, read_in, settings_of, up_to_date
from bot.cli.passphrase import passphrase_of, with_passphrase
from bot.cli.shared import CONFIG, DONE, Stop, configurable, say
from bot.operate.progress import Progress
from bot.operate.record import LAST
from bot.steady import utc_now
from config.settings import Settings
from coordination.said import Said
from storage.backup.archive import Beside, about, write
from storage.backup.cipher import Writer
from storage.backup.files import in_folder
from storage.store import Store


def declare(parser: ArgumentParser) -> None:
    """`backup FILE [--passphrase-file FILE]`."""
    parser.add_argument("file", type=Path, help="a file that is not there yet")
    with_passphrase(parser)
    configurable(parser)
    parser.set_defaults(run=back_up)


def back_up(given: Namespace) -> int:
    """Write the copy beside its name, read it again, and only then give it its name."""
    chosen = settings_of(given)
    if given.file.exists():
        raise Stop(Said("cli.file_there", path=str(given.file)))
    if not chosen.database.key.is_file():
        raise Stop(Said("cli.no_file", path=str(chosen.database.key)))
    passphrase = passphrase_of(given, new=True)
    asyncio.run(up_to_date(chosen))
    draft = given.file.with_name(f".{given.file.name}.{os.getpid()}")
    beside = _beside(chosen, given.config or CONFIG)
    try:
        rows = _written(draft, chosen, beside, passphrase)
        os.link(draft, given.file)
    except FileExistsError:
        raise Stop(Said("cli.file_there", path=str(given.file))) from None
    except OSError as wrong:
        raise Stop(Said("cli.not_written", path=str(given.file), why=str(wrong.strerror))) from None
    finally:
        draft.unlink(missing_ok=True)
    asyncio.run(_noted(chosen, utc_now()))
    say(Said("cli.backed_up", n=rows, path=str(given.file)))
    return DONE


def _written(draft: Path, chosen: Settings, beside: list[Beside], passphrase: str) -> int:
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        rows = asyncio.run(_copied(file, chosen, beside, passphrase))
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        with Progress() as progress:
            about(file, passphrase, lambda n: progress.show(Said("cli.rows_checked", n=n)))
    return rows


async def _copied(file: BinaryIO, chosen: Settings, beside: list[Beside], passphrase: str) -> int:
    """How many rows were copied."""
    now = utc_now()
    with Progress() as progress:

        def work(store: Store) -> int:
            file.seek(0)
            file.truncate()
            to = Writer(file, passphrase)
            seen = lambda n: progress.show(Said("cli.rows_copied", n=n))  # noqa: E731
            return write(store.connection, to, beside, now, seen)

        return await read_in(chosen, work)


def _beside(chosen: Settings, config: Path) -> list[Beside]:
    """The files, read before the rows: the Matrix token is then never ahead of the receipts."""
    beside = [Beside("key", "comity.key", chosen.database.key.read_bytes())]
    if config.is_file():
        beside.append(Beside("settings", "comity.toml", config.read_bytes()))
    if chosen.slack.installs:
        beside += in_folder("slack", chosen.slack.store)
    if chosen.matrix.homeserver:
        beside += in_folder("matrix", chosen.matrix.store)
    return beside


async def _noted(chosen: Settings, now: datetime) -> None:
    """Remember the copy, for `doctor`."""
    await done_in(chosen, lambda store: store.directory.keep_setting(LAST, now.isoformat()))
