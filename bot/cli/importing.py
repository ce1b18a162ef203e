"""`comity directory import FILE`: what would change, and then the change."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from bot.cli.deployment import done_in, settings_of, up_to_date
from bot.cli.shared import DONE, PROBLEMS, Stop, agreed, configurable, say
from bot.matrix.settings import server_of
from bot.operate.platforms import platforms_of
from bot.steady import utc_now
from commands.deployment import Deployment
from commands.welcome import greet
from config.directory import Entries, read
from config.settings import Settings
from coordination.said import Said
from storage.directory.plan import Act, Plan, apply, difference
from storage.directory.versions import MEMBER
from storage.store import Store

CHAIN = "directory"
"""The audit's chain of imports: they belong to no group."""


def declare(noun: ArgumentParser) -> None:
    """`directory import FILE [--yes]`."""
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    parser = verbs.add_parser("import", help="show what a file would change, and import it")
    parser.add_argument("file", type=Path, help="TOML, XLSX, CSV, or a folder of CSV files")
    parser.add_argument("--yes", action="store_true", help="import without being asked")
    configurable(parser)
    parser.set_defaults(run=import_file)


def import_file(given: Namespace) -> int:
    """Show the differences, ask, and import; 1 when something is to be put right first."""
    chosen = settings_of(given)
    if not given.file.exists():
        raise Stop(Said("cli.no_file", path=str(given.file)))
    entries = read(given.file, _homeserver(chosen))
    plan, leaving = asyncio.run(_planned(chosen, entries))
    if plan.problems:
        return _problems(plan)
    for said in (*plan.words(), *leaving):
        say(said)
    if not plan.changes:
        say(Said("cli.import_same"))
        return DONE
    counts = {act.value: len(plan.of(act)) for act in Act}
    say(Said("cli.import_counts", **counts))
    if not agreed(Said("cli.import_ask"), yes=given.yes):
        return PROBLEMS
    welcomed = asyncio.run(_imported(chosen, plan))
    say(Said("cli.imported"))
    if welcomed:
        say(Said("cli.welcomed", n=welcomed))
    return DONE


def _homeserver(chosen: Settings) -> str:
    """What `{server}` in the file stands for: the server of the bot's own account."""
    return server_of(chosen.matrix.user) if chosen.matrix.user else "localhost"


def _problems(plan: Plan) -> int:
    for said in plan.words():
        say(said, sys.stderr)
    say(Said("cli.import_problems", n=len(plan.problems)), sys.stderr)
    return PROBLEMS


async def _planned(chosen: Settings, entries: Entries) -> tuple[Plan, tuple[Said, ...]]:
    await up_to_date(chosen)

    def planned(store: Store) -> tuple[Plan, tuple[Said, ...]]:
        plan = difference(entries, store.directory)
        return plan, leaving(store, plan)

    return await done_in(chosen, planned)


def leaving(store: Store, plan: Plan) -> tuple[Said, ...]:
    """The open polls in which a party decides that this import takes out of its group (DR-21)."""
    gone = [change.key for change in plan.of(Act.ENDED) if change.kept is MEMBER]
    return tuple(
        Said("import.leaves_poll", party=party, poll=poll.id)
        for group, party in gone
        for poll in store.polls.open_in(group, limit=1_000)
        if party in poll.eligible
    )


async def _imported(chosen: Settings, plan: Plan) -> int:
    now = utc_now()
    deployment = Deployment(platforms_of(chosen))
    return await done_in(chosen, lambda store: imported(store, plan, deployment, now))


def imported(store: Store, plan: Plan, deployment: Deployment, now: datetime) -> int:
    """Do what the plan says, record it, welcome who is new: one transaction; how many were new."""
    apply(plan, store.directory, now)
    changes = [
        [change.act.value, change.kept.kind, *map(str, change.key)] for change in plan.changes
    ]
    entry = {"act": "directory import", "person": None, "at": now, "changes": changes}
    store.audit.append(CHAIN, "", entry | {"outcome": "done"}, now)
    return greet(store, deployment, now)
