"""What the commands of the command line share: settings, words, and a way to stop."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TextIO

from bot.render.pages import text
from bot.render.reader import Reader
from bot.terminal import to_fit
from commands.outcome import Page
from coordination.said import Said

DONE, PROBLEMS, UNUSABLE = 0, 1, 2
"""Exit codes: all is well; something is to be put right; the command cannot be done like this."""
CONFIG = Path("comity.toml")


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


def say(page: Page | Said, to: TextIO | None = None) -> None:
    """Words for the terminal."""
    to = to or sys.stdout
    to.write(to_fit(text(page, Reader()), to) + "\n")


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
