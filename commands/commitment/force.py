"""An adopted response enters into force: on its day, with a first active commitment (4.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.commitment.words import owner
from commands.dates import day_of
from commands.incident.see import rooms_of
from commands.incident.shown import its_card, told
from commands.outcome import Button, Card, Due, Notice, Outcome, Page
from coordination.audience import Cut
from coordination.commitment import Commitment, Stage, opens
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage as IncidentStage
from coordination.parties import Sees
from coordination.response.parts import Assistance
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.response.standing import in_force
from coordination.said import Said
from storage.store import Store

_ACTIVE = frozenset({Stage.ACTIVE, Stage.OVERDUE})
_CARRIED_OUT = frozenset({ResponseStage.IN_FORCE, ResponseStage.UNDER_REVIEW})
NOTHING = Outcome(reply=Said("commitment.nothing_due"))


def into_force(store: Store, call: Call, response_id: str, incident: Incident) -> Outcome:
    """What follows for a response; to be asked when a commitment begins and on adoption.

    Gives notices, cards and deadlines; NOTHING where the response is not yet in force.
    """
    response = store.responses.get(response_id)
    if response is None or response.stage is not ResponseStage.ADOPTED:
        return NOTHING
    zone = ZoneInfo(call.group.terms.anchor_zone)
    today = call.now.astimezone(zone).date()
    after = in_force(response, today, store.commitments.active(response.id))
    if after is None:
        return _later(response, today, zone)
    store.responses.save(after)
    assists = isinstance(after.parts, Assistance)
    if not assists:
        # Assistance goes on beside everything else: the incident stays where it is (T-20).
        _advance(store, incident)
    key = "commitment.assistance_begins" if assists else "commitment.in_force"
    said = Said(key, response=after.id, title=after.title)
    parties = _participating(store, after, today)
    page = Page(said, (Said("commitment.participating", parties=parties),))
    return Outcome(
        reply=page,
        notices=(told(store, incident, page),),
        cards=(*its_card(store, incident), response_card(store, after.id, incident)),
    )


def carried_no_more(
    store: Store, before: Commitment | None, made: Commitment, incident: Incident
) -> tuple[Notice, ...]:
    """To all: the last active commitment under a measure in force is active no more (DR-30)."""
    response = store.responses.get(made.promise.response) if made.promise.response else None
    ended = before is not None and before.stage in _ACTIVE and made.stage not in _ACTIVE
    ended = ended and opens(made) is None
    if response is None or response.stage not in _CARRIED_OUT or not ended:
        return ()
    if store.commitments.active(response.id):
        return ()
    said = Said("commitment.none_left", response=response.id, title=response.title)
    again = Button(
        Said("incident.act.commit"), f"commitment offer {incident.id} response={response.id}"
    )
    bare = Page(said, (Said("commitment.none_left_stands"),))
    return _with_button(store, told(store, incident, bare), again, response)


def _with_button(
    store: Store, notice: Notice, button: Button, response: Response
) -> tuple[Notice, ...]:
    """The button for all but the State that the measure is addressed to (DR-22)."""
    shared = store.directory.rooms(response.group)
    own = {
        one.id for one in shared if (one.sees, one.party) == (Sees.CONCERNED, response.addressed_to)
    }
    audience, page = notice.audience, replace(notice.page, buttons=(button,))
    rooms = audience.only or frozenset()
    return (
        replace(notice, page=page, audience=replace(audience, only=rooms - own)),
        replace(notice, audience=replace(audience, only=rooms & own)),
    )


def response_card(store: Store, response: str, incident: Incident) -> Card:
    """The card of the response that a commitment carries out: it shows who takes part."""
    rooms = rooms_of(store, incident, least=Cut.OUTCOME)
    return Card(f"response:{response}", rooms, incident.label, incident.id)


def on_adoption(store: Store, response: Response, at: datetime) -> tuple[Due, ...]:
    """Where a State committed itself before, the clock looks at the response at once."""
    if response.stage is not ResponseStage.ADOPTED or not store.commitments.active(response.id):
        return ()
    line = f"commitment force {response.id}"
    return (Due(line, at, line),)


def _later(response: Response, today: date, zone: ZoneInfo) -> Outcome:
    """The clock looks again on the day on which the response may enter into force."""
    if response.effective_on is None or response.effective_on <= today:
        return NOTHING
    morning = datetime.combine(response.effective_on, time(), zone).astimezone(UTC)
    line = f"commitment force {response.id}"
    return Outcome(reply=NOTHING.reply, deadlines=(Due(line, morning, line, zone.key),))


def _advance(store: Store, incident: Incident) -> None:
    """The incident goes on with its response, where it has not gone further already."""
    newest = store.incidents.get(incident.id)
    if newest is not None and newest.stage is IncidentStage.ADOPTED:
        store.incidents.put(newest.moved("enter_force"))


def _participating(store: Store, response: Response, today: date) -> tuple[Said, ...]:
    """Whose commitments have begun, or begin on this day: mornings come one after the other."""
    made = store.commitments.of_incident(response.incident)
    carries = (one for one in made if one.promise.response == response.id)
    begun = [one for one in carries if _begun(store, one, today)]
    begun.sort(key=lambda one: one.owner)
    return tuple(dict.fromkeys(owner(one, store) for one in begun))


def _begun(store: Store, one: Commitment, today: date) -> bool:
    starts = one.promise.starts
    if one.stage is not Stage.ACCEPTED or starts is None:
        return one.stage in _ACTIVE
    return day_of(store, one.group, one.owner, starts) <= today
