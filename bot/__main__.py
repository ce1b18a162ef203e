"""The command line: `comity …`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from bot.cli import (
    audit,
    backup,
    doctor,
    helping,
    importing,
    init,
    key,
    migrating,
    outbox,
    playing,
    restore,
    running,
    verify,
)
from bot.cli.shared import UNUSABLE, Parsers, Stop
from coordination.said import Said
from storage.database import Unavailable

COMMANDS: tuple[Callable[[Parsers], None], ...] = (
    playing.declare_demo,
    playing.declare_console,
    playing.declare_rehearse,
    init.declare,
    doctor.declare,
    running.declare,
    migrating.declare,
    backup.declare,
    restore.declare,
    outbox.declare,
    key.declare,
    importing.declare,
    audit.declare,
    verify.declare,
    helping.declare,
)
"""In the order in which `comity --help` lists them."""
CUT = 128 + 13
"""The exit code where nobody reads on, as shells tell of SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="comity", description="Authorities act together.")
    commands = parser.add_subparsers(metavar="COMMAND")
    for declare in COMMANDS:
        declare(commands)
    given = parser.parse_args(arguments)
    if "run" not in given:
        parser.print_help()
        return UNUSABLE
    try:
        code: int = given.run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads our output wants no more of it (`… | head`): Python's last flush must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT
    except Unavailable:
        stop = Stop(Said("cli.database_away"))
    except Stop as stopped:
        stop = stopped
    else:
        return code
    sys.stderr.write(f"comity: {stop}\n")
    return stop.code


if __name__ == "__main__":
    sys.exit(main())
