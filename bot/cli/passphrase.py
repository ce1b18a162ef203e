"""The passphrase of a copy: from a file, or asked for at the terminal."""

from __future__ import annotations

import getpass
import stat
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.shared import Stop, say
from bot.render.pages import text
from bot.render.reader import Reader
from coordination.said import Said
from storage.backup.cipher import SHORTEST, usable


def with_passphrase(parser: ArgumentParser) -> None:
    """The option that names its file."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="a file with the passphrase in its first line; asked for without it",
    )


def passphrase_of(given: Namespace, *, new: bool) -> str:
    """The passphrase; a new one is asked for twice and must be long. Raises `Stop`."""
    if given.passphrase_file is not None:
        _warn_of(given.passphrase_file)
        try:
            lines = given.passphrase_file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise Stop(Said("cli.no_file", path=str(given.passphrase_file))) from None
        found = lines[0].strip() if lines else ""
    elif sys.stdin.isatty():
        found = _asked("cli.passphrase")
        if new and usable(found) and _asked("cli.passphrase_again") != found:
            raise Stop(Said("cli.passphrase_differs"))
    else:
        raise Stop(Said("cli.passphrase_missing"))
    if new and not usable(found):
        raise Stop(Said("cli.passphrase_short", n=SHORTEST))
    return found


def _warn_of(path: Path) -> None:
    """Say so where others may read the file: who has it and a copy has everything."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0
    if mode & 0o077:
        say(Said("cli.passphrase_open", path=str(path), mode=f"{mode:04o}"), sys.stderr)


def _asked(question: str) -> str:
    return getpass.getpass(text(Said(question), Reader()) + " ")
