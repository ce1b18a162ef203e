"""From consultation to a proposed response: what is printed, asked and refused on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coordination.hats import only_chair, reason_given
from coordination.incident.incident import Incident, Timing
from coordination.incident.stance import Stance, View, latest
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.warned import Warn, reminder


def consulted(
    incident: Incident, hat: Credential, uninvited: Iterable[str] = ()
) -> tuple[Incident, tuple[Warn, ...]]:
    """The incident in consultation, with or without prior information (4.1, T-28).

    `uninvited` are Central Authorities concerned that are not invited; they are printed.
    """
    after = incident.moved("consult")
    only_chair(hat, "stage.act.incident.consult")
    missing = tuple(uninvited)
    found = []
    if after.uninformed:
        found.append(reminder("T-24", Said("incident.uninformed", parties=after.uninformed)))
    if missing:
        found.append(reminder("T-28", Said("incident.uninvited", parties=missing)))
    return after, tuple(found)


def caucused(incident: Incident, hat: Credential, reason: str) -> Incident:
    """Part of the work goes on without the State concerned, for the chair's reason (DR-22)."""
    only_chair(hat, "stage.act.incident.caucus")
    return replace(incident, caucus_reason=reason_given(reason, "stage.act.incident.caucus"))


@dataclass(frozen=True)
class Draft:
    """What matters to an incident about a response that is proposed in it.

    `new_adoptions` and `in_process` say what goes on before they proceed (T-38);
    `addresses_risk` says which ongoing risk a suspension addresses (T-39).
    """

    suspension: bool = False
    assistance: bool = False
    new_adoptions: str | None = None
    in_process: str | None = None
    addresses_risk: str | None = None
    association_consulted: bool = False


def doubts(incident: Incident, draft: Draft, stances: Iterable[Stance]) -> tuple[Warn, ...]:
    """What is asked before a response is proposed: T-24, T-27, T-32, T-38, T-39."""
    found = []
    known = tuple(stances)
    if incident.uninformed:
        found.append(Warn("T-24", Said("incident.inform_first", parties=incident.uninformed)))
    if draft.suspension and not draft.assistance:
        weak = tuple(state for state in incident.concerned if _lacks_means(state, known))
        if weak:
            found.append(Warn("T-27", Said("incident.assist_before", parties=weak)))
    if incident.timing.goes_on and not (draft.new_adoptions and draft.in_process):
        found.append(Warn("T-38", Said("incident.adoptions_unanswered")))
    if incident.timing is Timing.PAST and draft.suspension and not draft.addresses_risk:
        found.append(reminder("T-39", Said("incident.which_risk")))
    if not draft.association_consulted:
        found.append(Warn("T-32", Said("incident.nobody_consulted")))
    return tuple(found)


def adoptable_towards(incident: Incident, states: Iterable[str]) -> None:
    """Raises `Refused` where a measure is addressed to a State neither informed nor waived."""
    open_ = tuple(state for state in states if state in incident.uninformed)
    if open_:
        lines = tuple(f"incident inform {incident.id} state={state}" for state in open_)
        raise Refused("stage", Said("incident.adopt_uninformed", parties=open_), lines)


def decided(incident: Incident, adopted: bool, still_proposed: bool) -> Incident:
    """The incident after one item's decision; `still_proposed` when others are undecided."""
    if adopted:
        return incident.moved("adopt")
    after = incident.moved("not_adopt")
    return incident if still_proposed else after


def withdrawn(incident: Incident, still_proposed: bool) -> Incident:
    """The incident after a proposed response was withdrawn."""
    after = incident.moved("withdraw")
    return incident if still_proposed else after


def _lacks_means(state: str, stances: tuple[Stance, ...]) -> bool:
    return any(stance.view is View.LACKS_MEANS for stance in latest(stances, state))
