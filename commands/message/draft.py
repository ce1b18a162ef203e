"""Beginning a joint message, and a further one after it (T-42, 4.3)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.declare import Command, command
from commands.incident import see
from commands.incident.words import parties, plainly
from commands.joint import View, carrying, seen, visible
from commands.kinds.ids import IncidentId, MessageId, ResponseId, nobody_sees
from commands.kinds.simple import Note, Text
from commands.kinds.who import PartyCode, StateCode
from commands.message import words
from commands.message.card import acts, read_it
from commands.message.deciding import begins_as_decided, languages_of
from commands.message.fields import WRITERS, Template, tongues
from commands.message.first import First, precedent
from commands.message.join import asks as join_asks
from commands.message.said import who_sees
from commands.outcome import Outcome, Page
from commands.response.proposing import spelt
from commands.response.see import seen as response_seen
from commands.response.towards import addressee
from commands.seeded import PURPOSE
from coordination.hats import speaks
from coordination.incident.incident import Incident
from coordination.message.record import Message
from coordination.refused import Refused
from coordination.response.parts import Message as Parts
from coordination.response.record import Response
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

Writers = tuple[tuple[str, ...], tuple[str, ...]]
"""The States that write it, and those that are asked to."""


@command(
    "message draft",
    by=WRITERS,
    label=Tlp.AMBER_STRICT,
    asks=("template",),
    back=("message withdraw",),
)
class Draft(Command):
    """Begin a joint message to the State in which the practices exist.

    Only your State, those that you ask to write it too and the chair see it until it is
    circulated. Who is asked writes it, and is named, once it says yes.
    """

    incident: IncidentId
    """On which incident?"""

    to: StateCode | None = None
    """To which State, where several are concerned?"""

    response: ResponseId | None = None
    """Which proposed or adopted common message does it carry out, if any?"""

    languages: tuple[str, ...] = ()
    """In which languages is it signed, the original first? Such as en,fr,es."""

    courtesy: tuple[str, ...] = ()
    """Into which languages is it only translated?"""

    template: Template | None = None
    """Which text do you begin with, if you write none of your own?"""

    like: MessageId | None = None
    """With the text of which earlier message do you begin, if any? One that was sent."""

    sponsors: tuple[PartyCode, ...] = ()
    """Which other States do you ask to write it with yours?"""

    minimum: int = 2
    """How many States must sign it at least?"""

    purpose: Note = Note(PURPOSE)
    """What is it for?"""

    text: Text = Text("")
    """The text in the first language; paragraphs with an empty line, or §1, §2 … between them."""

    def ready(self, call: Call, store: Store) -> None:
        incident = see.seen(call, store, self.incident)
        if call.party is None or call.party in incident.concerned:
            raise Refused("DR-22", Said("message.not_to_oneself"))

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        incident = see.seen(call, store, self.incident)
        response = _response(call, store, incident, self.response)
        to = response.addressed_to if response else None
        state = _concerned(to or self.to or addressee(incident, None, "to", store), incident, store)
        before = precedent(call, store, self.like)
        own = languages_of(response) if response else (call.person.language,)
        first = tuple(one.language for one in before.authentic) if before else own
        sponsors, proposed = _writers(call, store, incident, state, self.sponsors)
        empty = Message(
            id=fresh("MSG"),
            group=incident.group,
            incident=incident.id,
            addressee=state,
            purpose=spelt(self.purpose) or PURPOSE,
            sponsors=sponsors,
            proposed=proposed,
            drafted_by=call.person.id,
            drafted_at=call.now,
            label=Tlp.highest((incident.label, *((before.label,) if before else ()))),
            tongues=tongues(self.languages or first, self.courtesy),
            version=0,
            response=response.id if response else None,
            minimum=max(self.minimum, 1),
        )
        begun = First(store, incident, response, self.template, self.text.strip(), before)
        made = begun.filled(empty)
        begins_as_decided(store, made, response)
        return _drafted(call, store, made, incident)


@command("message further", by=WRITERS, label=Tlp.AMBER_STRICT, back=("message withdraw",))
class Further(Command):
    """Begin a further message after one that was sent; the first one stays as it went out."""

    message: MessageId
    """Which message does it follow?"""

    text: Text = Text("")
    """The text in its first language; paragraphs with an empty line, or §1, §2 … between them."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        before = found.message
        before.moved("further")
        # A State that goes on alone begins it itself; for the chair, those that wrote the first do.
        asked = () if _speaker(call) else before.sponsors
        apart = {*found.incident.concerned, before.addressee}
        named = tuple(code for code in asked if code not in apart)
        writers = _writers(call, store, found.incident, before.addressee, named)
        empty = _after(call, before, writers)
        begun = First(store, found.incident, None, None, self.text.strip())
        return _drafted(call, store, begun.filled(empty), found.incident)


def _concerned(state: str, incident: Incident, store: Store) -> str:
    """The State that it goes to; raises `Refused` for one that the incident does not concern."""
    if state not in incident.concerned:
        known = parties(incident.concerned, incident.group, store)
        raise Refused("T-42", Said("message.to_state_concerned", states=known))
    return state


def _speaker(call: Call) -> str | None:
    """The State that the speaker can write for; the chair as such writes for none."""
    return next((hat.party for hat in call.hats if speaks(hat)), None)


def _writers(
    call: Call, store: Store, incident: Incident, addressee: str, named: tuple[str, ...]
) -> Writers:
    """Who writes it from the first word on, and whom that is asked of (DR-22, DR-30)."""
    speaker = _speaker(call)
    own = (speaker,) if speaker else ()
    others = tuple(dict.fromkeys(str(code) for code in named if code not in own))
    if apart := tuple(code for code in others if code in (*incident.concerned, addressee)):
        names = parties(apart, incident.group, store)
        raise Refused("DR-22", Said("message.concerned_writes_not", parties=names))
    return own, others


def _after(call: Call, before: Message, writers: Writers) -> Message:
    """A new draft to the same State in the same languages, without a word yet."""
    return replace(
        before,
        id=fresh("MSG"),
        sponsors=writers[0],
        proposed=writers[1],
        shown_from=0,
        drafted_by=call.person.id,
        drafted_at=call.now,
        tongues=tongues(
            (one.language for one in before.authentic),
            (one.language for one in before.tongues if one not in before.authentic),
        ),
        version=0,
        stage=type(before.stage).DRAFT,
        response=None,
        earlier=before.id,
        circulated=False,
        comments_until=None,
        invited=(),
        frozen=None,
        sign_until=None,
        signatories=(),
        sent_at=None,
    )


def _response(call: Call, store: Store, incident: Incident, id: str | None) -> Response | None:
    """The response that the message carries out; raises `Refused` where it cannot."""
    if id is None:
        return None
    found = response_seen(call, store, id).response
    if found.incident != incident.id:
        raise nobody_sees(id)
    if not isinstance(found.parts, Parts):
        raise Refused("T-42", Said("message.not_a_message", id=id))
    if other := carrying(store, id):
        if visible(call, store, other, incident) is View.NOTHING:
            raise Refused("DR-26", Said("message.drafted_elsewhere", response=id))
        said = Said("message.already_drafted", id=other.id, response=id)
        raise Refused("DR-26", said, (f"message show {other.id}",))
    return found


def _drafted(call: Call, store: Store, message: Message, incident: Incident) -> Outcome:
    with plainly(message.group, store):
        store.messages.add(message)
    view = View.OFFICE if call.chairs else View.PARTY
    lines = [words.title(message, store), *words.facts(message, view, store)]
    lines.append(words.text_of(message.original))
    lines += [one.said for one in words.looked_through(message, store)]
    lines.append(who_sees(message))
    page = Page(
        Said("message.drafted", id=message.id),
        tuple(lines),
        (*acts(message, view), read_it(message)),
    )
    return Outcome(
        reply=page,
        asks=join_asks(call, store, message),
        made={"message": message.id},
        shows=message.label,
        about=incident.id,
    )
