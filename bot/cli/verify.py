"""`comity verify FILE`: whether a certificate or a sealed PDF is what a deployment gave."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cli.deployment import keys_of, settings_of, up_to_date
from bot.cli.shared import DONE, PROBLEMS, Stop, configurable, say
from bot.render.papers.seal import PURPOSE, attached, digest, opened
from commands.certificate import exported
from commands.certificate.checked import Finding, by_itself, read, wrong
from commands.certificate.compared import with_record
from commands.outcome import Page
from config.settings import Settings
from coordination.said import Said
from storage.attest import is_signed
from storage.database import Database

_LARGEST = 256 * 1024 * 1024


def declare(parser: ArgumentParser) -> None:
    """`verify FILE [--checkpoint FILE] [--alone]`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the certificate: JSON or PDF")
    parser.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        help="check it offline, with what `comity audit checkpoint` wrote",
    )
    parser.add_argument(
        "--alone", action="store_true", help="check only that it is whole, without any record"
    )
    configurable(parser)
    parser.set_defaults(run=verify)


def verify(given: Namespace) -> int:
    """Tell what holds and what does not, by name; 1 when something does not."""
    content = _content(given.file)
    record = None
    if given.checkpoint is not None:
        record = exported.read(_content(given.checkpoint))
        if record is None:
            raise Stop(Said("certificate.check.no_checkpoint", path=str(given.checkpoint)))
    chosen = None if given.alone or record is not None else settings_of(given)
    return asyncio.run(_verified(content, record, chosen))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Stop(Said("certificate.check.not_one"))
        return path.read_bytes()
    except OSError:
        raise Stop(Said("cli.no_file", path=str(path))) from None


async def _verified(
    content: bytes, checkpoint: dict[str, Any] | None, chosen: Settings | None
) -> int:
    database = None
    if chosen is not None:
        await up_to_date(chosen)
        database = await Database.reading(chosen.database.url, await keys_of(chosen))
    try:
        keys = frozenset(checkpoint["keys"]) if checkpoint else None
        if database is not None:
            keys = await database.run(lambda store: store.attest.public_keys())
        return await _told(content, checkpoint, database, keys)
    finally:
        if database is not None:
            await database.close()


async def _told(
    content: bytes,
    checkpoint: dict[str, Any] | None,
    database: Database | None,
    keys: frozenset[str] | None,
) -> int:
    """The findings on the PDF, where it is one, and on the certificate in it."""
    found: list[Finding] = []
    is_pdf = content.startswith(b"%PDF")
    if is_pdf:
        found += _seal(content, keys)
    pieces = attached(content) if is_pdf else [content]
    data, piece = next(((d, one) for one in pieces if (d := read(one))), (None, b""))
    if data is None and not is_pdf:
        raise Stop(Said("certificate.check.not_one"))
    unknown = "_alone" if keys is None else ""  # anybody can seal with a key of one's own
    if data is None:
        found += [*_by_whom(content, keys), Finding(Said("certificate.check.no_data"))]
        return _said(f"sealed{unknown}", "unsealed", found)
    alone = list(by_itself(piece, data))
    if not any(one.wrong for one in alone):
        at = datetime.fromisoformat(data["at"])
        found.append(Finding(Said("certificate.check.whole", id=data["poll"][:40], at=at)))
    found += alone
    if not any(one.said.msgid == "certificate.check.signature" for one in alone):
        # Of what nobody signed nothing can be looked for.
        found += await _on_record(data, checkpoint, database)
    return _said(f"whole{unknown}", "broken", found)


async def _on_record(
    data: dict[str, Any], checkpoint: dict[str, Any] | None, database: Database | None
) -> list[Finding]:
    """What a checkpoint or the record says of it; without either, by whom it is signed."""
    if checkpoint is not None:
        return list(exported.with_checkpoint(checkpoint, data))
    if database is not None:
        return await database.run(lambda store: list(with_record(store, data)))
    return [Finding(Said("certificate.check.key", key=data["key"][:64]))]


def _seal(pdf: bytes, keys: frozenset[str] | None) -> Iterable[Finding]:
    """Whether the PDF is as it was sealed, and by whom."""
    found = opened(pdf)
    if found is None:
        return [wrong("certificate.check.seal_missing")]
    by, bare = found
    if not is_signed(PURPOSE, digest(bare), by):
        return [wrong("certificate.check.seal_broken")]
    if keys is not None and by.key not in keys:
        return [wrong("certificate.check.seal_foreign", key=by.key)]
    return [Finding(Said("certificate.check.seal_whole"))]


def _by_whom(pdf: bytes, keys: frozenset[str] | None) -> Iterable[Finding]:
    """Whose seal it bears, where it is whole and nothing at hand knows the deployment's keys."""
    found = opened(pdf)
    if keys is not None or found is None or not is_signed(PURPOSE, digest(found[1]), found[0]):
        return []
    return [Finding(Said("certificate.check.key", key=found[0].key))]


def _said(whole: str, broken: str, found: list[Finding]) -> int:
    bad = any(one.wrong for one in found)
    lines = [one.said for one in sorted(found, key=lambda one: not one.wrong)]
    say(Page(Said(f"certificate.check.title.{broken if bad else whole}"), tuple(lines)))
    return PROBLEMS if bad else DONE
