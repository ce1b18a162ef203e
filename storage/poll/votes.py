"""Answers: only ever added, in the order of their receipts (DR-16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select

from coordination.poll.vote import Vote
from storage.course import read_once
from storage.poll.rows import Rows
from storage.poll.tables import poll_vote
from storage.ready import Ready

_of = select(poll_vote).where(poll_vote.c.poll == bindparam("poll")).order_by(poll_vote.c.seq)
_OF = Ready(_of)
_OF_PARTY = Ready(_of.where(poll_vote.c.party == bindparam("party")))
_WORDS = ("text", "reservation", "evidence")
_PLAIN = [column.name for column in poll_vote.c if column.name != "words"]
_ADD = Ready(insert(poll_vote), " ".join((*_PLAIN, "words")))


class Votes(Rows):
    """The votes of polls."""

    def keep(self, vote: Vote, group: str) -> None:
        """Add an answer; `group` is the one whose key seals its words."""
        self._later.known.pop((poll_vote, vote.poll), None)
        values: dict[str, Any] = {name: getattr(vote, name) for name in _PLAIN}
        words = {name: getattr(vote, name) for name in _WORDS if getattr(vote, name)}
        values["words"] = self._seal(group, "poll_vote", vote.poll, vote.seq, words)
        _ADD.run(self._connection, values)

    @read_once
    def votes(self, poll: str) -> Sequence[Vote]:
        """Every answer to a poll that was accepted, also those that no longer count."""
        return [self._vote(row) for row in _OF.rows(self._connection, poll=poll)]

    def votes_of(self, poll: str, party: str) -> Sequence[Vote]:
        """Those of one party alone; they are read once in a transaction."""
        known = self._later.known.setdefault((poll_vote, poll), {})
        if party not in known:
            found = _OF_PARTY.rows(self._connection, poll=poll, party=party)
            known[party] = tuple(self._vote(row) for row in found)
        given: Sequence[Vote] = known[party]
        return given

    def answered_by(self, receipt: int) -> str | None:
        """The poll in which this receipt gave an answer."""
        this = select(poll_vote.c.poll).where(poll_vote.c.seq == receipt)
        found: str | None = self._connection.scalar(this)
        return found

    def _vote(self, row: Any) -> Vote:
        kept = {name: getattr(row, name) for name in _PLAIN}
        return Vote(**{**kept, **self._open("poll_vote", row)})
