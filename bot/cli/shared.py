"""What the commands of the command line share: settings, words, and a way to stop."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TextIO

from bot.keys import KeyLost, keyring_of
from bot.render.pages import text
from bot.render.reader import Reader
from commands.outcome import Page
from config.settings import PREFIX, UNREAD, Missing, Settings, Unset, looked
from coordination.said import Said
from storage.connect import address
from storage.database import is_current
from storage.keyring import Keyring

DONE, PROBLEMS, UNUSABLE = 0, 1, 2
"""Exit codes: all is well; something is to be put right; the command cannot be done like this."""
CONFIG = Path("comity.toml")


class Parsers(Protocol):
    """Where a command adds its own parser."""

    def add_parser(self, name: str, *, help: str) -> ArgumentParser:
        """A parser for this command."""


class Stop(Exception):
    """The command cannot go on: why, in words, and the exit code."""

    def __init__(self, said: Said | str, code: int = UNUSABLE) -> None:
        super().__init__(said if isinstance(said, str) else text(said, Reader()))
        self.code = code


def configurable(parser: ArgumentParser) -> None:
    """The option that names the settings."""
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help=f"the settings (default: {CONFIG}, where there is one; see also COMITY_… variables)",
    )


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
    if not await is_current(chosen.database.url):
        raise Stop(Said("cli.not_current"))


async def keys_of(chosen: Settings) -> Keyring:
    """The database's own key; raises `Stop` where it is lost or another's."""
    try:
        return await keyring_of(chosen)
    except KeyLost as lost:
        raise Stop(lost.said) from None


def say(page: Page | Said, to: TextIO | None = None) -> None:
    """Words for the terminal."""
    (to or sys.stdout).write(text(page, Reader()) + "\n")


def agreed(question: Said, *, yes: bool) -> bool:
    """Whether it may be done: told beforehand, or asked where somebody sits at a terminal."""
    if yes or (sys.stdin.isatty() and _said_yes(question)):
        return True
    say(Said("cli.not_agreed"), sys.stderr)
    return False


def _said_yes(question: Said) -> bool:
    say(question)
    try:
        return input("> ").strip().casefold() in ("yes", "y")
    except (EOFError, KeyboardInterrupt):
        return False
