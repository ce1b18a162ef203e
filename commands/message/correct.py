"""A corrigendum: a sent message stays as it is, and all recipients get the correction (DR-26)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import plainly
from commands.joint import Seen, delivery, hat_of, reads, seen, writing
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note, Text
from commands.message import words
from commands.message.corrections import corrections
from commands.message.fields import VOICES, WRITERS, language
from commands.message.letter import corrigendum
from commands.message.said import kept, name, privately, told
from commands.outcome import Audience, Button, Due, Notice, Outcome, Page
from commands.response.proposing import spelt
from coordination.incident.informing import Channel
from coordination.message.drafting import paragraph_of
from coordination.message.entry import Correction, Ended, Sending
from coordination.message.lint import no_person
from coordination.message.record import Message
from coordination.message.sending import corrected, objected, unopposed
from coordination.parties import Role, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("message correct", by=WRITERS, label=Tlp.AMBER_STRICT, back=("message object",))
class Correct(Command):
    """Correct a paragraph of a message that was sent: the signatories have 48 hours to object.

    The message stays as it went out; the correction goes to everybody who got it.
    """

    message: MessageId
    """Which message?"""

    paragraph: int
    """Which paragraph, by its number?"""

    language: str = ""
    """In which language, as two letters? Else the original's."""

    reason: Note = Note("")
    """Why is it corrected? This stands in the corrigendum."""

    text: Text
    """The whole paragraph as it should read."""

    def ready(self, call: Call, store: Store) -> None:
        writing(call, store, self.message)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        message = found.message
        code = language(self.language) if self.language else message.original.language
        paragraph_of(message, code, self.paragraph)
        _no_person(message, code, f"{self.text}\n{self.reason}", store)
        hat = next((h for h in call.hats if h.party in message.sponsors), call.hats[0])
        place = (code, self.paragraph)
        with plainly(message.group, store):
            before, why = corrections(message, store), spelt(self.reason)
            made = corrected(message, before, place, self.text, why, hat, call.now)
        store.messages.record(message, made)
        line = f"message corrected {message.id} {made.number}"
        page = _put(message, made)
        return kept(
            store,
            message,
            found,
            page.title,
            lines=page.lines,
            notices=(
                *told(store, message, found.incident, page),
                *privately(message, page, *_voters(call, store, found)),
            ),
            deadlines=(Due(line, made.until, line),),
        )


@command("message object", by=VOICES, label=Tlp.GREEN, text=Tlp.AMBER_STRICT)
class Object(Command):
    """Object to a correction of a message that your State has signed: it is not sent then."""

    message: MessageId
    """Which message?"""

    number: int
    """Which correction, by its number?"""

    text: Text = Text("")
    """Why, in a sentence?"""

    def ready(self, call: Call, store: Store) -> None:
        seen(call, store, self.message)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        made = _open(store, found.message, self.number)
        with plainly(found.message.group, store):
            end = objected(found.message, made, self.text, hat_of(call, *VOICES), call.now)
        store.messages.record(found.message, end)
        who = name(end.party, found.message, store)
        said = Said("message.objected", id=found.message.id, n=made.number, party=who)
        lines = (Said("message.reason", text=end.text),) if end.text else ()
        notices = told(store, found.message, found.incident, Page(said, lines))
        return kept(store, found.message, found, said, lines=lines, notices=notices)


@command("message corrected", by=Role.CLOCK, label=Tlp.GREEN)
class Corrected(Command):
    """Nobody objected in time: the correction goes to everybody who has the message."""

    message: MessageId
    """Which message."""

    number: int
    """Which correction, by its number."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        if _ended(store, message, self.number):
            return Outcome(Said("message.nothing_due"))
        made = _open(store, message, self.number)
        store.messages.record(message, unopposed(made, call.person.id, call.now))
        said = Said("message.corrected", id=message.id, n=made.number)
        paper = corrigendum(message, made, store)
        return kept(
            store,
            message,
            found,
            said,
            notices=(
                *_to_recipients(store, found, made),
                *_by_hand(call, store, message, made),
                *told(store, message, found.incident, Page(said, _change(made))),
            ),
            files=(paper,),
        )


def _put(message: Message, made: Correction) -> Page:
    line = f"message object {message.id} {made.number}"
    said = Said("message.correction", id=message.id, n=made.number, at=made.until)
    return Page(said, _change(made), (Button(Said("message.act.object"), line),))


def _change(made: Correction) -> tuple[Said, ...]:
    change = Said("message.correction_text", paragraph=made.paragraph, was=made.was, now=made.now)
    return (change, Said("message.reason", text=made.reason)) if made.reason else (change,)


def _voters(call: Call, store: Store, found: Seen) -> tuple[str, ...]:
    message, voter = found.message, store.directory.voter
    hats = (voter(code, message.group, call.now) for code in message.signatories)
    people = (hat.person for hat in hats if hat is not None)
    return tuple(one for one in people if reads(call, store, message, found.incident, one))


def _open(store: Store, message: Message, number: int) -> Correction:
    """A correction that is still under silence; raises `Refused`."""
    for one in store.messages.entries(message.id, Correction):
        if one.number == number and not _ended(store, message, number):
            return one
    raise Refused("form", Said("message.no_such_correction", id=message.id, n=number))


def _ended(store: Store, message: Message, number: int) -> bool:
    return any(one.number == number for one in store.messages.entries(message.id, Ended))


def _to_recipients(store: Store, found: Seen, made: Correction) -> tuple[Notice, ...]:
    """The addressee, in the room where the letter was delivered."""
    message = found.message
    rooms = delivery(store, message)
    if not rooms or Channel.DIRECT not in _ways(store, message):
        return ()
    to = Audience(frozenset({Sees.CONCERNED}), only=frozenset(room.id for room in rooms))
    page = Page(
        Said("message.corrigendum_title", id=message.id),
        (*_change(made), Said("message.label", label=message.label)),
    )
    paper = corrigendum(message, made, store)
    return (Notice(to, message.label, page, thread=message.incident, files=(paper,)),)


def _by_hand(call: Call, store: Store, message: Message, made: Correction) -> tuple[Notice, ...]:
    """What the chair sent in another way, the chair corrects in that way: with the paper for it."""
    outside = [way for way in _ways(store, message) if way is not Channel.DIRECT]
    chair = store.directory.chair(message.group, call.now)
    if not outside or chair is None:
        return ()
    ways = tuple(Said(f"channel.{way.value}") for way in outside)
    page = Page(Said("message.send_corrigendum", id=message.id, channels=ways), _change(made))
    notice = privately(message, page, chair.person)[0]
    return (replace(notice, files=(corrigendum(message, made, store),)),)


def _ways(store: Store, message: Message) -> tuple[Channel, ...]:
    return tuple(one.channel for one in store.messages.entries(message.id, Sending))


def _no_person(message: Message, code: str, text: str, store: Store) -> None:
    """Raises `Refused` where a correction would name a person (U-44)."""
    tongue = message.tongue(code)
    if tongue is None:
        return
    alone = replace(message, tongues=(replace(tongue, paragraphs=(text,)),))
    no_person(alone, words.looked_through(alone, store), f"message correct {message.id}")
