"""Who may see a joint message, and what of it (4.3, DR-22, DR-29, T-33).

Sponsors, those asked to be, and the chair see the draft; all that may sign it see it once it is
circulated or frozen; an invited organisation while comments are open; the State concerned only
what was sent to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from commands.call import Call
from commands.incident.see import cut_for, rooms_of, thing_of
from commands.incident.words import plainly
from commands.kinds.ids import nobody_sees
from commands.outcome import Audience
from commands.seats import seated
from coordination.audience import Cut, Nature, person_sees
from coordination.hats import CHAIRS, SPEAKERS
from coordination.incident.incident import Incident
from coordination.message.drafting import may_write
from coordination.message.entry import How, Signature
from coordination.message.record import Message
from coordination.message.signing import standing
from coordination.message.stage import Stage
from coordination.parties import Credential, Role, Room, Sees
from coordination.tlp import Tlp
from storage.store import Store


class View(Enum):
    """How much of a message somebody gets."""

    NOTHING = 0
    LETTER = 1
    """What was sent, and who signed it."""
    TEXT = 2
    """The text while comments are open, and nothing of who says what."""
    PARTY = 3
    """The text at every stage, how many have signed, and after dispatch who."""
    OFFICE = 4
    """The same, and who has answered."""


@dataclass(frozen=True)
class Seen:
    """A message with its incident, and how much of it the speaker may see."""

    message: Message
    incident: Incident
    view: View
    writes: bool = False
    """Whether the speaker's party writes it, or the speaker chairs."""
    signed: bool = False
    """Whether the speaker's party has signed it as it stands."""
    subject: bool = False
    """Whether that waits for its capital: signing again confirms it."""
    declined: bool = False
    """Whether the speaker's party has said that it does not sign."""


def seen(call: Call, store: Store, id: str, least: View = View.PARTY) -> Seen:
    """The message, when the speaker may see this much of it; raises `Refused`."""
    message = store.messages.get(id)
    incident = store.incidents.get(message.incident) if message else None
    if message is None or incident is None:
        raise nobody_sees(id)
    found = sight(call, store, message, incident)
    if found.view.value < least.value:
        raise nobody_sees(id)
    return found


def sight(call: Call, store: Store, message: Message, incident: Incident) -> Seen:
    """The message as the speaker sees it."""
    writes = call.chairs or call.party in message.sponsors
    words = standing(message, store.messages.entries(message.id, Signature))
    word = words.get(call.party or "")
    signed = word is not None and word.how.signs
    subject = word is not None and word.ad_referendum
    view = visible(call, store, message, incident)
    declined = word is not None and word.how is How.DECLINE
    return Seen(message, incident, view, writes, signed, subject, declined)


def visible(call: Call, store: Store, message: Message, incident: Incident) -> View:
    """What the speaker may see: by all hats in the group, also those not worn now."""
    if message.group != call.group.id:
        return View.NOTHING
    if Role.CLOCK in call.roles:
        return View.OFFICE
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    here = tuple(hat for hat in hats if hat.group == message.group)
    apart = {*incident.concerned, message.addressee}
    if any(hat.party in apart for hat in here):
        to_it = any(hat.party == message.addressee and hat.role in SPEAKERS for hat in here)
        return View.LETTER if message.stage.sent and to_it else View.NOTHING
    if cut_for(call, store, incident) is Cut.NOTHING and incident.kept:
        return View.NOTHING
    return _of_others(store, message, incident, here)


def carrying(store: Store, response: str) -> Message | None:
    """The message that carries out a response, unless it was taken back."""
    found = store.messages.of_response(response)
    return next((one for one in found if one.stage is not Stage.WITHDRAWN), None)


def way_to(call: Call, store: Store, response: str) -> str | None:
    """The id of the message that carries out a response, if the speaker may see it."""
    message = carrying(store, response)
    incident = store.incidents.get(message.incident) if message else None
    if message is None or incident is None:
        return None
    hidden = visible(call, store, message, incident) is View.NOTHING
    return None if hidden else message.id


def reads(call: Call, store: Store, message: Message, incident: Incident, person: str) -> bool:
    """Whether somebody else may be sent what those read that may sign."""
    found = store.directory.person(person)
    if found is None:
        return False
    hats = tuple(store.directory.credentials(person, call.now))
    other = replace(call, person=found, hats=hats)
    return visible(other, store, message, incident).value >= View.PARTY.value


def _of_others(
    store: Store, message: Message, incident: Incident, hats: tuple[Credential, ...]
) -> View:
    if _guest(message, hats):
        return View.TEXT
    thing = thing_of(
        store, incident, Nature.CAUCUS, message.label, next(iter(message.sponsors), None)
    )
    if person_sees(hats, thing) is not Cut.FULL:
        return View.NOTHING
    if any(hat.role in CHAIRS for hat in hats):
        return View.OFFICE
    writing = (*message.sponsors, *message.proposed)
    sponsor = any(hat.role in SPEAKERS and hat.party in writing for hat in hats)
    return View.PARTY if sponsor or message.circulated else View.NOTHING


def _guest(message: Message, hats: tuple[Credential, ...]) -> bool:
    """Whether an organisation was asked for comments, may hold the text, and it is the time."""
    invited = any(hat.organisation in message.invited for hat in hats if hat.organisation)
    return invited and message.stage is Stage.COMMENTS and message.label.fits(Tlp.AMBER)


def rooms(store: Store, message: Message, incident: Incident) -> Audience:
    """The rooms of those that may sign, once they may see it; of nobody before."""
    if not message.circulated:
        return Audience(frozenset({Sees.PARTIES}), only=frozenset())
    found = rooms_of(store, incident, Nature.CAUCUS, Cut.FULL, message.label)
    apart = {*incident.concerned, message.addressee}
    shared = {room.id: room for room in store.directory.rooms(incident.group)}
    only = {id for id in found.only or () if not apart & set(seated(store, shared[id]))}
    return Audience(found.sees - {Sees.PARTY}, only=frozenset(only))


def in_room(store: Store, message: Message, incident: Incident, room: Room) -> View:
    """What a shared room is shown."""
    if room.sees is Sees.CONCERNED:
        to_it = room.party == message.addressee and message.stage.sent
        return View.LETTER if to_it else View.NOTHING
    shown = rooms(store, message, incident).only or frozenset()
    return View.PARTY if room.id in shown else View.NOTHING


def delivery(store: Store, message: Message) -> tuple[Room, ...]:
    """The rooms with the addressee which may hold the letter."""
    return tuple(
        room
        for room in store.directory.rooms(message.group)
        if room.sees is Sees.CONCERNED
        and room.party == message.addressee
        and room.holds(message.label)
    )


def writing(call: Call, store: Store, id: str) -> Seen:
    """The message, when one of the speaker's hats writes it; raises `Refused`."""
    found = seen(call, store, id)
    if not found.writes:
        with plainly(found.message.group, store):
            for hat in call.hats:
                may_write(found.message, hat)
    return found


def hat_of(call: Call, *roles: Role) -> Credential:
    """The hat that acts here: of these roles in their order, else the first for a refusal."""
    for role in roles:
        for hat in call.hats:
            if hat.role is role:
                return hat
    return call.hats[0]
