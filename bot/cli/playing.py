"""The commands that reach nothing live but the demonstration: `demo`, `console`, `rehearse`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib.util import find_spec
from pathlib import Path


def declare_demo(parser: ArgumentParser) -> None:
    """`demo [--keep FOLDER]`."""
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep it there, to go on later")
    parser.set_defaults(run=_demo)


def _demo(given: Namespace) -> int:
    if not _has_homeserver():
        from bot.cli.shared import Stop
        from coordination.said import Said

        raise Stop(Said("cli.no_homeserver"))
    # Each of the three takes time and memory to load, which the others do without.
    from bot.demo.command import demo

    return demo(given.keep)


def _has_homeserver() -> bool:
    """Whether Synapse is installed: who runs the bot has it elsewhere."""
    try:
        return find_spec("synapse.app") is not None
    except ModuleNotFoundError:
        return False


def declare_console(parser: ArgumentParser) -> None:
    """`console [--directory FILE] [--save FOLDER] [--database URL [--key FILE]]`."""
    parser.add_argument("--directory", type=Path, help="a directory file")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="keep the files shown there")
    _database(parser)
    parser.set_defaults(run=_console)


def _console(given: Namespace) -> int:
    from bot.console_command import console
    from bot.demo.stage import DIRECTORY

    return console(given.directory or DIRECTORY, given.database, given.key, given.save)


def declare_rehearse(parser: ArgumentParser) -> None:
    """`rehearse FILE [--json] [--database URL [--key FILE]]`."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    _database(parser)
    parser.set_defaults(run=_rehearse)


def _rehearse(given: Namespace) -> int:
    from bot.rehearse.command import rehearse

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
