"""What one State or agency will do, by whom and by when; only it can say so (4.4, DR-30)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import SPEAKERS, no_mandate, only_chair, reason_given
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.stages import Lifecycle


class Stage(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Strength(StrEnum):
    """How firm it is; what is encouraged never falls overdue."""

    SHALL = "shall"
    SHOULD = "should"
    ENCOURAGED = "encouraged"


_S = Stage
_RUNNING = (_S.OFFERED, _S.ACCEPTED, _S.ACTIVE, _S.OVERDUE, _S.SUSPENDED)

LIFECYCLE: Lifecycle[Stage] = Lifecycle(
    "commitment",
    {
        "accept": {_S.OFFERED: _S.ACCEPTED},
        "start": {_S.ACCEPTED: _S.ACTIVE},
        "done": {_S.ACTIVE: _S.DONE, _S.OVERDUE: _S.DONE},
        "verify": {_S.DONE: _S.DONE},
        "overdue": {_S.ACTIVE: _S.OVERDUE},
        "extend": {
            _S.OFFERED: _S.OFFERED,
            _S.ACCEPTED: _S.ACCEPTED,
            _S.ACTIVE: _S.ACTIVE,
            _S.OVERDUE: _S.ACTIVE,
            _S.SUSPENDED: _S.SUSPENDED,
        },
        "suspend": {_S.ACTIVE: _S.SUSPENDED, _S.OVERDUE: _S.SUSPENDED},
        "resume": {_S.SUSPENDED: _S.ACTIVE},
        "withdraw": dict.fromkeys(_RUNNING, _S.WITHDRAWN),
        "supersede": dict.fromkeys((*_RUNNING, _S.DONE), _S.SUPERSEDED),
    },
)


@dataclass(frozen=True)
class Promise:
    """What is offered: what, by which authority, from when and by when (UTC) (U-35)."""

    what: str
    authority: str
    due: datetime
    starts: datetime | None = None
    strength: Strength = Strength.SHALL
    response: str | None = None


@dataclass(frozen=True)
class Commitment:
    """One party's own undertaking; `reason` is that of the last withdrawal or change."""

    id: str
    group: str
    incident: str
    owner: str
    promise: Promise
    stage: Stage
    offered_by: str
    offered_at: datetime
    evidence: str | None = None
    done_at: datetime | None = None
    verified_by: str | None = None
    verified_at: datetime | None = None
    withdrawn_at: datetime | None = None
    reason: str | None = None
    successor: str | None = None

    def moved(self, act: str) -> Commitment:
        """The commitment after an act; raises `Refused` when its stage does not list it."""
        return replace(self, stage=LIFECYCLE.after(act, self.stage))

    def late(self, now: datetime) -> bool:
        """Whether it is to be marked overdue: active and due, and more than encouraged."""
        firm = self.promise.strength is not Strength.ENCOURAGED
        return firm and self.stage is Stage.ACTIVE and self.promise.due <= now


def authorised(hat: Credential, owner: str | None, act: str) -> str:
    """The party that the hat can commit (DR-30, T-30, T-33); raises `Refused`.

    `owner` is the party whose commitment it is, None when it is being offered.
    """
    if hat.role not in SPEAKERS or hat.party is None:
        raise _refused(hat, act)
    if not hat.can_commit:
        raise Refused("DR-30", Said("commitment.not_authorised", party=hat.party))
    if owner is not None and owner != hat.party:
        raise Refused("DR-30", Said("commitment.other_party", party=owner))
    return hat.party


def offered(id: str, incident: str, promise: Promise, hat: Credential, now: datetime) -> Commitment:
    """A party's offer; what, by whom and when must stand (U-35). Raises `Refused`."""
    owner = authorised(hat, None, "stage.act.commitment.offer")
    absent = [name for name in ("what", "authority") if not getattr(promise, name).strip()]
    if absent:
        fields = tuple(Said(f"commitment.field.{name}") for name in absent)
        raise Refused("form", Said("commitment.incomplete", fields=fields))
    _due_after(promise, promise.due, now)
    return Commitment(id, hat.group, incident, owner, promise, Stage.OFFERED, hat.person, now)


def accepted(commitment: Commitment, hat: Credential) -> Commitment:
    """It is firm: an authorised person of its party says so, never the chair (DR-30)."""
    after = commitment.moved("accept")
    authorised(hat, commitment.owner, "stage.act.commitment.accept")
    return after


def started(commitment: Commitment, hat: Credential, now: datetime) -> Commitment:
    """It begins: on its day by the clock, or earlier by its own party."""
    after = commitment.moved("start")
    starts = commitment.promise.starts
    if hat.role is not Role.CLOCK:
        authorised(hat, commitment.owner, "stage.act.commitment.start")
    elif starts is not None and now < starts:
        raise Refused("stage", Said("commitment.not_yet", at=starts))
    return after


def done(commitment: Commitment, evidence: str, hat: Credential, now: datetime) -> Commitment:
    """It is done, says its party, and names the evidence."""
    after = commitment.moved("done")
    authorised(hat, commitment.owner, "stage.act.commitment.done")
    if not evidence.strip():
        line = f"commitment done {commitment.id} evidence="
        raise Refused("form", Said("commitment.evidence_missing"), (line,))
    return replace(after, evidence=evidence.strip(), done_at=now)


def verified(commitment: Commitment, hat: Credential, now: datetime) -> Commitment:
    """The chair has looked at the evidence."""
    after = commitment.moved("verify")
    only_chair(hat, "stage.act.commitment.verify")
    return replace(after, verified_by=hat.person, verified_at=now)


def overdue(commitment: Commitment, now: datetime) -> Commitment:
    """It was due and is not done; raises `Refused` while it is not, or only encouraged."""
    after = commitment.moved("overdue")
    if not commitment.late(now):
        raise Refused("stage", Said("commitment.not_late", at=commitment.promise.due))
    return after


def extended(
    commitment: Commitment, due: datetime, reason: str, hat: Credential, now: datetime
) -> Commitment:
    """A later day, by its own party and with a reason; an overdue one is active again."""
    after = commitment.moved("extend")
    authorised(hat, commitment.owner, "stage.act.commitment.extend")
    if due <= commitment.promise.due:
        raise Refused("form", Said("commitment.not_later", at=commitment.promise.due))
    _due_after(commitment.promise, due, now)
    why = reason_given(reason, "stage.act.commitment.extend")
    return replace(after, promise=replace(commitment.promise, due=due), reason=why)


def suspended(commitment: Commitment, reason: str, hat: Credential) -> Commitment:
    """Its party lets it rest, with a reason; `resumed` takes it up again."""
    after = commitment.moved("suspend")
    authorised(hat, commitment.owner, "stage.act.commitment.suspend")
    return replace(after, reason=reason_given(reason, "stage.act.commitment.suspend"))


def resumed(commitment: Commitment, hat: Credential) -> Commitment:
    """Its party takes up what rested."""
    after = commitment.moved("resume")
    authorised(hat, commitment.owner, "stage.act.commitment.resume")
    return after


def withdrawn(commitment: Commitment, reason: str, hat: Credential, now: datetime) -> Commitment:
    """Its party takes it back, with a reason; it stays on the record (DR-30)."""
    after = commitment.moved("withdraw")
    authorised(hat, commitment.owner, "stage.act.commitment.withdraw")
    why = reason_given(reason, "stage.act.commitment.withdraw")
    return replace(after, reason=why, withdrawn_at=now)


def superseded(commitment: Commitment, successor: str, hat: Credential) -> Commitment:
    """Another commitment of the same party stands in its place."""
    after = commitment.moved("supersede")
    authorised(hat, commitment.owner, "stage.act.commitment.supersede")
    return replace(after, successor=successor)


def _due_after(promise: Promise, due: datetime, now: datetime) -> None:
    if due <= now:
        raise Refused("form", Said("commitment.due_past", at=due))
    if promise.starts is not None and due < promise.starts:
        raise Refused("form", Said("commitment.due_before_start", at=promise.starts))


def _refused(hat: Credential, act: str) -> Refused:
    """A mandate's own rule (T-30, T-33, U-39), or DR-30 for everybody else."""
    refusal = no_mandate(hat, act)
    return refusal if refusal.rule != "mandate" else Refused("DR-30", refusal.said)
