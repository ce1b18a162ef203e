"""Whom an act on an incident asks or tells."""

from __future__ import annotations

from datetime import datetime

from coordination.hats import SPEAKERS
from storage.store import Store


def speakers(store: Store, group: str, party: str | None, at: datetime) -> tuple[str, ...]:
    """The people who speak for a party in the group at this instant, by id."""
    hats = store.directory.credentials_of(group, at)
    found = (hat.person for hat in hats if hat.party == party and hat.role in SPEAKERS)
    return tuple(dict.fromkeys(found)) if party else ()
