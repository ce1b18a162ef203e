"""The things that somebody may see, newest first, each with a short name: what an id stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from commands.action.see import visible as measure_seen
from commands.action.words import headline
from commands.call import Call
from commands.commitment.see import above as commitment_above
from commands.commitment.see import visible as commitment_seen
from commands.commitment.words import named, owner, when
from commands.incident.filing import filer
from commands.incident.see import cut_for
from commands.incident.words import party
from commands.joint import View
from commands.joint import visible as message_seen
from commands.meeting.see import how_much
from commands.meeting.words import kind
from commands.plan.see import visible as plan_seen
from commands.poll.see import around
from commands.poll.subject import subject
from coordination.audience import Cut, Nature
from coordination.incident.incident import Incident
from coordination.meeting.stage import Stage as MeetingStage
from coordination.poll.stage import Stage as PollStage
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

LOOKED_AT = 50
"""How many of the newest incidents are looked through for what stands under them."""


@dataclass(frozen=True)
class Item:
    """Something with an id: what it is called, the label of that, and where it stands."""

    id: str
    name: Said
    """In a list, where the id comes first: a long title is cut there."""
    label: Tlp
    stage: StrEnum | None = None
    matter: Said | None = None
    """By itself, where the id comes last; None for the same as in a list."""

    @property
    def shown(self) -> Said:
        """What it is called where it stands alone."""
        return self.matter or self.name


def _item(id: str, what: Said, label: Tlp, stage: StrEnum | None = None) -> Item:
    listed = Said("offered.listed", id=id, what=what)
    return Item(id, listed, label, stage, Said("offered.shown", id=id, what=what))


def look(id: str, call: Call, store: Store) -> Item | None:
    """The thing with this id; None for what does not exist or may not be seen."""
    found = _LOOK.get(id[:3])
    return found(id, call, store) if found else None


def newest(prefix: str, call: Call, store: Store) -> Iterator[Item]:
    """Everything of this sort that the speaker may see, newest first."""
    listed = _IDS.get(prefix)
    for id in listed(call, store) if listed else ():
        if item := look(id, call, store):
            yield item


def _above(id: str | None, call: Call, store: Store) -> Incident | None:
    """The incident that something stands under, when the speaker may see it."""
    found = store.incidents.get(id) if id else None
    least = (Cut.OUTCOME, Cut.FULL)
    return found if found and cut_for(call, store, found) in least else None


def _incident(id: str, call: Call, store: Store) -> Item | None:
    made = store.incidents.get(id)
    if made is None or cut_for(call, store, made) is Cut.NOTHING:
        return None
    what = Said("offered.incident", title=made.title)
    return _item(id, what, made.label, made.stage)


def _report(id: str, call: Call, store: Store) -> Item | None:
    made = store.incidents.report(id)
    incident = _above(made.incident, call, store) if made else None
    if made is None or incident is None or not made.stands:
        return None
    own = made.party is not None and made.party == call.party
    if not own and cut_for(call, store, incident, Nature.REPORT) is not Cut.FULL:
        return None
    sort = Said(f"reportkind.{made.account.kind.value}")
    what = Said("offered.report", party=filer(store, incident, made), kind=sort)
    return _item(id, what, Tlp.highest((incident.label, made.label)))


def _response(id: str, call: Call, store: Store) -> Item | None:
    made = store.responses.get(id)
    incident = _above(made.incident, call, store) if made else None
    if made is None or incident is None:
        return None
    if made.stage is ResponseStage.DRAFT and made.proposed_by != call.party:
        return None
    stage = Said(f"stage.response.{made.stage.value}")
    what = Said("offered.at_stage", title=made.title, stage=stage)
    return _item(id, what, incident.label, made.stage)


def _poll(id: str, call: Call, store: Store) -> Item | None:
    made = store.polls.look(id)
    incident = _above(made.incident, call, store) if made else None
    found = around(store, made)
    if made is None or incident is None or found is None:
        return None
    title = subject(found, store)
    if made.stage is PollStage.OPEN:
        what = Said("offered.poll", title=title, closes=made.closes_at)
    else:
        stage = Said(f"stage.poll.{made.stage.value}")
        what = Said("offered.at_stage", title=title, stage=stage)
    return _item(id, what, incident.label, made.stage)


def _commitment(id: str, call: Call, store: Store) -> Item | None:
    made = store.commitments.get(id)
    incident = commitment_above(store, made) if made else None
    if made is None or incident is None or not commitment_seen(store, call, made, incident):
        return None
    promised, due = named(made), when(made, store)
    what = Said("offered.commitment", party=owner(made, store), what=promised, due=due)
    return _item(id, what, incident.label, made.stage)


def _plan(id: str, call: Call, store: Store) -> Item | None:
    made = store.plans.get(id)
    incident = store.incidents.get(made.incident) if made else None
    if made is None or incident is None or not plan_seen(store, call, made, incident):
        return None
    what = Said("offered.plan", title=made.title, ends=made.ends)
    return _item(id, what, incident.label, made.stage)


def _action(id: str, call: Call, store: Store) -> Item | None:
    made = store.actions.get(id)
    incident = _above(made.incident, call, store) if made else None
    if made is None or incident is None or not measure_seen(call, store, made):
        return None
    return Item(id, headline(made, store), incident.label, made.stage)


def _meeting(id: str, call: Call, store: Store) -> Item | None:
    made = store.meetings.get(id)
    if made is None or how_much(call, store, made) is not Cut.FULL:
        return None
    stage = Said(f"stage.meeting.{made.stage.value}")
    what = Said("offered.meeting", kind=kind(made), stage=stage)
    return _item(id, what, made.label, made.stage)


def _message(id: str, call: Call, store: Store) -> Item | None:
    made = store.messages.get(id)
    incident = store.incidents.get(made.incident) if made else None
    if made is None or incident is None:
        return None
    if message_seen(call, store, made, incident) is View.NOTHING:
        return None
    stage = Said(f"stage.message.{made.stage.value}")
    state = party(made.addressee, made.group, store)
    what = Said("offered.message", state=state, stage=stage)
    return _item(id, what, made.label, made.stage)


_Look = Callable[[str, Call, Store], Item | None]
_LOOK: dict[str, _Look] = {
    "INC": _incident,
    "REP": _report,
    "RES": _response,
    "POL": _poll,
    "COM": _commitment,
    "PLA": _plan,
    "ACT": _action,
    "MTG": _meeting,
    "MSG": _message,
}


def _incidents(call: Call, store: Store) -> Iterator[str]:
    for made in store.incidents.page(call.group.id, call.party, limit=LOOKED_AT):
        yield made.id


def _reports(call: Call, store: Store) -> Iterator[str]:
    for incident in _incidents(call, store):
        yield from reversed(store.incidents.reports(incident))


def _responses(call: Call, store: Store) -> Iterator[str]:
    for incident in _incidents(call, store):
        yield from (made.id for made in reversed(store.responses.of(incident)))


def _polls(call: Call, store: Store) -> Iterator[str]:
    for response in _responses(call, store):
        yield from (made.id for made in reversed(store.polls.on(response)))


def _commitments(call: Call, store: Store) -> Iterator[str]:
    yield from (made.id for made in store.commitments.apart(call.group.id, LOOKED_AT))
    for incident in _incidents(call, store):
        yield from (made.id for made in reversed(store.commitments.of_incident(incident)))


def _plans(call: Call, store: Store) -> Iterator[str]:
    yield from (made.id for made in store.plans.running(call.group.id, LOOKED_AT))


def _actions(call: Call, store: Store) -> Iterator[str]:
    yield from (made.id for made in store.actions.newest(call.group.id, LOOKED_AT))


def _meetings(call: Call, store: Store) -> Iterator[str]:
    yield from (made.id for made in store.meetings.of_group(call.group.id, tuple(MeetingStage)))


def _messages(call: Call, store: Store) -> Iterator[str]:
    yield from (made.id for made in store.messages.newest(call.group.id, LOOKED_AT))


_IDS: dict[str, Callable[[Call, Store], Iterator[str]]] = {
    "INC": _incidents,
    "REP": _reports,
    "RES": _responses,
    "POL": _polls,
    "COM": _commitments,
    "PLA": _plans,
    "ACT": _actions,
    "MTG": _meetings,
    "MSG": _messages,
}
