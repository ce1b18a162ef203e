"""Why a poll ends when it does: the rule, and the days that each capital has (DR-08, DR-12)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.incident.words import party
from commands.outcome import Button, Outcome, Page
from commands.poll import clock, expiry, words
from commands.poll.see import Item, seen, shows_to
from commands.poll.subject import subject
from coordination.audience import Cut
from coordination.calendar import full_working_days
from coordination.poll.annex import AnnexKind
from coordination.poll.disclosure import Shows
from coordination.poll.rule import Rule
from coordination.said import Said
from storage.store import Store


def why_then(call: Call, store: Store, id: str) -> Outcome:
    """The end of a poll, explained to whoever may see the poll; raises `Refused`."""
    found = seen(call, store, id, Cut.OUTCOME, held=False)
    poll = found.poll
    title = Said("poll.why", id=poll.id, title=subject(found, store), at=poll.closes_at)
    silent = poll.rule is Rule.SILENCE
    lines = _silence(call, store, found) if silent else _vote(store, found)
    rules = [Button(Said("poll.why.act.rule"), "why DR-08" if silent else "why DR-31")]
    page = Page(title, (*lines, *words.extensions(poll, store)), tuple(rules))
    return Outcome(page, shows=found.incident.label, about=found.incident.id)


def _silence(call: Call, store: Store, found: Item) -> Iterator[Said]:
    """The earliest expiry, which capital decided it, and the days of each (DR-08 c)."""
    poll, terms = found.poll, call.group.terms
    calendars = clock.calendars(poll, store)
    yield expiry.why(calendars, poll.opened_at, terms, poll.group, store)
    for code in calendars:
        yield expiry.capital(code, calendars, poll.opened_at, terms, poll.group, store)
    yield from expiry.doubt(calendars, poll.opened_at, terms)
    if poll.extended:
        yield Said("poll.why.extended")
    unheard = any(one.kind is AnnexKind.UNHEARD and one.until for one in poll.annexes)
    if unheard and shows_to(call, store, poll) is not Shows.NOTHING:
        yield Said("poll.why.held")


def _vote(store: Store, found: Item) -> Iterator[Said]:
    """How many full working days each capital has between opening and closing."""
    poll = found.poll
    for code, calendar in clock.calendars(poll, store).items():
        n = full_working_days(calendar, poll.opened_at, poll.closes_at)
        name = party(code, poll.group, store)
        yield Said("poll.why.days", n=n, party=name, opened=poll.opened_at)
    if poll.extended:
        yield Said("poll.why.extended")
