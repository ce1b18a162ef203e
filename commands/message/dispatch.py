"""Sending the message: its list of signatories is final, and each copy is on record (4.3, T-24)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.people import speakers
from commands.incident.words import parties, party, plainly
from commands.joint import Seen, delivery, seen
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note
from commands.message import words
from commands.message.fields import CHAIR
from commands.message.left_out import before_time, left_out
from commands.message.letter import letters
from commands.message.said import kept, told
from commands.outcome import Ask, Audience, Button, Notice, Outcome, Page
from commands.response.proposing import spelt
from commands.wanting import Wanting
from coordination.incident.informing import Channel
from coordination.message.entry import Sending, Signature
from coordination.message.lint import Sort, no_person
from coordination.message.record import Message, Tongue
from coordination.message.sending import dispatched, may_leave, sending
from coordination.message.signing import signers
from coordination.parties import Room, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("message dispatch", by=CHAIR, label=Tlp.AMBER_STRICT, preview=True)
class Dispatch(Command):
    """Send the message to its State. Who has signed by now stands in it; nothing changes after.

    By the direct channel it is delivered in the room with that State; other copies are yours to
    send, and are recorded with their proof.
    """

    message: MessageId
    """Which message?"""

    channels: tuple[Channel, ...] = (Channel.DIRECT,)
    """By which ways? Such as direct,note_verbale."""

    authority: Note = Note("")
    """To which authority; its Central Authority unless you say otherwise."""

    evidence: Note = Note("")
    """What proves the copies that you send yourself?"""

    def ready(self, call: Call, store: Store) -> None:
        _guarded(seen(call, store, self.message), store)

    def preview(self, call: Call, store: Store) -> Page:
        found = seen(call, store, self.message)
        _guarded(found, store)
        message = found.message
        given = store.messages.entries(message.id, Signature)
        signed = signers(message, given)
        names = parties(signed, message.group, store)
        lines = [
            Said("message.preview_to", authority=self._authority(message, store)),
            *self._ways(message, store),
            words.text_of(_theirs(message, store)),
            Said("message.preview_signed", n=len(names), parties=names),
            *words.unnamed(message, signed, store),
        ]
        lines += (*left_out(message, store), *before_time(message, store, call.now))
        lines.append(Said("message.preview_label", label=message.label))
        return Page(
            Said(
                "message.preview",
                id=message.id,
                state=party(message.addressee, message.group, store),
            ),
            tuple(lines),
        )

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        _guarded(found, store)
        if call.keep:
            return Outcome(
                Said("message.not_sent", id=message.id),
                files=letters(message, store, found.view),
                shows=message.label,
                about=message.incident,
            )
        outside = [way for way in self.channels if way is not Channel.DIRECT]
        if outside and not self.evidence.strip():
            ways = tuple(Said(f"channel.{way.value}") for way in outside)
            raise Wanting("form", "evidence", Said("message.which_evidence", channels=ways))
        rooms = self._rooms(message, store)
        given = store.messages.entries(message.id, Signature)
        hat = call.hat(*CHAIR)
        with plainly(message.group, store):
            after = dispatched(message, given, hat, call.now, informed=_informed(found))
        copies = self._copies(call, store, after, rooms)
        store.messages.record(after, *copies)
        return _sent(call, store, Seen(after, found.incident, found.view), rooms, copies)

    def _copies(
        self, call: Call, store: Store, message: Message, rooms: tuple[Room, ...]
    ) -> list[Sending]:
        """One copy for each way, with its proof: for ours, where it was delivered."""
        hat, authority = call.hat(*CHAIR), self._authority(message, store)
        here = " ".join(room.id for room in rooms)
        proofs = {
            way: here if way is Channel.DIRECT else spelt(self.evidence) for way in self.channels
        }
        return [
            sending(message, way, authority, proof, hat, call.now) for way, proof in proofs.items()
        ]

    def _authority(self, message: Message, store: Store) -> str:
        found = store.directory.party(message.addressee, message.group)
        own = found.authority.in_language("en") if found else message.addressee
        return spelt(self.authority) or own

    def _rooms(self, message: Message, store: Store) -> tuple[Room, ...]:
        """The rooms where it is delivered; raises `Refused` when there is none for that."""
        if Channel.DIRECT not in self.channels:
            return ()
        rooms = delivery(store, message)
        if not rooms:
            name = party(message.addressee, message.group, store)
            line = f"message dispatch {message.id} channels=note_verbale"
            raise Refused("form", Said("incident.no_room_with", state=name), (line,))
        return rooms

    def _ways(self, message: Message, store: Store) -> list[Said]:
        rooms = self._rooms(message, store)
        lines = [Said("incident.inform_room", room=room.name or room.id) for room in rooms]
        outside = [way for way in self.channels if way is not Channel.DIRECT]
        if outside:
            ways = tuple(Said(f"channel.{way.value}") for way in outside)
            lines.append(Said("message.preview_outside", channels=ways))
        return lines


def _guarded(found: Seen, store: Store) -> None:
    """Raises `Refused` for what keeps the message back, in names and with the way on."""
    message = found.message
    given = store.messages.entries(message.id, Signature)
    with plainly(message.group, store):
        may_leave(message, given, informed=_informed(found))
    # What is signed was looked through when it was frozen; a translation may have changed since.
    signed = {one.language for one in message.authentic}
    findings = words.looked_through(message, store)
    later = [o for o in findings if o.sort is Sort.PERSON and o.language not in signed]
    if later:
        no_person(message, later, f"message revise {message.id} language={later[0].language}")


def _informed(found: Seen) -> bool:
    """Whether the addressee was informed: a reason not to holds for what is sent, too (4.3)."""
    return found.message.addressee in found.incident.informed


def _theirs(message: Message, store: Store) -> Tongue:
    """The text in the addressee's language, or the original."""
    found = store.directory.party(message.addressee, message.group)
    own = message.tongue(found.language) if found else None
    return own if own and own.paragraphs else message.original


def _sent(
    call: Call, store: Store, found: Seen, rooms: tuple[Room, ...], copies: list[Sending]
) -> Outcome:
    message = found.message
    state = party(message.addressee, message.group, store)
    names = parties(message.signatories, message.group, store)
    said = Said("message.dispatched", id=message.id, state=state)
    signed = Said("message.signatories", n=len(names), parties=names)
    ways = tuple(Said(f"channel.{one.channel.value}") for one in copies)
    early = before_time(message, store, call.now)
    notes = words.footnotes(message, store)
    lines = (signed, *notes, Said("message.sent_by", channels=ways), *early)
    return kept(
        store,
        message,
        found,
        said,
        lines=lines,
        notices=(
            *_delivered(store, message, rooms, signed),
            *told(store, message, found.incident, Page(said, lines)),
        ),
        asks=_acknowledge(call, store, message) if rooms else (),
        closes=tuple(f"sign:{message.id}:{code}" for code in _asked(message)),
        files=letters(message, store),
    )


def _delivered(
    store: Store, message: Message, rooms: tuple[Room, ...], signed: Said
) -> tuple[Notice, ...]:
    """The letter in the room with the State, in its language, with the papers."""
    if not rooms:
        return ()
    group = store.directory.group(message.group)
    sender = Said("form.party", name=group.names) if group else Said("role.chair")
    page = Page(
        Said("message.letter_title", group=sender, id=message.id),
        (
            words.text_of(_theirs(message, store)),
            signed,
            *words.footnotes(message, store),
            Said("message.please_acknowledge"),
            Said("message.label", label=message.label),
        ),
        tuple(
            Button(Said(f"message.act.{verb}"), f"message {verb} {message.id}")
            for verb in ("acknowledge", "reply")
        ),
    )
    to = Audience(frozenset({Sees.CONCERNED}), only=frozenset(room.id for room in rooms))
    papers = letters(message, store)
    return (Notice(to, message.label, page, thread=message.incident, files=papers),)


def _acknowledge(call: Call, store: Store, message: Message) -> tuple[Ask, ...]:
    """Everybody who speaks for the State is asked to acknowledge; one of them does."""
    line = f"message acknowledge {message.id}"
    page = Page(
        Said("message.ask_acknowledge", id=message.id),
        (),
        (
            Button(Said("message.act.acknowledge"), line),
            Button(Said("message.act.show"), f"message show {message.id}"),
        ),
    )
    people = speakers(store, message.group, message.addressee, call.now)
    return tuple(Ask(one, f"acknowledge:{message.id}", line, page, message.label) for one in people)


def _asked(message: Message) -> tuple[str, ...]:
    return message.frozen.asked if message.frozen else ()
