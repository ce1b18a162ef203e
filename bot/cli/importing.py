"""`comity directory import FILE`: what would change, and then the change."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.cli.deployment import done_in, settings_of, up_to_date
from bot.cli.shared import DONE, PROBLEMS, Stop, agreed, configurable, say
from bot.matrix.settings import server_of
from bot.operate.platforms import platforms_of
from bot.steady import utc_now
from commands.deployment import Deployment
from commands.directory.accredited import nobody_can, waiting
from commands.seconds import tell_seconds
from commands.welcome import greet
from config.directory import Entries, Problem, read
from config.settings import Settings
from coordination.said import Said
from storage.directory.plan import Act, Plan, apply, difference
from storage.directory.registering import own_word, registrars
from storage.directory.versions import MEMBER
from storage.store import Store

CHAIN = "directory"
"""The audit's chain of imports: they belong to no group."""
SHOWN = 50
"""How many mistakes are told at once: one wrong column makes thousands."""


def declare(noun: ArgumentParser) -> None:
    """`directory import FILE [--by PERSON] [--yes]`."""
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    parser = verbs.add_parser("import", help="show what a file would change, and import it")
    parser.add_argument("file", type=Path, help="TOML, XLSX, CSV, or a folder of CSV files")
    parser.add_argument("--by", metavar="PERSON", help="who registers it, by id in the directory")
    parser.add_argument("--yes", action="store_true", help="import without being asked")
    configurable(parser)
    parser.set_defaults(run=import_file)


def import_file(given: Namespace) -> int:
    """Show the differences, ask, and import; 1 when something is to be put right first."""
    chosen = settings_of(given)
    if not given.file.exists():
        raise Stop(Said("cli.no_file", path=str(given.file)))
    entries = read(given.file, _homeserver(chosen))
    looked = asyncio.run(_planned(chosen, entries))
    plan = looked.plan
    if plan.problems:
        return _problems(plan.problems)
    for said in (*plan.words(), *looked.leaving):
        say(said)
    if not plan.changes:
        say(Said("cli.import_same"))
        return DONE
    counts = {act.value: len(plan.of(act)) for act in Act}
    say(Said("cli.import_counts", **counts))
    by = _registrar(plan, looked.registrars, given.by)
    if by and (own := own_word(plan, by, looked.registrars[by])):
        return _problems(own)
    if not agreed(Said("cli.import_ask"), yes=given.yes):
        return PROBLEMS
    return _told(asyncio.run(_imported(chosen, plan, by)))


def _told(done: Imported) -> int:
    say(Said("cli.imported"))
    if done.welcomed:
        say(Said("cli.welcomed", n=done.welcomed))
    if done.waiting:
        say(Said("cli.import_waiting", n=done.waiting))
    if done.alone:
        say(Said("cli.import_nobody", n=done.alone))
    return DONE


@dataclass(frozen=True)
class _Looked:
    """What an import would do, which open polls it touches, and who may register it."""

    plan: Plan
    leaving: tuple[Said, ...]
    registrars: Mapping[str, str]


def _registrar(plan: Plan, known: Mapping[str, str], by: str | None) -> str | None:
    """Who registers: needed where somebody is to decide, so that another can confirm (DR-17)."""
    if by is not None and by not in known:
        raise Stop(Said("cli.import_by_nobody", by=by, known=tuple(known)))
    if by is None and any(change.registers for change in plan.changes):
        raise Stop(Said("cli.import_by", known=tuple(known)))
    return by


def _homeserver(chosen: Settings) -> str:
    """What `{server}` in the file stands for: the server of the bot's own account."""
    return server_of(chosen.matrix.user) if chosen.matrix.user else "localhost"


def _problems(problems: tuple[Problem, ...]) -> int:
    for problem in problems[:SHOWN]:
        say(problem.words(), sys.stderr)
    if len(problems) > SHOWN:
        say(Said("cli.import_more", n=len(problems) - SHOWN), sys.stderr)
    say(Said("cli.import_problems", n=len(problems)), sys.stderr)
    return PROBLEMS


async def _planned(chosen: Settings, entries: Entries) -> _Looked:
    await up_to_date(chosen)

    def planned(store: Store) -> _Looked:
        plan = difference(entries, store.directory)
        return _Looked(plan, leaving(store, plan), registrars(entries, store.directory))

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


async def _imported(chosen: Settings, plan: Plan, by: str | None) -> Imported:
    now = utc_now()
    deployment = Deployment(platforms_of(chosen))
    return await done_in(chosen, lambda store: imported(store, plan, deployment, now, by))


@dataclass(frozen=True)
class Imported:
    """How many were welcomed; how many accreditations wait, and for how many nobody can act."""

    welcomed: int
    waiting: int
    alone: int


def imported(
    store: Store, plan: Plan, deployment: Deployment, now: datetime, by: str | None
) -> Imported:
    """Do what the plan says, record it, tell who is new and who may confirm: one transaction."""
    apply(plan, store.directory, now, by)
    changes = [
        [change.act.value, change.kept.kind, *map(str, change.key)] for change in plan.changes
    ]
    entry = {"act": "directory import", "person": by, "at": now, "changes": changes}
    store.audit.append(CHAIN, "", entry | {"outcome": "done"}, now)
    new = greet(store, deployment, now)
    groups = [group.id for group in store.directory.groups()]
    if any(change.waits for change in plan.changes):
        tell_seconds(store, deployment, now)
    return Imported(
        new,
        sum(len(waiting(store, group, now)) for group in groups),
        sum(1 for group in groups for _ in nobody_can(store, group, now)),
    )
