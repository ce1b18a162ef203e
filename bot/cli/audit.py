"""`comity audit`: read it all again and say what does not fit; write a checkpoint of it."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from bot.cli.deployment import read_in, settings_of, up_to_date
from bot.cli.shared import DONE, PROBLEMS, Stop, configurable, say
from bot.render.pages import text
from bot.render.reader import Reader
from bot.steady import utc_now
from commands.certificate import exported
from config.settings import Settings
from coordination.said import Said
from storage.store import Store

_WIPE = "\r\x1b[K"


def declare(noun: ArgumentParser) -> None:
    """`audit verify [--checkpoints FILE]` and `audit checkpoint FILE`."""
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    parser = verbs.add_parser("verify", help="read it all again; exit 1 when something is wrong")
    parser.add_argument(
        "--checkpoints", type=Path, metavar="FILE", help="the signed lines kept outside"
    )
    configurable(parser)
    parser.set_defaults(run=verify)
    taken = verbs.add_parser("checkpoint", help="write the digests of every decision, to take away")
    taken.add_argument("file", type=Path, metavar="FILE", help="where to write it; a new file")
    configurable(taken)
    taken.set_defaults(run=checkpoint)


def verify(given: Namespace) -> int:
    """Tell each problem as it is found; 1 when there is one."""
    chosen = settings_of(given)
    with contextlib.ExitStack() as open_files:
        lines: Iterable[bytes] = ()
        if given.checkpoints is not None:
            try:
                lines = open_files.enter_context(given.checkpoints.open("rb"))
            except OSError:
                raise Stop(Said("cli.no_file", path=str(given.checkpoints))) from None
        return asyncio.run(_verified(chosen, lines))


def checkpoint(given: Namespace) -> int:
    """Write the checkpoint with which certificates are verified offline."""
    chosen = settings_of(given)
    content = asyncio.run(_exported(chosen))
    try:
        with given.file.open("xb") as file:
            file.write(content)
    except OSError as fault:
        why = fault.strerror or ""
        raise Stop(Said("cli.not_written", path=str(given.file), why=why)) from None
    told = exported.read(content)
    count = len(told["decisions"]) if told else 0
    say(Said("certificate.checkpoint.written", n=count, path=str(given.file)))
    return DONE


async def _exported(chosen: Settings) -> bytes:
    await up_to_date(chosen)
    return await read_in(chosen, lambda store: exported.exported(store, utc_now()))


async def _verified(chosen: Settings, lines: Iterable[bytes]) -> int:
    await up_to_date(chosen)
    return await read_in(chosen, lambda store: _told(store, lines))


def _told(store: Store, lines: Iterable[bytes]) -> int:
    """Problems as they come, and the count of what was read."""
    count = found = 0
    watched = sys.stderr.isatty()

    def seen(read: int) -> None:
        nonlocal count
        count = read
        if watched:
            sys.stderr.write(_WIPE + text(Said("cli.audit_read", n=read), Reader()))
            sys.stderr.flush()

    for problem in store.audit.verify(lines, seen):
        found += 1
        _wipe(watched)
        say(Said(f"cli.audit.{problem.kind}", chain=problem.chain, place=problem.seq))
    _wipe(watched)
    say(Said("cli.audit_wrong", n=found) if found else Said("cli.audit_whole", n=count))
    return PROBLEMS if found else DONE


def _wipe(watched: bool) -> None:
    if watched:
        sys.stderr.write(_WIPE)
        sys.stderr.flush()
