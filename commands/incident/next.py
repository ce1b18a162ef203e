"""What can be done with an incident now: the last line of its card, and its ready lines."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.in_turn import putting
from commands.incident.left import closable
from commands.incident.words import concerned, parties
from commands.outcome import Button
from coordination.hats import SPEAKERS
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform
from coordination.incident.report import sources
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.incident.verifying import NEEDED
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import Stage as MeetingStage
from coordination.parties import Room, Sees
from coordination.poll.stage import Stage as PollStage
from coordination.response.parts import Assistance
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from storage.store import Store

_OFFERED = ("report", "verify", "inform", "consult", "stance", "close", "reopen")
"""The acts that a card offers, in the order of an incident's life."""

_DECIDED = {"act.commit": "commitment offer", "act.roundtable": "meeting propose"}
_ONWARD = {
    Stage.CONSULTATION: {
        "propose.suspend": "response suspend",
        "propose.message": "response message",
        "propose.unify": "response unify",
        "propose.assist": "response assist",
    },
    Stage.ADOPTED: _DECIDED,
    Stage.IN_FORCE: {**_DECIDED, "act.review": "incident review"},
    Stage.UNDER_REVIEW: {"act.lift": "incident lift", "act.continue": "incident continue"},
}
"""What comes next is often another noun's: the line that begins it, by the name of its button."""

_OF_THE_STATE = ("acknowledge", "stance", "report")
"""The acts that the State concerned is offered in the room with it."""


RUNS = (PollStage.ANNOUNCED, PollStage.OPEN, PollStage.ADOPTED_AD_REFERENDUM)
"""A poll in these stages decides without another act of the chair."""
_CAPITALS = PollStage.ADOPTED_AD_REFERENDUM
_OFF = (MeetingStage.CANCELLED, MeetingStage.ADJOURNED_NO_QUORUM)
_LOOKED_FOR = (MeetingStage.PROPOSED, MeetingStage.AVAILABILITY, MeetingStage.POSTPONED)


def next_acts(
    store: Store, incident: Incident, room: Room, call: Call | None = None
) -> tuple[Button, ...]:
    """A button for each act that fits the stage, and the speaker; for a whole room without one."""
    if incident.kept:
        return (_button("report", incident), _button("share", incident))
    possible = LIFECYCLE.possible(incident.stage)
    if room.sees is Sees.CONCERNED:
        waits = any(i.acknowledged_at is None for i in _informs(store, incident, room.party))
        fitting = [act for act in possible if act != "acknowledge"] + ["acknowledge"] * waits
        return tuple(_button(act, incident) for act in _OF_THE_STATE if act in fitting)
    alone = call is not None and call.chairs
    fitting = [act for act in possible if _fits(act, incident, store, chairs=alone)]
    informs = store.incidents.items(incident.id, Inform)
    letter = alone and any(one.acknowledged_at is None for one in informs)
    own = tuple(_button(act, incident) for act in _OFFERED if act in fitting)
    own += (entering(incident),) if letter else ()
    return (*_onward(store, incident, room, call), *own)


def _onward(store: Store, incident: Incident, room: Room, call: Call | None) -> tuple[Button, ...]:
    """What an incident leads to at its stage: a response, commitments, a roundtable."""
    lines = dict(_ONWARD.get(incident.stage, {}))
    if "act.roundtable" in lines and roundtables(store, incident, room, call):
        del lines["act.roundtable"]
    return tuple(
        Button(Said(f"incident.{name}"), f"{line} {incident.id}") for name, line in lines.items()
    )


def roundtables(
    store: Store, incident: Incident, room: Room, call: Call | None
) -> tuple[Meeting, ...]:
    """Those to come, or held since the newest response was put, that may be known of here."""
    if not _among_others(incident, room, call):
        return ()
    put = max((r.proposed_at for r in store.responses.of(incident.id)), default=None)
    return tuple(
        one
        for one in store.meetings.of_incident(incident.id)
        if one.kind is MeetingKind.ROUNDTABLE
        and one.stage not in _OFF
        and (one.start is None or put is None or one.start >= put)
        and not one.hidden
        and one.label.fits(incident.label)
    )


def _among_others(incident: Incident, room: Room, call: Call | None) -> bool:
    """Whether this is for the States other than the one concerned, or for the chair."""
    if call is None:
        return room.sees is Sees.PARTIES
    return call.chairs or (bool(call.roles & SPEAKERS) and call.party not in incident.concerned)


def _informs(store: Store, incident: Incident, state: str | None) -> list[Inform]:
    records = store.incidents.items(incident.id, Inform)
    return [record for record in records if record.telling.state == state]


def _fits(act: str, incident: Incident, store: Store, *, chairs: bool) -> bool:
    match act:
        case "verify":
            enough = chairs or incident.self_reported or found(store, incident) >= NEEDED
            return enough and not incident.verified
        case "inform":
            return bool(incident.uninformed)
        case "stance":
            return bool(incident.informed)
        case "close":
            return closable(store, incident)
    return act in _OFFERED


def entering(incident: Incident) -> Button:
    """How the office enters that a State acknowledged outside the platforms."""
    return _button("enter_received", incident)


def _button(act: str, incident: Incident) -> Button:
    return Button(Said(f"incident.act.{act}"), f"incident {act} {incident.id}")


def next_line(store: Store, incident: Incident, room: Room, call: Call | None = None) -> list[Said]:
    """“Next: …”: who does what now, or nothing where an act follows from elsewhere."""
    if incident.kept:
        return [Said("incident.next.share")]
    names = parties(incident.uninformed, incident.group, store)
    match incident.stage:
        case Stage.SUSPECTED:
            return [_verify(store, incident, names)]
        case Stage.SUBSTANTIATED:
            key = "incident.next.inform" if names else "incident.next.consult"
            return [Said(key, states=names or concerned(incident, store))]
        case Stage.STATE_INFORMED | Stage.INFORM_WAIVED:
            return [Said("incident.next.consult", states=concerned(incident, store))]
        case Stage.CONSULTATION:
            return [Said("incident.next.propose")]
        case Stage.RESPONSE_PROPOSED:
            return _decided(store, incident)
        case Stage.ADOPTED | Stage.IN_FORCE:
            known = roundtables(store, incident, room, call)
            met = any(one.stage not in _LOOKED_FOR for one in known)
            return [Said("incident.next.commit_alone" if met else "incident.next.commit")]
        case Stage.UNDER_REVIEW:
            return [Said("incident.next.review")]
        case Stage.LIFTED | Stage.UNFOUNDED:
            return [Said("incident.next.close")]
    return []


def _decided(store: Store, incident: Incident) -> list[Said]:
    """The chair opens a poll where none runs; one that runs decides when it ends.

    An option waits for the one before it (DR-27), and assistance for its recipient (T-44).
    """
    put = [one for one in store.responses.of(incident.id) if one.stage is ResponseStage.PROPOSED]
    polled = [one for one in put if any(p.stage in RUNS for p in store.polls.on(one.id))]
    stages = {poll.stage for one in polled for poll in store.polls.on(one.id)}
    votes = [Said("incident.next.votes")] if stages & {*RUNS} - {_CAPITALS} else []
    capitals = [Said("incident.next.capitals")] if _CAPITALS in stages else []
    return [*votes, *capitals, *_to_begin(store, incident, [r for r in put if r not in polled])]


def _to_begin(store: Store, incident: Incident, put: list[Response]) -> Iterator[Said]:
    """Who decides next on what is proposed and on which no poll runs."""
    recipients = {one.parts.recipient for one in put if isinstance(one.parts, Assistance)}
    others = [one for one in put if not isinstance(one.parts, Assistance)]
    if any(putting(store, one) for one in others):
        yield Said("incident.next.decide")
    if recipients:
        names = parties(sorted(recipients), incident.group, store)
        yield Said("incident.next.accept", n=len(recipients), parties=names)


def _verify(store: Store, incident: Incident, names: tuple[Said, ...]) -> Said:
    n = found(store, incident)
    if incident.self_reported and not names:
        return Said("incident.next.self_reported", states=concerned(incident, store))
    if not names:
        return Said("incident.next.verify", n=n, needed=NEEDED)
    key = "incident.next.verify_inform" if n >= NEEDED else "incident.next.report_inform"
    return Said(key, n=n, needed=NEEDED, states=names)


def found(store: Store, incident: Incident) -> int:
    """How many sources there are."""
    return len(sources(store.incidents.reports(incident.id).values()))
