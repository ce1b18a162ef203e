"""What was heard, kept before it is acknowledged and performed in the order of its number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, update

from storage.directory.tables import changes
from storage.heard import Heard
from storage.later import Later
from storage.ready import Ready, among, numbered
from storage.receipt.tables import WAITING, receipt
from storage.receipt.writing import Kept, write
from storage.sealed import Sealer

__all__ = ["GROUP", "Kept", "Receipt", "Receipts", "receipt"]

GROUP = "receipts"
"""Whose data key seals the texts: the group is known only when a receipt is performed."""


@dataclass(frozen=True)
class Receipt:
    """One thing heard. `text` is empty once it was performed; `outcome` says how.

    `rule` is the rule that kept the text, or a part of it, from being stored at all.
    """

    seq: int
    source: str
    event_id: str
    account: str
    room: str
    thread: str | None
    answers: str | None
    replaces: str | None
    direct: bool
    received_at: datetime
    sent_at: datetime | None
    text: str
    rule: str | None
    performed_at: datetime | None
    outcome: str | None
    unseen: bool = False
    """Nobody else of a shared room saw it, such as a form or a button (DR-29)."""


# Whoever performs it asks for the speaker first: is what is remembered of the directory true?
_changed = func.coalesce(select(changes.c.count).scalar_subquery(), 0).label("changed")
_first = select(receipt, _changed).where(WAITING).order_by(receipt.c.seq).limit(1)
_FIRST = Ready(_first.with_for_update(of=receipt))
_ANY = Ready(select(receipt.c.seq).where(WAITING).limit(1))
_PLATFORM = Ready(select(receipt.c.source).where(receipt.c.seq == bindparam("seq")))
_SINCE = Ready(select(func.min(receipt.c.received_at)).where(WAITING))
_THIS = update(receipt).where(receipt.c.seq == bindparam("this"))
_PLAIN = [column.name for column in receipt.c if column.name not in ("text", "unseen", "did")]
_PERFORMED = Ready(_THIS, "text performed_at outcome did")


@cache
def _last_spoken(accounts: int) -> Ready:
    newest = select(receipt.c.source).where(among(receipt.c.account, accounts))
    return Ready(newest.order_by(receipt.c.seq.desc()).limit(1))


@cache
def _between(accounts: int) -> Ready:
    theirs = among(receipt.c.account, accounts)
    later, before = receipt.c.seq > bindparam("after"), receipt.c.seq < bindparam("before")
    return Ready(select(receipt.c.seq).where(theirs, later, before).limit(1))


_NEWEST = Ready(select(func.max(receipt.c.seq)))


class Receipts:
    """The receipts of every platform, in one order."""

    def __init__(self, sealer: Sealer, later: Later) -> None:
        self._sealer = sealer
        self._later = later

    @property
    def _connection(self) -> Connection:
        return self._later.settled(write)

    def add(self, heard: Heard, received_at: datetime, rule: str | None = None) -> Kept:
        """Keep what was heard; it is written, and has its number, with others."""
        row = _place(heard.platform, heard.event)
        values = {
            "source": heard.platform,
            "event_id": heard.event,
            "account": heard.account,
            "room": heard.room,
            "thread": heard.thread,
            "answers": heard.answers,
            "replaces": heard.replaces,
            "direct": heard.direct,
            "unseen": heard.unseen,
            "received_at": received_at,
            "sent_at": heard.sent_at,
            "text": self._sealer.seal(GROUP, "receipt", row, "text", _bytes(heard.text)),
            "rule": rule,
        }
        kept = Kept(values)
        self._later.add(write, kept)
        return kept

    def next(self) -> Receipt | None:
        """The oldest that waits, held until the transaction ends; None when none waits."""
        while True:
            row = _FIRST.row(self._connection)
            if row is not None:
                *_, self._later.known[changes] = row
                return self._read(row)
            # On PostgreSQL another process may have performed it while this one waited.
            if not _ANY.rows(self._connection):
                return None

    def waiting(self, seq: int) -> Receipt | None:
        """The one with this number while it waits, held until the transaction ends."""
        this = select(receipt).where(receipt.c.seq == seq, WAITING).with_for_update()
        row = self._connection.execute(this).one_or_none()
        return None if row is None else self._read(row)

    def waiting_since(self) -> datetime | None:
        """When the earliest that still waits was received; None when none waits."""
        row = _SINCE.row(self._connection)
        return row[0] if row else None

    def performed(self, seq: int, outcome: str, now: datetime, did: str | None = None) -> None:
        """It is done, in the transaction of what it did; of its text only `did` stays."""
        done = {"this": seq, "performed_at": now, "outcome": outcome, "text": None, "did": did}
        _PERFORMED.run(self._connection, done)

    def did(self, seq: int) -> str | None:
        """The command that the one with this number gave, its hat, and ids; no other word."""
        found = self._connection.scalars(select(receipt.c.did).where(receipt.c.seq == seq))
        return found.one_or_none()

    def by_event(self, source: str, event: str) -> Receipt | None:
        """The receipt of a platform's event."""
        same = (receipt.c.source == source) & (receipt.c.event_id == event)
        row = self._connection.execute(select(receipt).where(same)).one_or_none()
        return None if row is None else self._read(row)

    def platform_of(self, seq: int) -> str | None:
        """The platform on which the one with this number was heard."""
        row = _PLATFORM.row(self._connection, seq=seq)
        return row.source if row else None

    def last_spoken(self, accounts: Collection[str]) -> str | None:
        """The platform on which one of these accounts was heard last; None for no word yet."""
        theirs = numbered("account", accounts)
        row = _last_spoken(len(theirs)).row(self._connection, **theirs)
        return row.source if row else None

    def newest(self) -> int:
        """The number of the newest; 0 where nothing was heard yet."""
        row = _NEWEST.row(self._connection)
        return (row[0] if row else None) or 0

    def spoken_between(self, accounts: Collection[str], after: int, before: int) -> bool:
        """Whether one of these accounts was heard after one number and before another."""
        theirs = numbered("account", accounts)
        found = _between(len(theirs)).row(self._connection, **theirs, after=after, before=before)
        return found is not None

    def acted_on(self, source: str, event: str) -> int | None:
        """The number of what led to an act: this event, or an edit of it; None where none did."""
        this = or_(receipt.c.event_id == event, receipt.c.replaces == event)
        there = (receipt.c.source == source) & (receipt.c.outcome == "done")
        return max(self._connection.scalars(select(receipt.c.seq).where(there, this)), default=None)

    def newest_of(self, source: str, event: str, before: int) -> Receipt | None:
        """The newest of a message and its edits that was heard before this number."""
        this = or_(receipt.c.event_id == event, receipt.c.replaces == event)
        there = (receipt.c.source == source) & (receipt.c.seq < before)
        query = select(receipt).where(there, this).order_by(receipt.c.seq.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else self._read(row)

    def puts_right(self, seq: int, event: str | None) -> None:
        """The one with this number says what that message should have said, as an edit would."""
        this = update(receipt).where(receipt.c.seq == seq)
        self._connection.execute(this.values(replaces=event))

    def _read(self, row: Any) -> Receipt:
        place = _place(row.source, row.event_id)
        sealed = row.text
        plain = b"" if sealed is None else self._sealer.open("receipt", place, "text", sealed)
        kept = {name: getattr(row, name) for name in _PLAIN}
        return Receipt(**kept, text=plain.decode(), unseen=bool(row.unseen))


def _bytes(typed: str) -> bytes:
    """People can send half of a surrogate pair; a question mark stands for it."""
    return typed.encode("utf-8", "replace")


def _place(source: str, event: str) -> str:
    return f"{source} {event}"
