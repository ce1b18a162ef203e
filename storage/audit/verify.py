"""Reading the whole audit again, a page at a time, and telling what does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, and_, or_, select

from storage.audit.tables import START, audit_chain, audit_entry, digest_of
from storage.canonical import canonical

PAGE = 5_000


@dataclass(frozen=True)
class Problem:
    """What does not fit: `kind` is a word such as `changed`; `seq` counts in the chain."""

    kind: str
    chain: str
    seq: int


def unwatched(_count: int) -> None:
    """Nobody watches how far it is."""


def chains(connection: Connection, seen: Callable[[int], object] = unwatched) -> Iterator[Problem]:
    """Every chain: `missing` entries, `changed` ones, a `broken` link, a `cut` or `lost` end.

    `seen` is told how many entries were read so far, after each page.
    """
    heads = {row.chain: row for row in connection.execute(select(audit_chain))}
    chain, seq, digest = "", 0, START
    for row in _entries(connection, seen):
        if row.chain != chain:
            yield from _ended(heads, chain, seq, digest)
            chain, seq, digest = row.chain, 0, START
        if row.seq != seq + 1:
            yield Problem("missing", chain, seq + 1)
        elif row.prev != digest:
            yield Problem("broken", chain, row.seq)
        made = digest_of(row.chain, row.seq, row.group, row.at, row.prev, row.payload)
        if made != row.digest:
            yield Problem("changed", chain, row.seq)
        seq, digest = row.seq, row.digest
    yield from _ended(heads, chain, seq, digest)
    for gone in sorted(heads):
        yield Problem("cut", gone, 1)


def _ended(heads: dict[str, Any], chain: str, seq: int, digest: bytes) -> Iterator[Problem]:
    if not chain:
        return
    head = heads.pop(chain, None)
    if head is None:
        yield Problem("lost", chain, seq)
    elif (head.seq, head.digest) != (seq, digest):
        yield Problem("cut", chain, seq + 1)


def _entries(connection: Connection, seen: Callable[[int], object]) -> Iterator[Any]:
    chain, seq, count = "", 0, 0
    entry = audit_entry.c
    while True:
        after = or_(entry.chain > chain, and_(entry.chain == chain, entry.seq > seq))
        query = select(audit_entry).where(after).order_by(entry.chain, entry.seq).limit(PAGE)
        rows = connection.execute(query).all()
        yield from rows
        count += len(rows)
        seen(count)
        if len(rows) < PAGE:
            return
        chain, seq = rows[-1].chain, rows[-1].seq


def checkpoints(
    connection: Connection, lines: Iterable[bytes], public_keys: frozenset[str]
) -> Iterator[Problem]:
    """The exported checkpoints against the rows: the chain of a problem is `checkpoint`."""
    before, last = START, 0
    for number, line in enumerate(lines, start=1):
        point = signed(line, public_keys)
        if point is None:
            yield Problem("signature", "checkpoint", number)
            return
        if point["number"] != number or point["prev"] != before.hex() or point["after"] != last:
            yield Problem("missing", "checkpoint", number)
            return
        digest, count = digest_between(connection, last, point["last"], before)
        if digest.hex() != point["digest"] or count != point["count"]:
            yield Problem("changed", "checkpoint", number)
        before, last = bytes.fromhex(point["digest"]), point["last"]


def signed(line: bytes, public_keys: frozenset[str]) -> dict[str, Any] | None:
    """The checkpoint of this line, or None when no key of ours has signed it."""
    try:
        point = json.loads(line)
        signature = bytes.fromhex(point.pop("signature"))
        if point["key"] not in public_keys:
            return None
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(point["key"]))
        key.verify(signature, canonical(point))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature):
        return None
    return dict(point)


def digest_between(
    connection: Connection, after: int, last: int, before: bytes
) -> tuple[bytes, int]:
    """The digest over all entries with an id above `after`, to `last`; and how many they are."""
    hashed, count = sha256(b"comity checkpoint 1" + before), 0
    entry = audit_entry.c
    while True:
        query = select(entry.id, entry.digest).where(entry.id > after, entry.id <= last)
        rows = connection.execute(query.order_by(entry.id).limit(PAGE)).all()
        for row in rows:
            hashed.update(row.id.to_bytes(8, "big") + row.digest)
        count += len(rows)
        if len(rows) < PAGE:
            return hashed.digest(), count
        after = rows[-1].id
