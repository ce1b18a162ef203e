"""Positions from outside: entered by one person, confirmed by another (DR-33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.outcome import Ask, Audience, Notice, Outcome, Page
from commands.poll import annexed, old_text
from commands.poll.clock import closing_again
from commands.poll.late import noted
from commands.poll.second import looked_after, placed, seconds, to_the_party
from commands.poll.see import Item, seen
from commands.poll.vote import kept
from coordination.accrediting import OFFICE
from coordination.instants import Moment
from coordination.parties import Credential, Role
from coordination.poll.cast import on_old_text
from coordination.poll.letter import (
    Became,
    LetterChannel,
    Position,
    confirm,
    enter,
    late,
    seconded,
    waiting,
)
from coordination.poll.rule import Rule
from coordination.poll.second import spoken_of
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Ballot, Vote
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "poll enter",
    by=Role.SECRETARIAT,
    label=Tlp.AMBER_STRICT,
    private=True,
    back=("poll countersign agree=no", "poll vote"),
)
class Enter(Command):
    """Enter a party's position that came by letter or call; a second person confirms it."""

    poll: PollId
    """Which poll?"""

    party: PartyCode
    """Whose position?"""

    answer: Answer
    """What is the answer?"""

    reached: Moment
    """When did it reach the secretariat?"""

    channel: LetterChannel = LetterChannel.NOTE
    """How did it come?"""

    text: Text
    """The evidence: the reference of the note, letter, e-mail or call."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        given = Ballot(
            answer=self.answer,
            fingerprint=found.poll.fingerprint,
            received_at=call.now,
            seq=call.seq,
            sent_at=self.reached.at,
        )
        hat = call.hat(Role.SECRETARIAT)
        if on_old_text(found.poll, self.reached.at):
            said = old_text.answered(store, found, self.party)
            raise Refused("DR-26", said, (f"poll show {self.poll}",))
        without = late(found.poll, self.party, self.channel, self.text, given, hat)
        if without is not None:
            return noted(store, annexed.keep(store, found, without), without)
        with plainly(found.poll.group, store):
            entered = enter(found.poll, self.party, self.channel, self.text, given, hat)
        store.polls.enter(entered, found.poll.group)
        return Outcome(
            Said("poll.entered", id=self.poll, party=party(self.party, found.poll.group, store)),
            asks=_asks(call, store, found, self.party),
            deadlines=looked_after(call, store, found, self.party),
            shows=found.incident.label,
            about=found.incident.id,
        )


@command("poll countersign", by=OFFICE, label=Tlp.GREEN, private=True, back=("poll vote",))
class Countersign(Command):
    """Countersign, as the second person, a position that came from outside."""

    poll: PollId
    """Which poll?"""

    party: PartyCode
    """Whose position?"""

    agree: bool
    """Does it say what the evidence says?"""

    letter: int | None = None
    """Which of the party's letters, by its number, where there is more than one?"""

    def ready(self, call: Call, store: Store) -> None:
        poll = seen(call, store, self.poll).poll
        if not store.polls.positions(poll.id):
            said = Said("poll.no_positions", id=poll.id)
            raise Refused("DR-33", said, (f"poll show {poll.id}",))

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        in_full(call, found.incident.label, f"poll countersign {self.poll} {self.party}")
        position = store.polls.position(self.poll, self.party)
        if position is None:
            name = party(self.party, found.poll.group, store)
            said = Said("poll.no_position", id=self.poll, party=name)
            raise Refused("DR-33", said, (f"poll show {self.poll}",))
        hat = _office(call, position)
        seconded(found.poll, position, hat, call.now)
        if found.poll.stage is Stage.OPEN and not spoken_of(self.letter, *_place(store, position)):
            return _shown_anew(call, store, found, position)
        votes = store.polls.votes(self.poll)
        with plainly(found.poll.group, store):
            vote = confirm(found.poll, position, hat, call.now, votes) if self.agree else None
        became = Became.CONFIRMED if self.agree else Became.DECLINED
        store.polls.became(position, became, call.person.id)
        if vote is None:
            return _declined(call, store, found, position)
        made = kept(call, store, found, vote)
        after = seen(call, store, self.poll)
        return replace(
            made,
            deadlines=(*made.deadlines, *closing_again(after.poll, call.group, call.now)),
            notices=(*made.notices, *_copies(store, found, vote, call.now)),
            closes=(*made.closes, _key(position)),
            asks=(*made.asks, *_asks(call, store, after, self.party)),
        )


def _declined(call: Call, store: Store, found: Item, position: Position) -> Outcome:
    """The evidence says something else: it does not count, and who entered it hears of it."""
    name = party(position.party, found.poll.group, store)
    said = Said("poll.not_confirmed", id=found.poll.id, party=name)
    return Outcome(
        said,
        notices=(Notice(Audience.persons(position.entered_by), Tlp.GREEN, Page(said)),),
        deadlines=closing_again(found.poll, call.group, call.now),
        closes=(_key(position),),
        asks=_asks(call, store, found, position.party),
        about=found.incident.id,
    )


def _shown_anew(call: Call, store: Store, found: Item, position: Position) -> Outcome:
    """Nothing is confirmed that this person may not have seen: the letter is shown first."""
    name = party(position.party, found.poll.group, store)
    said = Said("poll.letter_shown_anew", id=found.poll.id, party=name)
    ask = replace(_ask(call.person.id, store, found, position), again=True)
    return Outcome(said, asks=(ask,), about=found.incident.id)


def _office(call: Call, position: Position) -> Credential:
    """The hat that confirms: the secretariat's or the chair's."""
    for hat in call.hats:
        if hat.role in OFFICE and hat.person != position.entered_by:
            return hat
    return call.hat(*OFFICE)


def _place(store: Store, position: Position) -> tuple[int, int]:
    return placed(store, position.poll, position.party, position.ballot.seq)


def _key(position: Position) -> str:
    return f"position:{position.poll}:{position.party}"


def _asks(call: Call, store: Store, found: Item, code: str) -> tuple[Ask, ...]:
    """Asks every second person about the letter that they would confirm, if it would count."""
    poll, polls = found.poll, store.polls
    position = polls.position(poll.id, code)
    counts = waiting(poll, polls.positions(poll.id), polls.votes(poll.id))
    if position is None or position not in counts or poll.stage is not Stage.OPEN:
        return ()
    people = seconds(call, store, found, position.entered_by)
    return tuple(_ask(person, store, found, position) for person in people)


def _ask(person: str, store: Store, found: Item, entered: Position) -> Ask:
    name = party(entered.party, found.poll.group, store)
    page = Page(
        Said("poll.confirm_wanted", id=found.poll.id, party=name),
        (
            Said(
                "poll.position",
                party=name,
                answer=Said(f"answer.{entered.ballot.answer.value}"),
                channel=Said(f"letterchannel.{entered.channel.value}"),
                evidence=entered.evidence,
                at=entered.ballot.sent_at,
            ),
            Said("form.numbered", n=1, name=Said("form.yes")),
            Said("form.numbered", n=2, name=Said("form.no")),
        ),
    )
    number, _ = _place(store, entered)
    line = f"poll countersign {found.poll.id} {entered.party} letter={number}"
    return Ask(person, _key(entered), line, page, found.incident.label)


def _copies(store: Store, found: Item, vote: Vote, at: datetime) -> tuple[Notice, ...]:
    """The party gets a copy, and may correct it until closing."""
    final = found.poll.rule is Rule.SILENCE
    said = Said(
        "poll.entered_for_you_final" if final else "poll.entered_for_you",
        id=vote.poll,
        party=party(vote.party, found.poll.group, store),
        answer=Said(f"answer.{vote.answer.value}"),
        evidence=vote.evidence or "",
    )
    lines = () if final else (Said("poll.ballot.until", at=found.poll.closes_at),)
    return to_the_party(store, found, vote.party, Page(said, lines), at, vote.person)
