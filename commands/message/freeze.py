"""Freezing the text, and asking each State's voter for its signature (4.3, DR-26, U-44)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.cleared import begins
from commands.declare import Command, command
from commands.incident.shown import told as told_all
from commands.incident.sight import read_by_all
from commands.incident.words import party, plainly
from commands.joint import Seen, seen, writing
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note
from commands.message import words
from commands.message.adopted import UNDECIDED, agrees, carried, may_be_signed
from commands.message.asking import asked, asks, mark
from commands.message.fields import CHAIR, WRITERS
from commands.message.in_time import USUAL, begun, dues, until
from commands.message.said import kept, told
from commands.outcome import Button, Outcome, Page
from commands.response import words as response_words
from commands.response.asked import asks as asks_addressee
from commands.response.card import cards as response_cards
from commands.response.course import no_open_poll, waits_for_no_capital
from commands.wanting import Confirm, Wanting
from coordination.instants import Deadline, read_deadline
from coordination.message.entry import Signature
from coordination.message.lint import Found, Sort, no_person
from coordination.message.record import Message
from coordination.message.signing import frozen, settled, silent
from coordination.parties import Role
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.response.standing import amended
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "message freeze", by=WRITERS, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, back=("message revise",)
)
class Freeze(Command):
    """Freeze the text in every authentic language: what is signed is this, to the character.

    Each State's voter is then asked to sign. Where the message carries out a proposed response,
    the frozen text is put into the response, and signatures follow its adoption.
    """

    message: MessageId
    """Which message?"""

    closes: Deadline = read_deadline(USUAL)
    """Until when are signatures asked for? Such as 5wd, once it is open for signature."""

    reason: Note = Note("")
    """Where words may show who somebody is, or stand in brackets: why do they stay?"""

    def ready(self, call: Call, store: Store) -> None:
        writing(call, store, self.message)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        message = found.message
        read_by_all(found.incident)
        findings = words.looked_through(message, store)
        apart = {*found.incident.concerned, message.addressee}
        parties = [code for code in call.group.parties if code not in apart]
        hat = next((h for h in call.hats if h.party in message.sponsors), call.hats[0])
        hat = next((h for h in call.hats if h.role in CHAIR), hat)
        with plainly(message.group, store):
            within = str(self.closes)
            after = frozen(message, hat, parties, call.now, self.reason, within)
        self._confirmed(call, store, after)
        no_person(message, findings, f"message revise {message.id}")
        if not self.reason.strip():
            _nothing_open(findings)
        response = store.responses.get(message.response) if message.response else None
        made = _carried(call, store, found, after, response) if response else Outcome(_done(after))
        again = store.responses.get(message.response) if message.response else None
        printed = (*_printed(findings), *words.unnamed(after, parties, store))
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

    def _confirmed(self, call: Call, store: Store, message: Message) -> None:
        """Raises `Confirm` for a bare date, and `Refused` for a time that has passed."""
        end = until(message, call.group, store, call.now)
        if self.closes.to_confirm and not call.confirmed:
            reason = f" reason={self.reason.replace(' ', '_')}" if self.reason else ""
            line = f"message freeze {self.message} closes={self.closes}{reason} now=yes"
            raise Confirm(words.signatures_until(replace(message, sign_until=end), store), line)


def _nothing_open(findings: tuple[Found, ...]) -> None:
    """Raises `Wanting` where words may show a person, or stand in brackets: not agreed (T-42)."""
    sorts = {one.sort for one in findings}
    again = tuple(one.said for one in findings if one.sort in (Sort.DOUBT, Sort.BRACKET))
    if again:
        key = "message.doubts" if Sort.DOUBT in sorts else "message.brackets"
        raise Wanting("T-42", "reason", Said(key, found=again))


def _printed(findings: tuple[Found, ...]) -> tuple[Said, ...]:
    return tuple(one.said for one in findings if one.sort is not Sort.DOUBT)


@command("message open", by=(*CHAIR, Role.CLOCK), label=Tlp.GREEN, back=("message revise",))
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
    # Who is asked late has the whole time to sign from when it is asked.
    after = begun(found.message.moved("open"), call.group, store, call.by_now)
    # Open once more, after a void decision on this very text: what was signed stands (DR-26).
    given = store.messages.entries(after.id, Signature)
    after, open_to = settled(after, given), silent(after, given)
    state = party(after.addressee, after.group, store)
    said = Said("message.opened", id=after.id, state=state, n=len(asked(after)))
    needed = Said("message.needed", n=after.minimum)
    end = words.signatures_until(after, store)
    return kept(
        store,
        after,
        found,
        said,
        lines=(needed, end, *words.languages(after), *more),
        notices=told(store, after, found.incident, said),
        asks=asks(call, store, after, *open_to) if open_to else (),
        deadlines=(
            *dues(after, call.group, store, call.now),
            *begins(store, after.group, after.id, open_to, call.now),
        ),
    )


def _carried(
    call: Call, store: Store, found: Seen, message: Message, response: Response
) -> Outcome:
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
    if after.stage is ResponseStage.DRAFT:
        return Outcome(_done(message))
    return Outcome(
        _done(message),
        notices=(told_all(store, incident, page),),
        asks=asks_addressee(call, store, incident, after, "changed"),
        cards=response_cards(store, incident, after),
    )


def _with(first: Outcome, then: Outcome) -> Outcome:
    """What the response's new text makes, and what freezing makes."""
    return replace(
        then,
        notices=(*first.notices, *then.notices),
        asks=(*first.asks, *then.asks),
        cards=(*first.cards, *then.cards),
    )


def _done(message: Message) -> Said:
    languages = tuple(one.language.upper() for one in message.authentic)
    return Said("message.frozen", id=message.id, text=mark(message), languages=languages)
