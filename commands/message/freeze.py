"""Freezing the text, and asking each State's voter for its signature (4.3, DR-26, U-44)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.shown import told as told_all
from commands.incident.words import party, plainly
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note
from commands.message import words
from commands.message.adopted import UNDECIDED, agrees, carried, may_be_signed
from commands.message.fields import CHAIR, WRITERS, Signing
from commands.message.said import kept, told
from commands.message.see import Seen, seen, writing
from commands.outcome import Ask, Button, Card, Notice, Outcome, Page
from commands.response import words as response_words
from commands.response.card import cards as response_cards
from commands.response.course import no_open_poll, waits_for_no_capital
from commands.wanting import Wanting
from coordination.message.lint import Sort, no_person
from coordination.message.record import Message
from coordination.message.signing import frozen
from coordination.parties import Role
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.response.standing import amended
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store


@command("message freeze", by=WRITERS, label=Tlp.GREEN, text=Tlp.AMBER_STRICT)
class Freeze(Command):
    """Freeze the text in every authentic language: what is signed is this, to the character.

    Each State's voter is then asked to sign. Where the message carries out a proposed response,
    the frozen text is put into the response, and signatures follow its adoption.
    """

    message: MessageId
    """Which message?"""

    reason: Note = Note("")
    """Where words may show who somebody is: why do they stay?"""

    def ready(self, call: Call, store: Store) -> None:
        writing(call, store, self.message)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        message = found.message
        findings = words.looked_through(message, store)
        apart = {*found.incident.concerned, message.addressee}
        asked = [code for code in call.group.parties if code not in apart]
        hat = next((h for h in call.hats if h.party in message.sponsors), call.hats[0])
        hat = next((h for h in call.hats if h.role in CHAIR), hat)
        with plainly(message.group, store):
            after = frozen(message, hat, asked, call.now, self.reason)
        no_person(message, findings, f"message revise {message.id}")
        doubts = tuple(one.said for one in findings if one.sort is Sort.DOUBT)
        if doubts and not self.reason.strip():
            raise Wanting("T-42", "reason", Said("message.doubts", found=doubts))
        response = store.responses.get(message.response) if message.response else None
        made = _carried(store, found, after, response) if response else Outcome(_done(after))
        again = store.responses.get(message.response) if message.response else None
        printed = tuple(one.said for one in findings if one.sort is not Sort.DOUBT)
        if may_be_signed(after, again):
            return _with(made, opened(call, store, replace(found, message=after), printed))
        wait = Said("message.signed_once_adopted", response=message.response)
        notices = told(store, after, found.incident, Page(_done(after), (wait,)))
        kept_now = kept(store, after, found, _done(after), lines=(wait, *printed), notices=notices)
        ready = Button(Said("response.act.poll"), f"poll open {message.response}")
        page = kept_now.reply
        if isinstance(page, Page):
            page = replace(page, buttons=(ready, *page.buttons))
        return _with(made, replace(kept_now, reply=page))


@command("message open", by=(*CHAIR, Role.CLOCK), label=Tlp.GREEN)
class Open(Command):
    """Open a frozen message for signature, once the response that it carries out is adopted."""

    message: MessageId
    """Which message?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        response = store.responses.get(found.message.response) if found.message.response else None
        found.message.moved("open")
        if not may_be_signed(found.message, response):
            return Outcome(Said("message.signed_once_adopted", response=found.message.response))
        return opened(call, store, found)


def opened(call: Call, store: Store, found: Seen, more: tuple[Said, ...] = ()) -> Outcome:
    """Each State is asked for its own word, in private."""
    after = found.message.moved("open")
    said = Said("message.opened", id=after.id, text=_mark(after), n=len(_asked(after)))
    needed = Said("message.needed", n=after.minimum)
    return kept(
        store,
        after,
        found,
        said,
        lines=(needed, *words.languages(after), *more),
        notices=told(store, after, found.incident, Page(said, (needed,))),
        asks=asks(call, store, after),
    )


def asks(call: Call, store: Store, message: Message, *parties: str) -> tuple[Ask, ...]:
    """The question to the voter and the deputies of each State, answered by a number."""
    made = []
    for code in parties or _asked(message):
        voter = store.directory.voter(code, message.group, call.now)
        hats = (voter, *store.directory.alternates(code, message.group, call.now))
        line = f"message answer {message.id} on={_begin(message)} as={code}"
        page = _ballot(message, code, store)
        made += [
            Ask(hat.person, key(message, code), line, page, message.label)
            for hat in hats
            if hat is not None
        ]
    return tuple(made)


def key(message: Message, code: str) -> str:
    """The key of the question to one party."""
    return f"sign:{message.id}:{code}"


def _ballot(message: Message, code: str, store: Store) -> Page:
    numbers = tuple(
        Said("form.numbered", n=n, name=Said(f"signing.{one.value}"))
        for n, one in enumerate(Signing, start=1)
    )
    lines = (
        Said("message.ballot", id=message.id),
        *words.languages(message),
        Said("message.frozen_text", text=_mark(message)),
        *numbers,
        Said("message.ballot_until"),
    )
    read = Button(Said("message.act.show"), f"message show {message.id}")
    letter = Button(Said("message.act.letter"), f"message show {message.id} letter=yes")
    sheet = Button(Said("sheet.act"), f"sheet {message.id}")
    name = party(code, message.group, store)
    state = party(message.addressee, message.group, store)
    title = Said("message.ballot_title", party=name, state=state)
    return Page(title, lines, (read, letter, sheet))


def _carried(store: Store, found: Seen, message: Message, response: Response) -> Outcome:
    """The response with the frozen text in it, while it is undecided (DR-26, T-42)."""
    if response.stage not in UNDECIDED or agrees(message, response):
        return Outcome(_done(message))
    no_open_poll(store, response)
    waits_for_no_capital(store, response)
    after = amended(response, carried(message, response))
    store.responses.save(after)
    incident = found.incident
    if response.stage is ResponseStage.NOT_ADOPTED:
        incident = incident.moved("propose")
        store.incidents.put(incident)
    said = Said("response.amended", id=after.id, version=after.version)
    page = Page(said, (response_words.title(after), *response_words.parts(after, store)))
    notices: tuple[Notice, ...] = ()
    cards: tuple[Card, ...] = ()
    if after.stage is not ResponseStage.DRAFT:
        notices = (told_all(store, incident, page),)
        cards = response_cards(store, incident, after)
    return Outcome(_done(message), notices=notices, cards=cards)


def _with(first: Outcome, then: Outcome) -> Outcome:
    """What the response's new text makes, and what freezing makes."""
    return replace(then, notices=(*first.notices, *then.notices), cards=(*first.cards, *then.cards))


def _done(message: Message) -> Said:
    languages = tuple(one.language.upper() for one in message.authentic)
    return Said("message.frozen", id=message.id, text=_mark(message), languages=languages)


def _asked(message: Message) -> tuple[str, ...]:
    return message.frozen.asked if message.frozen else ()


def _begin(message: Message) -> str:
    return message.frozen.fingerprint[:8] if message.frozen else ""


def _mark(message: Message) -> str:
    return short(message.frozen.fingerprint if message.frozen else message.mark)
