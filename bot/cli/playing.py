"""The commands that reach nothing live but the demonstration: `demo`, `console`, `rehearse`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.shared import Parsers
from bot.console_command import console
from bot.rehearse.command import rehearse


def declare_demo(commands: Parsers) -> None:
    """`demo [--keep FOLDER]`."""
    parser = commands.add_parser("demo", help="try everything on this machine")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep it there, to go on later")
    parser.set_defaults(run=_demo)


def _demo(given: Namespace) -> int:
    # The demonstration's own servers take memory, which other commands do without.
    from bot.demo.command import demo

    return demo(given.keep)


def declare_console(commands: Parsers) -> None:
    """`console [--directory FILE] [--save FOLDER] [--database URL [--key FILE]]`."""
    parser = commands.add_parser("console", help="the terminal as a room; nothing is live")
    parser.add_argument("--directory", type=Path, help="a directory file")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="keep the files shown there")
    _database(parser)
    parser.set_defaults(run=_console)


def _console(given: Namespace) -> int:
    from bot.demo.stage import DIRECTORY

    return console(given.directory or DIRECTORY, given.database, given.key, given.save)


def declare_rehearse(commands: Parsers) -> None:
    """`rehearse FILE [--json] [--database URL [--key FILE]]`."""
    parser = commands.add_parser("rehearse", help="play a written scenario against the real bot")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    _database(parser)
    parser.set_defaults(run=_rehearse)


def _rehearse(given: Namespace) -> int:
    return rehearse(given.file, given.database, given.json, given.key)


def _database(parser: ArgumentParser) -> None:
    parser.add_argument("--database", metavar="URL", help="where to keep the rows; else nowhere")
    parser.add_argument(
        "--key",
        type=Path,
        default=Path("comity.key"),
        metavar="FILE",
        help="the master key of that database; made if there is none (default: comity.key)",
    )
