"""A plan is opened, and actions are put into it: what, by whom, when (U-35, U-38)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident import see
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.people import may_learn
from commands.incident.words import plainly
from commands.kinds.ids import IncidentId, PlanId, ResponseId, nobody_sees
from commands.kinds.simple import Note, Text
from commands.kinds.who import PartyCode
from commands.outcome import Ask, Outcome, Page
from commands.plan import words
from commands.plan.card import changed, its_card, page
from commands.plan.clock import dues
from commands.plan.first import PlanTemplate, like, of_template
from commands.plan.see import hat_of, may_be_asked, seen
from commands.response.see import seen as response_seen
from coordination.audience import Cut
from coordination.hats import SPEAKERS
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.plan.course import added, revised
from coordination.plan.record import Action, Area, Plan
from coordination.plan.timetable import Row, State
from coordination.refused import Refused
from coordination.response.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("plan open", by=(*CHAIR, *SPEAK), label=Tlp.AMBER, back=("plan end",))
class OpenPlan(Command):
    """Open a plan of action on an incident: time-bound, for several parties and organisations.

    It binds nobody. Each action is taken on by its own party alone, one by one.
    """

    incident: IncidentId
    """On which incident?"""

    ends: Deadline
    """Until when does it run? A date such as 2027-03-31."""

    area: Area = Area.ADOPTION
    """What is it about?"""

    response: ResponseId | None = None
    """Which common response does it carry out, such as technical assistance?"""

    organisations: tuple[str, ...] = ()
    """Which organisations take part, such as UNICEF,IOM?"""

    template: PlanTemplate | None = None
    """Which list of actions does it begin with, if one?"""

    like: PlanId | None = None
    """Which earlier plan does it begin with the actions of, if one?"""

    text: Text
    """What is it called?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = see.seen(call, store, self.incident, Cut.OUTCOME)
        if self.response:
            self._carried_out(call, store, self.response)
        made = Plan(
            id=fresh("PLA"),
            group=incident.group,
            incident=incident.id,
            title=self.text.strip().splitlines()[0][:120],
            area=self.area,
            opened_by=call.person.id,
            opened_for=call.party,
            opened_at=call.now,
            ends=Dates(store, call).at(self.ends),
            response=self.response,
            organisations=tuple(name.replace("_", " ") for name in self.organisations),
        )
        made = self._begun(call, store, made, incident)
        store.plans.add(made)
        numbers = range(1, len(made.actions) + 1)
        return Outcome(
            page(store, call, made, Said("plan.opened", id=made.id)),
            cards=(its_card(store, made, incident),),
            asks=tuple(ask for n in numbers for ask in _asks(store, call, made, incident, n)),
            made={"plan": made.id},
            shows=incident.label,
            about=incident.id,
            deadlines=dues(store, made, call.now),
        )

    def _begun(self, call: Call, store: Store, made: Plan, incident: Incident) -> Plan:
        """With the actions of a template, or of an earlier plan."""
        if self.like:
            return like(store, call, made, incident, seen(store, call, self.like)[0])
        if self.template:
            return of_template(made, self.template, call.person.language)
        return made

    def _carried_out(self, call: Call, store: Store, id: str) -> None:
        """Raises `Refused` for a response of another incident, or one that was not put yet."""
        response = response_seen(call, store, id, Cut.OUTCOME).response
        if response.incident != self.incident:
            raise nobody_sees(id)
        if response.stage is Stage.DRAFT:
            # Whoever reads the plan would learn of it.
            raise Refused("stage", Said("plan.of_a_draft", id=id), (f"response propose {id}",))


@command(
    "plan add", by=(*CHAIR, *SPEAK), label=Tlp.AMBER, asks=("by", "due"), back=("plan revise",)
)
class AddAction(Command):
    """Put an action into a plan: what, by which party or organisation, by when.

    What is not known yet can follow; until then the action is not active. Its own party is asked.
    """

    plan: PlanId
    """Which plan?"""

    by: PartyCode | None = None
    """Which party does it? Leave it out for an organisation."""

    organisation: Note = Note("")
    """Which organisation does it, where no party does?"""

    due: Deadline | None = None
    """By when?"""

    what: Text
    """What is done, in a sentence?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        if self.by:
            may_be_asked(store, incident, self.by)
        dates = Dates(store, call)
        action = Action(
            what=self.what.strip(),
            by=self.by,
            organisation=self.organisation.replace("_", " ").strip(),
            due=dates.at(self.due) if self.due else None,
        )
        with plainly(made.group, store):
            after = added(made, action, hat_of(call))
        number = len(after.actions)
        said = Said("plan.added", id=made.id, n=number)
        return _with_asks(store, call, after, incident, number, said)


@command("plan revise", by=(*CHAIR, *SPEAK), label=Tlp.AMBER, anew=True)
class ReviseAction(Command):
    """Say what is missing of an action that nobody has accepted yet, or say it anew."""

    plan: PlanId
    """Which plan?"""

    number: int
    """Which action, by its number?"""

    by: PartyCode | None = None
    """Which party does it, if that changes?"""

    organisation: Note = Note("")
    """Which organisation does it, if that changes?"""

    due: Deadline | None = None
    """By when, if that changes?"""

    what: Text = Text("")
    """What is done, if that changes?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.plan)
        action = self._action(call, store, made)
        with plainly(made.group, store):
            after = revised(made, self.number, action, hat_of(call))
        if action.by:
            may_be_asked(store, incident, action.by)
        said = Said("plan.revised", id=made.id, n=self.number)
        return _with_asks(store, call, after, incident, self.number, said)

    def _action(self, call: Call, store: Store, made: Plan) -> Action:
        """The action with what was said now; a new doer takes the place of the old one."""
        inside = 1 <= self.number <= len(made.actions)
        old = made.actions[self.number - 1] if inside else Action("")
        if self.by or self.organisation:
            name = self.organisation.replace("_", " ").strip()
            old = replace(old, by=self.by, organisation=name)
        if self.due:
            old = replace(old, due=Dates(store, call).at(self.due))
        return replace(old, what=self.what.strip() or old.what, words="")


def _with_asks(
    store: Store, call: Call, made: Plan, incident: Incident, number: int, said: Said
) -> Outcome:
    """Whoever can commit the party is asked whether it takes the action on."""
    done = changed(store, call, made, incident, said)
    return replace(done, asks=_asks(store, call, made, incident, number))


def _asks(store: Store, call: Call, made: Plan, incident: Incident, number: int) -> tuple[Ask, ...]:
    action = made.actions[number - 1]
    if action.missing or action.by is None:
        return ()
    row = Row(number, action, State.OPEN, made.opened_at, action.due)
    lines = (
        *(line for line in words.lines(made, (row,), store) if line.msgid.startswith("plan.row")),
        Said("form.numbered", n=1, name=Said("accepting.accept")),
        Said("form.numbered", n=2, name=Said("accepting.decline")),
        Said("plan.ask_only"),
    )
    asked = Page(Said("plan.ask", id=made.id, title=made.title), lines)
    hats = store.directory.credentials_of(made.group, call.now)
    people = {
        hat.person: None
        for hat in hats
        if hat.party == action.by
        and hat.can_commit
        and hat.role in SPEAKERS
        and may_learn(store, incident, hat.person, call.now)
    }
    key, line = f"plan:{made.id}:{number}", f"plan answer {made.id} {number}"
    return tuple(Ask(person, key, line, asked, incident.label) for person in people)


COMMANDS: tuple[type[Command], ...] = (OpenPlan, AddAction, ReviseAction)
