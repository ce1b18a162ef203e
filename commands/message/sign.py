"""A State's own word on a frozen text: given in private, by its voter or the deputy (DR-17, DR-18).

Until dispatch the rooms see how many have signed, the chair who has answered.
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.cleared import before_cleared, keys
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.joint import Seen, hat_of, seen
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note, Text
from commands.message.asking import key
from commands.message.fields import Signing
from commands.message.own import word
from commands.message.said import kept, privately
from commands.message.words import nobody_named
from commands.outcome import Button, Notice, Outcome, Page
from commands.response.proposing import spelt
from commands.wanting import Wanting
from coordination.message.entry import How, Signature
from coordination.message.record import Message
from coordination.message.signing import (
    Word,
    given,
    settled,
    signers,
    speaks_for,
    standing,
    still_here,
)
from coordination.message.stage import LIFECYCLE, Stage
from coordination.parties import Role
from coordination.said import Param, Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store

_VOICES = (Role.VOTER, Role.ALTERNATE, Role.EMBASSY, Role.OBSERVER, Role.ASSOCIATION)


@command("message answer", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, private=True, anew=True)
class Answer(Command):
    """Say whether your State signs: as it is, with a footnote, subject to your capital, or not."""

    message: MessageId
    """Which message?"""

    answer: Signing
    """What does your State answer?"""

    on: str = ""
    """The beginning of the fingerprint of the text that you have read."""

    footnote: Note = Note("")
    """What does your footnote say, if you make one?"""

    uncleared: Note = Note("")
    """Where your State has not cleared it yet: why does it sign before that?"""

    def ready(self, call: Call, store: Store) -> None:
        _may(call, store, self.message, "sign")

    def handle(self, call: Call, store: Store) -> Outcome:
        if self.answer is Signing.FOOTNOTE and not self.footnote.strip():
            raise Wanting("form", "footnote", Said("message.which_footnote"))
        how = {Signing.FOOTNOTE: How.FOOTNOTE, Signing.DECLINE: How.DECLINE}
        subject = self.answer is Signing.SUBJECT
        footnote = spelt(self.footnote)
        word = Word(how.get(self.answer, How.SIGN), footnote, subject, self.on)
        return gave(call, store, self.message, word, spelt(self.uncleared))


@command(
    "message sign", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, private=True, back=("message unsign",)
)
class Sign(Command):
    """Sign a frozen message for your State; with words, they stand as your State's footnote."""

    message: MessageId
    """Which message?"""

    subject: bool = False
    """Is it subject to confirmation by your capital? Sign again to confirm."""

    on: str = ""
    """The beginning of the fingerprint of the text that you have read."""

    uncleared: Note = Note("")
    """Where your State has not cleared it yet: why does it sign before that?"""

    text: Text = Text("")
    """A footnote, if your State makes one."""

    def ready(self, call: Call, store: Store) -> None:
        _may(call, store, self.message, "sign")

    def handle(self, call: Call, store: Store) -> Outcome:
        how = How.FOOTNOTE if self.text.strip() else How.SIGN
        word = Word(how, self.text, self.subject, self.on)
        return gave(call, store, self.message, word, spelt(self.uncleared))


@command("message decline", label=Tlp.GREEN, private=True, back=("message sign",))
class Decline(Command):
    """Say that your State does not sign; nobody asks why."""

    message: MessageId
    """Which message?"""

    def ready(self, call: Call, store: Store) -> None:
        _may(call, store, self.message, "decline")

    def handle(self, call: Call, store: Store) -> Outcome:
        return gave(call, store, self.message, Word(How.DECLINE))


@command("message unsign", label=Tlp.GREEN, private=True, back=("message sign",))
class Unsign(Command):
    """Take your State's signature back, as long as the message has not been sent."""

    message: MessageId
    """Which message?"""

    def ready(self, call: Call, store: Store) -> None:
        _may(call, store, self.message, "unsign")

    def handle(self, call: Call, store: Store) -> Outcome:
        return gave(call, store, self.message, Word(How.UNSIGN))


def gave(call: Call, store: Store, id: str, word: Word, uncleared: str = "") -> Outcome:
    """Keep one State's word, and what follows from it; `uncleared` is why before its clearance."""
    found = seen(call, store, id)
    message = found.message
    in_full(call, message.label, f"message answer {id}")
    nobody_named(message, word.footnote, store, f"message answer {id} footnote")
    earlier = store.messages.entries(id, Signature)
    with plainly(message.group, store):
        made = given(message, earlier, hat_of(call, *_VOICES), word, call.now)
    if made.how.signs and not made.ad_referendum:
        thing = (message.group, message.id, made.party)
        first = before_cleared(call, store, thing, made.fingerprint, uncleared)
        store.clearances.record(message.id, message.group, made.party, *first)
    store.messages.record(message, made)
    after = settled(message, (*earlier, made))
    before = standing(message, earlier).get(made.party)
    notices = (
        *_colleague(call, store, message, made, before),
        *_chair(call, store, after, message, (*earlier, made)),
    )
    lines = (Said("message.change_until"),) if made.how is not How.UNSIGN else ()
    said = _echo(store, message, made)
    declined = made.how is How.DECLINE
    found = replace(found, signed=made.how.signs, subject=made.ad_referendum, declined=declined)
    closes: tuple[str, ...] = (key(message, made.party),)
    if made.how is not How.UNSIGN and not made.ad_referendum:
        closes += keys(message.id, (made.party,))
    return kept(store, after, found, said, lines=lines, notices=notices, closes=closes)


def _echo(store: Store, message: Message, made: Signature) -> Said:
    """Back to who gave it: the State, the answer, the time, the text (DR-32)."""
    key = "subject" if made.ad_referendum else made.how.value
    return Said(
        f"message.given.{key}",
        id=message.id,
        party=party(made.party, message.group, store),
        at=made.at,
        text=short(made.fingerprint),
        footnote=made.footnote,
    )


def _colleague(
    call: Call, store: Store, message: Message, made: Signature, before: Signature | None
) -> tuple[Notice, ...]:
    """Whoever answered for the same State before hears that a later word counts (DR-18).

    The voter hears at once what the deputy has said, and can say otherwise until it is sent.
    """
    name, who = party(made.party, message.group, store), call.person.name
    told: dict[str, Param] = {"id": message.id, "party": name, "person": who, "word": word(made)}
    if before is not None and before.person != call.person.id:
        said = Said("message.changed_by_colleague", **told)
        return privately(message, said, before.person)
    voter = store.directory.voter(made.party, message.group, call.now)
    if not made.alternate or voter is None or voter.person == call.person.id:
        return ()
    said = Said("message.answered_by_deputy", **told)
    page = Page(said, (), (Button(Said("message.act.show"), f"message show {message.id}"),))
    return privately(message, page, voter.person)


def _chair(
    call: Call,
    store: Store,
    after: Message,
    before: Message,
    words: tuple[Signature, ...],
) -> tuple[Notice, ...]:
    """The chair is told when enough have signed, and when that is so no more."""
    if after.stage is before.stage:
        return ()
    chair = store.directory.chair(after.group, call.now)
    count = len(signers(after, words))
    ready = after.stage is Stage.READY
    key = "message.enough_signed" if ready else "message.not_enough_any_more"
    line = f"message dispatch {after.id}"
    buttons = (Button(Said("message.act.dispatch"), line),) if ready else ()
    page = Page(Said(key, id=after.id, n=count, needed=after.minimum), (), buttons)
    return privately(after, page, *((chair.person,) if chair else ()))


def _may(call: Call, store: Store, id: str, act: str) -> Seen:
    """Raises `Refused` for whoever gives no State's word, before anything is asked."""
    found = seen(call, store, id)
    message = found.message
    still_here(message)
    if not message.stage.sent:
        LIFECYCLE.after(act, message.stage)
        with plainly(message.group, store):
            speaks_for(message, hat_of(call, *_VOICES), call.now)
        in_full(call, message.label, f"message answer {id}")
    return found
