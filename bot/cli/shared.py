"""What the commands of the command line share: settings, words, and a way to stop."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Protocol, TextIO

from bot.keys import KeyLost, keyring_of
from bot.render.pages import text
from bot.render.reader import Reader
from commands.outcome import Page
from config.settings import Settings, Unset, settings
from coordination.said import Said
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
    """The settings that the command names; raises `Stop` for what they lack."""
    if given.config is not None and not given.config.is_file():
        raise Stop(Said("cli.no_file", path=str(given.config)))
    try:
        return settings(given.config or CONFIG, os.environ)
    except Unset as wrong:
        raise Stop(str(wrong)) from None


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
