"""A measure is over: what States promised under it is theirs to keep, to let rest or take back."""

from __future__ import annotations

from datetime import datetime

from commands.commitment.dues import authorised_people
from commands.commitment.words import acts, told_of, when
from commands.outcome import Audience, Notice, Page
from coordination.incident.incident import Incident
from coordination.response.record import Response
from coordination.said import Said
from storage.commitment import RUNNING
from storage.store import Store


def to_owners(
    store: Store, response: Response, incident: Incident, now: datetime
) -> tuple[Notice, ...]:
    """To whoever can commit each State whose commitment still runs: nobody else ends it (DR-30)."""
    told: list[Notice] = []
    for made in store.commitments.of_incident(incident.id):
        if made.promise.response != response.id or made.stage not in RUNNING:
            continue
        people = authorised_people(made, store, now)
        due = Said("commitment.measure_over_due", due=when(made, store))
        names = {"title": response.title, "response": response.id}
        said = told_of("commitment.measure_over", made, store, **names)
        if people:
            page = Page(said, (due,), acts(made))
            told.append(Notice(Audience.persons(*people), incident.label, page))
    return tuple(told)
