"""How a State's own measure is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from commands.dates import day_of
from commands.incident.words import party
from commands.outcome import Button, Page
from coordination.action import Action, Consulted, Measure, Stage
from coordination.said import Said
from storage.store import Store

_TERMS = ("scope", "exceptions", "pending", "lift")


def headline(made: Action, store: Store) -> Said:
    """Whose measure, and what sort; withdrawn ones say so."""
    key = "action.withdrawn_line" if made.stage is Stage.WITHDRAWN else "action.line"
    measure = Said(f"measure.{made.measure.value}")
    return Said(key, party=party(made.owner, made.group, store), measure=measure, id=made.id)


def page(made: Action, store: Store) -> Page:
    """The measure with everything that is known of it."""
    return Page(headline(made, store), tuple(_lines(made, store)))


def _lines(made: Action, store: Store) -> Iterator[Said]:
    if made.text:
        yield Said("action.text", text=made.text)
    yield from _course(made, store)
    for term in _TERMS:
        if text := getattr(made, term):
            yield Said(f"action.term.{term}", text=text)
    if made.measure is Measure.CONTINUES:
        return
    if made.consulted is Consulted.URGENT and made.reason:
        yield Said("action.urgent", reason=made.reason)
    elif made.consulted is Consulted.FIRST and made.window_until is not None:
        yield Said("action.consulting", until=made.window_until)
    else:
        yield Said(f"action.consulted.{made.consulted.value}")


def _course(made: Action, store: Store) -> Iterator[Said]:
    """From when, since when, until when: as its State has reported, in days of its own."""
    if made.effective_at is not None and made.stage is Stage.IN_EFFECT:
        yield Said("action.in_effect", at=day(made, made.effective_at, store))
    elif made.starts is not None and made.stage is not Stage.IN_EFFECT:
        yield Said("action.starts", at=day(made, made.starts, store))
    if made.ended_at is not None:
        ended = day(made, made.ended_at, store)
        yield Said("action.ended", at=ended, reason=made.ended_why)
    if made.withdrawn_at is not None:
        back = day(made, made.withdrawn_at, store)
        yield Said("action.withdrawn", at=back, reason=made.withdrawn_why)


def day(made: Action, at: datetime, store: Store) -> date:
    """The day of an instant of it, on the clock of its own State: a legal day does not move."""
    return day_of(store, made.group, made.owner, at)


def acts(made: Action) -> tuple[Button, ...]:
    """What its own State can do with it now: each line begins where something is to be asked."""
    verbs: tuple[str, ...] = {
        Stage.CONSULTING: ("start", "withdraw"),
        Stage.ANNOUNCED: ("start", "withdraw"),
        Stage.IN_EFFECT: ("end", "withdraw"),
    }.get(made.stage, ())
    if verbs and not made.text:
        verbs = ("describe", *verbs)
    return tuple(Button(Said(f"action.act.{verb}"), f"action {verb} {made.id}") for verb in verbs)
