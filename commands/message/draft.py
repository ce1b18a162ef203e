"""Beginning a joint message, and a further one after it (T-42, 4.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands.call import Call, fresh
from commands.declare import Command, command
from commands.incident import see
from commands.incident.words import parties, plainly
from commands.kinds.ids import IncidentId, MessageId, ResponseId, nobody_sees
from commands.kinds.simple import Note, Text
from commands.kinds.who import PartyCode, StateCode
from commands.message import words
from commands.message.adopted import texts
from commands.message.card import acts, read_it
from commands.message.fields import WRITERS, Template, tongues
from commands.message.said import who_sees
from commands.message.see import Seen, View, seen
from commands.outcome import Outcome, Page
from commands.response.proposing import addressee, spelt
from config.wording import fitting, template
from coordination.incident.incident import Incident
from coordination.message.drafting import revised
from coordination.message.record import Message
from coordination.message.text import paragraphs
from coordination.refused import Refused
from coordination.response.parts import Message as Parts
from coordination.response.record import Response
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

PURPOSE = "invites that State to review its legislation and/or practices"
"""What a joint message is for (T-42)."""


@command("message draft", by=WRITERS, label=Tlp.AMBER_STRICT, asks=("template",))
class Draft(Command):
    """Begin a joint message to the State in which the practices exist.

    Only your State, the other sponsors and the chair see it until it is circulated. Paragraphs
    are numbered; each can be changed by itself.
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

    sponsors: tuple[PartyCode, ...] = ()
    """Which other States write it with yours?"""

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
        response = _response(store, incident, self.response)
        to = response.addressed_to if response else None
        state = to or addressee(incident, self.to, "to")
        if state not in incident.concerned:
            known = parties(incident.concerned, incident.group, store)
            raise Refused("T-42", Said("message.to_state_concerned", states=known))
        first = response.language if response else call.person.language
        empty = Message(
            id=fresh("MSG"),
            group=incident.group,
            incident=incident.id,
            addressee=state,
            purpose=spelt(self.purpose) or PURPOSE,
            sponsors=tuple(dict.fromkeys((str(call.party), *self.sponsors))),
            drafted_by=call.person.id,
            drafted_at=call.now,
            label=incident.label,
            tongues=tongues(self.languages or (first,), self.courtesy),
            version=0,
            response=response.id if response else None,
            minimum=max(self.minimum, 1),
        )
        begun = _First(store, incident, response, self.template, self.text.strip())
        return _drafted(call, store, begun.filled(empty), incident)


@command("message further", by=WRITERS, label=Tlp.AMBER_STRICT)
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
        empty = replace(
            before,
            id=fresh("MSG"),
            sponsors=(str(call.party),) if call.party else before.sponsors,
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
            signatories=(),
            sent_at=None,
        )
        begun = _First(store, found.incident, None, None, self.text.strip())
        return _drafted(call, store, begun.filled(empty), found.incident)


@dataclass(frozen=True)
class _First:
    """The first texts: those of the speaker, of the response, or of a template."""

    store: Store
    incident: Incident
    response: Response | None
    template: Template | None
    text: str

    def filled(self, empty: Message) -> Message:
        """The message with what there is of texts, the original first."""
        written = {empty.original.language: self.text} if self.text else self._texts(empty)
        made = empty
        for tongue in empty.tongues:
            if parts := paragraphs(written.get(tongue.language, "")):
                made = revised(made, tongue.language, parts)
        # However many languages there are, they are the first version together.
        first = (
            replace(one, written=1, follows=1) if one.paragraphs else one for one in made.tongues
        )
        return replace(made, version=1, tongues=tuple(first))

    def _texts(self, empty: Message) -> dict[str, str]:
        if self.response is not None:
            return texts(self.response)
        if empty.earlier and self.template is None:
            return {}
        chosen = template(self.template.value) if self.template else None
        use = chosen or fitting(self.incident.practices)
        found = self.store.directory.party(empty.addressee, empty.group)
        names = found.names if found else None
        return {
            one.language: use.text(
                one.language, names.in_language(one.language) if names else empty.addressee
            )
            for one in empty.tongues
        }


def _response(store: Store, incident: Incident, id: str | None) -> Response | None:
    """The response that the message carries out; raises `Refused` where it cannot."""
    if id is None:
        return None
    found = store.responses.get(id)
    if found is None or found.incident != incident.id:
        raise nobody_sees(id)
    if not isinstance(found.parts, Parts):
        raise Refused("T-42", Said("message.not_a_message", id=id))
    for other in store.messages.of_response(id):
        if other.stage.value != "withdrawn":
            said = Said("message.already_drafted", id=other.id, response=id)
            raise Refused("DR-26", said, (f"message show {other.id}",))
    return found


def _drafted(call: Call, store: Store, message: Message, incident: Incident) -> Outcome:
    with plainly(message.group, store):
        store.messages.add(message)
    view = View.OFFICE if call.chairs else View.PARTY
    found = Seen(message, incident, view)
    lines = [words.title(message, store), *words.facts(message, view, store)]
    lines.append(words.text_of(message.original))
    lines += [one.said for one in words.looked_through(message, store)]
    lines.append(who_sees(message))
    page = Page(
        Said("message.drafted", id=found.message.id),
        tuple(lines),
        (*acts(message, view), read_it(message)),
    )
    return Outcome(
        reply=page,
        made={"message": message.id},
        shows=message.label,
        about=incident.id,
    )
