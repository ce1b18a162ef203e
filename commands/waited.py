"""How long what came by letter waits for a second person of the office (DR-33)."""

from __future__ import annotations

from datetime import datetime

from coordination.accrediting import OFFICE
from coordination.calendar import WorkCalendar
from coordination.parties import Group
from coordination.poll.outage import nothing_heard
from coordination.poll.second import stands_until
from storage.store import Store


def lapses_at(store: Store, group: Group, since: datetime, now: datetime) -> datetime:
    """When a letter lapses that waits since then; an outage of ours costs no State its letter."""
    hats = store.directory.credentials_of(group.id, now)
    people = dict.fromkeys(hat.person for hat in hats if hat.role in OFFICE)
    names = dict.fromkeys(name for who in people for name in store.directory.platforms_of(who))
    served = [name for name in names if store.contacts.heard_at(name) is not None]
    unheard = nothing_heard(store.contacts.outages(served, since), served, now)
    return stands_until(since, unheard, WorkCalendar(group.terms.anchor_zone))
