"""Counting: the last valid answer of each eligible party, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coordination.poll.annex import AnnexKind, of, parties_of
from coordination.poll.leaving import asides, departed
from coordination.poll.record import Poll
from coordination.poll.regional import stands_for
from coordination.poll.stage import Stage
from coordination.poll.vote import OBJECTIONS, Answer, Vote

_HEARD = (AnnexKind.CONFIRMED, AnnexKind.DECLINED)


def counting(poll: Poll, votes: Iterable[Vote]) -> dict[str, Vote]:
    """The one vote of each eligible party: its last by order of receipt (DR-01, DR-16, DR-19).

    Votes on another version of the text, after closing, or by anybody else do not count. Who
    answered first for a member of a regional organisation, it or the organisation, alone does
    (DR-24).
    """
    last: dict[str, Vote] = {}
    for vote in sorted(votes, key=lambda one: one.seq):
        if vote.counts_in(poll):
            for party in stands_for(poll, vote.party):
                if party not in last or last[party].party == vote.party:
                    last[party] = vote
    return {party: last[party] for party in poll.eligible if party in last}


def firm(poll: Poll, votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """The votes with the confirmed ones alone: who has not confirmed does not participate (DR-13).

    Time that passes never turns an answer into a confirmed one.
    """
    last = {one.party: one.kind for one in of(poll.annexes, *_HEARD)}
    sure = {party for party, kind in last.items() if kind is AnnexKind.CONFIRMED}
    return tuple(
        replace(vote, ad_referendum=False)
        if not vote.ad_referendum or vote.party in sure
        else replace(vote, answer=Answer.NOT_PARTICIPATING, ad_referendum=False)
        for vote in votes
    )


def standing(poll: Poll, votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """The votes as they count now: as given, or, where capitals were heard, the firm ones."""
    waited = poll.confirm_by is not None and poll.stage is not Stage.ADOPTED_AD_REFERENDUM
    return firm(poll, votes) if waited else tuple(votes)


def withdrawn(poll: Poll) -> tuple[str, ...]:
    """The parties without which a share of all eligible ones is counted (DR-21).

    They left the group themselves; who is suspended stays in the share.
    """
    return departed(poll, AnnexKind.WITHDRAWN)


def recused(poll: Poll) -> tuple[str, ...]:
    """The eligible parties that stand aside since the opening, before closing (DR-23)."""
    return parties_of(asides(poll))


def answers(poll: Poll, votes: Iterable[Vote]) -> dict[str, Answer]:
    """What each eligible party answered, or what the rules make of it.

    A party that left does not participate (DR-21); one that stands aside abstains (DR-23). Where
    one objection is enough, that of a party that is suspended stands.
    """
    found = {party: vote.answer for party, vote in counting(poll, votes).items()}
    found.update(dict.fromkeys(recused(poll), Answer.ABSTAIN))
    objected = {one for one, answer in found.items() if answer in OBJECTIONS}
    kept = objected & set(departed(poll, AnnexKind.SUSPENDED)) if poll.rule.by_objection else set()
    apart = (party for party in departed(poll) if party not in kept)
    found.update(dict.fromkeys(apart, Answer.NOT_PARTICIPATING))
    return {party: found[party] for party in poll.eligible if party in found}


@dataclass(frozen=True)
class Tally:
    """How many parties are for, against, abstaining and silent; they add up to all eligible.

    `no` holds objections and amendments too (`objections`, the parties' codes);
    `silent` holds those that do not participate; `gone` how many of them left the group, which is
    what the share of all eligible parties is counted without (DR-21).
    """

    yes: int
    no: int
    abstain: int
    silent: int
    objections: tuple[str, ...] = ()
    gone: int = 0

    @property
    def answered(self) -> int:
        """What a quorum is counted from (DR-12)."""
        return self.yes + self.no + self.abstain

    @property
    def eligible(self) -> int:
        """All eligible parties but those that left: the basis `eligible` (DR-21)."""
        return self.answered + self.silent - self.gone


def tally(poll: Poll, votes: Iterable[Vote]) -> Tally:
    """The counts of a poll."""
    given = answers(poll, votes)
    yes = sum(answer is Answer.YES for answer in given.values())
    abstain = sum(answer is Answer.ABSTAIN for answer in given.values())
    against = tuple(party for party, answer in given.items() if answer in OBJECTIONS)
    silent = len(poll.eligible) - yes - abstain - len(against)
    return Tally(yes, len(against), abstain, silent, against, len(withdrawn(poll)))


def waiting(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """The eligible parties that have not expressed themselves."""
    given = answers(poll, votes)
    return tuple(party for party in poll.eligible if party not in given)


def asked(poll: Poll, votes: Iterable[Vote]) -> tuple[str, ...]:
    """The eligible parties from which an answer may still count, given or not (DR-21).

    A party that left is none of them, nor one that is suspended, unless its objection stands.
    """
    out, given = set(departed(poll)), answers(poll, votes)
    return tuple(one for one in poll.eligible if one not in out or given[one] in OBJECTIONS)


def roll_call(poll: Poll, votes: Iterable[Vote]) -> tuple[tuple[str, Answer | None], ...]:
    """Every eligible party and its answer, None for silence; see `disclosure` for who may read."""
    given = answers(poll, standing(poll, votes))
    return tuple((party, given.get(party)) for party in poll.eligible)
