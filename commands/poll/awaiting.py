"""A poll that waits for capitals: who is asked, until when, and how it is said (DR-13)."""

from __future__ import annotations

from datetime import datetime

from commands.incident.words import parties, party
from commands.outcome import Ask, Button, Due, Notice, Page
from commands.poll import annexed, ballot, clock
from commands.poll.see import Item
from commands.poll.subject import subject
from coordination.calendar import after_working_days
from coordination.poll.interest import has_interest
from coordination.poll.record import Poll
from coordination.poll.referendum import unconfirmed
from coordination.poll.stage import Stage
from coordination.said import Said
from storage.store import Store


def until(poll: Poll, store: Store, at: datetime) -> datetime:
    """The end of the time that capitals have: so many working days in each of them."""
    return after_working_days(clock.calendars(poll, store), at, poll.confirm_days).instant


def deadlines(found: Item, store: Store) -> tuple[Due, ...]:
    """The clock counts again when the time is over."""
    poll = found.poll
    if poll.stage is not Stage.ADOPTED_AD_REFERENDUM or poll.confirm_by is None:
        return ()
    line = f"poll recount {poll.id}"
    group = store.directory.group(poll.group)
    zone = group.terms.anchor_zone if group else "UTC"
    return (Due(line, poll.confirm_by, line, zone),)


def asks(found: Item, store: Store) -> tuple[Ask, ...]:
    """Who may confirm for a capital that has not yet is asked in private (DR-18, DR-23)."""
    if found.poll.stage is not Stage.ADOPTED_AD_REFERENDUM:
        return ()
    missing = unconfirmed(found.poll, store.polls.votes(found.poll.id))
    at = found.poll.closed_at or found.poll.closes_at
    made = []
    for code, hat in ballot.answering(found, store, at, *missing) if missing else ():
        if not has_interest(found.poll, hat.person):
            asked, line = key(found.poll.id, code), f"poll confirm {found.poll.id} as={code}"
            page = _question(found, code, store)
            made.append(Ask(hat.person, asked, line, page, found.incident.label))
    return tuple(made)


def unanswerable(found: Item, store: Store) -> tuple[Notice, ...]:
    """To the chair: the capitals for which nobody may confirm any more, and what can be done."""
    poll = found.poll
    if poll.stage is not Stage.ADOPTED_AD_REFERENDUM:
        return ()
    missing = unconfirmed(poll, store.polls.votes(poll.id))
    asked = {one.key for one in asks(found, store)}
    lacking = tuple(code for code in missing if key(poll.id, code) not in asked)
    if not lacking:
        return ()
    said = Said("poll.confirm.nobody", id=poll.id, parties=parties(lacking, poll.group, store))
    lines = (
        Said("poll.confirm.nobody_why"),
        Said("poll.confirm.nobody_acts", id=poll.id, at=poll.confirm_by),
    )
    reach = Button(Said("poll.act.reach"), f"directory contact {lacking[0]}")
    page = Page(said, lines, (reach,))
    return annexed.to_chair(store, found, page, poll.closed_at or poll.closes_at)


def key(poll: str, party: str) -> str:
    """The key of the question to one party's capital."""
    return f"confirm:{poll}:{party}"


def keys(found: Item) -> tuple[str, ...]:
    """The keys of everything that is asked of capitals."""
    return tuple(key(found.poll.id, code) for code in dict(ballot.voters(found)))


def _question(found: Item, code: str, store: Store) -> Page:
    poll = found.poll
    name = party(code, poll.group, store)
    said = Said("poll.confirm.wanted", id=poll.id, title=subject(found, store), party=name)
    numbers = (
        Said("form.numbered", n=1, name=Said("form.yes")),
        Said("form.numbered", n=2, name=Said("form.no")),
    )
    sheet = Button(Said("sheet.act"), f"sheet {poll.id}")
    return Page(said, (Said("poll.confirm.until", at=poll.confirm_by), *numbers), (sheet,))
