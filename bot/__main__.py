"""The command line: `comity …`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.console_command import console
from bot.rehearse.command import rehearse

DEMO = Path(__file__).parents[1] / "config" / "demo" / "directory.toml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the command line; gives the exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command == "rehearse":
        return rehearse(given.file, given.database, given.json)
    if given.command == "console":
        return console(given.directory, given.database)
    parser.print_help()
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="comity", description="Authorities act together.")
    commands = parser.add_subparsers(dest="command")
    drill = commands.add_parser("rehearse", help="play a written scenario against the real bot")
    drill.add_argument("file", type=Path)
    drill.add_argument("--json", action="store_true", help="one JSON object a line")
    drill.add_argument(
        "--database", help="where to keep the rows; a temporary SQLite file if absent"
    )
    terminal = commands.add_parser("console", help="the terminal as a room; nothing is live")
    terminal.add_argument("--directory", type=Path, default=DEMO, help="a directory file")
    terminal.add_argument("--database", help="where to keep the rows; temporary if absent")
    return parser


if __name__ == "__main__":
    sys.exit(main())
