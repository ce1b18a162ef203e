"""Carrying one message into other rooms, in its author's words (P-01: nothing is mirrored)."""

from __future__ import annotations

from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.preview import called
from commands.incident.readers import alike, reads
from commands.incident.see import SHARED, cut_in, own_room, seen, thing_of
from commands.incident.words import party
from commands.kinds.ids import IncidentId, nobody_sees
from commands.kinds.simple import Text
from commands.kinds.where import RoomId
from commands.kinds.who import PersonId
from commands.outcome import Ask, Audience, Button, Notice, Outcome, Page
from commands.seats import seated
from commands.wanting import Confirm
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.incident.relay import Consent, Relay, answered, relayed
from coordination.parties import Room, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store


class Answer(StrEnum):
    """What the author says to the words being carried."""

    YES = "yes"
    NO = "no"


@command(
    "incident relay",
    by=(*SPEAK, *CHAIR),
    label=Tlp.AMBER_STRICT,
    text=Tlp.CLEAR,
    labels=("label", {label.value.removeprefix("TLP:").casefold(): label for label in Tlp}),
    preview=True,
    quotes="of",
)
class Carry(Command):
    """Carry one message into other rooms of an incident, in its author's words.

    Say it in reply to the message, or give the words. Somebody else's words are carried only
    after that person has said yes.
    """

    incident: IncidentId
    """Which incident?"""

    to: tuple[RoomId, ...] = ()
    """Into which rooms; those that the same people read elsewhere, unless you say otherwise."""

    label: Tlp | None = None
    """Who the words are for; those who may see the incident, unless you say otherwise."""

    of: PersonId | None = None
    """Whose words they are, where they are not your own."""

    text: Text = Text("")
    """The words, as they were written."""

    def preview(self, call: Call, store: Store) -> Page:
        relay = self._relay(call, store, seen(call, store, self.incident))
        rooms = [room for id in relay.rooms if (room := store.directory.room(id))]
        lines = [
            Said("relay.into", room=called(room), n=len(seated(store, room))) for room in rooms
        ]
        if relay.consent is Consent.ASKED:
            lines.append(Said("relay.asks_first", name=_name(relay.author, store)))
        lines += [Said("relay.words", text=relay.text), Said("relay.label", label=relay.label)]
        return Page(Said("relay.preview", id=relay.incident), tuple(lines))

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        relay = self._relay(call, store, incident)
        store.incidents.record(incident, relay)
        if relay.carried:
            reply = Said("relay.carried", rooms=_rooms(relay, store), label=relay.label)
            shown = (_notice(relay, incident, store),)
            return Outcome(reply, notices=shown, about=incident.id, shows=relay.label)
        number = len(store.incidents.items(incident.id, Relay))
        reply = Said("relay.asked", name=_name(relay.author, store))
        asks = (_ask(relay, number, store),)
        return Outcome(reply, asks=asks, about=incident.id)

    def _relay(self, call: Call, store: Store, incident: Incident) -> Relay:
        words = (str(self.of or call.person.id), str(self.text))
        if not reads(words[0], call, store, incident):
            # To be asked is to be told: whoever may not read it hears nothing of it (DR-22, T-25).
            raise Refused("DR-22", Said("relay.not_a_reader", name=_name(words[0], store)))
        label = self.label or incident.label
        rooms = self._targets(call, store, incident)
        return relayed(incident, words, call.person.id, label, call.source, rooms, call.now)

    def _targets(self, call: Call, store: Store, incident: Incident) -> tuple[Room, ...]:
        """The rooms named, or those that the same people read elsewhere; all see the incident."""
        if call.keep:
            own = own_room(store, incident.group, call.party)
            if own is None:
                raise Refused("form", Said("incident.no_own_room"))
            return (own,)
        thing = thing_of(store, incident)
        known = {
            room.id: room
            for room in store.directory.rooms(incident.group)
            if room.id != call.source.id and cut_in(store, incident, thing, room) is Cut.FULL
        }
        if not self.to:
            same = tuple(room for room in known.values() if alike(room, call.source))
            label = self.label or incident.label
            # Unasked, only where the words may stand; where that is nowhere, the rule says so.
            return tuple(room for room in same if room.holds(label)) or same
        lost = [id for id in self.to if id not in known]
        if lost:
            gone = (store.directory.room(id) for id in lost)
            named = tuple(called(room) for room in gone if room)
            said = Said("relay.not_there", rooms=named, id=incident.id)
            raise Refused("form", said)
        return tuple(known[id] for id in dict.fromkeys(self.to))


@command("incident consent", label=Tlp.GREEN, sure=True)
class Consenting(Command):
    """Say whether your words may be carried into the rooms that were named to you."""

    incident: IncidentId
    """Which incident?"""

    number: int
    """Which of the messages that were to be carried: its number in what you were asked."""

    answer: Answer
    """May these words be carried?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = store.incidents.get(self.incident)
        relays = store.incidents.items(self.incident, Relay) if incident else ()
        mine = {n: one for n, one in enumerate(relays, 1) if one.author == call.person.id}
        if incident is None or not mine:
            raise nobody_sees(self.incident)
        if not reads(call.person.id, call, store, incident):
            raise nobody_sees(self.incident)
        before = mine.get(self.number)
        if before is None:
            lines = tuple(f"incident consent {incident.id} {n} yes" for n in mine)
            raise Refused("form", Said("relay.other_number", id=incident.id), lines)
        relay = answered(incident, before, yes=self.answer is Answer.YES)
        shown = _notice(relay, incident, store) if relay.carried else None
        yes = f"incident consent {relay.incident} {self.number} yes"
        if relay.carried and not call.confirmed:  # what people have read is not called back
            sure = Said("relay.sure", rooms=_rooms(relay, store), label=relay.label)
            raise Confirm(sure, f"{yes} now=yes")
        store.incidents.change(incident, before, relay)
        name = _name(relay.author, store)
        told = Page(Said(f"relay.told.{relay.consent.value}", name=name, id=incident.id))
        to_asker = Notice(Audience.persons(relay.asked_by), Tlp.GREEN, told)
        reply = Said(f"relay.answered.{relay.consent.value}", rooms=_rooms(relay, store))
        after_all = () if shown else (Button(Said("relay.act.after_all"), yes),)
        return Outcome(
            Page(reply, (), after_all),
            notices=(*((shown,) if shown else ()), to_asker),
            closes=(_key(relay, self.number),),
            about=incident.id,
        )


def _ask(relay: Relay, number: int, store: Store) -> Ask:
    line = f"incident consent {relay.incident} {number}"
    lines = (
        Said("relay.words", text=relay.text),
        Said("relay.would_go", rooms=_rooms(relay, store), label=relay.label),
    )
    title = Said("relay.ask", name=_name(relay.asked_by, store), id=relay.incident)
    buttons = (
        Button(Said("relay.act.yes"), f"{line} yes"),
        Button(Said("relay.act.no"), f"{line} no"),
    )
    page = Page(title, lines, buttons)
    return Ask(relay.author, _key(relay, number), line, page, relay.label)


def _notice(relay: Relay, incident: Incident, store: Store) -> Notice:
    """The words in the other rooms, with whose they are and where they come from.

    Raises `Refused` when a room may no longer hold them: its ceiling or its trust has sunk, or
    others sit in it than when the author was asked.
    """
    _still(relay, incident, store)
    source = store.directory.room(relay.source)
    name, whose = _name(relay.author, store), _whose(relay, incident, store)
    if source is None or source.sees is Sees.DIRECT:
        title = Said("relay.title_private", name=name, party=whose)
    else:
        title = Said("relay.title", name=name, party=whose, room=called(source))
    lines = (
        Said("relay.words", text=relay.text),
        Said("relay.mark", mark=short(relay.mark)),
        Said("relay.label", label=relay.label),
    )
    audience = Audience(SHARED, only=frozenset(relay.rooms))
    return Notice(audience, relay.label, Page(title, lines), thread=incident.id)


def _still(relay: Relay, incident: Incident, store: Store) -> None:
    """Raises `Refused` unless every room may hold the words and its people read the incident."""
    thing = thing_of(store, incident)
    rooms = tuple(room for id in relay.rooms if (room := store.directory.room(id)))
    low = tuple(called(room) for room in rooms if not room.holds(relay.label))
    if low:
        raise Refused("T-10", Said("relay.above_ceiling", rooms=low, label=relay.label))
    seats = ((room, cut_in(store, incident, thing, room)) for room in rooms)
    lost = tuple(called(room) for room, cut in seats if cut is not Cut.FULL)
    if lost:
        raise Refused("form", Said("relay.not_there", rooms=lost, id=incident.id))


def _whose(relay: Relay, incident: Incident, store: Store) -> Said:
    """For whom the author speaks in the group."""
    hats = store.directory.credentials(relay.author, relay.at)
    mine = [hat for hat in hats if hat.group == incident.group]
    code = next((hat.party for hat in mine if hat.party), None)
    if code is None and mine and mine[0].organisation:
        return Said("form.person", name=mine[0].organisation)
    return party(code, incident.group, store)


def _rooms(relay: Relay, store: Store) -> tuple[Said, ...]:
    found = (store.directory.room(id) for id in relay.rooms)
    return tuple(called(room) for room in found if room)


def _name(person: str, store: Store) -> str:
    known = store.directory.person(person)
    return known.name if known else person


def _key(relay: Relay, number: int) -> str:
    return f"relay:{relay.incident}:{number}"
