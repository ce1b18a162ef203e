"""Informing the State concerned: its fields, its delivery, and doing without (T-24, T-25)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident import idle
from commands.incident.acknowledge import acknowledgement_asks, reply_due
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.next import entering
from commands.incident.people import speakers
from commands.incident.replying import asked_of
from commands.incident.see import own_room, seen
from commands.incident.shown import its_card, told
from commands.incident.words import party, plainly
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.kinds.who import StateCode
from commands.outcome import Ask, Audience, Notice, Outcome, Page
from commands.unnamed import persons_in
from commands.wanting import Wanting
from coordination.incident.incident import Incident
from coordination.incident.informing import Channel, Telling, Waiver, informed
from coordination.incident.informing import Inform as Record
from coordination.instants import Moment
from coordination.parties import Room, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import fingerprint, short
from coordination.tlp import Tlp
from coordination.warned import Warn
from storage.store import Store


@command("incident inform", by=(*CHAIR, *SPEAK), label=Tlp.AMBER_STRICT, preview=True)
class Inform(Command):
    """Inform the State concerned: what it is told, which authority, by which channel and when.

    By the direct channel the text is delivered in the room with that State.
    """

    incident: IncidentId
    """Which incident?"""

    state: StateCode | None = None
    """Which State concerned; it need not be named where there is only one."""

    channel: Channel = Channel.DIRECT
    """By which channel?"""

    authority: Note = Note("")
    """Which authority was told; its Central Authority unless you say otherwise."""

    when: Moment | None = None
    """When it was told; now, by the direct channel."""

    language: str = ""
    """In which language the text is, as two letters."""

    text: Text = Text("")
    """What is the State told? Names of persons are not needed."""

    def preview(self, call: Call, store: Store) -> Page:
        incident = seen(call, store, self.incident)
        state = the_state(incident, self.state)
        name = party(state, incident.group, store)
        rooms = _delivery(store, incident, state) if self.channel is Channel.DIRECT else ()
        lines = [Said("incident.inform_room", room=room.name or room.id) for room in rooms]
        people = speakers(store, incident.group, state, call.now)
        names = [store.directory.person(person) for person in people]
        if names:
            who = tuple(person.name for person in names if person)
            lines.append(Said("incident.inform_asked", people=who))
        waivers = store.incidents.items(incident.id, Waiver)
        reasons = [one.reason for one in waivers if one.state == state]
        lines += [Said("incident.inform_waived", text=text) for text in reasons[-1:]]
        lines.append(Said("incident.inform_opens", state=name))
        if self.text:
            lines.append(Said("incident.inform_text", text=self.text))
        lines.append(Said("incident.sees.label", label=incident.label))
        return Page(Said("incident.inform_preview", id=incident.id, state=name), tuple(lines))

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        state = the_state(before, self.state)
        self._complete(before)
        self._shows_nobody(before, store)
        if call.keep:
            return self._kept(call, store, before, state)
        until = reply_due(call, store, before, state, call.now)
        hat = call.hat(*CHAIR, *SPEAK)
        # The chair acts for the group, whichever State the chair comes from.
        hat = replace(hat, party=None) if hat.role in CHAIR else hat
        telling = self._telling(call, store, before, state)
        with plainly(before.group, store):
            incident, record, lacking = informed(before, telling, hat, call.now, until)
        rooms = _delivery(store, incident, state) if self.channel is Channel.DIRECT else ()
        store.incidents.put(incident)
        store.incidents.record(incident, record)
        name = party(state, incident.group, store)
        return Outcome(
            _reply(call, incident, name, lacking),
            notices=(
                *self._delivered(store, incident, rooms),
                self._noted(call, store, incident, record, name),
            ),
            cards=its_card(store, incident),
            asks=self._asks(call, store, incident, state),
            about=incident.id,
            deadlines=idle.due(store, call, incident),
        )

    def _asks(self, call: Call, store: Store, incident: Incident, state: str) -> tuple[Ask, ...]:
        """To acknowledge it, and for a reply to what is towards it: it reads of that only now."""
        own = acknowledgement_asks(call, store, incident, state, self.text)
        return (*own, *asked_of(call, store, incident, state))

    def _kept(self, call: Call, store: Store, incident: Incident, state: str) -> Outcome:
        """The text stands in the own room of the speaker's party; nobody is informed by it."""
        room = own_room(store, incident.group, call.party)
        if room is None:
            raise Refused("form", Said("incident.no_own_room"))
        name = party(state, incident.group, store)
        title = Said("incident.inform_draft", id=incident.id, state=name)
        page = Page(title, (Said("incident.inform_text", text=self.text),))
        to = Audience(frozenset({Sees.PARTY}), only=frozenset({room.id}))
        return Outcome(
            Said("incident.inform_kept", state=name),
            notices=(Notice(to, incident.label, page, thread=incident.id),),
            about=incident.id,
        )

    def _complete(self, incident: Incident) -> None:
        if self.channel is Channel.DIRECT and not self.text:
            raise Wanting("T-25", "text", Said("incident.inform_needs_text", id=incident.id))

    def _shows_nobody(self, incident: Incident, store: Store) -> None:
        """Raises `Refused` where the text shows a person: it leaves the group (U-44)."""
        hits = persons_in(self.text, incident.group, store)
        if hits:
            raise Refused("U-44", Said("incident.inform_shows_person", words=hits))

    def _telling(self, call: Call, store: Store, incident: Incident, state: str) -> Telling:
        """The record's fields; what the directory knows fills what was not said."""
        told_party = store.directory.party(state, incident.group)
        authority: str | None = self.authority or None
        language: str | None = self.language.lower() or None
        at = self.when.at if self.when else None
        if self.channel is Channel.DIRECT and told_party is not None:
            authority = authority or told_party.authority.in_language("en")
            language = language or "en"
            at = at or call.now
        mark = fingerprint({language or "": self.text}) if self.text else None
        return Telling(state, authority, self.channel, at, mark, language)

    def _delivered(
        self, store: Store, incident: Incident, rooms: tuple[Room, ...]
    ) -> tuple[Notice, ...]:
        if not rooms:
            return ()
        group = store.directory.group(incident.group)
        sender = Said("form.party", name=group.names) if group else Said("role.chair")
        title = Said("incident.inform_title", group=sender, id=incident.id)
        lines = (
            Said("incident.inform_text", text=self.text),
            Said("incident.inform_acknowledge", id=incident.id),
            Said("incident.card.label", label=incident.label),
        )
        to = Audience(frozenset({Sees.CONCERNED}), only=frozenset(room.id for room in rooms))
        return (Notice(to, incident.label, Page(title, lines), thread=incident.id),)

    def _noted(
        self, call: Call, store: Store, incident: Incident, record: Record, name: Said
    ) -> Notice:
        """The others learn that it was done; the State itself has the text before it."""
        channel = Said(f"channel.{self.channel.value}")
        title = Said("incident.informed_by_chair", state=name, channel=channel)
        if record.party is not None:
            who = party(record.party, incident.group, store)
            title = Said("incident.informed_by", party=who, state=name, channel=channel)
        mark = record.telling.text_hash
        page = Page(title, (Said("incident.inform_mark", mark=short(mark)),) if mark else ())
        note = told(store, incident, page)
        others = note.audience.sees - {Sees.CONCERNED}
        return replace(note, audience=replace(note.audience, sees=others))


def _reply(call: Call, incident: Incident, name: Said, lacking: tuple[Warn, ...]) -> Page:
    """What is still open, and what the chair can do where the State does not acknowledge here."""
    letter = (entering(incident),) if call.chairs else ()
    said = Said("incident.informed", id=incident.id, state=name)
    return Page(said, tuple(warn.said for warn in lacking), letter)


def the_state(incident: Incident, named: str | None) -> str:
    """The State concerned that is meant; raises `Refused` where there are several to choose."""
    if named is not None:
        return str(named)
    left = incident.uninformed or incident.concerned
    if len(left) == 1:
        return left[0]
    lines = tuple(f"incident inform {incident.id} state={state}" for state in left)
    raise Refused("form", Said("incident.which_state", states=left), lines)


def _delivery(store: Store, incident: Incident, state: str) -> tuple[Room, ...]:
    """The rooms with that State which may hold the text; raises `Refused` when there is none."""
    rooms = tuple(
        room
        for room in store.directory.rooms(incident.group)
        if room.sees is Sees.CONCERNED
        and room.party == state
        and room.trusted
        and incident.label.fits(room.ceiling)
    )
    if not rooms and state != incident.originator:
        line = f"incident inform {incident.id} state={state} channel=note_verbale"
        name = party(state, incident.group, store)
        raise Refused("form", Said("incident.no_room_with", state=name), (line,))
    return rooms
