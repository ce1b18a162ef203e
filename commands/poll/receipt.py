"""Receipts under silence: a voter confirms; or the secretariat enters one from outside (DR-34)."""

from __future__ import annotations

from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.outcome import Ask, Audience, Notice, Outcome, Page
from commands.poll import annexed, silence
from commands.poll.card import its_card
from commands.poll.giving import earlier
from commands.poll.holding import admit
from commands.poll.reserve import asked
from commands.poll.second import looked_after, seconds, to_the_party
from commands.poll.see import Item, hat_of, seen, voiced
from commands.poll.silence_page import acts
from coordination.accrediting import OFFICE
from coordination.audience import Cut
from coordination.instants import Moment
from coordination.parties import Role
from coordination.poll.annex import Annex
from coordination.poll.letter import LetterChannel
from coordination.poll.receipt import attested, entered, receipts, received, waiting_receipt
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Got(StrEnum):
    """What a voter answers to the notice of a silence, in the order of its numbers."""

    RECEIVED = "received"
    TIME = "time"


@command("poll acknowledge", label=Tlp.GREEN)
class Acknowledge(Command):
    """Confirm for your State or agency that you have received a text under silence.

    That is no consent: your State can still object until the expiry.
    """

    poll: PollId
    """Which poll?"""

    answer: Got
    """Have you received the text, and does your capital need time?"""

    def ready(self, call: Call, store: Store) -> None:
        voiced(call, store, self.poll)

    def handle(self, call: Call, store: Store) -> Outcome:
        voiced(call, store, self.poll)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        in_full(call, found.incident.label, f"poll acknowledge {self.poll}")
        if self.answer is Got.TIME:
            return asked(call, store, found, "")
        found = admit(call, store, found)
        hat, poll = hat_of(call), found.poll
        with plainly(poll.group, store):
            votes = earlier(store, poll, hat)
            made = received(poll, hat, call.now, call.seq, call.room.platform, votes)
        if made.party not in receipts(poll):
            found = annexed.keep(store, found, made)
        since = receipts(found.poll).get(made.party, made)
        return _acknowledged(store, found, since)


def _acknowledged(store: Store, found: Item, since: Annex) -> Outcome:
    poll = found.poll
    name = party(since.party, poll.group, store)
    lines = (Said("silence.notice.consent"), Said("silence.object_by", at=poll.closes_at))
    title = Said("silence.received", party=name, id=poll.id, at=since.at)
    return Outcome(
        Page(title, lines, acts(found)),
        cards=(its_card(store, found),),
        closes=(silence.key(poll.id, since.party),),
        shows=Tlp.GREEN,
        about=found.incident.id,
    )


@command(
    "poll receipt",
    by=Role.SECRETARIAT,
    label=Tlp.AMBER_STRICT,
    private=True,
    back=("poll attest agree=no",),
)
class Receipt(Command):
    """Enter that a party has received a text under silence, by note, letter, e-mail or call.

    A second person confirms it; then it counts from when it reached the secretariat.
    """

    poll: PollId
    """Which poll?"""

    party: PartyCode
    """Whose receipt?"""

    reached: Moment
    """When did it reach the secretariat?"""

    channel: LetterChannel = LetterChannel.NOTE
    """How did it come?"""

    text: Text
    """The evidence: the reference of the note, letter, e-mail or call."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        hat = call.hat(Role.SECRETARIAT)
        made = entered(
            found.poll,
            self.party,
            self.channel,
            self.reached.at,
            self.text,
            hat,
            call.now,
            call.seq,
        )
        found = annexed.keep(store, found, made)
        name = party(self.party, found.poll.group, store)
        people = seconds(call, store, found, call.person.id)
        return Outcome(
            Said("silence.receipt_entered", id=self.poll, party=name),
            asks=tuple(_ask(person, store, found, made) for person in people),
            deadlines=looked_after(call, store, found, self.party),
            shows=found.incident.label,
            about=found.incident.id,
        )


@command("poll attest", by=OFFICE, label=Tlp.GREEN, private=True)
class Attest(Command):
    """Confirm, as the second person, a receipt that came from outside."""

    poll: PollId
    """Which poll?"""

    party: PartyCode
    """Whose receipt?"""

    agree: bool
    """Does the evidence say that the text was received?"""

    def ready(self, call: Call, store: Store) -> None:
        poll = seen(call, store, self.poll).poll
        if not any(waiting_receipt(poll, code) for code in poll.eligible):
            said = Said("silence.no_receipts_wait", id=poll.id)
            raise Refused("DR-33", said, (f"poll show {poll.id}",))

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        in_full(call, found.incident.label, f"poll attest {self.poll} {self.party}")
        waiting = waiting_receipt(found.poll, self.party)
        name = party(self.party, found.poll.group, store)
        if waiting is None:
            said = Said("silence.no_receipt_waits", id=self.poll, party=name)
            raise Refused("DR-33", said, (f"poll show {self.poll}",))
        hat = next((one for one in call.hats if one.role in OFFICE), call.hats[0])
        made = attested(found.poll, waiting, hat, call.now, call.seq, agree=self.agree)
        found = annexed.keep(store, found, made)
        done = (_key(waiting),)
        if not self.agree:
            said = Said("silence.receipt_declined", id=self.poll, party=name)
            told = Notice(Audience.persons(waiting.person), Tlp.GREEN, Page(said))
            return Outcome(said, notices=(told,), closes=done, about=found.incident.id)
        reply = Said("silence.receipt_stands", id=self.poll, party=name, at=made.until)
        return Outcome(
            reply,
            notices=_copies(store, found, made, waiting.person),
            cards=(its_card(store, found),),
            closes=(*done, silence.key(self.poll, self.party)),
            shows=Tlp.GREEN,
            about=found.incident.id,
        )


def _key(waiting: Annex) -> str:
    return f"attest:{waiting.about}:{waiting.party}"


def _ask(person: str, store: Store, found: Item, made: Annex) -> Ask:
    name = party(made.party, found.poll.group, store)
    channel = Said(f"letterchannel.{made.other}")
    page = Page(
        Said("silence.attest", id=found.poll.id, party=name),
        (
            Said("silence.evidence", channel=channel, evidence=made.text, at=made.until),
            Said("form.numbered", n=1, name=Said("form.yes")),
            Said("form.numbered", n=2, name=Said("form.no")),
        ),
    )
    line = f"poll attest {found.poll.id} {made.party}"
    return Ask(person, _key(made), line, page, found.incident.label)


def _copies(store: Store, found: Item, made: Annex, entered_by: str) -> tuple[Notice, ...]:
    """The party's people, where it has any on a platform, get a copy (DR-33)."""
    name = party(made.party, found.poll.group, store)
    said = Said("silence.receipt_for_you", id=found.poll.id, party=name, evidence=made.text)
    page = Page(said, (Said("silence.object_by", at=found.poll.closes_at),), acts(found))
    return to_the_party(store, found, made.party, page, made.at, entered_by)
