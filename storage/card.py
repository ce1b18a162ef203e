"""Live cards: which state of a thing each room has been shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Update,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    text,
    update,
)

from coordination.tlp import Tlp
from storage.dialect import Insert, Upsert
from storage.facts import Facts, Finding
from storage.ready import Ready
from storage.tables import Instant, choice, metadata

card = Table(
    "card",
    metadata,
    Column("key", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("label", choice(Tlp), nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown_version", Integer, nullable=False),
    Column("remote_id", Text),
    Column("dirty_at", Instant),
    Column("face", Text),
    PrimaryKeyConstraint("key", "room"),
)
_DIRTY = card.c.dirty_at
_TRIED = or_(card.c.remote_id.is_not(None), card.c.shown_version > 0)
"""What the sender has tried to show: it stands in its room, or the room might see nothing."""
_dirty = text("dirty_at IS NOT NULL")
Index("ix_card_dirty", card.c.dirty_at, sqlite_where=_dirty, postgresql_where=_dirty)
Index("ix_card_remote", card.c.room, card.c.remote_id)


@dataclass(frozen=True)
class LiveCard:
    """A card in a room; `dirty_at` is when it first differed from what the room was shown.

    `face` is a digest of the words that the room was shown last.
    """

    key: str
    room: str
    label: Tlp
    version: int
    shown_version: int
    remote_id: str | None
    dirty_at: datetime | None
    face: str | None = None


def _touch(adding: Insert) -> object:
    again = {
        "label": adding.excluded.label,
        "version": card.c.version + 1,
        "dirty_at": func.coalesce(card.c.dirty_at, adding.excluded.dirty_at),
    }
    return adding.on_conflict_do_update(index_elements=["key", "room"], set_=again)


_TOUCH = Upsert(card, "key room label version shown_version dirty_at", _touch)
_ROOMS = Ready(select(card.c.room).where(card.c.key == bindparam("key")))
_here = (card.c.key == bindparam("this"), card.c.room == bindparam("there"))
_seen = bindparam("seen", type_=Integer)
_clean = case((card.c.version <= _seen, null()), else_=_DIRTY)
_latest = case((card.c.shown_version > _seen, card.c.shown_version), else_=_seen)
_SHOWN = Ready(
    update(card).where(*_here).values(shown_version=_latest, dirty_at=_clean), "remote_id face"
)
_GET = Ready(select(card).where(*_here))
_REMOTE = Ready(select(card.c.remote_id).where(*_here))
_WAITING = Ready(
    select(card)
    .where(card.c.dirty_at <= bindparam("before"), _TRIED)
    .order_by(card.c.dirty_at, card.c.key, card.c.room)
)


class Cards:
    """The cards of every room."""

    def __init__(self, connection: Connection, facts: Finding | None = None) -> None:
        self._connection = connection
        self._facts = facts or Finding(Facts())

    def touch(self, key: str, rooms: Collection[str], label: Tlp, now: datetime) -> set[str]:
        """What the card shows in these rooms has changed; gives those that have none yet."""
        if not rooms:
            return set()
        first = {"label": label, "version": 1, "shown_version": 0, "dirty_at": now}
        there = self._there(key, frozenset(rooms))
        rows = [{"key": key, "room": room, **first} for room in sorted(rooms)]
        _TOUCH.run(self._connection, *rows)
        return set(rooms) - there

    def _there(self, key: str, rooms: frozenset[str]) -> frozenset[str]:
        """Which rooms have the card: none ever loses it, so that is read only for new ones."""

        def read() -> frozenset[str]:
            return frozenset(row.room for row in _ROOMS.rows(self._connection, key=key))

        return self._facts.of((card, key), read, enough=rooms.issubset) or frozenset()

    def again(self, room: str, now: datetime) -> None:
        """Every card of a room is made anew: the room may now see more, or less, of each."""
        self._connection.execute(_anew(now).where(card.c.room == room))

    def moved(self, key: str, now: datetime) -> None:
        """What a card shows has changed, in every room that has it."""
        self._connection.execute(_anew(now).where(card.c.key == key))

    def dirty(
        self, now: datetime, older_than: timedelta, rooms: Collection[str] | None = None
    ) -> list[LiveCard]:
        """Cards in their rooms whose change has waited this long, longest first.

        A card that its room has not been shown yet is on its way in the outbox; one of which the
        room might see nothing is tried again.
        """
        rows = _WAITING.rows(self._connection, before=now - older_than)
        return [LiveCard(*row) for row in rows if rooms is None or row.room in rooms]

    def shown(
        self, key: str, room: str, remote_id: str, version: int, face: str | None = None
    ) -> None:
        """The room sees this version; a newer one keeps the card dirty."""
        shown = {"remote_id": remote_id, "face": face, "seen": version}
        _SHOWN.run(self._connection, {"this": key, "there": room, **shown})

    def hidden(self, key: str, room: str, version: int) -> None:
        """The room may see nothing of this version; a newer one is tried again."""
        newest = card.c.version <= version
        values = {"shown_version": version, "dirty_at": case((newest, null()), else_=_DIRTY)}
        self._connection.execute(update(card).where(*_at(key, room)).values(values))

    def coming(self, key: str, room: str) -> None:
        """It is on its way to the room in the outbox."""
        this = update(card).where(*_at(key, room))
        self._connection.execute(this.values(shown_version=0))

    def get(self, key: str, room: str) -> LiveCard | None:
        """The card as it stands; its version is read in the transaction that reads the thing."""
        row = _GET.row(self._connection, this=key, there=room)
        return None if row is None else LiveCard(*row)

    def remote(self, key: str, room: str) -> str | None:
        """The platform's id of the card in this room."""
        row = _REMOTE.row(self._connection, this=key, there=room)
        return None if row is None else row.remote_id

    def key_of(self, room: str, remote_id: str) -> str | None:
        """Which card this message of a room is; None when it is none."""
        there = (card.c.room == room, card.c.remote_id == remote_id)
        key: str | None = self._connection.scalar(select(card.c.key).where(*there).limit(1))
        return key

    def next_at(self) -> datetime | None:
        """When the card that has waited longest became dirty; None when none is."""
        instant: datetime | None = self._connection.scalar(
            select(func.min(card.c.dirty_at)).where(_TRIED)
        )
        return instant


def _anew(now: datetime) -> Update:
    dirty = func.coalesce(card.c.dirty_at, literal(now, Instant))
    return update(card).values(version=card.c.version + 1, dirty_at=dirty)


def _at(key: str, room: str) -> tuple[ColumnElement[bool], ...]:
    return (card.c.key == key, card.c.room == room)
