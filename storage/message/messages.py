"""The repository of joint messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, insert, select

from coordination.message.entry import (
    Comment,
    Correction,
    Ended,
    Entry,
    Looked,
    Note,
    Posted,
    Receipt,
    Reply,
    Sending,
    Signature,
)
from coordination.message.record import Message, Tongue
from coordination.message.stage import Stage
from storage.course import read_once
from storage.dialect import Upsert
from storage.incident.packed import packed, unpacked
from storage.kept import Kept
from storage.message.tables import message, message_entry, message_text
from storage.ready import Ready

_CLASSES: dict[str, type[Any]] = {
    made.__name__.lower(): made
    for made in (
        Comment,
        Signature,
        Posted,
        Looked,
        Sending,
        Receipt,
        Reply,
        Note,
        Correction,
        Ended,
    )
}
T = TypeVar(
    "T",
    Comment,
    Signature,
    Posted,
    Looked,
    Sending,
    Receipt,
    Reply,
    Note,
    Correction,
    Ended,
)

_m, _e = message.c, message_entry.c
_GET = Ready(select(message).where(_m.id == bindparam("id")))
_oldest = select(message).order_by(_m.drafted_at, _m.id)
_OF_INCIDENT = Ready(_oldest.where(_m.incident == bindparam("incident")))
_OF_RESPONSE = Ready(_oldest.where(_m.response == bindparam("response")))
_sort = select(message_entry).where(_e.message == bindparam("id"), _e.kind == bindparam("sort"))
_SORT = Ready(_sort.order_by(_e.number))
_KEEP = Upsert(
    message_text,
    "message version content",
    lambda adding: adding.on_conflict_do_update(
        index_elements=["message", "version"], set_={"content": adding.excluded.content}
    ),
)


@dataclass(frozen=True)
class _Texts:
    """One version's texts, as one value to seal."""

    tongues: tuple[Tongue, ...]


class Messages(Kept[Message]):
    """What groups write together."""

    table, words, since = message, "body", "drafted_at"

    def add(self, made: Message) -> None:
        """Keep a new one with its texts."""
        super().add(made)
        self._write(made)

    def save(self, made: Message) -> None:
        """Keep it as it is now; the texts of earlier versions stay beside it."""
        super().save(made)
        self._write(made)

    @read_once
    def get(self, id: str) -> Message | None:
        """The message with its newest texts, or None."""
        row = _GET.row(self._connection, id=id)
        return None if row is None else self._read(row)

    def at(self, made: Message, version: int) -> Message | None:
        """The message with its texts as an earlier version left them."""
        texts = self._texts(made.id, version)
        return replace(made, tongues=texts, version=version) if texts else None

    def of_response(self, response: str) -> list[Message]:
        """All that carry out a response, oldest first."""
        rows = _OF_RESPONSE.rows(self._connection, response=response)
        return [self._read(row) for row in rows]

    def following(self, id: str) -> list[Message]:
        """The further messages to one, oldest first."""
        return self._oldest(select(message).where(_m.earlier == id))

    def signing(self) -> list[Message]:
        """Every group's messages that are open for signature, oldest first."""
        open_now = [stage for stage in Stage if stage.signing]
        return self._oldest(select(message).where(_m.stage.in_(open_now)))

    def record(self, made: Message, *entries: Entry) -> None:
        """Add to what gathers under a message."""
        last = select(func.max(_e.number)).where(_e.message == made.id)
        number = self._connection.scalar(last) or 0
        for n, entry in enumerate(entries, number + 1):
            body = self._sealer.seal(
                made.group, "message_entry", f"{made.id}/{n}", "body", packed(entry)
            )
            kind = type(entry).__name__.lower()
            row = {"message": made.id, "number": n, "kind": kind, "at": entry.at, "body": body}
            self._connection.execute(insert(message_entry), row)

    @read_once
    def entries(self, id: str, made: type[T]) -> tuple[T, ...]:
        """What of one sort gathered under a message, oldest first."""
        rows: Iterable[Any] = _SORT.rows(self._connection, id=id, sort=made.__name__.lower())
        return tuple(
            unpacked(
                made,
                self._sealer.open("message_entry", f"{row.message}/{row.number}", "body", row.body),
            )
            for row in rows
        )

    def _write(self, made: Message) -> None:
        place = f"{made.id} {made.version}"
        content = packed(_Texts(made.tongues))
        sealed = self._sealer.seal(made.group, "message_text", place, "content", content)
        row = {"message": made.id, "version": made.version, "content": sealed}
        self._connection.execute(_KEEP.on(self._connection), row)

    @read_once
    def _texts(self, id: str, version: int) -> tuple[Tongue, ...]:
        query = select(message_text.c.content).where(
            message_text.c.message == id, message_text.c.version == version
        )
        sealed = self._connection.scalar(query)
        if sealed is None:
            return ()
        content = self._sealer.open("message_text", f"{id} {version}", "content", sealed)
        return unpacked(_Texts, content).tongues

    def _packed(self, made: Message) -> bytes:
        return packed(replace(made, tongues=()))

    def _read(self, row: Any) -> Message:
        made = unpacked(Message, self._opened(row))
        return replace(made, tongues=self._texts(row.id, row.version))
