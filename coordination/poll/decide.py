"""The outcome of a poll: a function of its record and its votes, with its arithmetic in words.

One small function for each rule gives (stage, words); `_RULES` says which. Whole numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from coordination.poll.count import Tally, tally
from coordination.poll.live import at_meeting
from coordination.poll.receipt import not_reached
from coordination.poll.record import Poll
from coordination.poll.rule import TWO_THIRDS, Rule, VoteBasis
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Vote
from coordination.said import Said


@dataclass(frozen=True)
class Decision:
    """What was decided, and the sum that says so.

    `stage` is an outcome of the lifecycle; `said` its arithmetic; `tally` what was counted.
    """

    poll: str
    stage: Stage
    said: Said
    tally: Tally


def decide(poll: Poll, votes: Iterable[Vote]) -> Decision:
    """The outcome if the poll ended with these votes; the same in whatever order they are given.

    Votes given subject to confirmation by capital count. A text is adopted for good where no
    choice of capitals can undo it, else ad referendum (DR-13). The worst that they can do is to
    drop every provisional yes and keep every no, or to drop all and leave no quorum.
    """
    given = tuple(votes)
    found = outcome(poll, given)
    if found.stage is not Stage.ADOPTED:
        return found
    ways = (_dropped(given, Answer.YES), _dropped(given))
    if all(outcome(poll, way).stage is Stage.ADOPTED for way in ways):
        return found
    return replace(found, stage=Stage.ADOPTED_AD_REFERENDUM)


def _dropped(votes: tuple[Vote, ...], *answers: Answer) -> tuple[Vote, ...]:
    """The votes without the provisional ones that say this, or without all of those."""
    return tuple(
        replace(vote, answer=Answer.NOT_PARTICIPATING)
        if vote.ad_referendum and (not answers or vote.answer in answers)
        else vote
        for vote in votes
    )


def outcome(poll: Poll, votes: Iterable[Vote]) -> Decision:
    """The outcome with these answers as they are, whether capitals still confirm them or not."""
    given = tuple(votes)
    counted = tally(poll, given)
    if poll.rule is Rule.SILENCE:
        stage, said = _silence(poll, given)
    elif counted.answered < poll.quorum:
        stage = Stage.LAPSED_NO_QUORUM
        said = Said("poll.sum.no_quorum", **_counts(counted), quorum=poll.quorum)
    else:
        stage, said = _RULES[poll.rule](poll, counted)
    return Decision(poll.id, stage, said, counted)


def _counts(t: Tally) -> dict[str, int]:
    return {
        "yes": t.yes,
        "no": t.no,
        "abstain": t.abstain,
        "silent": t.silent,
        "answered": t.answered,
        "eligible": t.eligible,
    }


def _ruled(adopted: bool, t: Tally, key: str, **more: int) -> tuple[Stage, Said]:
    end = "met" if adopted else "not_met"
    stage = Stage.ADOPTED if adopted else Stage.NOT_ADOPTED
    return stage, Said(f"poll.sum.{key}.{end}", **_counts(t), **more)


def _simple(_: Poll, t: Tally) -> tuple[Stage, Said]:
    """DR-02: a tie is not adopted and there is no casting vote; no votes cast is no tie."""
    if t.yes == t.no > 0:
        return Stage.TIE_NOT_ADOPTED, Said("poll.sum.simple.tie", **_counts(t))
    return _ruled(t.yes > t.no, t, "simple")


def _absolute(_: Poll, t: Tally) -> tuple[Stage, Said]:
    twice = 2 * t.yes
    return _ruled(twice > t.eligible, t, "absolute", twice=twice)


def _qualified(poll: Poll, t: Tally) -> tuple[Stage, Said]:
    """DR-04: q·yes ≥ p·base; a base of nothing adopts nothing."""
    base = {
        VoteBasis.PRESENT_AND_VOTING: t.yes + t.no,
        VoteBasis.PARTICIPATING: t.answered,
        VoteBasis.ELIGIBLE: t.eligible,
    }[poll.basis]
    share = TWO_THIRDS if poll.rule is Rule.TWO_THIRDS else poll.ratio
    p, q = share.p, share.q
    if base == 0:
        return Stage.NOT_ADOPTED, Said("poll.sum.qualified.nothing_cast", **_counts(t))
    left, right = q * t.yes, p * base
    sums = {"p": p, "q": q, "base": base, "left": left, "right": right}
    return _ruled(left >= right, t, "qualified", **sums)


def _unanimity(_: Poll, t: Tally) -> tuple[Stage, Said]:
    return _ruled(t.yes == t.eligible > 0, t, "unanimity")


def _unanimity_of_votes_cast(_: Poll, t: Tally) -> tuple[Stage, Said]:
    return _ruled(t.no == 0 and t.yes >= 1, t, "unanimity_of_votes_cast")


def _consensus(poll: Poll, t: Tally) -> tuple[Stage, Said]:
    """DR-06: no objection by an eligible party; abstention and silence are none."""
    live = at_meeting(poll)
    if live is not None:
        counts = {"present": len(live.items), "eligible": t.eligible}
        if t.objections:
            return Stage.NOT_ADOPTED, Said("consensus.sum.not_met", **counts)
        return Stage.ADOPTED, Said("consensus.sum.met", **counts)
    return _ruled(not t.objections, t, "consensus")


def _silence(poll: Poll, votes: tuple[Vote, ...]) -> tuple[Stage, Said]:
    """DR-09: one objection in time breaks it for good, whatever the party says later.

    Nothing is adopted without every party's receipt (DR-08 d).
    """
    if poll.stage is Stage.BROKEN or any(v.objects and v.counts_in(poll) for v in votes):
        return Stage.BROKEN, Said("poll.sum.silence.broken")
    lacking = not_reached(poll)
    if lacking:
        counts = {"n": len(lacking), "eligible": len(poll.eligible)}
        return Stage.LAPSED_NO_QUORUM, Said("silence.sum_not_reached", **counts)
    said = Said("poll.sum.silence.unbroken", eligible=len(poll.eligible), expiry=poll.closes_at)
    return Stage.ADOPTED, said


_RULES: dict[Rule, Callable[[Poll, Tally], tuple[Stage, Said]]] = {
    Rule.SIMPLE_MAJORITY: _simple,
    Rule.ABSOLUTE_MAJORITY: _absolute,
    Rule.TWO_THIRDS: _qualified,
    Rule.QUALIFIED: _qualified,
    Rule.UNANIMITY: _unanimity,
    Rule.UNANIMITY_OF_VOTES_CAST: _unanimity_of_votes_cast,
    Rule.CONSENSUS: _consensus,
    Rule.CONSENSUS_OF_OTHERS: _consensus,
}
