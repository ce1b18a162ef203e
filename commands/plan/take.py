"""An action is taken on, or not: by its own party alone, one at a time (DR-30, T-52, E3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from commands.call import Call, fresh
from commands.commitment.change import PARTIES, party_hat
from commands.commitment.offer import undertaken
from commands.commitment.recurring import series
from commands.commitment.words import shortened
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.hats import CHAIR
from commands.incident.shown import told
from commands.incident.words import plainly
from commands.kinds.ids import PlanId
from commands.kinds.simple import Note, Text
from commands.line import verbatim
from commands.outcome import Outcome, Page
from commands.plan import words
from commands.plan.card import changed, its_card
from commands.plan.see import hat_of, numbered_for, rows, seen
from commands.wanting import Confirm, Wanting
from coordination.commitment import Commitment, Every, Promise, offered
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.plan.course import accepted, declined, done, numbered
from coordination.plan.record import Action, Plan
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_DOERS = (*CHAIR, *PARTIES)


class Accepting(StrEnum):
    """What a party answers to an action that is meant for it."""

    ACCEPT = "accept"
    DECLINE = "decline"


@command("plan accept", by=_DOERS, label=Tlp.GREEN, back=("commitment withdraw",), sure=True)
class AcceptAction(Command):
    """Take on one action of a plan for your own State or agency: it becomes your commitment.

    The chair accepts what an organisation does, on its word.
    """

    plan: PlanId
    """Which plan?"""

    number: int
    """Which action, by its number?"""

    starts: Deadline | None = None
    """When does it begin, if not today?"""

    every: Every | None = None
    """How often does it recur until the plan ends, if it does?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        numbered_for(store, call, made, self.number)
        return taken_on(store, call, made, incident, self.number, self.starts, self.every)


@command("plan decline", by=_DOERS, label=Tlp.AMBER, back=("plan accept",))
class DeclineAction(Command):
    """Say that your State or agency does not take an action on; the rest of the plan stands."""

    plan: PlanId
    """Which plan?"""

    number: int
    """Which action, by its number?"""

    reason: Text
    """Why, in a few words? The other parties read it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        numbered_for(store, call, made, self.number)
        return left_out(store, call, made, incident, self.number, self.reason)


@command(
    "plan answer",
    by=_DOERS,
    label=Tlp.GREEN,
    text=Tlp.AMBER,
    back=("commitment withdraw", "plan accept"),
)
class AnswerAction(Command):
    """Answer whether your State or agency takes an action on."""

    plan: PlanId
    """Which plan?"""

    number: int
    """Which action, by its number?"""

    answer: Accepting
    """Does it take it on?"""

    reason: Note = Note("")
    """Why not, where it does not."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        numbered_for(store, call, made, self.number)
        if self.answer is Accepting.ACCEPT:
            return taken_on(store, call, made, incident, self.number, None)
        if not self.reason.strip():
            raise Wanting("U-35", "reason", Said("plan.why_not"))
        return left_out(store, call, made, incident, self.number, self.reason)


@command("plan done", by=CHAIR, label=Tlp.AMBER, sure=True)
class ActionDone(Command):
    """Record that an organisation has done its action, with the evidence."""

    plan: PlanId
    """Which plan?"""

    number: int
    """Which action, by its number?"""

    evidence: Text
    """Where can it be seen? A document, a link or a report."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        with plainly(made.group, store):
            after = done(made, self.number, self.evidence, hat_of(call), call.now)
        if not call.confirmed:
            line = f"plan done {made.id} {self.number} now=yes {verbatim(self.evidence)}"
            said = sure(store, call, made, self.number, "done", evidence=self.evidence)
            raise Confirm(said, line)
        return changed(store, call, after, incident, Said("plan.done", id=made.id, n=self.number))


def taken_on(
    store: Store,
    call: Call,
    made: Plan,
    incident: Incident,
    number: int,
    starts: Deadline | None,
    every: Every | None = None,
) -> Outcome:
    """The action is accepted; a party's becomes its own commitment, with the plan's date."""
    action = numbered(made, number)
    with plainly(made.group, store):
        if action.by is None:
            after = accepted(made, number, hat_of(call), None)
            if not call.confirmed:
                line = f"plan accept {made.id} {number} now=yes"
                raise Confirm(sure(store, call, made, number, "accept"), line)
            said = Said("plan.organisation_accepted", id=made.id, n=number)
            return changed(store, call, after, incident, said)
        id = fresh("COM")
        after = accepted(made, number, party_hat(call), id)
        begins = Dates(store, call).ahead(starts, action.by) if starts else None
        promise = _promise(store, made, action, begins)
        home = store.directory.party(action.by, made.group)
        recurs = series(id, promise.due, home, every, None, made.ends if every else None, 0)
        promise = replace(promise, series=recurs)
        own = offered(id, incident.id, promise, party_hat(call), call.now)
    store.plans.save(after)
    return _committed(store, call, after, incident, own, number)


def sure(store: Store, call: Call, made: Plan, number: int, act: str, **more: str) -> Said:
    """Nothing takes back what is recorded on an organisation's word: what, and whose."""
    row = next(one for one in rows(store, call, made) if one.number == number)
    who, what = words.doer(row, made, store), row.action.what
    return Said(f"plan.{act}_sure", id=made.id, n=number, party=who, what=what, **more)


def left_out(
    store: Store, call: Call, made: Plan, incident: Incident, number: int, reason: str
) -> Outcome:
    """Its own party does not take it on, with a reason; nothing else of the plan changes."""
    hat = party_hat(call) if numbered(made, number).by else hat_of(call)
    with plainly(made.group, store):
        after = declined(made, number, reason, hat)
    said = Said("plan.declined", id=made.id, n=number)
    outcome = changed(store, call, after, incident, said)
    row = next(one for one in rows(store, call, after) if one.number == number)
    who = words.doer(row, after, store)
    what = shortened(row.action.what)
    told_ = Said("plan.declined_by", party=who, id=made.id, n=number, what=what)
    notice = told(store, incident, Page(told_, (Said("plan.reason", reason=reason),)))
    return replace(outcome, notices=(notice,), closes=(f"plan:{made.id}:{number}",))


def _promise(store: Store, made: Plan, action: Action, starts: datetime | None) -> Promise:
    party = store.directory.party(action.by or "", made.group)
    return Promise(
        what=action.what,
        authority=party.authority.in_language("en") if party else action.by or "",
        due=action.due or made.ends,
        starts=starts,
        response=made.response,
        plan=made.id,
    )


def _committed(
    store: Store, call: Call, made: Plan, incident: Incident, own: Commitment, number: int
) -> Outcome:
    """The commitment is kept as any other; the plan's card shows it."""
    outcome = undertaken(store, call, incident, own)
    said = Said("plan.accepted", id=made.id, n=number)
    reply = outcome.reply if isinstance(outcome.reply, Page) else Page(outcome.reply)
    page = Page(said, (reply.title, *reply.lines), reply.buttons)
    return replace(
        outcome,
        reply=page,
        cards=(*outcome.cards, its_card(store, made, incident)),
        closes=(f"plan:{made.id}:{number}",),
    )


COMMANDS: tuple[type[Command], ...] = (AcceptAction, DeclineAction, AnswerAction, ActionDone)
