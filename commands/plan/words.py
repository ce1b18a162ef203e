"""A plan in words: what, by whom, when and how it stands, a line for each action (U-35)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commands.incident.words import party
from commands.outcome import Button
from coordination.plan.overlap import doubles, overlapping
from coordination.plan.record import Answer, Plan, Stage
from coordination.plan.timetable import Row, State, counts, slipped
from coordination.response.parts import Assistance
from coordination.said import Capitals, Said
from storage.store import Store

BUTTONS = 3
"""So many actions are offered to be accepted on one card."""


def title(made: Plan) -> Said:
    return Said("plan.card", id=made.id, title=made.title)


def head(made: Plan, *, whole: bool = True) -> Iterator[Said]:
    """What it is against, until when; for whoever reads the whole of it also with whom."""
    area = Said(f"area.{made.area.value}")
    key = "plan.until" if made.stage is Stage.RUNNING else "plan.was_until"
    yield Said(key, area=area, ends=made.ends)
    if not whole:
        return
    if made.organisations:
        yield Said("plan.organisations", names=made.organisations)
    if made.response:
        yield Said("plan.carries_out", response=made.response)
    if made.outcome:
        yield Said("plan.outcome", text=made.outcome, at=made.ended_at)


def lines(made: Plan, rows: tuple[Row, ...], store: Store) -> Iterator[Said]:
    """Each action, and how the whole stands."""
    recommended = _recipient(made, store)
    for row in rows:
        yield _row(row, made, store, recommended)
    if rows:
        yield Said("plan.counts", n=len(rows), counts=_counts(rows))
    late = slipped(rows)
    if late:
        yield Said("plan.slipped", n=len(late), items=tuple(_slip(row) for row in late))


def late(made: Plan, rows: tuple[Row, ...], store: Store) -> Iterator[Said]:
    """The actions that are later than planned, and which of them have a later day since."""
    recommended = _recipient(made, store)
    for row in rows:
        yield _row(row, made, store, recommended)
    if moved := tuple(_slip(row) for row in rows if row.slip):
        yield Said("plan.slipped", n=len(moved), items=moved)


def overlaps(made: Plan, others: Iterable[Plan]) -> Iterator[Said]:
    """Other plans that overlap, and actions that may be the same (U-37)."""
    known = list(others)
    beside = overlapping(made, known)
    for one in beside:
        area = Said(f"area.{one.area.value}")
        key = "plan.linked" if one.id in made.links else "plan.overlaps"
        yield Said(key, id=one.id, title=one.title, area=area)
    for double in doubles(made, beside):
        key = "plan.double_here" if double.other == made.id else "plan.double"
        yield Said(key, n=double.number, other=double.other, m=double.other_number)


def acts(made: Plan, reader: str | None = None, *, chair: bool = False) -> tuple[Button, ...]:
    """What can be done with it now: the first actions that wait to be accepted.

    With a `reader` only those of that party; the chair has those of organisations.
    """
    if made.stage is not Stage.RUNNING:
        return ()
    whole = reader is None and not chair
    numbers = [
        n
        for n, one in enumerate(made.actions, start=1)
        if not one.missing
        and one.answer is Answer.OPEN
        and (whole or (one.by == reader if one.by else chair))
    ]
    found = [
        Button(Said("plan.act.accept", n=n), f"plan accept {made.id} {n}")
        for n in numbers[:BUTTONS]
    ]
    found.append(Button(Said("plan.act.add"), f"plan add {made.id}"))
    found.append(Button(Said("plan.act.picture"), f"plan show {made.id} picture=yes"))
    return tuple(found)


def doer(row: Row, made: Plan, store: Store) -> Said:
    """Who does it: a party by name, or an organisation as it was written."""
    if row.action.by is not None:
        return party(row.action.by, made.group, store)
    return Said("plan.organisation", name=row.action.organisation)


def _row(row: Row, made: Plan, store: Store, recommended: str | None) -> Said:
    action = row.action
    if row.state is State.INCOMPLETE:
        fields = tuple(Said(f"plan.field.{name}") for name in action.missing)
        return Said("plan.row.incomplete", n=row.number, what=action.what, fields=fields)
    who, due = doer(row, made, store), _when(row, made, store)
    if row.state is State.OPEN and recommended and action.by == recommended:
        return Said("plan.row.recommended", n=row.number, what=action.what, who=who, due=due)
    if row.state is State.DECLINED:
        return Said(
            "plan.row.declined", n=row.number, what=action.what, who=who, reason=action.words
        )
    state = Said(f"plan.state.{row.state.value}")
    return Said(
        "plan.row.committed" if action.commitment else "plan.row.plain",
        n=row.number,
        what=action.what,
        who=who,
        due=due,
        state=state,
        id=action.commitment,
    )


def _when(row: Row, made: Plan, store: Store) -> Capitals | None:
    """The due instant on the clock of whoever does it, else on the group's."""
    if row.due is None:
        return None
    home = store.directory.party(row.action.by, made.group) if row.action.by else None
    group = store.directory.group(made.group)
    anchor = group.terms.anchor_zone if group else "UTC"
    place = (home.capital, home.zone) if home else (anchor.rpartition("/")[2], anchor)
    return Capitals(row.due, (place,))


def _counts(rows: tuple[Row, ...]) -> tuple[Said, ...]:
    return tuple(
        Said("plan.count", count=n, state=Said(f"plan.state.{state.value}"))
        for state, n in counts(rows).items()
    )


def _slip(row: Row) -> Said:
    if row.slip:
        return Said("plan.slip_by", number=row.number, n=row.slip)
    return Said("plan.slip_past", number=row.number)


def _recipient(made: Plan, store: Store) -> str | None:
    """The State that receives assistance under this plan: it alone accepts each item (T-52)."""
    response = store.responses.get(made.response) if made.response else None
    parts = response.parts if response else None
    return parts.recipient if isinstance(parts, Assistance) else None
