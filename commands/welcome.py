"""One message to everybody who is new: who they are to the bot, and three things to try."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands import post
from commands.deployment import Deployment
from commands.outcome import Button, Page
from commands.post import Words
from commands.publish import direct_room
from commands.today import ensure_morning
from commands.today.page import calls
from commands.worn import committing, worn_together
from coordination.hats import SPEAKERS
from coordination.parties import Person
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_SPEAKER = ("incident open", "today", "menu")
_CHAIR = ("incident list", "today", "menu")
_GUEST = ("whoami", "today", "menu")


def greet(store: Store, deployment: Deployment, now: datetime) -> int:
    """Welcome everybody who is new, and let everybody's mornings begin; how many were new."""
    new = 0
    for person in store.directory.everybody():
        ensure_morning(store, person, now)
        if not person.welcomed:
            new += welcome(store, person, now, deployment)
    return new


def welcome(store: Store, person: Person, now: datetime, deployment: Deployment) -> bool:
    """Write the one welcome message; False where the person cannot be reached or has no hat."""
    room = direct_room(store, person.id, deployment)
    seen = calls(store, person, now)
    if room is None or not seen:
        return False
    hats = [hat for call in seen for hat in call.hats]
    known = Said("welcome.hats", hats=worn_together(hats, store))
    lines = (known, *committing(hats, store), Said("welcome.private"), Said("welcome.try"))
    roles = {hat.role for hat in hats}
    chairs = any(call.chairs for call in seen)
    tries = _SPEAKER if roles & SPEAKERS else _CHAIR if chairs else _GUEST
    ready = tuple(Button(Said(f"welcome.{line.replace(' ', '_')}"), line) for line in tries)
    page = Page(Said("welcome.title", name=person.name), lines, ready)
    call = replace(seen[0], event=f"welcome:{person.id}")
    post.message(store, call, room, Words(page, Tlp.GREEN, (person.id,)), "welcome")
    store.directory.mark_welcomed(person.id, now)
    return True
