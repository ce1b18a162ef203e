"""A duty that recurs: how it is undertaken, and how its next period opens by the clock (E4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from commands.call import Call, fresh
from commands.commitment.change import card_of, plan_card, with_force
from commands.commitment.dues import dues
from commands.commitment.force import NOTHING
from commands.commitment.see import seen
from commands.commitment.words import line, there
from commands.declare import Command, command
from commands.kinds.ids import CommitmentId
from commands.outcome import Outcome
from coordination.commitment import Commitment, Every, Series, opened, opens
from coordination.instants import Deadline
from coordination.parties import Party, Role
from coordination.refused import Refused
from coordination.said import Param, Said
from coordination.tlp import Tlp
from storage.store import Store

SHOWN = 12
"""So many earlier periods are shown with one of them."""


@command("commitment period", by=Role.CLOCK, label=Tlp.GREEN)
class OpenPeriod(Command):
    """Open the next period of what recurs, once the one before is due."""

    commitment: CommitmentId
    """The commitment of the period before."""

    def handle(self, call: Call, store: Store) -> Outcome:
        before, incident = seen(store, call, self.commitment)
        at = opens(before)
        if at is None or call.now < at or followed(before, store):
            return NOTHING
        made = opened(before, fresh("COM"), call.now)
        store.commitments.add(made)
        outcome = Outcome(
            reply=line(made, store),
            cards=(card_of(store, made, incident), *plan_card(store, made, incident)),
            made={"commitment": made.id},
            shows=incident.label,
            about=incident.id or None,
            deadlines=dues(made, store, call.now),
        )
        return with_force(store, call, made, incident, outcome)


def followed(made: Commitment, store: Store) -> bool:
    """Whether a later period of the same series is there already."""
    return newest(made, store).id != made.id


def newest(made: Commitment, store: Store) -> Commitment:
    """The last period that has opened of the same series; itself, where it does not recur."""
    series = made.promise.series
    return store.commitments.periods(series.id)[-1] if series else made


def series(
    id: str,
    due: datetime,
    party: Party | None,
    every: Every | None,
    times: int | None,
    until: datetime | None,
    grace: int,
) -> Series | None:
    """What was said of its recurring, from its first day on; raises `Refused` for half of it."""
    if every is None:
        if times is not None or until is not None or grace:
            raise Refused("form", Said("commitment.every_missing"))
        return None
    zone = party.zone if party else "UTC"
    return Series(id, every, due, zone, until=until, times=times, grace=grace)


def last_day(typed: Deadline, at: datetime, party: Party | None) -> datetime:
    """Until when it recurs: a bare date is the end of that day on the party's own clock."""
    if typed.day is None or party is None:
        return at
    return datetime.combine(typed.day, time.max, ZoneInfo(party.zone)).astimezone(UTC)


def facts(made: Commitment, store: Store) -> Iterator[Said]:
    """How often it recurs and until when, its grace, and when the next period is due."""
    series = made.promise.series
    if series is None:
        return
    how: dict[str, Param] = {"every": Said(f"every.{series.every.value}"), "n": series.number}
    if series.times is not None:
        yield Said("commitment.recurs_times", times=series.times, **how)
    elif series.until is not None:
        yield Said("commitment.recurs_until", until=series.until, **how)
    else:
        yield Said("commitment.recurs", **how)
    if series.grace and made.promise.strength.firm:
        end = there(made, made.promise.late_from, store)
        yield Said("commitment.grace", n=series.grace, end=end)
    after = series.next()
    if opens(made) is not None and after is not None:
        yield Said("commitment.next_period", due=there(made, after.due(after.number), store))


def others(made: Commitment, store: Store) -> Iterator[Said]:
    """The other periods that have opened, the newest first, each with how it stands."""
    series = made.promise.series
    if series is None:
        return
    found = [one for one in store.commitments.periods(series.id) if one.id != made.id]
    for one in found[: -SHOWN - 1 : -1]:
        yield line(one, store)


def ends_with(made: Commitment, store: Store) -> tuple[Said, ...]:
    """That nothing follows any more, where the newest period of a series is taken back."""
    goes_on = opens(made) is not None and not followed(made, store)
    return (Said("commitment.series_ended"),) if goes_on else ()


COMMANDS: tuple[type[Command], ...] = (OpenPeriod,)
