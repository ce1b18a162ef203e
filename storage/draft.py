"""A half-filled form: one for each person, kept over a restart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, bindparam, delete, select

from storage.canonical import canonical, parsed
from storage.course import read_once
from storage.dialect import Insert, Upsert
from storage.ready import Ready
from storage.sealed import Sealer
from storage.tables import Instant, metadata

GROUP = "private"
"""Whose data key seals what is said with one person alone."""

draft = Table(
    "draft",
    metadata,
    Column("person", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("group", Text),
    Column("room", Text),
    Column("thread", Text),
    Column("updated_at", Instant, nullable=False),
    Column("answers", LargeBinary, nullable=False),
)


@dataclass(frozen=True)
class Draft:
    """The answers so far to the command `words`, as text; `at` is the open question.

    `at` is empty when everything is answered and only the preview's choice is open. `room` and
    `thread` are where it began.
    """

    person: str
    words: str
    answers: Mapping[str, str]
    at: str
    updated_at: datetime
    common: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    room: str | None = None
    thread: str | None = None


def _save(adding: Insert) -> object:
    again = {c.name: adding.excluded[c.name] for c in draft.c if c.name != "person"}
    return adding.on_conflict_do_update(index_elements=["person"], set_=again)


_OF = Ready(select(draft).where(draft.c.person == bindparam("person")))
_SAVE = Upsert(draft, " ".join(column.name for column in draft.c), _save)


class Drafts:
    """Everybody's interview."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    @read_once
    def of(self, person: str) -> Draft | None:
        """The person's draft, if there is one."""
        row = _OF.row(self._connection, person=person)
        if row is None:
            return None
        body = parsed(self._sealer.open("draft", person, "answers", row.answers))
        return Draft(
            person=person,
            words=row.words,
            answers=body["answers"],
            common=body["common"],
            at=row.at,
            group=row.group,
            room=row.room,
            thread=row.thread,
            updated_at=row.updated_at,
        )

    def save(self, kept: Draft) -> None:
        """Keep the draft in the place of the person's earlier one."""
        body = canonical({"answers": dict(kept.answers), "common": dict(kept.common)})
        values = {
            "words": kept.words,
            "at": kept.at,
            "group": kept.group,
            "room": kept.room,
            "thread": kept.thread,
            "updated_at": kept.updated_at,
            "answers": self._sealer.seal(GROUP, "draft", kept.person, "answers", body),
        }
        self._connection.execute(_SAVE.on(self._connection), {"person": kept.person, **values})

    def clear(self, person: str) -> None:
        """Forget the person's draft."""
        self._connection.execute(delete(draft).where(draft.c.person == person))
