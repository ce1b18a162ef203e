"""What waits for whoever chairs: the next step of each incident that only the chair takes (4.1).

Nothing is listed that runs by itself, or that others are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.in_turn import putting
from commands.incident.left import closable
from commands.incident.next import RUNS, found, roundtables
from commands.incident.see import cut_for
from commands.incident.words import parties
from commands.joint import View, carrying, visible
from commands.today import meeting_steps
from commands.today.step import LOOKED_AT, Step
from coordination.audience import Cut, Sight
from coordination.incident.consultation import Window, newest
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage
from coordination.incident.verifying import NEEDED
from coordination.message.entry import Signature
from coordination.message.record import Message
from coordination.message.signing import waiting
from coordination.message.stage import Stage as MessageStage
from coordination.response.parts import Assistance
from coordination.response.parts import Message as Common
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Param, Said
from coordination.tlp import Tlp
from storage.store import Store

_STAGES = tuple(one for one in Stage if one is not Stage.CLOSED)


def steps(call: Call, store: Store) -> Iterator[Step]:
    """Those of the speaker's group, in the order of an incident's life; none for others."""
    if not call.chairs:
        return
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    sight = Sight.of(call.person.id, hats, call.group.id)
    for stage in _STAGES:
        some = store.incidents.page(
            call.group.id, call.party, stage=stage, sight=sight, limit=LOOKED_AT
        )
        for incident in some:
            if incident.kept or call.party in incident.concerned:
                continue  # where a State concerned chairs, another one takes these steps (DR-22)
            if cut_for(call, store, incident) is Cut.FULL:
                yield from _of(call, store, incident)
    yield from _signed(call, store)
    yield from meeting_steps.steps(call, store)


def _of(call: Call, store: Store, incident: Incident) -> Iterator[Step]:
    own = _own(call, store, incident)
    if own is not None:
        yield own
    for response in store.responses.of(incident.id):
        step = _put(call, store, incident, response)
        step = step or _written(call, store, incident, response)
        if step is not None:
            yield step


def _own(call: Call, store: Store, incident: Incident) -> Step | None:
    """The step of the incident itself."""
    match incident.stage:
        case Stage.SUSPECTED if found(store, incident) >= NEEDED:
            return _step(
                incident, "verify", f"incident verify {incident.id}", n=found(store, incident)
            )
        case Stage.SUSPECTED | Stage.SUBSTANTIATED if incident.uninformed:
            states = parties(incident.uninformed, incident.group, store)
            line = f"incident inform {incident.id}"
            return _step(incident, "inform", line, states=states, n=len(states))
        case Stage.SUSPECTED:
            return _step(incident, "verify", f"incident verify {incident.id}", n=1)
        case Stage.SUBSTANTIATED | Stage.STATE_INFORMED | Stage.INFORM_WAIVED:
            return _step(incident, "consult", f"incident consult {incident.id}")
        case Stage.CONSULTATION if not _heard(call, store, incident):
            return _step(incident, "propose", f"incident show {incident.id}")
        case Stage.ADOPTED if not roundtables(store, incident, call.room, call):
            return _step(incident, "roundtable", f"meeting propose {incident.id}")
        case Stage.UNDER_REVIEW:
            return _step(incident, "review", f"incident show {incident.id}")
        case Stage.LIFTED | Stage.UNFOUNDED if closable(store, incident):
            return _step(incident, "close", f"incident close {incident.id}")
    return None


def _heard(call: Call, store: Store, incident: Incident) -> bool:
    """Whether the time for views still runs: until then nobody need propose anything."""
    window = newest(store.incidents.items(incident.id, Window))
    return window is not None and call.now < window.closes


def _put(call: Call, store: Store, incident: Incident, response: Response) -> Step | None:
    """A proposal on which no poll runs; assistance is for the State that receives it (T-44)."""
    if response.stage is not ResponseStage.PROPOSED or isinstance(response.parts, Assistance):
        return None
    if any(one.stage in RUNS for one in store.polls.on(response.id)):
        return None
    line = putting(store, response)
    if line is None:
        return None
    letter = carrying(store, response.id)
    if letter is not None and letter.stage.open_text:
        return _frozen(call, incident, letter)
    return _on(incident, response, "poll", line)


def _written(call: Call, store: Store, incident: Incident, response: Response) -> Step | None:
    """A common message that was adopted is written, signed and sent (T-42)."""
    if response.stage is not ResponseStage.ADOPTED or not isinstance(response.parts, Common):
        return None
    letter = carrying(store, response.id)
    if letter is None:
        line = f"message draft {incident.id} response={response.id}"
        return _on(incident, response, "write", line)
    return _frozen(call, incident, letter) if letter.stage.open_text else None


def _frozen(call: Call, incident: Incident, letter: Message) -> Step | None:
    """Its text is frozen once there was time to comment on it."""
    until = letter.comments_until if letter.stage is MessageStage.COMMENTS else None
    return None if until and call.now < until else _of_letter(incident, letter, "freeze")


def _signed(call: Call, store: Store) -> Iterator[Step]:
    """A message with its signatures is sent once nobody is waited for, or the time is over."""
    for letter in store.messages.signing():
        incident = store.incidents.get(letter.incident)
        if incident is None or letter.stage is not MessageStage.READY:
            continue
        if visible(call, store, letter, incident) is not View.OFFICE:
            continue
        over = letter.sign_until is None or letter.sign_until <= call.now
        if over or not waiting(letter, store.messages.entries(letter.id, Signature)):
            yield _of_letter(incident, letter, "dispatch")


def _step(incident: Incident, act: str, line: str, **more: Param) -> Step:
    said = Said(f"today.step.{act}", title=incident.title, id=incident.id, **more)
    return Step(said, line, incident.label)


def _on(incident: Incident, response: Response, act: str, line: str) -> Step:
    said = Said(f"today.step.{act}", title=response.title, id=response.id)
    return Step(said, line, incident.label)


def _of_letter(incident: Incident, letter: Message, act: str) -> Step:
    said = Said(f"today.step.{act}", title=incident.title, id=letter.id)
    return Step(said, f"message {act} {letter.id}", Tlp.highest([incident.label, letter.label]))
