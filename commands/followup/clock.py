"""What the clock says of a measure: its review is due, it is lifted, its last day is over (X23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commands.call import Call
from commands.changed import standing
from commands.commitment.ended import to_owners
from commands.commitment.force import NOTHING
from commands.declare import Command, command
from commands.desks import chair_desk, worked
from commands.incident.shown import told
from commands.kinds.ids import ResponseId
from commands.late import overtaken
from commands.outcome import Ask, Due, Outcome, Page
from commands.response.after import anchor, last_instant
from commands.response.asked import key
from commands.response.card import cards
from commands.response.followed import conditions
from commands.response.lifting import adopting, without
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.parties import Role
from coordination.reminders import morning
from coordination.response.followup import Continued
from coordination.response.parts import Lifting, Suspension
from coordination.response.record import Response
from coordination.response.review import its_last_day_is_over, lapsed, review_day
from coordination.response.stage import LIFECYCLE, Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

WEEK = timedelta(days=7)


@command("response remind", by=Role.CLOCK, label=Tlp.GREEN)
class RemindReview(Command):
    """Bring a review to the chair's mind: two weeks before its day, on it, and weekly after."""

    response: ResponseId
    """The response."""

    def handle(self, call: Call, store: Store) -> Outcome:
        response, incident = _known(store, self.response)
        if response is None or incident is None or response.stage is not Stage.IN_FORCE:
            return NOTHING
        decisions = store.incidents.items(incident.id, Continued)
        own = [one for one in decisions if one.response == response.id]
        on = review_day(response, own)
        zone = anchor(store, response)
        words = f"response remind {response.id}"
        if on is None or overtaken(call, store, response.id, words):
            return NOTHING
        today = call.by_now.astimezone(zone).date()
        key = "response.review_soon" if today < on else "response.review_due"
        lines = (*conditions(response, store), Said("response.review_answer"))
        page = Page(Said(key, response=response.id, title=response.title, day=on), lines)
        chair = store.directory.chair(call.group.id, call.now)
        line = f"incident review {incident.id} response={response.id}"
        asks = (
            (Ask(chair.person, f"review:{response.id}", line, page, incident.label),)
            if chair
            else ()
        )
        desk = chair_desk(store, response.group, call.now, zone.key)
        again = worked(morning(today + WEEK, zone), desk)
        due = () if today < on else (Due(f"{words} 2", again, words, zone.key),)
        return Outcome(page, asks=asks, about=incident.id, deadlines=due)


@command("response lifted", by=Role.CLOCK, label=Tlp.GREEN)
class TellLifted(Command):
    """Tell everybody that a suspension is lifted, and from when."""

    response: ResponseId
    """The decision that lifts it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        response, incident = _known(store, self.response)
        poll = adopting(store, self.response)
        if response is None or incident is None or poll is None:
            return NOTHING
        if not isinstance(response.parts, Lifting):
            return NOTHING
        target = store.responses.get(response.parts.lifts)
        if target is None or target.stage is not Stage.LIFTED:
            return NOTHING
        said = Said("response.lifted", response=target.id, title=target.title, at=poll.decided_at)
        ready = Said("response.lifted_next")
        return _announced(call, store, incident, target, Page(said, (ready,)))


@command("response lapse", by=Role.CLOCK, label=Tlp.GREEN)
class Lapse(Command):
    """Announce that a suspension has ended by itself: its last day is over, nothing was decided."""

    response: ResponseId
    """The response."""

    def handle(self, call: Call, store: Store) -> Outcome:
        response, incident = _known(store, self.response)
        if response is None or incident is None:
            return NOTHING
        before = standing(store, response) or response
        zone = anchor(store, response)
        today = call.now.astimezone(zone).date()
        possible = "lapse" in LIFECYCLE.possible(before.stage)
        if not possible or not its_last_day_is_over(before, today):
            return NOTHING
        after = lapsed(before, today)
        if response.stands is None or before is response:
            store.responses.save(after)
            incident = without(store, incident, after, "lapse")
        else:  # the change of it is still to be decided, and nothing stands until it is in force
            store.responses.save(replace(response, stands=None))
        parts = after.parts
        last = parts.expires_on if isinstance(parts, Suspension) else None
        at = last_instant(last, zone) if last else call.now
        said = Said("response.lapsed", response=after.id, title=after.title, at=at)
        lines = (*conditions(after, store), Said("response.lapsed_next"))
        return _announced(call, store, incident, after, Page(said, lines))


def _announced(
    call: Call, store: Store, incident: Incident, response: Response, page: Page
) -> Outcome:
    """In every room that knew of the measure, and to who is still committed under it."""
    notices = [told(store, incident, page, least=Cut.OUTCOME)]
    notices += to_owners(store, response, incident, call.now)
    return Outcome(
        page,
        notices=tuple(notices),
        cards=cards(store, incident, response),
        closes=(f"review:{response.id}", key(response.id)),
        settles=tuple(one.key for one in store.deadlines.of(response.id)),
        about=incident.id,
    )


def _known(store: Store, id: str) -> tuple[Response | None, Incident | None]:
    response = store.responses.get(id)
    return response, store.incidents.get(response.incident) if response else None


COMMANDS: tuple[type[Command], ...] = (RemindReview, TellLifted, Lapse)
