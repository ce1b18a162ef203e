"""The audit: every act and refusal, in a chain of digests for each incident and each group.

The digest covers the sealed bytes as they are stored, so that losing a data key on purpose leaves
the chain whole. Signed checkpoints, kept outside the database, show when its end was cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain as joined
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, text

from storage.audit import verify as verifying
from storage.audit.tables import START, audit_chain, audit_checkpoint, audit_entry, digest_of
from storage.audit.verify import Problem
from storage.canonical import canonical, parsed
from storage.dialect import Insert, Upsert, hold
from storage.keyring import Keyring
from storage.later import Later, Values
from storage.ready import Ready
from storage.sealed import Sealer

__all__ = ["EVERY", "Audit", "Entry", "Problem"]

EVERY = 1_000
"""How many entries a checkpoint covers."""


@dataclass(frozen=True)
class Entry:
    """One act or refusal; `seq` counts from 1 in its chain."""

    chain: str
    seq: int
    group: str
    at: datetime
    entry: dict[str, Any]


def _moving(adding: Insert) -> object:
    end = {"seq": adding.excluded.seq, "digest": adding.excluded.digest}
    return adding.on_conflict_do_update(index_elements=["chain"], set_=end)


_this_chain = audit_chain.c.chain == bindparam("chain")
_HEAD = Ready(select(audit_chain.c.seq, audit_chain.c.digest).where(_this_chain).with_for_update())
_MOVE = Upsert(audit_chain, "chain seq digest", _moving)
_ADD = Ready(insert(audit_entry).inline(), "chain seq group at prev payload digest")


def _write(connection: Connection, rows: list[Values]) -> None:
    """The entries, and where each chain ends now."""
    _ADD.run(connection, *rows)
    ends = {row["chain"]: row for row in rows}.values()
    moved = [{name: row[name] for name in ("chain", "seq", "digest")} for row in ends]
    _MOVE.run(connection, *moved)


class Audit:
    """What was done and what was refused, never changed."""

    def __init__(self, connection: Connection, sealer: Sealer, keys: Keyring, later: Later) -> None:
        self._raw = connection
        self._sealer = sealer
        self._keys = keys
        self._later = later

    @property
    def _connection(self) -> Connection:
        return self._later.settled(_write)

    def append(self, chain: str, group: str, entry: Mapping[str, Any], now: datetime) -> int:
        """Add to the chain (an incident's id, or `group:` and a group's); gives its place."""
        last, prev = self._end(chain)
        seq = last + 1
        place = _place(chain, seq)
        payload = self._sealer.seal(group, "audit_entry", place, "payload", canonical(dict(entry)))
        digest = digest_of(chain, seq, group, now, prev, payload)
        values = {"chain": chain, "seq": seq, "group": group, "at": now}
        values |= {"prev": prev, "payload": payload, "digest": digest}
        self._later.add(_write, values)
        self._later.known[audit_chain, chain] = (seq, digest)
        return seq

    def _end(self, chain: str) -> tuple[int, bytes]:
        """The number and digest of a chain's last entry; nobody else adds to it meanwhile."""
        end: tuple[int, bytes] | None = self._later.known.get((audit_chain, chain))
        return end or self._read_end(chain) or self._begun(chain)

    def _begun(self, chain: str) -> tuple[int, bytes]:
        """A chain without entries has no row that could be held."""
        hold(self._raw, f"audit {chain}")
        return self._read_end(chain) or (0, START)

    def _read_end(self, chain: str) -> tuple[int, bytes] | None:
        return _HEAD.row(self._raw, chain=chain)

    def entries(self, chain: str, after: int = 0, limit: int = 1_000) -> list[Entry]:
        """The chain's entries in order, from the place after `after`."""
        row = audit_entry.c
        query = select(audit_entry).where(row.chain == chain, row.seq > after)
        return [
            Entry(one.chain, one.seq, one.group, one.at, self._opened(one))
            for one in self._connection.execute(query.order_by(row.seq).limit(limit))
        ]

    def verify(
        self,
        exported: Iterable[bytes] = (),
        seen: Callable[[int], object] = verifying.unwatched,
    ) -> Iterator[Problem]:
        """Read everything again and tell what does not fit, a page in memory at a time.

        `exported` are the lines that `checkpoint` gave, in order; `seen` is told after each page
        how many entries were read so far.
        """
        points = verifying.checkpoints(self._connection, exported, self._keys.public_keys())
        return joined(verifying.chains(self._connection, seen), points)

    def checkpoint(self, now: datetime, every: int = EVERY) -> bytes | None:
        """A signed line for the file outside the database, once enough entries are new.

        A line that was given but never reached the file is given again by `checkpoints`.
        """
        if self._connection.dialect.name == "postgresql":
            # No entry with a lower number may become visible after the checkpoint.
            self._connection.execute(text("LOCK TABLE audit_entry IN SHARE ROW EXCLUSIVE MODE"))
        number, after, prev = self._last_checkpoint()
        last = self._connection.scalar(select(func.max(audit_entry.c.id))) or 0
        new = select(func.count()).where(audit_entry.c.id > after)
        if (self._connection.scalar(new) or 0) < every:
            return None
        digest, count = verifying.digest_between(self._connection, after, last, prev)
        point = {
            "number": number + 1,
            "after": after,
            "last": last,
            "count": count,
            "prev": prev.hex(),
            "digest": digest.hex(),
            "at": now,
            "key": self._keys.signer().public_key().public_bytes_raw().hex(),
        }
        signature = self._keys.signer().sign(canonical(point))
        line = canonical(point | {"signature": signature.hex()}) + b"\n"
        values = {"number": number + 1, "last_id": last, "digest": digest, "line": line}
        self._connection.execute(insert(audit_checkpoint), values)
        return line

    def checkpoints(self, after: int = 0) -> list[bytes]:
        """The lines from the checkpoint after this number, to complete the file with."""
        query = select(audit_checkpoint.c.line).where(audit_checkpoint.c.number > after)
        return list(self._connection.scalars(query.order_by(audit_checkpoint.c.number)))

    def _last_checkpoint(self) -> tuple[int, int, bytes]:
        query = select(audit_checkpoint).order_by(audit_checkpoint.c.number.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return (0, 0, START) if row is None else (row.number, row.last_id, row.digest)

    def _opened(self, row: Any) -> dict[str, Any]:
        place = _place(row.chain, row.seq)
        plain = self._sealer.open("audit_entry", place, "payload", row.payload)
        return dict(parsed(plain))


def _place(chain: str, seq: int) -> str:
    return f"{chain}:{seq}"
