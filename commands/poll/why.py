"""Why a poll is decided as it is, and ends when it does: its rule, and the days of each capital."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.incident.words import party
from commands.outcome import Button, Outcome, Page
from commands.poll import clock, ended_so, expiry, words
from commands.poll.see import Item, seen, shows_to
from commands.poll.subject import subject
from coordination.audience import Cut
from coordination.calendar import full_working_days
from coordination.poll.annex import AnnexKind
from coordination.poll.disclosure import Shows
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.said import Said
from storage.store import Store


def why_then(call: Call, store: Store, id: str) -> Outcome:
    """The rule of a poll and its end, explained to whoever may see it; raises `Refused`."""
    found = seen(call, store, id, Cut.OUTCOME, held=False)
    poll, silent = found.poll, found.poll.rule is Rule.SILENCE
    stage = Said(f"stage.poll.{poll.stage.value}")
    key = "poll.why.over" if poll.stage.over else "poll.why"
    what = subject(found, store)
    title = Said(key, id=poll.id, title=what, at=poll.closes_at, stage=stage)
    lines = [Said("poll.result.ruled", rule=words.rule(poll, store))]
    shows = shows_to(call, store, poll)
    if poll.stage.over:
        lines += ended_so.why(found, shows, store)
    elif shows is not Shows.NOTHING:
        lines += words.needed(poll)
    if not poll.stage.over or ended_so.ended(poll) == "in_time":
        lines += _silence(call, store, found) if silent else _vote(store, found)
    page = Page(title, (*lines, *words.extensions(poll, store)), _rules(poll))
    return Outcome(page, shows=found.incident.label, about=found.incident.id)


def _rules(poll: Poll) -> tuple[Button, ...]:
    """The rules behind it, each to be read by its id."""
    decided = Button(Said("poll.why.act.decided"), f"why {poll.rule.catalogued}")
    if poll.stage.over:
        return (decided, *ended_so.rules(poll))
    if poll.rule is Rule.SILENCE:  # it says how long a text stays under silence, too
        return (decided,)
    return (decided, Button(Said("poll.why.act.rule"), "why DR-31"))


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
