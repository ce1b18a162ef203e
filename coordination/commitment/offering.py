"""How a commitment comes to be: offered by its State alone, accepted, begun, or lapsed (DR-30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.accrediting import in_force
from coordination.commitment.record import Commitment, Promise
from coordination.commitment.stage import Stage
from coordination.hats import SPEAKERS, no_mandate
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said


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
    in_force(hat)
    return hat.party


def offered(id: str, incident: str, promise: Promise, hat: Credential, now: datetime) -> Commitment:
    """A party's offer; what, by whom and when must stand (U-35). Raises `Refused`."""
    owner = authorised(hat, None, "stage.act.commitment.offer")
    absent = [name for name in ("what", "authority") if not getattr(promise, name).strip()]
    if absent:
        fields = tuple(Said(f"commitment.field.{name}") for name in absent)
        raise Refused("form", Said("commitment.incomplete", fields=fields))
    due_after(promise, promise.due, now)
    _confirmed_in_time(promise)
    if promise.series is not None:
        promise.series.check()
    return Commitment(id, hat.group, incident, owner, promise, Stage.OFFERED, hat.person, now)


def accepted(commitment: Commitment, hat: Credential) -> Commitment:
    """It is firm: an authorised person of its party says so, never the chair (DR-30)."""
    after = commitment.moved("accept")
    authorised(hat, commitment.owner, "stage.act.commitment.accept")
    return after


def lapsed(commitment: Commitment, now: datetime) -> Commitment:
    """It was not confirmed by its date: there is no commitment. Raises `Refused` before that."""
    after = commitment.moved("lapse")
    until = commitment.promise.confirm_by
    if until is None or now < until:
        raise Refused("stage", Said("commitment.not_lapsed", at=until or commitment.promise.due))
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


def superseded(commitment: Commitment, successor: str, hat: Credential) -> Commitment:
    """Another commitment of the same party stands in its place."""
    after = commitment.moved("supersede")
    authorised(hat, commitment.owner, "stage.act.commitment.supersede")
    return replace(after, successor=successor)


def due_after(promise: Promise, due: datetime, now: datetime) -> None:
    """Raises `Refused` when a due instant is past, or before the beginning."""
    if due <= now:
        raise Refused("form", Said("commitment.due_past", at=due))
    if promise.starts is not None and due < promise.starts:
        raise Refused("form", Said("commitment.due_before_start", at=promise.starts))


def _confirmed_in_time(promise: Promise) -> None:
    """Raises `Refused` when the capital could confirm it after it was due."""
    if promise.confirm_by is not None and promise.due < promise.confirm_by:
        raise Refused("form", Said("commitment.confirm_after_due", at=promise.due))


def _refused(hat: Credential, act: str) -> Refused:
    """A mandate's own rule (T-30, T-33, U-39), or DR-30 for everybody else."""
    refusal = no_mandate(hat, act)
    return refusal if refusal.rule != "mandate" else Refused("DR-30", refusal.said)
