"""Conflicts of interest: declared, recused, challenged, settled by a procedural vote (DR-23)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import AnyId, PollId, nobody_sees
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.line import verbatim
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.poll import annexed, clock, procedural, silence
from commands.poll.open import CHAIR
from commands.poll.see import Item, hat_of, people_of, seen, voiced
from commands.response.see import Seen as ResponseSeen
from commands.response.see import seen as response_seen
from commands.wanting import Confirm
from coordination.instants import Deadline, read_deadline
from coordination.parties import Role
from coordination.poll.annex import Annex
from coordination.poll.delegating import Alternates
from coordination.poll.interest import aside, aside_before, challenged, personal, personal_before
from coordination.poll.procedure import excluded, in_time, was_challenged
from coordination.poll.question import Question
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE
from coordination.response.stage import LIFECYCLE as RESPONSES
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Whose(StrEnum):
    """Whose interest it is."""

    MINE = "mine"
    PARTY = "party"


@command(
    "poll interest",
    by=(Role.VOTER, Role.ALTERNATE),
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    private=True,
    sure=True,
)
class Interest(Command):
    """Declare a conflict of interest: your own, or that of your whole State or agency.

    Where it is your own, another accredited person answers. Where it is your State's, it stands
    aside: before the opening it does not decide, afterwards it counts as abstaining.
    """

    item: AnyId
    """In which poll, or on which response before its poll opens?"""

    whose: Whose
    """Is it your own interest, or your State's or agency's?"""

    text: Text
    """What is the interest, in a sentence?"""

    def ready(self, call: Call, store: Store) -> None:
        if self.item.startswith("RES-"):
            self._response(call, store)
        else:
            self._poll(call, store)

    def _response(self, call: Call, store: Store) -> ResponseSeen:
        """The response that is still to be decided; raises `Refused`."""
        about = response_seen(call, store, self.item)
        RESPONSES.after("adopt", about.response.stage)
        return about

    def _poll(self, call: Call, store: Store) -> Item:
        """The poll that is open; raises `Refused`."""
        if not self.item.startswith("POL-"):
            raise nobody_sees(self.item)
        found = seen(call, store, self.item)
        LIFECYCLE.after("vote", found.poll.stage)
        return found

    def handle(self, call: Call, store: Store) -> Outcome:
        if self.item.startswith("RES-"):
            return self._before(call, store)
        found = self._poll(call, store)
        with plainly(found.poll.group, store):
            made = self._annex(call, store, found.poll)
        self._sure(call)
        return self._told(store, annexed.keep(store, found, made), made)

    def _annex(self, call: Call, store: Store, poll: Poll) -> Annex:
        hat = hat_of(call)
        if self.whose is Whose.MINE:
            return personal(poll, hat, call.now, call.seq, self.text)
        votes = store.polls.votes(poll.id)
        return aside(poll, hat, call.now, call.seq, self.text, votes)

    def _annex_before(self, call: Call) -> Annex:
        hat = hat_of(call)
        if self.whose is Whose.MINE:
            return personal_before(self.item, hat, call.now, call.seq, self.text)
        alternates = Alternates(call.group.terms.alternates)
        return aside_before(self.item, hat, call.now, call.seq, self.text, alternates)

    def _before(self, call: Call, store: Store) -> Outcome:
        about = self._response(call, store)
        with plainly(about.response.group, store):
            made = self._annex_before(call)
        self._sure(call)
        store.polls.annex(made, about.response.group)
        name = party(made.party, about.response.group, store)
        said = Said(f"poll.interest.before_{self.whose.value}", id=self.item, party=name)
        return Outcome(said, shows=about.incident.label, about=about.incident.id)

    def _sure(self, call: Call) -> None:
        """Nobody takes it back: it changes who answers."""
        if not call.confirmed:
            line = f"poll interest {self.item} {self.whose.value} now=yes {verbatim(self.text)}"
            raise Confirm(Said(f"poll.interest.sure_{self.whose.value}", id=self.item), line)

    def _told(self, store: Store, found: Item, made: Annex) -> Outcome:
        """A person's interest is between the party and the chair; a party's is known to all."""
        name = party(made.party, found.poll.group, store)
        said = Said(f"poll.interest.declared_{self.whose.value}", id=self.item, party=name)
        page = Page(said, (Said("poll.reason", text=made.text),))
        if self.whose is Whose.PARTY:
            done = annexed.outcome(store, found, page, annexed.told(store, found, page))
            return replace(done, closes=silence.out_of(found.poll.id, made.party))
        done = annexed.outcome(store, found, page, *annexed.to_chair(store, found, page, made.at))
        others = silence.questions(found, store, made.at, made.party)
        mine = silence.asked_of(found.poll.id, made.party)
        return replace(done, closes=tuple(f"{key}@{made.person}" for key in mine), asks=others)


@command("poll challenge", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, sure=True)
class Challenge(Command):
    """Ask that another State stand aside because of a conflict of interest.

    The chair puts it to a procedural vote, in which that State does not vote.
    """

    poll: PollId
    """In which poll?"""

    party: PartyCode
    """Which State or agency?"""

    text: Text
    """Why?"""

    def ready(self, call: Call, store: Store) -> None:
        voiced(call, store, self.poll)

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        group = found.poll.group
        with plainly(group, store):
            made = challenged(found.poll, hat_of(call), self.party, call.now, call.seq, self.text)
        by, other = party(made.party, group, store), party(made.other, group, store)
        if not call.confirmed:  # the other party reads it at once, and nothing takes it back
            line = f"poll challenge {self.poll} {self.party} now=yes {verbatim(self.text)}"
            raise Confirm(Said("poll.interest.challenge_sure", id=self.poll, other=other), line)
        after = annexed.keep(store, found, made)
        said = Said("poll.interest.challenged", party=by, other=other, text=made.text)
        vote = Button(Said("poll.act.aside"), f"poll aside {self.poll} {self.party}")
        chair = annexed.to_chair(store, after, Page(said, (), (vote,)), call.now)
        heard = "poll.interest.heard_alone" if found.poll.rule.one_stops else "poll.interest.heard"
        theirs = Audience.persons(*people_of(store, after, made.other, call.now))
        notice = Notice(theirs, found.incident.label, Page(said, (Said(heard),)))
        page = Page(Said("poll.interest.to_chair", id=self.poll), (said,))
        return annexed.outcome(store, after, page, *chair, notice)


@command("poll aside", by=CHAIR, label=Tlp.GREEN, back=("poll withdraw",))
class Aside(Command):
    """Put to a procedural vote whether a challenged State stands aside; it does not vote on that.

    It is decided by a simple majority, before the poll that it is about closes. Where one State can
    stop a text alone, that is a request, and its own answer keeps its effect.
    """

    poll: PollId
    """In which poll?"""

    party: PartyCode
    """Which State or agency?"""

    closes: Deadline = read_deadline("1wd")
    """Until when? Else for one working day in every capital."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll)
        LIFECYCLE.after("vote", found.poll.stage)
        with plainly(found.poll.group, store):
            was_challenged(found.poll, self.party)
        calendars = clock.calendars(found.poll, store)
        closes = self.closes.after(call.now, calendars, call.group.terms.anchor_zone)
        in_time(found.poll, closes)
        apart = excluded(Question.STANDS_ASIDE, found.poll, self.party)
        what = procedural.Put(Question.STANDS_ASIDE, self.poll, self.party, apart)
        return procedural.put(call, store, found.response, found.incident, what, closes)
