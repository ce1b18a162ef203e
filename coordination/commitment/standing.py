"""How a commitment stands: done, verified, overdue, longer, resting, taken back (4.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.commitment.offering import authorised, due_after
from coordination.commitment.record import Commitment
from coordination.hats import chairs, no_mandate, reason_given, speaks
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said


def done(commitment: Commitment, evidence: str, hat: Credential, now: datetime) -> Commitment:
    """It is done, says its party, and names the evidence."""
    after = commitment.moved("done")
    authorised(hat, commitment.owner, "stage.act.commitment.done")
    if not evidence.strip():
        line = f"commitment done {commitment.id} evidence="
        raise Refused("form", Said("commitment.evidence_missing"), (line,))
    return replace(after, evidence=evidence.strip(), done_at=now)


def verified(commitment: Commitment, hat: Credential, now: datetime) -> Commitment:
    """The chair, or another party, has looked at the evidence: done is not yet verified (E7)."""
    after = commitment.moved("verify")
    if not chairs(hat) and not speaks(hat):
        raise no_mandate(hat, "stage.act.commitment.verify")
    if not chairs(hat) and hat.party == commitment.owner:
        raise Refused("mandate", Said("commitment.own_evidence", party=commitment.owner))
    if commitment.verified_at is not None:
        raise Refused("stage", Said("commitment.verified_already", at=commitment.verified_at))
    party = None if chairs(hat) else hat.party
    return replace(after, verified_by=hat.person, verified_at=now, verified_for=party)


def unverified(commitment: Commitment, hat: Credential) -> Commitment:
    """Whoever had looked at the evidence, the chair or a party, takes that back."""
    after = commitment.moved("verify")
    if commitment.verified_at is None:
        raise Refused("stage", Said("commitment.not_verified", id=commitment.id))
    if chairs(hat) != (commitment.verified_for is None) or (
        commitment.verified_for not in (None, hat.party)
    ):
        raise Refused("mandate", Said("commitment.looked_at_by_others", id=commitment.id))
    return replace(after, verified_by=None, verified_at=None, verified_for=None)


def overdue(commitment: Commitment, now: datetime) -> Commitment:
    """It was due and is not done; raises `Refused` while it is not, or only encouraged."""
    after = commitment.moved("overdue")
    if not commitment.late(now):
        raise Refused("stage", Said("commitment.not_late", at=commitment.promise.due))
    return after


def postponed(commitment: Commitment, due: datetime) -> Commitment:
    """Due on the next working day: its own day is one on which its authority does not work."""
    promise = replace(commitment.promise, due=due)
    return replace(commitment, promise=promise, moved_from=commitment.promise.due)


def extended(
    commitment: Commitment, due: datetime, reason: str, hat: Credential, now: datetime
) -> Commitment:
    """A later day, by its own party and with a reason; an overdue one is active again."""
    after = commitment.moved("extend")
    authorised(hat, commitment.owner, "stage.act.commitment.extend")
    if due <= commitment.promise.due:
        raise Refused("form", Said("commitment.not_later", at=commitment.promise.due))
    due_after(commitment.promise, due, now)
    why = reason_given(reason, "stage.act.commitment.extend")
    promise = replace(commitment.promise, due=due)
    return replace(after, promise=promise, reason=why, moved_from=None)


def suspended(commitment: Commitment, reason: str, hat: Credential) -> Commitment:
    """Its party lets it rest, with a reason; `resumed` takes it up again."""
    after = commitment.moved("suspend")
    authorised(hat, commitment.owner, "stage.act.commitment.suspend")
    return replace(after, reason=reason_given(reason, "stage.act.commitment.suspend"))


def resumed(commitment: Commitment, hat: Credential) -> Commitment:
    """Its party takes up what rested, or what it had reported done by mistake."""
    after = commitment.moved("resume")
    authorised(hat, commitment.owner, "stage.act.commitment.resume")
    if commitment.verified_at is not None:
        raise Refused("stage", Said("commitment.verified_already", at=commitment.verified_at))
    return replace(after, evidence=None, done_at=None)


def withdrawn(commitment: Commitment, reason: str, hat: Credential, now: datetime) -> Commitment:
    """Its party takes it back, with a reason; it stays on the record (DR-30)."""
    after = commitment.moved("withdraw")
    authorised(hat, commitment.owner, "stage.act.commitment.withdraw")
    why = reason_given(reason, "stage.act.commitment.withdraw")
    return replace(after, reason=why, withdrawn_at=now)
