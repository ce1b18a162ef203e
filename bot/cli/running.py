"""`comity run`: the bot, as configured."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from bot.cli.deployment import lacking, looked_at
from bot.cli.shared import DONE, Stop, configurable
from bot.matrix.session import SESSION, Damaged, Kept
from bot.run_command import NotReady, run
from config.settings import Settings
from config.zones import release
from coordination.said import Said


def declare(parser: ArgumentParser) -> None:
    """`run`."""
    configurable(parser)
    parser.set_defaults(run=serve)


def serve(given: Namespace) -> int:
    """Until it is told to end; every secret that is still needed must be there."""
    if not release():
        raise Stop(Said("cli.zones_none"))
    chosen, missing = looked_at(given)
    try:
        signed_in = _signed_in(chosen)
        lacking([one for one in missing if one.key != "matrix.password" or not signed_in])
        asyncio.run(run(chosen))
    except NotReady as wrong:
        raise Stop(wrong.said) from None
    except Damaged as wrong:
        raise Stop(Said("cli.damaged", path=str(wrong.path))) from None
    return DONE


def _signed_in(chosen: Settings) -> bool:
    """Whether a device is kept that needs no password any more."""
    folder = chosen.matrix.store
    kept = Kept(folder).read(SESSION) if folder.is_dir() else {}
    return "token" in kept and bool(kept.get("signed"))
