"""Positions that came by note, letter, e-mail or call, entered and confirmed by two (DR-33)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, insert, select, update

from coordination.poll.letter import Became, Position
from coordination.poll.vote import Ballot
from storage.poll.rows import Rows
from storage.poll.tables import poll_position


class Letters(Rows):
    """Positions from outside the platforms."""

    def enter(self, entered: Position, group: str) -> None:
        """Keep a position that waits for its second person."""
        ballot = entered.ballot
        words = {"evidence": entered.evidence, "text": ballot.text or ""}
        values = {
            "poll": entered.poll,
            "seq": ballot.seq,
            "version": entered.version,
            "party": entered.party,
            "channel": entered.channel,
            "entered_by": entered.entered_by,
            "credential": entered.credential,
            "answer": ballot.answer,
            "fingerprint": ballot.fingerprint,
            "received_at": ballot.received_at,
            "sent_at": ballot.sent_at,
            "words": self._seal(group, "poll_position", entered.poll, ballot.seq, words),
        }
        self._connection.execute(insert(poll_position), values)

    def position(self, poll: str, party: str) -> Position | None:
        """Of a party's positions that wait for a second person, the one that reached us last."""
        query = select(poll_position).where(
            poll_position.c.poll == poll,
            poll_position.c.party == party,
            poll_position.c.became.is_(None),
        )
        order = (poll_position.c.sent_at.desc(), poll_position.c.seq.desc())
        last = query.order_by(*order).limit(1)
        row = self._connection.execute(last).one_or_none()
        return None if row is None else self._position(row)

    def letters(self, poll: str, party: str) -> tuple[int, ...]:
        """The order numbers of all that was entered for a party, whatever became of it."""
        query = select(poll_position.c.seq).where(
            poll_position.c.poll == poll, poll_position.c.party == party
        )
        return tuple(self._connection.scalars(query.order_by(poll_position.c.seq)))

    def positions(self, poll: str) -> tuple[Position, ...]:
        """Every position on a poll that still waits, in the order of their entry."""
        query = select(poll_position).where(
            poll_position.c.poll == poll, poll_position.c.became.is_(None)
        )
        rows = self._connection.execute(query.order_by(poll_position.c.seq))
        return tuple(self._position(row) for row in rows)

    def _position(self, row: Row[Any]) -> Position:
        words = self._open("poll_position", row)
        ballot = Ballot(
            row.answer,
            row.fingerprint,
            row.received_at,
            row.seq,
            row.sent_at,
            words["text"] or None,
        )
        return Position(
            poll=row.poll,
            version=row.version,
            party=row.party,
            channel=row.channel,
            evidence=words["evidence"],
            entered_by=row.entered_by,
            credential=row.credential,
            ballot=ballot,
        )

    def became(self, position: Position, what: Became, seen_by: str | None = None) -> None:
        """It waits no more: the second person, if there is one, has seen it, or it has lapsed."""
        this = (poll_position.c.poll == position.poll) & (
            poll_position.c.seq == position.ballot.seq
        )
        self._connection.execute(
            update(poll_position).where(this).values(became=what, seen_by=seen_by)
        )
