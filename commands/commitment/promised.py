"""What a State undertakes, from the fields in which it, or the office for its letter, gives it."""

from __future__ import annotations

from typing import Protocol

from commands.commitment.recurring import last_day, series
from commands.dates import Dates
from commands.kinds.ids import IncidentId, ResponseId, nobody_sees
from coordination.commitment import Every, Promise, Source, Strength
from coordination.instants import Deadline
from coordination.response.standing import carried_out_by


class Given(Protocol):
    """The fields that say what is undertaken, in the words of whoever types them."""

    @property
    def incident(self) -> IncidentId: ...
    @property
    def what(self) -> str: ...
    @property
    def due(self) -> Deadline: ...
    @property
    def authority(self) -> str: ...
    @property
    def response(self) -> ResponseId | None: ...
    @property
    def starts(self) -> Deadline | None: ...
    @property
    def strength(self) -> Strength: ...
    @property
    def every(self) -> Every | None: ...
    @property
    def times(self) -> int | None: ...
    @property
    def until(self) -> Deadline | None: ...
    @property
    def grace(self) -> int: ...
    @property
    def cites(self) -> str: ...


def promised(dates: Dates, owner: str, id: str, given: Given) -> Promise:
    """What the party undertakes in the commitment of this id, firm as soon as it is accepted.

    Its own authority carries it out where no other was named. Raises `Refused` for what cannot be:
    a response of another incident or for others to carry out, a day that is over, a recurrence half
    said.
    """
    store = dates.store
    party = store.directory.party(owner, dates.call.group.id)
    response = store.responses.get(given.response) if given.response else None
    if given.response and (response is None or response.incident != given.incident):
        raise nobody_sees(given.response)
    if response is not None:
        carried_out_by(response, owner)
    due = dates.at(given.due)
    until = last_day(given.until, dates.at(given.until), party) if given.until else None
    cites = given.cites.replace("_", " ").strip()
    return Promise(
        what=given.what,
        authority=given.authority.replace("_", " ").strip() or own(dates, owner),
        due=due,
        starts=dates.ahead(given.starts, owner) if given.starts else None,
        strength=given.strength,
        response=given.response,
        series=series(id, due, party, given.every, given.times, until, given.grace),
        source=Source(cites) if cites else None,
    )


def own(dates: Dates, owner: str) -> str:
    """The party's own authority, by its name."""
    party = dates.store.directory.party(owner, dates.call.group.id)
    return party.authority.in_language("en") if party else owner
