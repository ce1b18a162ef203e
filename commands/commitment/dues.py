"""The deadlines of a commitment: when it begins, is brought to mind, is due."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.calendars import calendar_of
from commands.desks import chair_desk, worked
from commands.outcome import Due
from coordination.calendar import WorkCalendar, closure_said
from coordination.commitment import Commitment, Stage, opens
from coordination.hats import SPEAKERS
from coordination.reminders import head_at, next_overdue, reminders
from coordination.said import Capitals, Said
from storage.store import Store

MORNINGS = 3
"""As many reminders as there can be before a due date."""


def dues(made: Commitment, store: Store, now: datetime) -> tuple[Due, ...]:
    """The lines of the clock for a commitment as it stands now."""
    zone = _desk(made, store).zone
    found = []
    starts = made.promise.starts
    until = made.promise.confirm_by
    if made.stage is Stage.OFFERED and until is not None:
        line = f"commitment lapse {made.id}"
        found.append(Due(line, until, line, zone))
    if made.stage is Stage.ACCEPTED and starts is not None:
        line = f"commitment start {made.id}"
        found.append(Due(line, starts, line, zone))
    for place, instant in enumerate(reversed(reminders(made, _desk(made, store), now))):
        line = f"commitment remind {made.id}"
        found.append(Due(f"{line} {place}", instant, line, zone))
    waits = made.stage in (Stage.ACCEPTED, Stage.ACTIVE)
    if waits and made.promise.strength.firm:
        line = f"commitment overdue {made.id}"
        found.append(Due(line, late_at(made, store), line, zone))
    if made.stage is Stage.OVERDUE and (told := escalated(made, store)) > now:
        line = f"commitment head {made.id}"
        found.append(Due(line, told, line, zone))
    if (at := opens(made)) is not None:
        line = f"commitment period {made.id}"
        found.append(Due(line, max(at, now), line, zone))
    return tuple(found)


def settled(made: Commitment, keep: tuple[Due, ...]) -> tuple[str, ...]:
    """The keys of a commitment's deadlines that fall away, but for those that are set anew."""
    keys = [
        f"commitment {verb} {made.id}" for verb in ("start", "overdue", "head", "lapse", "period")
    ]
    keys += [f"commitment remind {made.id} {place}" for place in range(MORNINGS)]
    kept = {due.key for due in keep}
    return tuple(key for key in keys if key not in kept)


def week(store: Store, group: str, oldest: Commitment, now: datetime) -> Due | None:
    """When the chair is next told what is overdue in the group: once a week."""
    desk = chair_desk(store, group, now)
    at = next_overdue(oldest, ZoneInfo(desk.zone), now, escalated(oldest, store))
    if at is None:
        return None
    return Due(f"commitment late {group}", worked(at, desk), "commitment late", desk.zone)


def escalated(made: Commitment, store: Store) -> datetime:
    """When its head of delegation is told: after the focal points, before the chair (E2)."""
    group = store.directory.group(made.group)
    days = group.terms.head_working_days if group else 0
    return head_at(late_at(made, store), days, _desk(made, store))


def late_at(made: Commitment, store: Store) -> datetime:
    """From when on it is late: its due instant, or the first working day after its grace."""
    promise = made.promise
    if promise.late_from == promise.due:
        return promise.due
    return _worked(made, promise.late_from, store)


def working_due(made: Commitment, store: Store) -> datetime:
    """The due instant, or the same hour of the first later day on which its authority works."""
    due = made.promise.due
    return due if made.promise.late_from > due else _worked(made, due, store)


def _worked(made: Commitment, at: datetime, store: Store) -> datetime:
    party = store.directory.party(made.owner, made.group)
    return worked(at, calendar_of(party, (at.year, at.year + 1))) if party else at


def closed_on(made: Commitment, store: Store) -> tuple[Said, ...]:
    """That its day is one on which its authority does not work, why, and which day counts."""
    due, later = made.promise.due, working_due(made, store)
    party = store.directory.party(made.owner, made.group)
    if party is None or later == due or not made.promise.strength.firm:
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


def _desk(made: Commitment, store: Store) -> WorkCalendar:
    """The working days of the party that made it."""
    party = store.directory.party(made.owner, made.group)
    year = made.promise.due.year
    return calendar_of(party, (year - 1, year, year + 1)) if party else WorkCalendar("UTC")
