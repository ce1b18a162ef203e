"""The passphrase of a copy: from a file, or asked for at the terminal."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.shared import Stop
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


def _asked(question: str) -> str:
    return getpass.getpass(text(Said(question), Reader()) + " ")
