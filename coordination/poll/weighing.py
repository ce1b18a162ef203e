"""What it does to a poll to say neither yes nor no (DR-02 … DR-07)."""

from __future__ import annotations

from enum import StrEnum

from coordination.poll.record import Poll
from coordination.poll.rule import Rule, VoteBasis

_BY_SHARE = (Rule.TWO_THIRDS, Rule.QUALIFIED)


class Weight(StrEnum):
    """What an answer that is none does to the sum, beside the quorum."""

    NEUTRAL = "neutral"
    """Nothing: it is neither for nor against."""
    WEIGHS = "weighs"
    """The share is taken of a number that the party is part of: adoption becomes harder."""
    STOPS = "stops"
    """Every party must be for it."""


def of_abstention(poll: Poll) -> Weight:
    """What an abstention does."""
    return _of(poll, counted=poll.basis in (VoteBasis.PARTICIPATING, VoteBasis.ELIGIBLE))


def of_silence(poll: Poll) -> Weight:
    """What it does not to answer a vote, or not to take part in it."""
    return _of(poll, counted=poll.basis is VoteBasis.ELIGIBLE)


def _of(poll: Poll, *, counted: bool) -> Weight:
    """`counted` where a share by this basis is taken of the party too."""
    if poll.rule is Rule.UNANIMITY:
        return Weight.STOPS
    of_all = poll.rule is Rule.ABSOLUTE_MAJORITY
    return Weight.WEIGHS if of_all or (counted and poll.rule in _BY_SHARE) else Weight.NEUTRAL
