"""`comity restore FILE`: put a copy back where nothing is, and prove that it is the same."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from pathlib import Path

from bot.cli.passphrase import passphrase_of, with_passphrase
from bot.cli.shared import CONFIG, DONE, PROBLEMS, Parsers, Stop, configurable, say, settings_of
from bot.operate.progress import Progress
from bot.operate.restoring import Restored, after, kept_files, put_back
from bot.runtime import utc_now
from config.settings import Settings
from coordination.said import Said
from storage.backup.archive import About, about
from storage.backup.cipher import Unreadable
from storage.backup.loading import NotTheSame
from storage.database import empty, revision_of
from storage.migrations import is_known


def declare(commands: Parsers) -> None:
    """`restore FILE [--same-device] [--passphrase-file FILE]`."""
    parser = commands.add_parser("restore", help="put a copy back where nothing is yet")
    parser.add_argument("file", type=Path, help="what `comity backup` wrote")
    parser.add_argument(
        "--same-device",
        action="store_true",
        help="the bot stood still since the copy was made: go on with its Matrix device, "
        "and send what was waiting",
    )
    with_passphrase(parser)
    configurable(parser)
    parser.set_defaults(run=restore)


def restore(given: Namespace) -> int:
    """Read it all first, look where it goes, write, compare; 1 when it is not the same."""
    if not given.file.is_file():
        raise Stop(Said("cli.no_file", path=str(given.file)))
    passphrase = passphrase_of(given, new=False)
    try:
        copy = _read(given.file, passphrase)
        chosen = _settings(given, copy)
        asyncio.run(_free(chosen, copy))
        files = kept_files(copy, chosen, same_device=given.same_device)
        for path, content in files:
            _place(path, content)
        done = _back(given, passphrase, copy, chosen)
    except Unreadable as wrong:
        raise Stop(Said(f"cli.copy.{wrong.kind}")) from None
    except NotTheSame as wrong:
        raise Stop(Said("cli.not_the_same", place=wrong.place), PROBLEMS) from None
    _tell(copy, done)
    return DONE


def _read(file: Path, passphrase: str) -> About:
    with file.open("rb") as opened, Progress() as progress:
        return about(opened, passphrase, lambda n: progress.show(Said("cli.rows_checked", n=n)))


def _settings(given: Namespace, copy: About) -> Settings:
    """Those that are here; where there are none, those of the copy, put in place."""
    path = given.config or CONFIG
    if not path.exists():
        for one in copy.of("settings"):
            _place(path, one.content)
            say(Said("cli.settings_restored", path=str(path)))
    return settings_of(given)


async def _free(chosen: Settings, copy: About) -> None:
    """Raises `Stop` unless the copy fits this version and the database is an empty one."""
    if not is_known(copy.revision):
        raise Stop(Said("cli.copy_newer"))
    if await revision_of(chosen.database.url) not in ("", copy.revision):
        raise Stop(Said("cli.database_other_age"))
    if not await empty(chosen.database.url):
        raise Stop(Said("cli.database_not_empty"))


def _place(path: Path, content: bytes) -> None:
    """Write a file that only we may read; the same one may be there, another may not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.read_bytes() != content:
            raise Stop(Said("cli.file_there", path=str(path))) from None
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _back(given: Namespace, passphrase: str, copy: About, chosen: Settings) -> Restored:
    same = bool(given.same_device)
    with Progress() as progress:
        putting = put_back(given.file, passphrase, copy, chosen, progress, same_device=same)
        return asyncio.run(putting)


def _tell(copy: About, done: Restored) -> None:
    """What is back, what is not, and what to do next."""
    say(Said("cli.restored", n=copy.rows, at=copy.made_at))
    say(Said("cli.restored_lost", at=copy.made_at, now=utc_now()))
    for said in after(done):
        say(said)
