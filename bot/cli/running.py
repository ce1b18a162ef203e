"""`comity run`: the bot, as configured."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot.cli.shared import DONE, Parsers, Stop, configurable, lacking, looked_at
from bot.run_command import NotReady, run


def declare(commands: Parsers) -> None:
    """`run`."""
    parser = commands.add_parser("run", help="the bot, as configured")
    configurable(parser)
    parser.set_defaults(run=serve)


def serve(given: Namespace) -> int:
    """Until it is told to end; every secret of the settings must be there."""
    chosen, missing = looked_at(given)
    lacking(missing)
    try:
        asyncio.run(run(chosen))
    except NotReady as wrong:
        raise Stop(wrong.said) from None
    return DONE
