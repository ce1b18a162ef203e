"""Platforms that were away while a poll ran: whose they are, and what that gives (DR-11, P-17)."""

from __future__ import annotations

from datetime import datetime

from commands.poll import clock
from coordination.poll.outage import LAST, LONG, Outage, extended_to
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from storage.contact import Extension
from storage.deadline import Deadline
from storage.store import Store


def users(poll: Poll, store: Store) -> dict[str, tuple[str, ...]]:
    """The platforms that the voters and alternates of a poll use, and of which parties they are."""
    found: dict[str, dict[str, None]] = {}
    for one in poll.accredited:
        hat = store.directory.credential(one.credential)
        for platform in store.directory.platforms_of(hat.person) if hat else ():
            found.setdefault(platform, {})[one.party] = None
    return {platform: tuple(codes) for platform, codes in found.items()}


def outages(poll: Poll, store: Store) -> list[Outage]:
    """What was not heard of these platforms in the last part of the poll, or since."""
    return store.contacts.outages(list(users(poll, store)), poll.closes_at - LAST)


def owed(poll: Poll, store: Store, now: datetime) -> Extension | None:
    """The extension that an outage gives and that the poll has not had; the longest one."""
    had = {(e.platform, e.began_at): e.before for e in store.contacts.extensions(poll.id)}
    calendars = clock.calendars(poll, store)
    found = []
    for one in outages(poll, store):
        before = had.get((one.platform, one.began), poll.closes_at)
        until = extended_to(poll, before, one, now, calendars)
        if until is not None and until > poll.closes_at:
            found.append(Extension(poll.id, one.platform, one.began, one.ended, before, until))
    return max(found, key=lambda one: one.until, default=None)


def let_extend(store: Store, gaps: list[Outage], now: datetime) -> int:
    """Let the clock extend every open poll that a long outage touches; gives how many.

    The cards of those that it has moved already show when the platform was back.
    """
    for gap in gaps:
        for poll_id in store.contacts.over(gap) if gap.ended else ():
            store.cards.moved(f"poll:{poll_id}", now)
    long = [one for one in gaps if (one.ended or now) - one.began > LONG]
    made = 0
    for group in store.directory.groups() if long else ():
        for poll in store.polls.open_in(group.id, limit=1_000):
            if poll.stage is Stage.OPEN and owed(poll, store, now) is not None:
                line = f"poll outage {poll.id}"
                kind, zone = "poll outage", group.terms.anchor_zone
                store.deadlines.set(Deadline(line, kind, poll.id, group.id, now, zone, line))
                made += 1
    return made
