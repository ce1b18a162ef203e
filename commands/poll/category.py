"""The category of an item: proposed by the chair, disputed, settled by the group (DR-25)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import rooms_of
from commands.incident.words import party, plainly
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Text
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.poll import clock, procedural, substance
from commands.poll.open import CHAIR, kept_apart
from commands.poll.see import hat_of
from commands.response.course import no_open_poll
from commands.response.see import Seen
from commands.response.see import seen as response_seen
from coordination.audience import Cut
from coordination.instants import Deadline, read_deadline
from coordination.parties import Role
from coordination.poll import category
from coordination.poll.category import Category
from coordination.poll.procedure import in_time
from coordination.poll.question import Question
from coordination.response.stage import LIFECYCLE
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll category", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, anew=True)
class Categorise(Command):
    """Propose whether an item is procedural or of substance, before its poll opens.

    Nothing said, it is of substance. Any State that decides may put it to the group.
    """

    response: ResponseId
    """Which response?"""

    category: Category
    """Is it only about how you work together, or of substance?"""

    text: Text
    """Why?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = response_seen(call, store, self.response)
        LIFECYCLE.after("adopt", about.response.stage)
        no_open_poll(store, about.response)
        now = substance.standing(store, self.response)
        with plainly(call.group.id, store):
            made = category.proposed(
                self.response,
                now,
                self.category,
                call.party or "",
                call.person.id,
                call.now,
                call.seq,
            )
        store.polls.annex(replace(made, text=self.text.strip()), call.group.id)
        word = Said(f"category.{self.category.value}")
        title = Said("poll.category.proposed", id=self.response, category=word)
        dispute = Button(Said("poll.act.dispute"), f"poll dispute {self.response}")
        lines = (Said("poll.reason", text=self.text.strip()), Said("poll.category.may_dispute"))
        told = Notice(_rooms(store, about), about.incident.label, Page(title, lines, (dispute,)))
        return _outcome(about, Page(title, lines), replace(told, thread=about.incident.id))


@command(
    "poll dispute",
    by=(Role.VOTER, Role.ALTERNATE),
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    back=("poll withdraw",),
)
class Dispute(Command):
    """Put to the group whether an item is procedural, as the chair proposes, or of substance.

    A simple majority decides. Without one, the item is of substance.
    """

    response: ResponseId
    """Which response?"""

    closes: Deadline = read_deadline("1wd")
    """Until when? Else for one working day in every capital."""

    text: Text
    """Why?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = response_seen(call, store, self.response)
        LIFECYCLE.after("adopt", about.response.stage)
        apart, hat = kept_apart(call, store, about), hat_of(call)
        now = substance.standing(store, self.response)
        with plainly(call.group.id, store):
            category.may_dispute(self.response, now, hat, call.group.parties, apart)
        out = {one.party for one in apart}
        calendars = clock.of_group(call.group, store, out, call.now)
        closes = self.closes.after(call.now, calendars, call.group.terms.anchor_zone)
        for poll in substance.resting(store, self.response):
            in_time(poll, closes)
        what = procedural.Put(Question.CATEGORY, self.response, None, apart)
        made = procedural.put(call, store, about.response, about.incident, what, closes)
        name = party(hat.party or "", call.group.id, store)
        title = Said("poll.category.disputed", id=self.response, party=name, poll=made.made["poll"])
        page = Page(title, (Said("poll.reason", text=self.text.strip()),))
        told = Notice(_rooms(store, about), about.incident.label, page, about.incident.id)
        return replace(made, notices=(*made.notices, told))


def _rooms(store: Store, about: Seen) -> Audience:
    return rooms_of(store, about.incident, least=Cut.FULL)


def _outcome(about: Seen, page: Page, *told: Notice) -> Outcome:
    incident = about.incident
    return Outcome(page, notices=told, shows=incident.label, about=incident.id)
