"""How a clearance goes: step by step, back with a note, withdrawn, void once the text changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from coordination.calendar import WorkCalendar
from coordination.clearance.record import EMBASSY, Act, Entry, Order, Step
from coordination.hats import no_mandate, speaks
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.reminding import remind_at
from coordination.said import Said

MOST = 8
LONGEST = 60
MORNING = time(9)
AFTER = 2
"""Working days that a step has it before it is reminded."""


@dataclass(frozen=True)
class Standing:
    """Where the clearance of one text stands: `at` is the step that has it, since when."""

    steps: tuple[Step, ...]
    at: int
    since: datetime

    @property
    def cleared(self) -> bool:
        return self.at >= len(self.steps)

    @property
    def step(self) -> Step | None:
        """The step that has it now; None once all have cleared it."""
        return None if self.cleared else self.steps[self.at]


def standing(entries: Iterable[Entry], fingerprint: str) -> Standing | None:
    """How far this very text is cleared; None where nobody has begun it."""
    found: Standing | None = None
    for one in entries:
        if one.fingerprint != fingerprint:
            continue
        if one.act is Act.BEGUN:
            found = Standing(one.steps, 0, one.at)
        elif found is not None and one.act is not Act.BEFORE:
            at = one.step + 1 if one.act is Act.CLEARED else one.step
            found = replace(found, at=at, since=one.at)
    return found


def ordered(order: Order, names: Sequence[str]) -> Order:
    """The order with these steps, who is named for a step that stays; raises `Refused`."""
    spelt = tuple(name.strip() for name in names if name.strip())
    if not spelt or len(spelt) > MOST or len({name.casefold() for name in spelt}) < len(spelt):
        raise Refused("form", Said("clearance.steps_unreadable", most=MOST))
    if any(len(name) > LONGEST for name in spelt):
        raise Refused("form", Said("clearance.step_too_long", most=LONGEST))
    kept = {one.name: one for one in order.steps}
    return replace(order, steps=tuple(kept.get(name, Step(name)) for name in spelt))


def assigned(order: Order, number: int, person: str, *, remove: bool = False) -> Order:
    """The order with a person at a step (from 1 on), or without; raises `Refused`."""
    there(order.steps, number)
    step = order.steps[number - 1]
    others = tuple(one for one in step.people if one != person)
    people = others if remove else (*others, person)
    steps = list(order.steps)
    steps[number - 1] = replace(step, people=people)
    return replace(order, steps=tuple(steps))


def there(steps: Sequence[Step], number: int) -> None:
    """Raises `Refused` where no step has this number."""
    if not 1 <= number <= len(steps):
        raise Refused("form", Said("clearance.no_such_step", n=len(steps)))


def begun(
    hat: Credential, steps: tuple[Step, ...], earlier: Iterable[Entry], mark: str, now: datetime
) -> Entry:
    """The beginning of a clearance of this text; raises `Refused` where it has begun."""
    if not speaks(hat):
        raise no_mandate(hat, "stage.act.clearance.begin")
    if standing(earlier, mark) is not None:
        raise Refused("stage", Said("clearance.begun_already"))
    return Entry(now, hat.person, Act.BEGUN, mark, steps=steps)


def awaited(order: Order, steps: tuple[Step, ...], mark: str, now: datetime) -> tuple[Entry, ...]:
    """The beginning that nobody makes, where the State's answers wait for it; else nothing."""
    return (Entry(now, "", Act.BEGUN, mark, steps=steps),) if order.required else ()


def holds(step: Step, hat: Credential, *, embassy: bool) -> bool:
    """Whether the hat holds this step; `embassy`: the State has people of an embassy here."""
    if step.people:
        return hat.person in step.people
    if step.name == EMBASSY and embassy:
        return hat.role is Role.EMBASSY
    return speaks(hat)


def cleared(
    now_at: Standing | None,
    hat: Credential,
    mark: str,
    now: datetime,
    *,
    who: str = "",
    note: str = "",
    embassy: bool = False,
) -> Entry:
    """The step that has it clears it: by who holds it, or entered for somebody else who did.

    Raises `Refused`. Only who speaks for the State enters what was cleared outside.
    """
    found, step = _open(now_at)
    if not holds(step, hat, embassy=embassy) and not (speaks(hat) and who.strip()):
        raise Refused("mandate", Said("clearance.another_step"))
    return Entry(now, hat.person, Act.CLEARED, mark, found.at, who=who.strip(), note=note.strip())


def back(
    now_at: Standing | None,
    hat: Credential,
    mark: str,
    now: datetime,
    *,
    to: int,
    note: str,
    embassy: bool = False,
) -> Entry:
    """The step that has it sends it back to an earlier one (from 1 on), with a note."""
    found, step = _open(now_at)
    if not holds(step, hat, embassy=embassy) and not speaks(hat):
        raise Refused("mandate", Said("clearance.another_step"))
    if not 1 <= to <= found.at:
        said = Said("clearance.back_to", n=found.at) if found.at else Said("clearance.first_step")
        raise Refused("form", said)
    if not note.strip():
        raise Refused("form", Said("clearance.note_missing"))
    return Entry(now, hat.person, Act.BACK, mark, to - 1, note=note.strip())


def withdrawn(
    now_at: Standing | None,
    hat: Credential,
    mark: str,
    number: int,
    now: datetime,
    *,
    note: str = "",
    embassy: bool = False,
) -> Entry:
    """A step takes its clearance back, and those after it fall with it; raises `Refused`."""
    if now_at is None or now_at.at == 0:
        raise Refused("stage", Said("clearance.nothing_cleared"))
    wanted = number or now_at.at
    if not 1 <= wanted <= now_at.at:
        raise Refused("form", Said("clearance.back_to", n=now_at.at))
    step = now_at.steps[wanted - 1]
    if not holds(step, hat, embassy=embassy) and not speaks(hat):
        raise Refused("mandate", Said("clearance.another_step"))
    return Entry(now, hat.person, Act.WITHDRAWN, mark, wanted - 1, note=note.strip())


def _open(now_at: Standing | None) -> tuple[Standing, Step]:
    if now_at is None:
        raise Refused("stage", Said("clearance.not_begun"))
    if now_at.step is None:
        raise Refused("stage", Said("clearance.cleared_already"))
    return now_at, now_at.step


def remind(since: datetime, until: datetime | None, calendar: WorkCalendar) -> datetime | None:
    """When the step is reminded: after two working days, and a day before the end at the latest."""
    day, left = calendar.local(since).date(), AFTER
    while left:
        day += timedelta(days=1)
        left -= calendar.works(day)
    morning = calendar.at(day, MORNING)
    if until is None:
        return morning
    last = remind_at(since, until, calendar)
    if morning < until:
        return min(morning, last) if last else morning
    return last
