"""`comity restore FILE`: put a copy back where nothing is, and prove that it is the same."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.cli.deployment import looked_at, read, with_database
from bot.cli.passphrase import passphrase_of, with_passphrase
from bot.cli.placing import new
from bot.cli.shared import CONFIG, DONE, PROBLEMS, Stop, configurable, say
from bot.operate.progress import Progress
from bot.operate.restoring import Restored, after, kept_files, put_back
from bot.steady import utc_now
from config.settings import Missing, Settings
from coordination.said import Said
from storage.backup.archive import About, about
from storage.backup.cipher import Unreadable
from storage.backup.loading import NotTheSame
from storage.database import empty, revision_of
from storage.migrations import is_known

_File = tuple[Path, bytes]
_Looked = tuple[Settings, tuple[Missing, ...]]


def declare(parser: ArgumentParser) -> None:
    """`restore FILE [--same-device] [--passphrase-file FILE]`."""
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
        own, (chosen, missing) = _settings(given, copy)
        files = [*own, *kept_files(copy, chosen, same_device=given.same_device)]
        asyncio.run(_free(chosen, copy))
        _no_other(files)
        with _placed(files):
            done = _back(given, passphrase, copy, chosen)
    except Unreadable as wrong:
        raise Stop(Said(f"cli.copy.{wrong.kind}")) from None
    except NotTheSame as wrong:
        raise Stop(Said("cli.not_the_same", place=wrong.place), PROBLEMS) from None
    for path, _ in own:
        say(Said("cli.settings_restored", path=str(path)))
    _tell(copy, done, missing)
    return DONE


def _read(file: Path, passphrase: str) -> About:
    with file.open("rb") as opened, Progress() as progress:
        return about(opened, passphrase, lambda n: progress.show(Said("cli.rows_checked", n=n)))


def _settings(given: Namespace, copy: About) -> tuple[list[_File], _Looked]:
    """Those that are here; where there are none, those of the copy, with the file to write."""
    path = given.config or CONFIG
    files = [] if path.exists() else [(path, one.content) for one in copy.of("settings")]
    found = read(files[0][1].decode("utf-8"), path) if files else looked_at(given)
    with_database(*found)
    return files, found


def _no_other(files: Sequence[_File]) -> None:
    """Raises `Stop` where another file stands in the place of one of these."""
    for path, content in files:
        try:
            other = path.exists() and path.read_bytes() != content
        except OSError:
            other = True
        if other:
            raise Stop(Said("cli.file_there", path=str(path)))


@contextmanager
def _placed(files: Sequence[_File]) -> Iterator[None]:
    """Files that stay only where what follows is not refused: no half is left behind."""
    ours: list[Path] = []
    try:
        for path, content in files:
            if _place(path, content):
                ours.append(path)
        yield
    except (Stop, Unreadable, NotTheSame):
        for path in ours:
            path.unlink(missing_ok=True)
        raise


async def _free(chosen: Settings, copy: About) -> None:
    """Raises `Stop` unless the copy fits this version and the database is an empty one."""
    if not is_known(copy.revision):
        raise Stop(Said("cli.copy_newer"))
    if await revision_of(chosen.database.url) not in ("", copy.revision):
        raise Stop(Said("cli.database_other_age"))
    if not await empty(chosen.database.url):
        raise Stop(Said("cli.database_not_empty"))


def _place(path: Path, content: bytes) -> bool:
    """Write a file that only we may read; False where the same one is there."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new(path, content)
    except FileExistsError:
        if path.read_bytes() != content:
            raise Stop(Said("cli.file_there", path=str(path))) from None
        return False
    except OSError as wrong:
        raise Stop(Said("cli.not_written", path=str(path), why=str(wrong.strerror))) from None
    return True


def _back(given: Namespace, passphrase: str, copy: About, chosen: Settings) -> Restored:
    same = bool(given.same_device)
    with Progress() as progress:
        putting = put_back(given.file, passphrase, copy, chosen, progress, same_device=same)
        return asyncio.run(putting)


def _tell(copy: About, done: Restored, missing: Sequence[Missing]) -> None:
    """What is back, what is not, and what to do next."""
    say(Said("cli.restored", n=copy.rows, at=copy.made_at))
    say(Said("cli.restored_lost", at=copy.made_at, now=utc_now()))
    for one in missing:
        say(Said("init.next.secret", path=str(one.path)))
    for said in after(done):
        say(said)
