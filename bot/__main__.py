"""The command line: `comity …`, which loads only the command that is asked for."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib.metadata import version
from pkgutil import resolve_name

from config.zones import pin_time_zones

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("bot.cli.playing:declare_demo", "try everything on this machine"),
    "console": ("bot.cli.playing:declare_console", "the terminal as a room; nothing is live"),
    "rehearse": (
        "bot.cli.playing:declare_rehearse",
        "play a written scenario against the real bot",
    ),
    "init": ("bot.cli.init:declare", "ask what is needed and write comity.toml"),
    "doctor": ("bot.cli.doctor:declare", "check everything; exit 1 when something fails"),
    "run": ("bot.cli.running:declare", "the bot, as configured"),
    "migrate": ("bot.cli.migrating:declare", "bring the database's tables to this version"),
    "backup": ("bot.cli.backup:declare", "copy everything into one encrypted file"),
    "restore": ("bot.cli.restore:declare", "put a copy back where nothing is yet"),
    "outbox": ("bot.cli.outbox:declare", "what could not be sent, or was held back"),
    "key": ("bot.cli.key:declare", "the master key that seals what is kept"),
    "directory": ("bot.cli.importing:declare", "the people, States and rooms of the groups"),
    "audit": ("bot.cli.audit:declare", "the record of every act and refusal"),
    "verify": ("bot.cli.verify:declare", "check a certificate, or a PDF that we made"),
    "help": ("bot.cli.helping:declare", "what can be said to the bot, in rooms and here"),
}
"""In the order in which `comity --help` lists them: who declares each, and what it is for."""
CUT = 128 + 13
"""The exit code where nobody reads on, as shells tell of SIGPIPE."""
INTERRUPTED = 128 + 2
"""The exit code after Ctrl-C, as shells tell of SIGINT."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the command line; gives the exit code."""
    try:
        return _ran(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:  # also while a command is still being loaded
        return INTERRUPTED


def _ran(words: Sequence[str]) -> int:
    pin_time_zones()
    parser = parser_of(words)
    given = parser.parse_args(words)
    if "run" not in given:
        parser.print_help()
        return 2  # as argparse ends where words are missing
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads our output wants no more of it (`… | head`): Python's last flush must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT
    except _reasons() as wrong:
        return _stopped(wrong)
    return code


def parser_of(words: Sequence[str]) -> ArgumentParser:
    """Knows the name of every command, and the options of the one that the words begin with."""
    parser = ArgumentParser(prog="comity", description="Authorities act together.")
    says = f"%(prog)s {version('comity')}" if "--version" in words[:1] else ""
    parser.add_argument("--version", action="version", version=says, help="say it and end")
    commands = parser.add_subparsers(metavar="COMMAND")
    for name, (declare, does) in COMMANDS.items():
        command = commands.add_parser(name, help=does)
        if name in words[:1]:
            resolve_name(declare)(command)
    return parser


def _reasons() -> tuple[type[Exception], ...]:
    """Why a command may not go on; Python asks, and this loads, only where something was raised."""
    from bot.cli.shared import Stop
    from storage.database import Unavailable

    return Stop, Unavailable, PermissionError


def _stopped(wrong: Exception) -> int:
    """Say why, and give the exit code."""
    from bot.cli.shared import Stop
    from bot.terminal import to_fit
    from coordination.said import Said

    if isinstance(wrong, PermissionError):
        why = Said("cli.forbidden", path=str(wrong.filename), why=str(wrong.strerror))
    else:
        full = getattr(wrong, "full", False)
        why = Said("cli.database_full" if full else "cli.database_away")
    stop = wrong if isinstance(wrong, Stop) else Stop(why)
    sys.stderr.write(to_fit(f"comity: {stop}", sys.stderr) + "\n")
    return stop.code


if __name__ == "__main__":
    sys.exit(main())
