"""An incident that no shared room may show: the authorities that may know are told one by one."""

from __future__ import annotations

from commands.call import Call
from commands.incident.hats import SPEAK
from commands.incident.preview import read_in
from commands.incident.see import thing_of
from commands.incident.words import concerned, party
from commands.outcome import Audience, Button, Notice, Page
from coordination.audience import Cut, person_sees
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.store import Store


def roomless(incident: Incident, store: Store) -> bool:
    """Whether no room of several authorities shows it: where all seat a State that may not know."""
    return not incident.kept and not read_in(incident, store)


def to_each(call: Call, store: Store, incident: Incident) -> tuple[Notice, ...]:
    """What the people who speak for the other authorities are told in private, if no room may."""
    people = who(call, store, incident)
    if not people or not roomless(incident, store):
        return ()
    whose = party(incident.originator, incident.group, store)
    names = concerned(incident, store)
    title = Said(
        "incident.in_private", party=whose, id=incident.id, title=incident.title, states=names
    )
    acts = (
        Button(Said("incident.act.report"), f"incident report {incident.id}"),
        Button(Said("card.act.own"), f"incident show {incident.id}"),
    )
    page = Page(title, (Said("incident.no_room"),), acts)
    below = Page(Said("card.below_nowhere", sign=Said("card.sign.incident"), id=incident.id))
    told = Audience.persons(*people)
    return (Notice(told, incident.label, page, mention=people, below=below),)


def who(call: Call, store: Store, incident: Incident) -> tuple[str, ...]:
    """Who speaks for an authority that may see it, by id; the chair is told anyway."""
    chair = store.directory.chair(incident.group, call.now)
    told = {call.person.id, chair.person if chair else ""}
    thing = thing_of(store, incident)
    hats = store.directory.credentials_of(incident.group, call.now)
    speaking = dict.fromkeys(hat.person for hat in hats if hat.role in SPEAK and hat.party)
    return tuple(
        person
        for person in speaking
        if person not in told
        and person_sees([hat for hat in hats if hat.person == person], thing) is Cut.FULL
    )
