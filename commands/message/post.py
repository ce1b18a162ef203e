"""A State's word that came by letter or call: one enters it, another confirms, it gets a copy.

Nobody else answers for a State (DR-33): the letter is the State's own, and the State may say
otherwise until the message leaves.
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.joint import Seen, hat_of, seen
from commands.kinds.ids import MessageId
from commands.kinds.simple import Note, Text
from commands.kinds.who import PartyCode
from commands.message.asking import key
from commands.message.fields import Signing
from commands.message.posted import (
    asked,
    copy,
    left,
    letter_key,
    looked_after,
    next_asks,
    placed,
)
from commands.message.said import kept, privately
from commands.message.words import nobody_named
from commands.outcome import Outcome
from commands.wanting import Wanting
from coordination.accrediting import OFFICE
from coordination.instants import Moment
from coordination.message.entry import Came, How, Posted, Signature
from coordination.message.letter import awaited, entered, looked, seconded, signed
from coordination.message.record import Message
from coordination.message.signing import settled
from coordination.parties import Role
from coordination.poll.letter import Became, LetterChannel
from coordination.poll.second import spoken_of
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_HOW = {Signing.SIGN: How.SIGN, Signing.FOOTNOTE: How.FOOTNOTE, Signing.DECLINE: How.DECLINE}


@command(
    "message enter",
    by=Role.SECRETARIAT,
    label=Tlp.AMBER_STRICT,
    private=True,
    back=("message countersign agree=no",),
)
class Enter(Command):
    """Enter a State's signature, or its no, that came by letter or call; a second one confirms."""

    message: MessageId
    """Which message?"""

    party: PartyCode
    """Whose letter is it?"""

    answer: Signing
    """What does it say?"""

    reached: Moment
    """When did it reach the secretariat?"""

    channel: LetterChannel = LetterChannel.NOTE
    """How did it come?"""

    footnote: Note = Note("")
    """What does its footnote say, if it makes one?"""

    text: Text
    """The evidence: the reference of the note, letter, e-mail or call."""

    def ready(self, call: Call, store: Store) -> None:
        message = seen(call, store, self.message).message
        with plainly(message.group, store):
            awaited(message)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        in_full(call, message.label, f"message enter {self.message}")
        if self.answer not in _HOW:
            said = Said("message.letter_is_firm", id=self.message)
            raise Refused("DR-33", said, (f"message show {self.message}",))
        if self.answer is Signing.FOOTNOTE and not self.footnote.strip():
            raise Wanting("form", "footnote", Said("message.which_footnote"))
        nobody_named(message, self.footnote, store, f"message enter {self.message} footnote")
        came = Came(self.channel, self.reached.at, self.text.strip())
        hat = call.hat(Role.SECRETARIAT)
        how, words = _HOW[self.answer], self.footnote
        with plainly(message.group, store):
            made = entered(message, self.party, how, words, came, hat, call.now)
        store.messages.record(message, made)
        name = party(self.party, message.group, store)
        return kept(
            store,
            message,
            found,
            Said("message.letter_entered", id=message.id, party=name),
            asks=next_asks(call, store, message, self.party),
            deadlines=(looked_after(call, store, message, made),),
        )


@command("message countersign", by=OFFICE, label=Tlp.GREEN, private=True, back=("message unsign",))
class Countersign(Command):
    """Countersign, as the second person, a State's signature that came by letter."""

    message: MessageId
    """Which message?"""

    party: PartyCode
    """Whose letter?"""

    agree: bool
    """Does it say what the evidence says?"""

    letter: int | None = None
    """Which of the State's letters, by its number, where there is more than one?"""

    def ready(self, call: Call, store: Store) -> None:
        message = seen(call, store, self.message).message
        if not left(store, message):
            said = Said("message.no_letters", id=message.id)
            raise Refused("DR-33", said, (f"message show {message.id}",))

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        in_full(call, message.label, f"message countersign {self.message} {self.party}")
        posted = next((one for one in left(store, message) if one.party == self.party), None)
        if posted is None:
            name = party(self.party, message.group, store)
            said = Said("message.no_letter", id=message.id, party=name)
            raise Refused("DR-33", said, (f"message show {message.id}",))
        hat = next((h for h in call.hats if h.role in OFFICE), None) or hat_of(call, *OFFICE)
        seconded(message, posted, hat, call.now)
        if not spoken_of(self.letter, *placed(store, message, posted)):
            return _shown_anew(call, store, message, posted)
        if not self.agree:
            return _declined(call, store, found, posted)
        earlier = store.messages.entries(message.id, Signature)
        with plainly(message.group, store):
            made = signed(message, posted, hat, earlier, call.now)
        store.messages.record(message, made, looked(posted, hat.person, Became.CONFIRMED, call.now))
        after = settled(message, (*earlier, made))
        name = party(self.party, message.group, store)
        return kept(
            store,
            after,
            found,
            Said("message.letter_confirmed", id=message.id, party=name),
            notices=copy(call, store, after, posted),
            closes=(letter_key(message, posted.party), key(message, posted.party)),
        )


def _shown_anew(call: Call, store: Store, message: Message, made: Posted) -> Outcome:
    """Nothing is confirmed that this person may not have seen: the letter is shown first."""
    name = party(made.party, message.group, store)
    said = Said("message.letter_shown_anew", id=message.id, party=name)
    ask = replace(asked(call.person.id, store, message, made), again=True)
    return Outcome(said, asks=(ask,))


def _declined(call: Call, store: Store, found: Seen, made: Posted) -> Outcome:
    """The evidence says something else: it is no word of the State's, and who entered it hears."""
    message = found.message
    store.messages.record(message, looked(made, call.person.id, Became.DECLINED, call.now))
    name = party(made.party, message.group, store)
    said = Said("message.letter_declined", id=message.id, party=name)
    again = kept(store, message, found, said, notices=privately(message, said, made.person))
    asks = (*again.asks, *next_asks(call, store, message, made.party))
    return replace(again, closes=(*again.closes, letter_key(message, made.party)), asks=asks)
