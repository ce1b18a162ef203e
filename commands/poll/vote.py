"""Answering: a vote in private, an objection anywhere (DR-09, DR-16, DR-29, DR-32)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly, spoken
from commands.kinds.ids import PollId
from commands.kinds.simple import Note, Text
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.poll import at_home, ballot, late, placing, result
from commands.poll.card import its_card
from commands.poll.giving import earlier, given
from commands.poll.holding import admit
from commands.poll.see import Item, hat_of, seen, voiced
from commands.poll.unheard import overheard
from commands.poll.unsaid import wanting
from commands.response.proposing import spelt
from coordination.audience import Cut
from coordination.poll.cast import (
    decides,
    on_old_text,
    organisation,
    recorded,
    speaks_for,
    text_changed,
)
from coordination.poll.count import counting
from coordination.poll.course import after_vote
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE, Stage
from coordination.poll.vote import Answer, Vote
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_NO_VOTE = ("DR-17", "DR-18", "DR-23", "T-30")
"""Why somebody of a party cannot object for it: not its voter, or of its embassy."""


class Give(StrEnum):
    """The answers of a ballot, in the order of its numbers.

    The last one is given subject to confirmation by the capital (DR-13).
    """

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not_participating"
    YES_AD_REFERENDUM = "yes_ad_referendum"


@command("poll vote", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, private=True, anew=True)
class Cast(Command):
    """Give your State's or agency's answer; until closing you can change it.

    Only you are shown how you answered. How the parties answered is shown after closing.
    """

    poll: PollId
    """Which poll?"""

    answer: Give
    """What does your State or agency answer?"""

    on: str = ""
    """The beginning of the fingerprint of the text that you have read."""

    uncleared: Note = Note("")
    """Where your State has not cleared its answer yet: why does it answer before that?"""

    def ready(self, call: Call, store: Store) -> None:
        has_voice(self.poll, call, store)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        hat = hat_of(call)
        with plainly(found.poll.group, store):
            LIFECYCLE.after("vote", found.poll.stage)
            speaks_for(found.poll, hat, call.now, earlier(store, found.poll, hat))
        in_full(call, found.incident.label, f"poll vote {self.poll}")

    def handle(self, call: Call, store: Store) -> Outcome:
        voiced(call, store, self.poll)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        in_full(call, found.incident.label, f"poll vote {self.poll}")
        other = not found.poll.fingerprint.startswith(self.on.lower().replace(" ", ""))
        if other or (not self.on and on_old_text(found.poll, call.sent_at)):
            raise text_changed(found.poll)
        if self.answer is Give.YES_AD_REFERENDUM:
            return answered(call, store, found, Answer.YES, ad_referendum=True)
        vote = given(call, store, found, Answer(self.answer.value))
        at_home.before(call, store, found.poll, vote.party, spelt(self.uncleared))
        return kept(call, store, found, vote)


@command("poll object", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, counts_without_text=True)
class Object(Command):
    """Object to a text, or ask to amend it: this breaks a silence, and stops a consensus.

    It counts wherever it is written. What a room may not hold is left out and asked for in private.
    """

    poll: PollId
    """Which poll?"""

    amend: bool = False
    """Is it an amendment that you ask for?"""

    text: Text = Text("")
    """What do you object to, or what should change?"""

    def ready(self, call: Call, store: Store) -> None:
        has_voice(self.poll, call, store)

    def handle(self, call: Call, store: Store) -> Outcome:
        try:
            voiced(call, store, self.poll)
            found = seen(call, store, self.poll, Cut.OUTCOME)
            answer = Answer.AMEND if self.amend else Answer.OBJECT
            quiet = unbroken(call, store, found, answer, self.text)
            if quiet is not None:
                return quiet
            found = admit(call, store, found)
            made = answered(call, store, found, answer, self.text)
        except Refused as no:
            raise overheard(call, store, self.poll, no) if no.rule in _NO_VOTE else no from None
        if self.text.strip():
            return made
        return wanting(call, found, made)


def unbroken(call: Call, store: Store, found: Item, answer: Answer, text: str) -> Outcome | None:
    """What an objection is that breaks no silence: one before it is open, or too late (DR-09)."""
    placed = placing.contest(call, store, found, text)
    return placed or late.recorded(call, store, found, answer, text)


def has_voice(id: str, call: Call, store: Store) -> None:
    """Raises `Refused` for whoever does not answer this poll, whatever the answer (DR-20, T-30)."""
    hat = hat_of(call)
    voiced(call, store, id)
    found = seen(call, store, id, Cut.OUTCOME)
    if organisation(found.poll, hat) is None:
        with plainly(found.poll.group, store):
            decides(found.poll, hat.party)


def answered(
    call: Call,
    store: Store,
    found: Item,
    answer: Answer,
    text: str = "",
    *,
    ad_referendum: bool = False,
) -> Outcome:
    """Keep one answer of a party, and what follows from it."""
    vote = given(call, store, found, answer, text, ad_referendum=ad_referendum)
    return kept(call, store, found, vote)


def kept(call: Call, store: Store, found: Item, vote: Vote) -> Outcome:
    """Add a vote; a broken silence ends at once, everything else only shows how many answered."""
    poll = found.poll
    before = counting(poll, store.polls.votes_of(poll.id, vote.party)).get(vote.party)
    store.polls.keep(vote, poll.group)
    newer = after_vote(poll, vote)
    after = found if newer is poll else replace(found, poll=newer)
    broken = newer.stage is Stage.BROKEN
    said = spoken(recorded(vote, final=broken), poll.group, store)
    echo = Page(said, _after_lines(vote), _again(after))
    if broken:
        return result.outcome(store, result.settled(store, after), echo)
    return Outcome(
        echo,
        notices=_overruled(call, store, found, vote, before),
        cards=(its_card(store, after),),
        closes=(ballot.key(poll.id, vote.party), *at_home.answered(vote)),
        shows=Tlp.GREEN,
        about=found.incident.id,
    )


def _after_lines(vote: Vote) -> tuple[Said, ...]:
    """Both instants, where the platform's own decided that it was in time (DR-11)."""
    lines = []
    if vote.ad_referendum:
        lines.append(Said("poll.recorded_ad_referendum", poll=vote.poll))
    if vote.in_grace and vote.sent_at is not None:
        both = {"sent": vote.sent_at, "received": vote.received_at}
        lines.append(Said("poll.recorded_in_grace", **both))
    return tuple(lines)


def _again(found: Item) -> tuple[Button, ...]:
    if found.poll.stage is not Stage.OPEN or found.poll.rule is Rule.SILENCE:
        return ()
    return (Button(Said("poll.act.change"), f"poll vote {found.poll.id}"),)


def _overruled(
    call: Call, store: Store, found: Item, vote: Vote, before: Vote | None
) -> tuple[Notice, ...]:
    """Whoever gave the party's earlier answer is told that a later one counts (DR-16, DR-19)."""
    if before is None or vote.seq < before.seq:
        return ()
    if before.person == call.person.id:
        return _other_device(call, store, found, vote, before)
    said = Said(
        "poll.changed_by_colleague",
        id=vote.poll,
        party=party(vote.party, found.poll.group, store),
        person=call.person.name,
        answer=Said(f"answer.{vote.answer.value}"),
    )
    return (Notice(Audience.persons(before.person), Tlp.GREEN, Page(said)),)


def _other_device(
    call: Call, store: Store, found: Item, vote: Vote, before: Vote
) -> tuple[Notice, ...]:
    """Who changes an answer on another platform is told on the first one too (DR-19)."""
    first = store.receipts.platform_of(before.seq)
    same = (before.answer, before.ad_referendum) == (vote.answer, vote.ad_referendum)
    if not first or first == call.room.platform or same:
        return ()
    said = Said(
        "poll.changed_elsewhere",
        id=vote.poll,
        party=party(vote.party, found.poll.group, store),
        where=Said(f"room.on.{call.room.platform}"),
        answer=Said(f"answer.{vote.answer.value}"),
    )
    there = Audience(people=(before.person,), platform=first)
    return (Notice(there, Tlp.GREEN, Page(said)),)
