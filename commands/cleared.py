"""What the rest of the product knows of clearances: cleared or not yet, and nothing more (D5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commands.call import Call
from commands.outcome import Audience, Due, Notice, Page
from commands.wanting import Wanting
from coordination.clearance.course import standing
from coordination.clearance.record import Act, Entry
from coordination.parties import Sees
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store


def cleared(store: Store, id: str, mark: str) -> frozenset[str]:
    """The parties that have cleared this very text at home, by code."""
    found = ((code, standing(made, mark)) for code, made in store.clearances.of(id).items())
    return frozenset(code for code, one in found if one is not None and one.cleared)


def used(store: Store, id: str) -> bool:
    """Whether any party clears it at home."""
    return bool(store.clearances.of(id))


def before_cleared(
    call: Call, store: Store, thing: tuple[str, str, str], mark: str, why: str
) -> tuple[Entry, ...]:
    """What is kept of an answer before the State has cleared it; asks for a reason (force W).

    `thing` is its group, its id and the party. Nothing where the State has not set up that its
    answers are cleared first: who may answer stays as it is.
    """
    group, id, party = thing
    order = store.clearances.order(group, party)
    if order is None or not order.required:
        return ()
    now_at = standing(store.clearances.entries(id, party), mark)
    if now_at is not None and now_at.cleared:
        return ()
    if not why.strip():
        raise Wanting("T-42", "uncleared", Said("clearance.uncleared", id=id))
    return (Entry(call.now, call.person.id, Act.BEFORE, mark, note=why.strip()),)


def begins(
    store: Store, group: str, id: str, codes: Iterable[str], now: datetime
) -> tuple[Due, ...]:
    """Where a State has set up that its answers are cleared first, that begins with the question.

    The first step is asked; nobody else hears of it.
    """
    orders = store.clearances.orders(group)
    wanted = (code for code in codes if code in orders and orders[code].required)
    lines = (f"clearance start {id} {code}" for code in wanted)
    return tuple(Due(line, now, line) for line in lines)


def keys(id: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The questions to the steps of these parties."""
    return tuple(f"clear:{id}:{code}" for code in codes)


def voided(
    store: Store, thing: tuple[str, str], mark: str, label: Tlp, now: datetime
) -> tuple[Notice, ...]:
    """To each State that was clearing a text which has changed: what that voids (DR-26).

    `thing` is its group and its id.
    """
    group, id = thing
    notices: list[Notice] = []
    for code, made in store.clearances.of(id).items():
        now_at = standing(made, mark)
        if now_at is None:
            continue
        said = Said("clearance.voided", id=id, text=short(mark))
        rooms = (one for one in store.directory.rooms(group) if one.sees is Sees.PARTY)
        mine = frozenset(one.id for one in rooms if one.party == code)
        page = Page(said)
        if mine:
            own = Audience(frozenset({Sees.PARTY}), party=code, only=mine)
            notices.append(Notice(own, label, page))
        there = {hat.person for hat in store.directory.credentials_for(code, group, now)}
        people = there & {one.person for one in made if one.fingerprint == mark}
        if people:
            notices.append(Notice(Audience.persons(*sorted(people)), label, page))
    return tuple(notices)
