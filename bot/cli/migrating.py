"""`comity migrate`: bring the database's tables to this version."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from bot.cli.deployment import settings_of
from bot.cli.shared import DONE, Stop, configurable, say
from bot.tables import newer
from coordination.said import Said
from storage.database import is_current, migrate


def declare(parser: ArgumentParser) -> None:
    """`migrate`."""
    configurable(parser)
    parser.set_defaults(run=bring_up_to_date)


def bring_up_to_date(given: Namespace) -> int:
    """Make the tables in an empty database, or change older ones; nothing is lost."""
    url = settings_of(given).database.url
    say(Said("cli.migrated_before" if asyncio.run(_brought(url)) else "cli.migrated"))
    return DONE


async def _brought(url: str) -> bool:
    """Whether the tables were those of this version already."""
    before = await is_current(url)
    if wrong := await newer(url):
        raise Stop(wrong)
    if not before:
        await migrate(url)
    return before
