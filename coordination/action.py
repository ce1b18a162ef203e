"""A State's own measure: recorded with whether it consulted before, never blocked (T-34, X5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import party_of, reason_given
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE as INCIDENT
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.stages import Lifecycle
from coordination.warned import Warn


class Measure(StrEnum):
    """What a State does by itself; the last one says that nothing changes."""

    SUSPENSION = "suspension"
    LIMITS = "limits"
    CHECKS = "checks"
    INQUIRY = "inquiry"
    INFORMATION = "information"
    OTHER = "other"
    CONTINUES = "continues"


class Consulted(StrEnum):
    """Whether the State consulted the others before it acted (T-34)."""

    YES = "yes"
    NO = "no"
    URGENT = "urgent"
    FIRST = "first"
    """It consults them now: the measure waits for the end of the window."""


class Stage(StrEnum):
    """Where a State's own measure stands."""

    CONSULTING = "consulting"
    ANNOUNCED = "announced"
    IN_EFFECT = "in_effect"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


_S = Stage
LIFECYCLE = Lifecycle[Stage](
    "action",
    {
        "comment": {stage: stage for stage in (_S.CONSULTING, _S.ANNOUNCED, _S.IN_EFFECT)},
        "describe": {stage: stage for stage in (_S.CONSULTING, _S.ANNOUNCED, _S.IN_EFFECT)},
        "close_window": {_S.CONSULTING: _S.ANNOUNCED},
        # Also while the window is open: a sovereign act is never blocked (T-34).
        "enter": {_S.CONSULTING: _S.IN_EFFECT, _S.ANNOUNCED: _S.IN_EFFECT},
        "postpone": {_S.CONSULTING: _S.CONSULTING, _S.ANNOUNCED: _S.ANNOUNCED},
        "end": {_S.IN_EFFECT: _S.ENDED},
        "withdraw": dict.fromkeys((_S.CONSULTING, _S.ANNOUNCED, _S.IN_EFFECT), _S.WITHDRAWN),
    },
)


@dataclass(frozen=True)
class Action:
    """One party's own measure on an incident; `reason` says why it was urgent.

    `window_until` is when the prior consultation closes. `effective_at` and `ended_at` are what
    its State reported, the first of them at `reported_at`; `scope`, `exceptions`, `pending` and
    `lift` are the terms that are laid side by side with those of others (T-35).
    """

    id: str
    group: str
    incident: str
    owner: str
    measure: Measure
    consulted: Consulted
    announced_by: str
    announced_at: datetime
    starts: datetime | None = None
    text: str = ""
    reason: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""
    window_until: datetime | None = None
    effective_at: datetime | None = None
    ended_at: datetime | None = None
    reported_at: datetime | None = None
    ended_why: str = ""
    scope: str = ""
    exceptions: str = ""
    pending: str = ""
    lift: str = ""

    @property
    def stage(self) -> Stage:
        """Where it stands, from what was reported of it."""
        if self.withdrawn_at is not None:
            return Stage.WITHDRAWN
        if self.ended_at is not None:
            return Stage.ENDED
        if self.effective_at is not None:
            return Stage.IN_EFFECT
        return Stage.CONSULTING if self.consulted is Consulted.FIRST else Stage.ANNOUNCED

    @property
    def stands(self) -> bool:
        """Whether it is announced or in effect, and neither ended nor taken back."""
        return self.stage not in (Stage.ENDED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Remark:
    """What another party says of a measure before it bites, in its own name (X5)."""

    incident: str
    action: str
    party: str
    text: str
    person: str
    at: datetime


def announced(action: Action, incident: Incident, hat: Credential) -> Action:
    """The measure as recorded: by whoever speaks for the party, at any stage; raises `Refused`.

    What neither begins later nor waits for a consultation is in effect: from the day that its
    State names, else from its announcement.
    """
    INCIDENT.after("announce", incident.stage)
    owner = party_of(hat, "stage.act.incident.announce")
    made = replace(action, owner=owner, announced_by=hat.person)
    at, begun = made.announced_at, made.starts is None or made.starts <= made.announced_at
    if made.consulted is not Consulted.FIRST:
        return replace(made, effective_at=made.starts or at, reported_at=at) if begun else made
    if made.starts is not None and begun:
        raise Refused("T-34", Said("action.begun_before"), ("yes", "no", "urgent"))
    return made


def described(action: Action, text: str, hat: Credential) -> Action:
    """The measure with its words, which only its own party gives."""
    own(action, hat)
    LIFECYCLE.after("describe", action.stage)
    if not text.strip():
        raise Refused("form", Said("action.no_words"))
    return replace(action, text=text.strip())


def remarked(action: Action, text: str, hat: Credential, now: datetime) -> Remark:
    """Another party's view of the measure; it decides nothing."""
    LIFECYCLE.after("comment", action.stage)
    party = party_of(hat, "stage.act.action.comment")
    if not text.strip():
        raise Refused("form", Said("action.no_words"))
    return Remark(action.incident, action.id, party, text.strip(), hat.person, now)


def window_closed(action: Action) -> Action:
    """The measure once the consultation on it is over: the others were consulted before."""
    LIFECYCLE.after("close_window", action.stage)
    return replace(action, consulted=Consulted.YES)


def early(action: Action, now: datetime) -> tuple[Warn, ...]:
    """What is asked where a measure takes effect before its own window has closed (T-34)."""
    until = action.window_until
    if action.stage is not Stage.CONSULTING or until is None or until <= now:
        return ()
    return (Warn("T-34", Said("action.ask.early", until=until)),)


def entered(
    action: Action,
    hat: Credential,
    now: datetime,
    consulted: Consulted | None = None,
    since: datetime | None = None,
) -> Action:
    """In effect, as its own party reports; `consulted` where the window was open.

    `since` is when it began; unsaid, it is the day that was announced, if that has come.
    """
    own(action, hat)
    LIFECYCLE.after("enter", action.stage)
    if since is not None and since > now:
        raise Refused("T-34", Said("action.not_begun"))
    named = action.starts if action.starts is not None and action.starts <= now else now
    before = action.consulted
    if before is Consulted.FIRST:
        before = consulted or (Consulted.NO if early(action, now) else Consulted.YES)
    return replace(action, effective_at=since or named, reported_at=now, consulted=before)


def postponed(action: Action, starts: datetime, hat: Credential, now: datetime) -> Action:
    """Not in effect yet, and the day on which it is to begin, as its own party says."""
    own(action, hat)
    LIFECYCLE.after("postpone", action.stage)
    if starts <= now:
        raise Refused("DR-31", Said("when.passed", at=starts))
    return replace(action, starts=starts)


def ended(
    action: Action, reason: str, hat: Credential, now: datetime, since: datetime | None = None
) -> Action:
    """No longer in effect, as its own party reports, with the reason; it stays on the record."""
    own(action, hat)
    LIFECYCLE.after("end", action.stage)
    why, at = reason_given(reason, "stage.act.action.end"), since or now
    if at > now:
        raise Refused("T-34", Said("action.not_ended"))
    if action.effective_at is not None and at < action.effective_at:
        raise Refused("form", Said("action.ended_before"))
    return replace(action, ended_at=at, ended_why=why)


def withdrawn(action: Action, reason: str, hat: Credential, now: datetime) -> Action:
    """Taken back by its own party, with a reason; it stays on the record."""
    own(action, hat)
    LIFECYCLE.after("withdraw", action.stage)
    why = reason_given(reason, "action.act.withdrawing")
    return replace(action, withdrawn_at=now, withdrawn_why=why)


def own(action: Action, hat: Credential) -> None:
    """Raises `Refused` unless the hat speaks for the party whose measure it is."""
    if party_of(hat, "stage.act.incident.announce") != action.owner:
        raise Refused("mandate", Said("action.other_party", party=action.owner))
