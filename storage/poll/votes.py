"""Answers: only ever added, in the order of their receipts (DR-16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select

from coordination.poll.vote import Vote
from storage.poll.rows import Rows
from storage.poll.tables import poll_vote

_OF = select(poll_vote).where(poll_vote.c.poll == bindparam("poll")).order_by(poll_vote.c.seq)
_WORDS = ("text", "reservation", "evidence")


class Votes(Rows):
    """The votes of polls."""

    def keep(self, vote: Vote, group: str) -> None:
        """Add an answer; `group` is the one whose key seals its words."""
        values: dict[str, Any] = {
            column.name: getattr(vote, column.name)
            for column in poll_vote.c
            if column.name != "words"
        }
        words = {name: getattr(vote, name) for name in _WORDS if getattr(vote, name)}
        values["words"] = self._seal(group, "poll_vote", vote.poll, vote.seq, words)
        self._connection.execute(insert(poll_vote), values)

    def votes(self, poll: str) -> Sequence[Vote]:
        """Every answer to a poll that was accepted, also those that no longer count."""
        rows = self._connection.execute(_OF, {"poll": poll}).all()
        return [self._vote(row) for row in rows]

    def _vote(self, row: Any) -> Vote:
        kept = {name: value for name, value in row._mapping.items() if name != "words"}
        return Vote(**{**kept, **self._open("poll_vote", row)})
