"""What the bot has asked of people and waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    and_,
    bindparam,
    case,
    select,
    text,
    update,
)

from coordination.tlp import Tlp
from storage.canonical import Written, canonical, parsed
from storage.dialect import Insert, Upsert
from storage.later import Later, Values, run
from storage.ready import Ready
from storage.sealed import Sealer
from storage.tables import Instant, choice, metadata

GROUP = "private"
"""Whose data key seals what is said with one person alone."""

ask = Table(
    "ask",
    metadata,
    Column("key", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("page", LargeBinary),
    Column("label", choice(Tlp), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("room", Text),
    Column("remote_id", Text),
    Column("closed_at", Instant),
    Column("heard", BigInteger),
    PrimaryKeyConstraint("key", "person"),
)
_open = text("closed_at IS NULL")
Index("ix_ask_open", ask.c.person, ask.c.asked_at, sqlite_where=_open, postgresql_where=_open)
Index("ix_ask_remote", ask.c.remote_id)


@dataclass(frozen=True)
class OpenAsk:
    """One person must act: `line` is the command that the answer completes.

    `page` is what was shown (JSON data); `room` and `remote_id` say where. `heard` is the number
    of the newest receipt when it was last shown: what has a higher one was said in sight of it.
    """

    key: str
    person: str
    line: str
    page: Mapping[str, Any]
    label: Tlp
    asked_at: datetime
    room: str | None = None
    remote_id: str | None = None
    heard: int | None = None


def _opening(adding: Insert) -> object:
    again: dict[str, Any] = {c.name: adding.excluded[c.name] for c in ask.c}
    # The same question put anew stands already where it was put first, and is answered there.
    same = and_(ask.c.line == adding.excluded.line, ask.c.closed_at.is_(None))
    for name in ("room", "remote_id", "heard"):
        again[name] = case((same, ask.c[name]), else_=again[name])
    del again["key"], again["person"]
    return adding.on_conflict_do_update(index_elements=["key", "person"], set_=again)


_OPEN = Upsert(ask, " ".join(column.name for column in ask.c), _opening)

_waits = ask.c.closed_at.is_(None)
_of = select(ask).where(ask.c.person == bindparam("who"), _waits)
_OF = Ready(_of.order_by(ask.c.asked_at, ask.c.key))
_this = (ask.c.key == bindparam("this"), ask.c.person == bindparam("who"))
_GET = Ready(select(ask).where(*_this, _waits))
_SHOWN = Ready(update(ask).where(*_this), "room remote_id heard")
_AGAIN = Ready(update(ask).where(*_this, _waits), "heard")
_close = update(ask).where(ask.c.key == bindparam("this"), _waits)
_CLOSE = Ready(_close, "closed_at page")
_CLOSE_FOR = Ready(_close.where(ask.c.person == bindparam("who")), "closed_at page")


def _write(connection: Connection, rows: list[tuple[Ready, Values]]) -> None:
    run(connection, rows)


class Asks:
    """Open questions to people; asks with the same key and person are one."""

    def __init__(self, sealer: Sealer, later: Later) -> None:
        self._sealer = sealer
        self._later = later

    @property
    def _connection(self) -> Connection:
        return self._later.settled(_write)

    def open(self, asked: OpenAsk, page: Written | None = None) -> None:
        """Ask, in the place of an earlier ask with the same key and person.

        `page` is its page as canonical bytes, where they are made already.
        """
        place = _place(asked.key, asked.person)
        shown = bytes(page) if page else canonical(dict(asked.page))
        values = {
            "line": asked.line,
            "page": self._sealer.seal(GROUP, "ask", place, "page", shown),
            "label": asked.label,
            "asked_at": asked.asked_at,
            "room": asked.room,
            "remote_id": asked.remote_id,
            "heard": asked.heard,
            "closed_at": None,
        }
        row = {"key": asked.key, "person": asked.person, **values}
        self._later.add(_write, (_OPEN, row))

    def shown(self, key: str, person: str, room: str, remote_id: str, heard: int) -> None:
        """It stands there: a reply to this message answers it.

        `heard` is the number of the newest receipt before it was sent.
        """
        place = {"room": room, "remote_id": remote_id, "heard": heard}
        _SHOWN.run(self._connection, {"this": key, "who": person, **place})

    def shown_again(self, key: str, person: str, heard: int) -> None:
        """What came under this number was answered with the same question once more."""
        _AGAIN.run(self._connection, {"this": key, "who": person, "heard": heard})

    def close(self, key: str, person: str | None, now: datetime) -> None:
        """It needs no answer any more, from one person or from anybody."""
        ended = {"this": key, "closed_at": now, "page": None}
        if person is None:
            self._later.add(_write, (_CLOSE, ended))
        else:
            self._later.add(_write, (_CLOSE_FOR, {**ended, "who": person}))

    def of(self, person: str) -> list[OpenAsk]:
        """What this person has not answered yet, oldest first."""
        return [self._read(row) for row in _OF.rows(self._connection, who=person)]

    def get(self, key: str, person: str) -> OpenAsk | None:
        """What waits for this person's answer under this key."""
        row = _GET.row(self._connection, this=key, who=person)
        return None if row is None else self._read(row)

    def about(self, key: str) -> list[OpenAsk]:
        """Everybody's open asks with this key, by person."""
        query = select(ask).where(ask.c.key == key, ask.c.closed_at.is_(None))
        return [self._read(row) for row in self._connection.execute(query.order_by(ask.c.person))]

    def _read(self, row: Any) -> OpenAsk:
        page = self._sealer.open("ask", _place(row.key, row.person), "page", row.page)
        return OpenAsk(
            row.key,
            row.person,
            row.line,
            parsed(page),
            row.label,
            row.asked_at,
            row.room,
            row.remote_id,
            row.heard,
        )


def _place(key: str, person: str) -> str:
    return f"{key}@{person}"
