"""Counting: the last valid answer of each eligible party, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordination.poll.record import Poll
from coordination.poll.vote import Answer, Vote


def counting(poll: Poll, votes: Iterable[Vote]) -> dict[str, Vote]:
    """The one vote of each eligible party: its last by order of receipt (DR-01, DR-16, DR-19).

    Votes on another version of the text, after closing, or by anybody else do not count.
    """
    last: dict[str, Vote] = {}
    for vote in sorted(votes, key=lambda one: one.seq):
        if vote.counts_in(poll):
            last[vote.party] = vote
    return {party: last[party] for party in poll.eligible if party in last}


@dataclass(frozen=True)
class Tally:
    """How many parties are for, against, abstaining and silent; they add up to all eligible.

    `no` holds objections and amendments too (`objections`, the parties' codes);
    `silent` holds those that do not participate.
    """

    yes: int
    no: int
    abstain: int
    silent: int
    objections: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """What a quorum is counted from (DR-12)."""
        return self.yes + self.no + self.abstain


def tally(poll: Poll, votes: Iterable[Vote]) -> Tally:
    """The counts of a poll."""
    last = counting(poll, votes)
    yes = sum(vote.answer is Answer.YES for vote in last.values())
    abstain = sum(vote.answer is Answer.ABSTAIN for vote in last.values())
    against = tuple(party for party, vote in last.items() if vote.objects)
    silent = len(poll.eligible) - yes - abstain - len(against)
    return Tally(yes, len(against), abstain, silent, against)


def waiting(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """The eligible parties that have not expressed themselves."""
    last = counting(poll, votes)
    return tuple(party for party in poll.eligible if party not in last)


def roll_call(poll: Poll, votes: Iterable[Vote]) -> tuple[tuple[str, Answer | None], ...]:
    """Every eligible party and its answer, None for silence; see `disclosure` for who may read."""
    last = counting(poll, votes)
    return tuple((party, last[party].answer if party in last else None) for party in poll.eligible)
