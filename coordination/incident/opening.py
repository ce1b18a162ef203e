"""How an incident begins, how far it reaches, and who else is touched by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.hats import SPEAKERS, chairs, no_mandate, only_chair
from coordination.incident.incident import Incident, Scope, Timing
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import Warn

DEFAULT_LABEL = Tlp.AMBER_STRICT
LOWEST_LABEL = Tlp.AMBER


class Asked(StrEnum):
    """What the chair decides about a State that cooperates with the one concerned (T-02)."""

    INVITE = "invite"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True)
class Repercussion:
    """The chair's answer for one cooperating party; NO and LATER carry a reason (T-02)."""

    incident: str
    party: str
    answer: Asked
    reason: str | None
    at: datetime


@dataclass(frozen=True)
class Suspicion:
    """What a person says when an incident is opened; `timing` None means not yet answered."""

    title: str
    concerned: tuple[str, ...]
    timing: Timing | None
    practices: tuple[str, ...] = ()
    scope: Scope = Scope.INDIVIDUAL_CASE
    label: Tlp = DEFAULT_LABEL


def opened(id: str, what: Suspicion, hat: Credential, now: datetime) -> Incident:
    """A new suspected incident (T-03, T-10, T-37); raises `Refused`.

    A State that opens one about itself is informed by that (4, Self-report).
    """
    timing = _checked(what, hat)
    concerned = tuple(dict.fromkeys(what.concerned))
    own = (hat.party,) if hat.party is not None and hat.party in concerned else ()
    return Incident(
        id=id,
        group=hat.group,
        title=what.title.strip(),
        concerned=concerned,
        scope=what.scope,
        timing=timing,
        practices=tuple(dict.fromkeys(what.practices)),
        stage=Stage.SUSPECTED,
        label=what.label,
        originator=hat.party,
        opened_by=hat.person,
        opened_at=now,
        informed=own,
    )


def corrected(incident: Incident, what: Suspicion, hat: Credential) -> Incident:
    """The incident with other words, timing or practices, by its author or the chair.

    States concerned, scope and label have their own acts; what stood before is in the record.
    """
    LIFECYCLE.after("update", incident.stage)
    if not (incident.speaks_as_author(hat) or chairs(hat)):
        raise no_mandate(hat, "stage.act.incident.correct")
    if not what.title.strip():
        raise Refused("form", Said("incident.nothing_said"))
    if what.timing is None:
        raise Refused("T-37", Said("incident.timing_missing"))
    practices = tuple(dict.fromkeys(what.practices))
    return replace(incident, title=what.title.strip(), timing=what.timing, practices=practices)


def shared(incident: Incident, hat: Credential) -> Incident:
    """The incident that its party kept to itself, as the whole group's; raises `Refused`."""
    LIFECYCLE.after("update", incident.stage)
    if not (incident.speaks_as_author(hat) or hat.person == incident.opened_by):
        raise no_mandate(hat, "stage.act.incident.share")
    if not incident.kept:
        raise Refused("stage", Said("incident.shared_already"))
    return replace(incident, kept=False)


def invited(incident: Incident, hat: Credential, codes: Iterable[str]) -> Incident:
    """Embassies' States and organisations, by code, that are let in to read it (T-28, T-30)."""
    LIFECYCLE.after("update", incident.stage)
    only_chair(hat, "stage.act.incident.invite")
    everybody = tuple(dict.fromkeys((*incident.invited, *codes)))
    return replace(incident, invited=everybody)


def uninvited(incident: Incident, hat: Credential, codes: Collection[str]) -> Incident:
    """The same without some of them; what they reported stays on the record."""
    LIFECYCLE.after("update", incident.stage)
    only_chair(hat, "stage.act.incident.invite")
    kept = tuple(code for code in incident.invited if code not in codes)
    return replace(incident, invited=kept)


def rescoped(
    incident: Incident, scope: Scope, reports: int, reason: str = ""
) -> tuple[Incident, tuple[Warn, ...]]:
    """The incident with another scope; a pattern rests on two reports or on a reason (T-03)."""
    LIFECYCLE.after("scope", incident.stage)
    thin = scope is Scope.PATTERN and incident.scope is not scope and reports < 2
    warnings: tuple[Warn, ...] = ()
    if thin and not reason.strip():
        warnings = (Warn("T-03", Said("incident.pattern_thin", n=reports)),)
    return replace(incident, scope=scope), warnings


def to_ask_about(incident: Incident, cooperating: Iterable[str]) -> tuple[str, ...]:
    """Parties that cooperate with a State concerned and so may be touched by a pattern (T-02)."""
    if incident.scope is not Scope.PATTERN:
        return ()
    known = {*incident.concerned, incident.originator}
    return tuple(party for party in dict.fromkeys(cooperating) if party not in known)


def answered(
    incident: Incident, party: str, answer: Asked, reason: str | None, now: datetime
) -> tuple[Repercussion, tuple[Warn, ...]]:
    """The chair's answer for one cooperating party; leaving it out asks for a reason (T-02)."""
    asks = answer is Asked.NO and not (reason or "").strip()
    warnings = (Warn("T-02", Said("incident.left_out", party=party)),) if asks else ()
    return Repercussion(incident.id, party, answer, reason, now), warnings


def relabelled(
    incident: Incident, label: Tlp, hat: Credential, undecided: Sequence[str] = ()
) -> Incident:
    """The incident with another label: whoever is in it may tighten, its originator loosen.

    RED takes it out of everybody else's sight: its originator alone says so, and nobody while the
    parties decide or sign under it (`undecided`, by id). Each must be able to read what it is asked
    and to object: silence that nobody could break would be no consent (DR-01, DR-09).
    """
    own = incident.speaks_as_author(hat)
    if label.rank < incident.label.rank and not own:
        raise Refused("T-07", Said("incident.loosen", label=incident.label))
    if label.rank < LOWEST_LABEL.rank:
        raise Refused("T-10", Said("incident.label_too_low", label=LOWEST_LABEL))
    if label is Tlp.RED and incident.label is not label:
        if not own:
            raise Refused("T-07", Said("incident.red_not_yours", party=incident.originator))
        if undecided:
            said = Said("incident.red_undecided", id=incident.id, ids=tuple(undecided))
            raise Refused("DR-01", said)
    return replace(incident, label=label)


def _checked(what: Suspicion, hat: Credential) -> Timing:
    """The timing, once everything that an opening needs is there."""
    if hat.role not in SPEAKERS and not chairs(hat):
        raise no_mandate(hat, "stage.act.incident.open")
    if not what.concerned or not what.title.strip():
        raise Refused("form", Said("incident.nothing_said"))
    if what.timing is None:
        raise Refused("T-37", Said("incident.timing_missing"))
    if what.label.rank < LOWEST_LABEL.rank:
        raise Refused("T-10", Said("incident.label_too_low", label=LOWEST_LABEL))
    return what.timing
