"""After an import: who may confirm what waits is told so, once for all of it (DR-17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands import post
from commands.deployment import Deployment
from commands.directory.accredited import office, waiting
from commands.outcome import Button, Page
from commands.post import Words
from commands.publish import direct_room
from commands.today.page import calls
from coordination.accrediting import may_confirm
from coordination.parties import Group
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def tell_seconds(store: Store, deployment: Deployment, now: datetime) -> None:
    """Tell the office of each group how much waits, and how it is confirmed."""
    for group in store.directory.groups():
        hats = waiting(store, group.id, now)
        there = office(store, group.id, now)
        able = (one.person for one in there for hat in hats if may_confirm(hat, one, now))
        for person in dict.fromkeys(able):
            _tell(store, deployment, now, group, person, len(hats))


def _tell(
    store: Store, deployment: Deployment, now: datetime, group: Group, person: str, n: int
) -> None:
    known = store.directory.person(person)
    room = direct_room(store, person, deployment)
    seen = calls(store, known, now) if known else []
    call = next((one for one in seen if one.group.id == group.id), None)
    if room is None or call is None:
        return
    page = Page(
        Said("accreditation.waiting", n=n, group=group.names),
        (Said("accreditation.waiting_how"),),
        (Button(Said("accreditation.act.waiting"), "directory waiting"),),
    )
    told = replace(call, event=f"accreditation:{group.id}:{person}:{now.timestamp()}")
    post.message(store, told, room, Words(page, Tlp.GREEN, (person,)), "waiting")
