"""`comity outbox`: what could not be sent or was held back by a restore, to send or to drop."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from datetime import datetime

from bot.cli.deployment import done_in, settings_of, up_to_date
from bot.cli.shared import DONE, PROBLEMS, Stop, agreed, configurable, say
from bot.operate.record import CHAIN
from bot.steady import utc_now
from config.settings import Settings
from coordination.said import Said
from storage.backup.loading import HELD
from storage.outbox import Dead
from storage.store import Store

REVIVE, DROP = "revive", "drop"


def declare(noun: ArgumentParser) -> None:
    """`outbox list`, `outbox revive [ROW …]`, `outbox drop [ROW …]`."""
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    parser = verbs.add_parser("list", help="what stands aside, and why")
    configurable(parser)
    parser.set_defaults(run=show)
    for verb, does in ((REVIVE, "send it after all"), (DROP, "never send it, and blank it")):
        parser = verbs.add_parser(verb, help=does)
        parser.add_argument("rows", nargs="*", type=int, metavar="ROW", help="all where none is")
        parser.add_argument("--yes", action="store_true", help="do it without being asked")
        configurable(parser)
        parser.set_defaults(run=decide, verb=verb)


def show(given: Namespace) -> int:
    """A line for each, with ids alone: content stays sealed."""
    _tell(asyncio.run(_letters(settings_of(given), [])))
    return DONE


def decide(given: Namespace) -> int:
    """Show what is meant, ask, and do it; 1 when it was not agreed to."""
    chosen = settings_of(given)
    letters = asyncio.run(_letters(chosen, given.rows))
    unknown = sorted(set(given.rows) - {letter.id for letter in letters})
    if unknown:
        raise Stop(Said("cli.outbox_not_aside", rows=tuple(map(str, unknown))))
    _tell(letters)
    if not letters:
        return DONE
    if not agreed(Said(f"cli.outbox_{given.verb}_ask", n=len(letters)), yes=given.yes):
        return PROBLEMS
    numbers = [letter.id for letter in letters]
    now = utc_now()
    done = asyncio.run(done_in(chosen, lambda store: decided(store, given.verb, numbers, now)))
    say(Said(f"cli.outbox_{given.verb}_done", n=done))
    return DONE


def decided(store: Store, verb: str, numbers: list[int], now: datetime) -> int:
    """Let these rows go on or end, and record it: one transaction; how many there were."""
    letters = store.letters
    done = [
        number
        for number in numbers
        if (letters.revive(number, now) if verb == REVIVE else letters.drop(number))
    ]
    if done:
        entry = {"act": f"outbox {verb}", "person": None, "at": now, "rows": done}
        store.audit.append(CHAIN, "", entry | {"outcome": "done"}, now)
    return len(done)


def _tell(letters: list[Dead]) -> None:
    if not letters:
        say(Said("cli.outbox_empty"))
    for one in letters:
        why: Said | str = Said("cli.outbox_held") if one.error == HELD else one.error
        say(Said("cli.outbox_row", row=one.id, kind=one.kind.value, room=one.room, why=why))


async def _letters(chosen: Settings, rows: list[int]) -> list[Dead]:
    await up_to_date(chosen)
    return await done_in(chosen, lambda store: store.letters.all(rows))
