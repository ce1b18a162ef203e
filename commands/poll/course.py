"""The course of an open poll: extended, withdrawn, closed, reminded of (DR-10, DR-11, DR-28)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.see import rooms_of
from commands.incident.words import party
from commands.kinds.ids import PollId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.late import past
from commands.line import verbatim
from commands.outcome import Ask, Audience, Notice, Outcome, Page
from commands.poll import (
    away,
    ballot,
    clock,
    holding,
    receiving,
    repeated,
    result,
    silence,
    taking_off,
    words,
)
from commands.poll.card import its_card
from commands.poll.heard_out import all_heard, letters_seen
from commands.poll.open import CHAIR
from commands.poll.outage import extended
from commands.poll.procedural import before_its_poll
from commands.poll.reminding import who_and_how_many
from commands.poll.result import consent_key
from commands.poll.see import Item, seen
from commands.poll.subject import subject
from commands.wanting import Confirm
from coordination.audience import Cut
from coordination.hats import SPEAKERS
from coordination.instants import Deadline
from coordination.parties import Role
from coordination.poll.count import waiting
from coordination.poll.course import extend, still_runs, withdraw
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE, Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store

SPEAK = tuple(role for role in Role if role in SPEAKERS)


@command("poll extend", by=CHAIR, label=Tlp.GREEN, sure=True)
class Extend(Command):
    """Give more time to answer: once, before it closes, and never less."""

    poll: PollId
    """Which poll?"""

    closes: Deadline
    """Until when?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        calendars = clock.calendars(found.poll, store)
        until = self.closes.after(call.now, calendars, call.group.terms.anchor_zone)
        longer = extend(found.poll, until, call.now, calendars=calendars)
        after = replace(found, poll=longer)
        before_its_poll(store, after.poll)
        if not call.confirmed:  # once only, and never less: this very instant, at every capital
            line = f"poll extend {self.poll} {at_utc(until)} now=yes"
            said = Said("poll.extend_sure", id=self.poll, at=words.closes(after.poll, store))
            raise Confirm(said, line)
        store.polls.save(after.poll)
        page = Page(Said("poll.extended", id=self.poll), (words.closes(after.poll, store),))
        rooms = rooms_of(store, found.incident, least=Cut.OUTCOME)
        silent = after.poll.rule is Rule.SILENCE
        private = silence.extended(after, store, call.now) if silent else ()
        return Outcome(
            page,
            notices=(Notice(rooms, found.incident.label, page, found.incident.id), *private),
            cards=(its_card(store, after),),
            deadlines=clock.deadlines(after.poll, call.group, store, call.now),
            shows=found.incident.label,
            about=found.incident.id,
        )


@command("poll withdraw", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, sure=True)
class Withdraw(Command):
    """Take a poll off, with the consent of the party that put the item."""

    poll: PollId
    """Which poll?"""

    reason: Text
    """Why?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        LIFECYCLE.after("withdraw", found.poll.stage)
        still_runs(found.poll, call.now)
        if call.party == found.poll.sponsor:
            if not call.confirmed:  # nobody else is asked, and answers do not come back
                line = f"poll withdraw {self.poll} now=yes {verbatim(self.reason)}"
                said = Said("poll.withdraw_sure", id=self.poll, title=subject(found, store))
                raise Confirm(said, line)
            return _withdrawn(call, store, taking_off.put_forward(call, store, found, self.reason))
        taking_off.put_forward(call, store, found, self.reason)
        name = party(found.poll.sponsor, found.poll.group, store)
        return Outcome(
            Said("poll.sponsor_asked", id=self.poll, party=name),
            asks=tuple(_consent_ask(call, store, found, self.reason)),
            shows=found.incident.label,
            about=found.incident.id,
        )


@command("poll consent", by=SPEAK, label=Tlp.GREEN, sure=True)
class Consent(Command):
    """Say whether the item that your State or agency put may be withdrawn."""

    poll: PollId
    """Which poll?"""

    agree: bool
    """May it be withdrawn?"""

    def ready(self, call: Call, store: Store) -> None:
        self._asked(call, store)

    def _asked(self, call: Call, store: Store) -> Item:
        """The poll whose sponsor is asked; raises `Refused` for everybody else."""
        found = seen(call, store, self.poll)
        if call.party != found.poll.sponsor:
            sponsor = party(found.poll.sponsor, found.poll.group, store)
            raise Refused("DR-28", Said("poll.sponsor_must_agree", poll=self.poll, sponsor=sponsor))
        if not store.asks.about(consent_key(found.poll)):
            raise Refused("DR-28", Said("poll.nobody_asked_to_withdraw", poll=self.poll))
        return found

    def handle(self, call: Call, store: Store) -> Outcome:
        found = self._asked(call, store)
        in_full(call, found.incident.label, f"poll consent {self.poll}")
        if self.agree:
            if not call.confirmed:  # answers do not come back
                said = Said("poll.withdraw_sure", id=self.poll, title=subject(found, store))
                raise Confirm(said, f"poll consent {self.poll} agree=yes now=yes")
            made = _withdrawn(call, store, found)
            return replace(made, closes=(*made.closes, consent_key(found.poll)))
        chair = store.directory.chair(found.poll.group, call.now)
        name = party(found.poll.sponsor, found.poll.group, store)
        said = Said("poll.stays", id=self.poll, party=name)
        people = (chair.person,) if chair else ()
        return Outcome(
            said,
            notices=(Notice(Audience.persons(*people), found.incident.label, Page(said)),),
            closes=(consent_key(found.poll),),
            about=found.incident.id,
        )


@command("poll close", by=(*CHAIR, Role.CLOCK), label=Tlp.GREEN)
class Close(Command):
    """Close a poll before its time, once everybody has answered; else the clock closes it."""

    poll: PollId
    """Which poll?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        if found.poll.stage is Stage.OPEN and call.now >= found.poll.announced_at:
            owed = away.owed(found.poll, store, call.by_now)
            if owed is not None:
                return extended(call, store, found, owed)
            all_heard(call, store, found)
            letters_seen(call, store, found)
            reached = holding.at_expiry(call, store, found)
            if isinstance(reached, Outcome):
                return reached
            found = reached
        else:
            letters_seen(call, store, found)
        return result.outcome(store, result.closed(store, found, call.group, call.now))


@command("poll remind", by=Role.CLOCK, label=Tlp.GREEN)
class Remind(Command):
    """Remind a party that has not answered; tell the chair who is missing, the room how many."""

    poll: PollId
    """Which poll."""

    party: PartyCode | None = None
    """Which party; without one, the chair and the room are told."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        LIFECYCLE.after("vote", found.poll.stage)
        if past(call, found.poll.closes_at):
            return Outcome(Said("poll.no_reminder", id=self.poll), about=found.incident.id)
        next_ = clock.again(found.poll, store, self.party, call.by_now) if self.party else ()
        if found.poll.rule is Rule.SILENCE:
            return replace(receiving.reminded(call, store, found, self.party), deadlines=next_)
        votes = store.polls.votes(self.poll)
        missing = waiting(found.poll, votes)
        made = Outcome(words.answered(found.poll, votes), deadlines=next_, about=found.incident.id)
        if not missing or (self.party and self.party not in missing):
            return made
        if self.party:
            again = ballot.asks(found, store, call.now, self.party, reminder=True)
            return replace(made, asks=again)
        return replace(made, notices=who_and_how_many(call, store, found))


def _withdrawn(call: Call, store: Store, found: Item) -> Outcome:
    agreed = taking_off.agreed(call, store, found)
    taken = replace(agreed, poll=withdraw(agreed.poll, call.now, sponsor_agrees=True))
    made = result.withdrawn(store, taken)
    again = (repeated.button(taken.poll),) if repeated.may_be(taken) else ()
    return replace(made, reply=Page(Said("poll.withdrawn_reply", id=taken.poll.id), (), again))


def _consent_ask(call: Call, store: Store, found: Item, reason: str) -> list[Ask]:
    """Every voter of the sponsor is asked whether the item may go."""
    sponsor = found.poll.sponsor
    voter = store.directory.voter(sponsor, found.poll.group, call.now)
    hats = (voter, *store.directory.alternates(sponsor, found.poll.group, call.now))
    page = Page(
        Said("poll.consent_wanted", id=found.poll.id, title=subject(found, store)),
        (
            Said("poll.reason", text=reason),
            Said("form.numbered", n=1, name=Said("form.yes")),
            Said("form.numbered", n=2, name=Said("form.no")),
        ),
    )
    line = f"poll consent {found.poll.id}"
    label = found.incident.label
    key = consent_key(found.poll)
    return [Ask(hat.person, key, line, page, label) for hat in hats if hat is not None]
