"""Clearing: begun, cleared step by step, sent back with a note, withdrawn; at home alone (D5)."""

from __future__ import annotations

from collections.abc import Iterable

from commands.call import Call
from commands.clearance import words
from commands.clearance.case import (
    Case,
    asks,
    at_home,
    case,
    due,
    embassies,
    key,
    own_hat,
)
from commands.clearance.fields import OWN, SPEAK, Clearing
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import plainly
from commands.kinds.ids import AnyId
from commands.kinds.simple import Note, Text
from commands.message.card import cards
from commands.outcome import Card, Outcome, Page
from commands.response.proposing import spelt
from commands.wanting import Wanting
from coordination.clearance.course import Standing, back, begun, cleared, holds, ordered, withdrawn
from coordination.clearance.record import Entry
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store


@command("clearance begin", by=SPEAK, label=Tlp.GREEN, private=True, anew=True)
class Begin(Command):
    """Begin your State's own clearance of what it is asked; no other State sees its steps.

    The steps are those of your State, or others for this once.
    """

    thing: AnyId
    """What is asked? The message, the poll or the commitment, by its id."""

    steps: tuple[str, ...] = ()
    """Which steps, for this once? Such as authority,ministry,embassy."""

    def ready(self, call: Call, store: Store) -> None:
        case(call, store, self.thing)

    def handle(self, call: Call, store: Store) -> Outcome:
        made = case(call, store, self.thing)
        in_full(call, made.label, f"clearance begin {made.id}")
        names = tuple(map(spelt, self.steps))
        steps = ordered(made.order, names).steps if names else made.steps
        with plainly(made.group, store):
            entry = begun(own_hat(call), steps, made.entries, made.mark, call.now)
        return done(call, store, made, Said("clearance.begun", id=made.id), entry)


@command(
    "clearance answer",
    by=OWN,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    private=True,
    back=("clearance withdraw",),
)
class Answer(Command):
    """Clear what your step has before it, or send it back with a note.

    Who speaks for the State enters what was cleared outside, such as in its ministry: `who=` says
    by whom.
    """

    thing: AnyId
    """What is cleared? The message, the poll or the commitment, by its id."""

    answer: Clearing
    """Does your step clear it, or does it go back?"""

    on: str = ""
    """The beginning of the fingerprint of the text that you have read."""

    who: Note = Note("")
    """Who has cleared it, where you enter it for somebody else?"""

    to: int = 0
    """Back to which step, by its number? Else to the one before."""

    text: Text = Text("")
    """A note, for your own State alone."""

    def ready(self, call: Call, store: Store) -> None:
        case(call, store, self.thing)

    def handle(self, call: Call, store: Store) -> Outcome:
        made = case(call, store, self.thing)
        in_full(call, made.label, f"clearance answer {made.id}")
        if not made.mark.startswith(self.on.lower().replace(" ", "")):
            line = f"clearance show {made.id}"
            said = Said("clearance.text_changed", id=made.id, text=short(made.mark))
            raise Refused("DR-26", said, (line,))
        start, made = _begun(call, made)
        now_at = made.standing
        if now_at is None or now_at.step is None:
            line = f"clearance show {made.id}"
            raise Refused("stage", Said("clearance.cleared_already"), (line,))
        with plainly(made.group, store):
            if self.answer is Clearing.BACK:
                key, entry = "clearance.sent_back", self._back(call, store, made, now_at)
            else:
                key, entry = "clearance.step_cleared", self._cleared(call, store, made, now_at)
        said = Said(key, id=made.id, step=words.name(now_at.step), text=short(made.mark))
        return done(call, store, made, said, *start, entry)

    def _cleared(self, call: Call, store: Store, made: Case, now_at: Standing) -> Entry:
        """By who holds the step; who speaks for the State is asked who else did."""
        hat, embassy = own_hat(call), bool(embassies(store, made, call.now))
        step = now_at.step
        if step and not self.who and hat.role in SPEAK and not holds(step, hat, embassy=embassy):
            raise Wanting("form", "who", Said("clearance.for_whom", step=words.name(step)))
        who = spelt(self.who)
        return cleared(now_at, hat, made.mark, call.now, who=who, note=self.text, embassy=embassy)

    def _back(self, call: Call, store: Store, made: Case, now_at: Standing) -> Entry:
        """Back to the step named, or to the one before; asked for its note."""
        to = self.to or now_at.at
        if now_at.at and not self.text.strip():
            raise Wanting("form", "text", Said("clearance.note_missing"))
        hat, embassy = own_hat(call), bool(embassies(store, made, call.now))
        return back(now_at, hat, made.mark, call.now, to=to, note=self.text, embassy=embassy)


@command(
    "clearance withdraw",
    by=OWN,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    private=True,
    back=("clearance answer",),
)
class Withdraw(Command):
    """Take a clearance of your step back; those after it fall with it."""

    thing: AnyId
    """Of what? The message, the poll or the commitment, by its id."""

    step: int = 0
    """Which step, by its number? Else the last that was cleared."""

    text: Text = Text("")
    """A note, for your own State alone."""

    def ready(self, call: Call, store: Store) -> None:
        case(call, store, self.thing)

    def handle(self, call: Call, store: Store) -> Outcome:
        made = case(call, store, self.thing)
        in_full(call, made.label, f"clearance withdraw {made.id}")
        embassy = bool(embassies(store, made, call.now))
        with plainly(made.group, store):
            entry = withdrawn(
                made.standing,
                own_hat(call),
                made.mark,
                self.step,
                call.now,
                note=self.text,
                embassy=embassy,
            )
        return done(call, store, made, Said("clearance.withdrawn", id=made.id), entry)


def _begun(call: Call, made: Case) -> tuple[tuple[Entry, ...], Case]:
    """The beginning, where nobody has begun the clearance of this text yet."""
    if made.standing is not None:
        return (), made
    entry = begun(own_hat(call), made.steps, made.entries, made.mark, call.now)
    return (entry,), made.with_(entry)


def done(call: Call, store: Store, made: Case, said: Said, *entries: Entry) -> Outcome:
    """Keep what was done, and ask whoever has it next; nobody outside the State hears of it."""
    before = made.standing
    store.clearances.record(made.id, made.group, made.party.code, *entries)
    after = made.with_(*entries[-1:]) if entries else made
    now_at = after.standing
    if now_at is None:
        raise LookupError(made.id)
    code = made.party.code
    course = words.course(entries, made.mark, None, store, now_at.steps)
    own, home = _pages(call, made, now_at, said, course)
    voter = store.directory.voter(code, made.group, call.now)
    told = (voter.person,) if now_at.cleared and voter and voter.person != call.person.id else ()
    changed = (before is not None and before.cleared) is not now_at.cleared
    return Outcome(
        own,
        notices=at_home(store, made, home, *told),
        cards=_card(store, made.id) if changed else (),
        asks=asks(call, store, after, now_at),
        closes=(key(made.id, code),),
        shows=made.label,
        deadlines=due(call, after, now_at, call.now),
        settles=(f"clearance remind {made.id} {code}",) if now_at.cleared else (),
    )


def _pages(
    call: Call, made: Case, now_at: Standing, said: Said, course: Iterable[Said]
) -> tuple[Page, Page]:
    """What was done: for who did it, and for the State's own room."""
    lines = (*course, words.where(now_at))
    ready = words.to_answer(made.sheet) if now_at.cleared else ()
    reads = own_hat(call).role in SPEAK
    own = Page(said, lines, words.buttons(made.id, reads=reads))
    return own, Page(said, lines, (*ready, *words.buttons(made.id)))


def _card(store: Store, id: str) -> tuple[Card, ...]:
    """The card of a message counts the States that have cleared it; it is drawn anew."""
    message = store.messages.get(id) if id.startswith("MSG-") else None
    incident = store.incidents.get(message.incident) if message else None
    return cards(store, message, incident) if message and incident else ()
