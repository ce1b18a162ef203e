"""What the clock says of commitments: to the party in private, to the chair once a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.call import Call
from commands.commitment.change import changed
from commands.commitment.dues import authorised_people, closed_on, escalated, week, working_due
from commands.commitment.force import NOTHING, into_force
from commands.commitment.head import questions, to_head, with_head
from commands.commitment.see import above, seen
from commands.commitment.words import line, named, told_of, when
from commands.declare import Command, command
from commands.incident.shown import told
from commands.kinds.ids import CommitmentId, ResponseId
from commands.late import overtaken, past
from commands.outcome import Ask, Audience, Button, Notice, Outcome, Page
from coordination.commitment import Commitment, Stage, overdue, postponed
from coordination.incident.incident import Incident
from coordination.parties import Role
from coordination.reminders import awaited
from coordination.said import Said
from coordination.tlp import Tlp
from storage.commitment import RUNNING
from storage.store import Store

SHOWN = 20
"""How many overdue commitments one message to the chair names."""


@command("commitment remind", by=Role.CLOCK, label=Tlp.GREEN)
class RemindCommitment(Command):
    """Bring a commitment to the mind of those who can act for its party."""

    commitment: CommitmentId
    """The commitment."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        if made.stage not in RUNNING:
            return NOTHING
        line = f"commitment remind {made.id}"
        if past(call, awaited(made)) or overtaken(call, store, made.id, line):
            return NOTHING
        what = named(made)
        if made.stage is Stage.OFFERED:
            said = Said("commitment.remind_confirm", until=awaited(made), what=what)
            return Outcome(
                said, asks=_confirm(store, call, made, incident, said), about=incident.id
            )
        said = Said("commitment.remind", due=made.promise.due, what=what)
        asks = questions(store, call, made, incident, said)
        return Outcome(said, asks=asks, about=incident.id)


@command("commitment overdue", by=Role.CLOCK, label=Tlp.GREEN)
class OverdueCommitment(Command):
    """Note that the day of a commitment is past and nothing was reported."""

    commitment: CommitmentId
    """The commitment."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        if not made.late(call.now):
            return NOTHING
        later = working_due(made, store)
        if later > made.promise.due:
            return _moved_on(store, call, made, incident, later)
        made = overdue(made, call.now)
        what = named(made)
        said = Said("commitment.past", due=when(made, store), what=what)
        asks = questions(store, call, made, incident, said)
        outcome = changed(store, call, made, incident, said, asks=asks)
        waits = store.deadlines.get(f"commitment late {call.group.id}")
        due = None if waits else week(store, call.group.id, made, call.now)
        outcome = replace(outcome, deadlines=(*outcome.deadlines, *((due,) if due else ())))
        if escalated(made, store) <= call.by_now:
            return with_head(store, call, made, incident, outcome)
        return outcome


@command("commitment head", by=Role.CLOCK, label=Tlp.GREEN)
class ToHead(Command):
    """Tell the head of delegation that nothing was reported, in private: the focal points did."""

    commitment: CommitmentId
    """The commitment."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        if made.stage is not Stage.OVERDUE:
            return NOTHING
        return to_head(store, call, made, incident)


@command("commitment late", by=Role.CLOCK, label=Tlp.GREEN)
class LateCommitments(Command):
    """Tell the chair, once a week, from which States no answer has come yet."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = store.commitments.page(call.group.id, SHOWN, overdue=True)
        if not found:
            return NOTHING
        due = week(store, call.group.id, found[0], call.by_now)
        late = [one for one in found if escalated(one, store) < call.now]
        outcome = Outcome(NOTHING.reply, deadlines=(due,) if due else ())
        chair = store.directory.chair(call.group.id, call.now)
        if chair is None or not late:
            return outcome
        owners = len({one.owner for one in late})
        lines = tuple(line(one, store) for one in late)
        ready = Button(Said("commitment.act.list"), "commitment list overdue=yes")
        page = Page(Said("commitment.no_answer_yet", n=owners), lines, (ready,))
        labels = (above_it.label for one in late if (above_it := above(store, one)))
        notice = Notice(Audience.persons(chair.person), Tlp.highest(labels), page)
        return replace(outcome, notices=(notice,))


@command("commitment force", by=Role.CLOCK, label=Tlp.GREEN)
class ForceResponse(Command):
    """Bring an adopted response into force on its day, where a State has committed itself."""

    response: ResponseId
    """The response."""

    def handle(self, call: Call, store: Store) -> Outcome:
        response = store.responses.get(self.response)
        incident = store.incidents.get(response.incident) if response else None
        if incident is None:
            return NOTHING
        return replace(into_force(store, call, self.response, incident), about=incident.id)


def _moved_on(
    store: Store, call: Call, made: Commitment, incident: Incident, later: datetime
) -> Outcome:
    """Its day is a holiday or a weekend there: the next working day counts, and that is said."""
    [why] = closed_on(made, store)
    made = postponed(made, later)
    said = told_of("commitment.moved_on", made, store)
    notice = told(store, incident, Page(said, (why,)))
    return changed(store, call, made, incident, said, notices=(notice,))


def _confirm(
    store: Store, call: Call, made: Commitment, incident: Incident, said: Said
) -> tuple[Ask, ...]:
    """Whether what was offered subject to confirmation is confirmed; silence makes it nothing."""
    page = Page(said, (Said("commitment.confirm_how"), Said("commitment.only_you", id=made.id)))
    key, line = f"commitment:{made.id}", f"commitment accept {made.id}"
    people = authorised_people(made, store, call.now)
    return tuple(Ask(person, key, line, page, incident.label) for person in people)


COMMANDS: tuple[type[Command], ...] = (
    RemindCommitment,
    OverdueCommitment,
    ToHead,
    LateCommitments,
    ForceResponse,
)
