"""Times that people typed as instants, and instants as the days of a State."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from commands.calendars import calendars_of
from commands.call import Call
from coordination.instants import Deadline
from coordination.refused import Refused
from coordination.response.propose import months_later, usual_review
from coordination.said import Said
from storage.store import Store


@dataclass(frozen=True)
class Dates:
    """Turns what was typed for a time into an instant, on the calendars of the group."""

    store: Store
    call: Call

    def at(self, typed: Deadline) -> datetime:
        """The UTC instant; raises `Refused` when it has passed."""
        group = self.call.group
        calendars = calendars_of(self.store.directory.parties(group.id), self.call.now)
        return typed.after(self.call.now, calendars, group.terms.anchor_zone)

    def begins(self, typed: Deadline, owner: str) -> datetime:
        """The UTC instant from which something of this party holds; a bare day is its own day.

        It may have passed: what a State has done is recorded with the day on which it did.
        """
        parties = self.store.directory.parties(self.call.group.id)
        zone = zone_of(self.store, self.call.group.id, owner)
        return typed.begins(self.call.now, calendars_of(parties, self.call.now), zone)

    def ahead(self, typed: Deadline, owner: str) -> datetime:
        """The same for what begins today or later; raises `Refused` for a day that is over."""
        begins = self.begins(typed, owner)
        today = self.day(self.call.now, owner)
        if begins <= self.call.now and (typed.day is None or typed.day < today):
            raise Refused("DR-31", Said("when.passed", at=begins))
        return begins

    def usual_review(self, begins: date | None = None) -> date:
        """When a measure of today, or of a later day, is looked at again by the terms (T-43)."""
        group = self.call.group
        today = self.call.now.astimezone(ZoneInfo(group.terms.anchor_zone)).date()
        today = max(today, begins or today)
        months = group.terms.review_months
        then = self.call.now.replace(year=months_later(today, months).year, day=1)
        calendars = calendars_of(self.store.directory.parties(group.id), then)
        return usual_review(today, months, calendars)

    def day(self, at: datetime, owner: str) -> date:
        """The day that it is or was for this party at that instant."""
        return day_of(self.store, self.call.group.id, owner, at)


def day_of(store: Store, group: str, owner: str, at: datetime) -> date:
    """The day on which something of a party falls: on its own clock, whoever reads it."""
    return at.astimezone(ZoneInfo(zone_of(store, group, owner))).date()


def zone_of(store: Store, group: str, owner: str) -> str:
    """The clock of a party's capital; of one that has left the register, the group's own."""
    party = store.directory.party(owner, group)
    if party is not None:
        return party.zone
    known = store.directory.group(group)
    return known.terms.anchor_zone if known else "UTC"
