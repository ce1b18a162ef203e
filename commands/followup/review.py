"""A response in force is looked at again: it goes on, or a decision lifts it (4.1, T-43)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call, fresh
from commands.dates import Dates
from commands.declare import Command, command
from commands.followup.which import deciding, which
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.shown import told
from commands.incident.words import parties, party
from commands.kinds.ids import IncidentId, ResponseId
from commands.kinds.simple import Text
from commands.outcome import Button, Outcome, Page
from commands.response import words
from commands.response.after import review_dues
from commands.response.asked import asks, key
from commands.response.card import cards
from commands.response.followed import conditions
from commands.response.lifting import none_open, rule_before
from commands.response.propose import day
from commands.response.proposing import first_line
from commands.response.see import Seen
from config.wording import lifting
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE as INCIDENT
from coordination.instants import Deadline
from coordination.refused import Refused
from coordination.response.followup import Continued, Finding, Wanted, enough_want, shown
from coordination.response.parts import Lifting, Suspension
from coordination.response.record import Response
from coordination.response.review import continued, may_be_lifted, reviewed
from coordination.response.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident review", by=(*CHAIR, *SPEAK), label=Tlp.GREEN, back=("incident continue",))
class Review(Command):
    """Look again at the measure that is in force: the chair begins, or a third of the States."""

    incident: IncidentId
    """On which incident?"""

    response: ResponseId | None = None
    """Which measure, where several are in force?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = which(call, store, self.incident, self.response, "review")
        if not call.chairs and not self._enough(call, store, about):
            return _asked(call, store, about)
        return begun(call, store, about)

    def _enough(self, call: Call, store: Store, about: Seen) -> bool:
        """Keep that this State asks; whether a third of the States do now."""
        states = deciding(call, about.incident)
        if call.party not in states:
            raise Refused("DR-22", Said("response.review_by_others", response=about.response.id))
        made = Wanted(about.response.id, call.party, call.person.id, call.now)
        store.incidents.record(about.incident, made)
        return enough_want(_wanted(store, about), states)


@command(
    "incident continue", by=CHAIR, label=Tlp.GREEN, text=Tlp.AMBER_STRICT, back=("incident review",)
)
class Continue(Command):
    """Let a measure go on after its review, with a reason and a date for the next one."""

    incident: IncidentId
    """On which incident?"""

    response: ResponseId | None = None
    """Which measure, where several are under review?"""

    review: Deadline | None = None
    """On which date is it looked at again? Else after the group's usual time."""

    reason: Text
    """Why does it go on?"""

    def ready(self, call: Call, store: Store) -> None:
        about = which(call, store, self.incident, self.response, "continue")
        none_open(store, about.response)

    def handle(self, call: Call, store: Store) -> Outcome:
        about = which(call, store, self.incident, self.response, "continue")
        today = call.now.date()
        on = day(self.review, call, store) or Dates(store, call).usual_review()
        id = about.response.id
        made = Continued(id, on, self.reason.strip(), call.person.id, call.now)
        after = continued(about.response, made, call.hat(*CHAIR), today)
        none_open(store, about.response)
        store.responses.save(after)
        store.incidents.record(about.incident, made)
        incident = moved(store, about.incident, "continue")
        said = Said("response.continues", response=id, title=after.title, day=on)
        page = Page(said, (Said("response.reason", text=made.reason),))
        return Outcome(
            page,
            notices=(told(store, incident, page, least=Cut.OUTCOME),),
            cards=cards(store, incident, after),
            deadlines=review_dues(store, after, call.now),
            closes=(f"review:{id}", key(id)),
            shows=incident.label,
            about=incident.id,
        )


@command(
    "incident lift",
    by=(*CHAIR, *SPEAK),
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    back=("response withdraw",),
)
class Lift(Command):
    """Propose to lift a suspension under review: decided by the rule by which it was adopted."""

    incident: IncidentId
    """On which incident?"""

    response: ResponseId | None = None
    """Which suspension, where several are under review?"""

    reason: Text
    """What has changed, in a sentence? It becomes part of the text that is decided on."""

    def ready(self, call: Call, store: Store) -> None:
        about = which(call, store, self.incident, self.response, "lift")
        may_be_lifted(about.response, _findings(store, about))

    def handle(self, call: Call, store: Store) -> Outcome:
        about = which(call, store, self.incident, self.response, "lift")
        findings = _findings(store, about)
        parts = may_be_lifted(about.response, findings)
        if call.party == parts.towards:
            raise Refused("DR-22", Said("response.lift_by_others", response=about.response.id))
        none_open(store, about.response)
        made = self._made(call, about, parts, findings)
        store.responses.add(made)
        rule = rule_before(store, made)
        line = f"poll open {made.id}" + (f" rule={rule.value}" if rule else "")
        lines = (*words.parts(made, store), Said("response.lift_next", line=line))
        button = Button(Said("response.act.poll"), line)
        return Outcome(
            Page(Said("response.lift_proposed", id=made.id), lines, (button,)),
            asks=asks(call, store, about.incident, made),
            cards=cards(store, about.incident, made),
            made={"response": made.id},
            shows=about.incident.label,
            about=about.incident.id,
        )

    def _made(
        self, call: Call, about: Seen, parts: Suspension, findings: tuple[Finding, ...]
    ) -> Response:
        return Response(
            id=fresh("RES"),
            group=about.response.group,
            incident=about.incident.id,
            title=first_line(lifting(call.person.language, about.response.title)),
            parts=Lifting(
                towards=parts.towards,
                lifts=about.response.id,
                reason=self.reason.strip(),
                findings=shown(parts, findings),
            ),
            proposed_by=call.party or about.response.proposed_by,
            proposed_at=call.now,
            language=call.person.language,
            stage=Stage.PROPOSED,
        )


def begun(call: Call, store: Store, about: Seen) -> Outcome:
    """The review is open: what was agreed as the condition, what was found, what may follow."""
    after = reviewed(about.response)
    store.responses.save(after)
    incident = moved(store, about.incident, "review")
    said = Said("response.under_review", response=after.id, title=after.title)
    page = Page(said, (*conditions(after, store), Said("response.review_ways")))
    buttons = (
        Button(Said("incident.act.lift"), f"incident lift {incident.id}"),
        Button(Said("incident.act.continue"), f"incident continue {incident.id}"),
        Button(Said("response.act.amend"), f"response amend {after.id}"),
    )
    return Outcome(
        replace(page, buttons=buttons),
        notices=(told(store, incident, page, least=Cut.OUTCOME),),
        asks=asks(call, store, incident, after, "review"),
        cards=cards(store, incident, after),
        closes=(f"review:{after.id}",),
        shows=incident.label,
        about=incident.id,
    )


def moved(store: Store, incident: Incident, act: str) -> Incident:
    """The incident goes with its measure, unless it stands elsewhere already."""
    if act not in INCIDENT.possible(incident.stage):
        return incident
    after = incident.moved(act)
    store.incidents.put(after)
    return after


def _asked(call: Call, store: Store, about: Seen) -> Outcome:
    """One State's wish: the others learn of it, and the chair may begin."""
    wanting = dict.fromkeys(one.party for one in _wanted(store, about))
    who = party(call.party, about.incident.group, store)
    names = parties(wanting, about.incident.group, store)
    needed = -(-len(deciding(call, about.incident)) // 3)
    said = Said("response.review_wanted", party=who, response=about.response.id)
    page = Page(said, (Said("response.review_wanting", parties=names, needed=needed),))
    return Outcome(
        page,
        notices=(told(store, about.incident, page),),
        shows=about.incident.label,
        about=about.incident.id,
    )


def _wanted(store: Store, about: Seen) -> list[Wanted]:
    """Who has asked since it last went on."""
    asked = store.incidents.items(about.incident.id, Wanted)
    before = store.incidents.items(about.incident.id, Continued)
    since = max((one.at for one in before if one.response == about.response.id), default=None)
    own = (one for one in asked if one.response == about.response.id)
    return [one for one in own if since is None or one.at > since]


def _findings(store: Store, about: Seen) -> tuple[Finding, ...]:
    found = store.incidents.items(about.incident.id, Finding)
    return tuple(one for one in found if one.response == about.response.id)


COMMANDS: tuple[type[Command], ...] = (Review, Continue, Lift)
