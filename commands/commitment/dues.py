"""The deadlines of a commitment: when it begins, is brought to mind, is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.calendars import calendar_of
from commands.outcome import Due
from coordination.calendar import closure_said
from coordination.commitment import Commitment, Stage, Strength
from coordination.hats import SPEAKERS
from coordination.parties import Party
from coordination.reminders import next_overdue, reminders
from coordination.said import Capitals, Said
from storage.store import Store

MORNINGS = 3
"""As many reminders as there can be before a due date."""


def dues(made: Commitment, store: Store, now: datetime) -> tuple[Due, ...]:
    """The lines of the clock for a commitment as it stands now."""
    zone = _zone(made, store)
    found = []
    starts = made.promise.starts
    until = made.promise.confirm_by
    if made.stage is Stage.OFFERED and until is not None:
        line = f"commitment lapse {made.id}"
        found.append(Due(line, until, line, zone))
    if made.stage is Stage.ACCEPTED and starts is not None:
        line = f"commitment start {made.id}"
        found.append(Due(line, starts, line, zone))
    for place, instant in enumerate(reversed(reminders(made, ZoneInfo(zone), now))):
        line = f"commitment remind {made.id}"
        found.append(Due(f"{line} {place}", instant, line, zone))
    waits = made.stage in (Stage.ACCEPTED, Stage.ACTIVE)
    if waits and made.promise.strength is not Strength.ENCOURAGED:
        line = f"commitment overdue {made.id}"
        found.append(Due(line, made.promise.due, line, zone))
    return tuple(found)


def settled(made: Commitment, keep: tuple[Due, ...]) -> tuple[str, ...]:
    """The keys of a commitment's deadlines that fall away, but for those that are set anew."""
    keys = [f"commitment {verb} {made.id}" for verb in ("start", "overdue", "lapse")]
    keys += [f"commitment remind {made.id} {place}" for place in range(MORNINGS)]
    kept = {due.key for due in keep}
    return tuple(key for key in keys if key not in kept)


def week(store: Store, group: str, oldest: Commitment, now: datetime) -> Due | None:
    """When the chair is next told what is overdue in the group: once a week."""
    chair = store.directory.chair(group, now)
    person = store.directory.person(chair.person) if chair else None
    zone = person.zone if person else "UTC"
    at = next_overdue(oldest, ZoneInfo(zone), now)
    if at is None:
        return None
    party = store.directory.party(chair.party, group) if chair and chair.party else None
    at = worked(at, party, zone) if party else at
    return Due(f"commitment late {group}", at, "commitment late", zone)


def worked(at: datetime, party: Party, zone: str) -> datetime:
    """The same hour in the zone on the first day on which the party works."""
    calendar = calendar_of(party, (at.year, at.year + 1))
    local = at.astimezone(ZoneInfo(zone))
    while not calendar.works(local.date()):
        local += timedelta(days=1)
    return local.astimezone(UTC)


def working_due(made: Commitment, store: Store) -> datetime:
    """The due instant, or the same hour of the first later day on which its authority works."""
    due = made.promise.due
    party = store.directory.party(made.owner, made.group)
    return worked(due, party, party.zone) if party else due


def closed_on(made: Commitment, store: Store) -> tuple[Said, ...]:
    """That its day is one on which its authority does not work, why, and which day counts."""
    due, later = made.promise.due, working_due(made, store)
    party = store.directory.party(made.owner, made.group)
    if party is None or later == due or made.promise.strength is Strength.ENCOURAGED:
        return ()
    day = due.astimezone(ZoneInfo(party.zone)).date()
    closure = calendar_of(party, (day.year,)).closures.get(day)
    why = closure_said(closure) if closure else Said("commitment.weekend")
    at = Capitals(later, ((party.capital, party.zone),))
    return (Said("commitment.closed_on", day=day, why=why, party=party.names, due=at),)


def authorised_people(made: Commitment, store: Store, now: datetime) -> tuple[str, ...]:
    """Who may act for the party on this commitment (DR-30)."""
    hats = store.directory.credentials_for(made.owner, made.group, now)
    mine = (hat for hat in hats if hat.can_commit and hat.role in SPEAKERS)
    return tuple(dict.fromkeys(hat.person for hat in mine))


def _zone(made: Commitment, store: Store) -> str:
    party = store.directory.party(made.owner, made.group)
    return party.zone if party else "UTC"
