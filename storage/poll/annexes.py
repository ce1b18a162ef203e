"""What is annexed to polls, and to responses before their polls: only ever added."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from coordination.poll.annex import Annex
from storage.course import read_once
from storage.poll.rows import Rows
from storage.poll.tables import poll, poll_annex
from storage.ready import Ready

_OF = Ready(
    select(poll_annex)
    .where(poll_annex.c.about == bindparam("about"))
    .order_by(poll_annex.c.at, poll_annex.c.seq)
)
_TABLE = "poll_annex"


class Annexes(Rows):
    """Acts of parties beside their votes."""

    def annex(self, made: Annex, group: str) -> None:
        """Add an annex; a poll remembers how many it has."""
        words = {"text": made.text} if made.text else {}
        values: dict[str, Any] = {
            "about": made.about,
            "seq": made.seq,
            "kind": made.kind,
            "party": made.party,
            "person": made.person,
            "at": made.at,
            "other": made.other,
            "items": ",".join(made.items),
            "until": made.until,
            "words": self._seal(group, _TABLE, _at(made), made.seq, words),
        }
        self._connection.execute(insert(poll_annex), values)
        more = {"annexed": func.coalesce(poll.c.annexed, 0) + 1}
        self._connection.execute(update(poll).where(poll.c.id == made.about).values(more))

    @read_once
    def annexes(self, about: str) -> tuple[Annex, ...]:
        """What was annexed to a poll or a response, in the order in which it came."""
        return tuple(self._annex(row) for row in _OF.rows(self._connection, about=about))

    def _annex(self, row: Any) -> Annex:
        words = self._opened(_TABLE, _at(row), row.seq, row.words)
        return Annex(
            about=row.about,
            seq=row.seq,
            kind=row.kind,
            party=row.party,
            person=row.person,
            at=row.at,
            other=row.other,
            items=tuple(row.items.split(",")) if row.items else (),
            until=row.until,
            text=words.get("text", ""),
        )


def _at(one: Any) -> str:
    """The place of its words: two acts of one command are told apart."""
    return f"{one.about} {one.kind} {one.party}"
