"""Who else is asked in on an incident, and what the chair decides of others."""

from __future__ import annotations

from dataclasses import replace

from commands.abroad import elsewhere
from commands.call import Call
from commands.declare import Command, command
from commands.incident.hats import CHAIR
from commands.incident.see import gathers, seen
from commands.incident.shown import its_card, told
from commands.incident.words import parties, party, spoken
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.kinds.who import StateCode
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.wanting import Wanting
from coordination.incident.consulting import caucused, together_again
from coordination.incident.incident import Incident
from coordination.incident.opening import Asked, answered, invited, uninvited
from coordination.parties import Role, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import asking
from storage.store import Store


@command("incident caucus", by=CHAIR, label=Tlp.AMBER_STRICT, back=("incident caucus remove=yes",))
class Caucus(Command):
    """Record why the other States work without the State concerned for a part (DR-22)."""

    incident: IncidentId
    """Which incident?"""

    remove: bool = False
    """Whether they do so no longer instead."""

    reason: Text
    """Why?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        act = together_again if self.remove else caucused
        incident = act(before, call.hat(*CHAIR), self.reason)
        store.incidents.put(incident)
        key = "incident.caucus_over" if self.remove else "incident.caucus_because"
        said = Said(key, reason=self.reason)
        line = f"incident caucus {incident.id} remove=yes"
        back = () if self.remove else (Button(Said("incident.act.caucus_over"), line),)
        return Outcome(
            Page(said, (), back),
            notices=(told(store, incident, said),),
            cards=its_card(store, incident),
            about=incident.id,
        )


@command("incident invite", by=CHAIR, label=Tlp.GREEN, back=("incident invite remove=yes",))
class Invite(Command):
    """Let embassies of States, or observers' organisations, read an incident and report on it.

    It can be taken back; what they have been shown stays in their rooms.
    """

    incident: IncidentId
    """Which incident?"""

    who: tuple[str, ...]
    """States whose embassies, and organisations, by code: FR,CA,iss."""

    remove: bool = False
    """Whether that is taken back instead."""

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        known = _guests(call, store)
        codes = [known.get(word.casefold(), "") for word in self.who]
        if not all(codes):
            raise Refused("form", Said("incident.no_such_guest", who=tuple(known.values())))
        if self.remove:
            return _shut_out(call, store, before, codes)
        away = tuple(code for code in codes if code in elsewhere(store, before, call.now))
        if away:
            names = parties(away, before.group, store)
            raise Refused("T-29", Said("incident.embassies_elsewhere", states=names))
        incident = invited(before, call.hat(*CHAIR), codes)
        store.incidents.put(incident)
        names = tuple(_guest(code, incident, store) for code in codes)
        title = Said("incident.invited", id=incident.id, who=names)
        return Outcome(
            Page(title, *_not_yet(incident, codes, store)),
            notices=(
                told(store, incident, Said("incident.invited_by", who=names)),
                *_let_in(call, store, incident, codes),
            ),
            cards=its_card(store, incident),
            about=incident.id,
        )


def _shut_out(call: Call, store: Store, before: Incident, codes: list[str]) -> Outcome:
    """They read no more of it from now on; the rooms and the embassies are told."""
    names = tuple(_guest(code, before, store) for code in codes)
    if not set(codes) <= set(before.invited):
        raise Refused("form", Said("incident.never_let_in", id=before.id, who=names))
    incident = uninvited(before, call.hat(*CHAIR), codes)
    store.incidents.put(incident)
    again = f"incident invite {incident.id} {','.join(codes)}"
    title = Said("incident.shut_out", id=incident.id, who=names)
    return Outcome(
        Page(title, (), (Button(Said("incident.act.let_in_again"), again),)),
        notices=(
            told(store, incident, title),
            *_let_in(call, store, incident, codes, "incident.shut_out"),
        ),
        cards=its_card(store, incident),
        about=incident.id,
    )


def _let_in(
    call: Call, store: Store, incident: Incident, codes: list[str], key: str = "incident.let_in"
) -> tuple[Notice, ...]:
    """The embassies are told in their room what they may read from now on, without its content."""
    hats = store.directory.credentials_of(incident.group, call.now)
    states = incident.concerned
    theirs = [
        hat
        for hat in hats
        if hat.role is Role.EMBASSY and hat.party in codes and hat.accredited(states)
    ]
    if not theirs:
        return ()
    senders = dict.fromkeys(hat.party for hat in theirs)
    names = tuple(_guest(code, incident, store) for code in senders if code)
    may = (Said("incident.let_in_may", id=incident.id),) if key == "incident.let_in" else ()
    page = Page(Said(key, id=incident.id, who=names), may)
    people = tuple(dict.fromkeys(hat.person for hat in theirs))
    rooms = (room for room in store.directory.rooms(incident.group) if gathers(incident, room))
    there = replace(Audience.rooms(Sees.EMBASSIES), only=frozenset(room.id for room in rooms))
    return (Notice(there, Tlp.GREEN, page, mention=people),)


def _not_yet(
    incident: Incident, codes: list[str], store: Store
) -> tuple[tuple[Said, ...], tuple[Button, ...]]:
    """Organisations are no authorities of the group: a strict label keeps it from them."""
    bodies = tuple(
        _guest(code, incident, store) for code in codes if store.directory.organisation(code)
    )
    if not bodies or incident.label.fits(Tlp.AMBER):
        return (), ()
    line = f"incident correct {incident.id} label=AMBER"
    said = Said("incident.invited_above", who=bodies, label=incident.label)
    return (said,), (Button(Said("incident.act.widen"), line),)


def _guests(call: Call, store: Store) -> dict[str, str]:
    """Who can be invited here: States with an embassy hat in the group, and organisations."""
    hats = store.directory.credentials_of(call.group.id, call.now)
    embassies = (hat.party for hat in hats if hat.role is Role.EMBASSY)
    bodies = (hat.organisation for hat in hats)
    return {code.casefold(): code for code in (*embassies, *bodies) if code}


def _guest(code: str, incident: Incident, store: Store) -> Said:
    found = store.directory.organisation(code)
    if found is not None:
        return Said("form.party", name=found.names)
    return Said("incident.embassy_of", state=party(code, incident.group, store))


@command("incident touched", by=CHAIR, label=Tlp.AMBER_STRICT, anew=True)
class Touched(Command):
    """Decide of States that cooperate with the State concerned: ask in, later, or not (T-02)."""

    incident: IncidentId
    """Which incident?"""

    states: tuple[StateCode, ...]
    """Which States, with commas between them."""

    answer: Asked
    """Ask them in, inform them later, or leave them out?"""

    reason: Note = Note("")
    """Why they are left out."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        for state in self.states:
            item, warnings = answered(
                incident, str(state), self.answer, self.reason or None, call.now
            )
            for warn in asking(warnings):
                raise Wanting(warn.rule, "reason", spoken(warn.said, incident.group, store))
            store.incidents.record(incident, item)
        names = parties(map(str, self.states), incident.group, store)
        key = f"incident.touched_{self.answer.value}"
        return Outcome(Said(key, id=incident.id, states=names), about=incident.id)
