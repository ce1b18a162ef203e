"""Statements on polls: a party's own words, verbatim (DR-14)."""

from __future__ import annotations

from sqlalchemy import insert, select

from coordination.poll.statement import Statement
from storage.poll.rows import Rows
from storage.poll.tables import poll_statement


class Statements(Rows):
    """What parties said beside their answers."""

    def state(self, made: Statement, group: str) -> None:
        """Annex a statement."""
        sealed = self._seal(group, "poll_statement", made.poll, made.seq, {"text": made.text})
        values = {
            "poll": made.poll,
            "seq": made.seq,
            "party": made.party,
            "person": made.person,
            "at": made.at,
            "correction": made.correction,
            "words": sealed,
        }
        self._connection.execute(insert(poll_statement), values)

    def statements(self, poll: str) -> list[Statement]:
        """The statements on a poll, in the order in which they came."""
        query = select(poll_statement).where(poll_statement.c.poll == poll)
        rows = self._connection.execute(query.order_by(poll_statement.c.seq)).all()
        return [
            Statement(
                row.poll,
                row.seq,
                row.party,
                row.person,
                row.at,
                self._open("poll_statement", row)["text"],
                row.correction,
            )
            for row in rows
        ]
