"""Whoever may not send a command about something is offered what this person may send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest

from bot.rehearse.drill import Drill
from commands.heard import Incoming
from commands.kinds.ids import IdKind
from commands.perform import perform
from commands.table import FORMS
from storage.store import Store
from tests.commands.deciding import CLOSES, done, put
from tests.commands.meetings import convened
from tests.commands.messages import drafted
from tests.commands.offering import Undone, fault

PEOPLE = ("anouk", "xv1", "emb-fr", "iss1")


async def one_of_each(drill: Drill) -> list[str]:
    """An incident, and something of every kind that stands under it."""
    made = await put(drill)
    incident = made["incident"]
    plan = f"plan open {incident} 2026-12-31T15:00Z Registry"
    offer = f"commitment offer {incident} 2026-05-04T15:00Z Pause new files"
    measure = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    said = [(await done(drill, "nl1", "draft", line)).made for line in (plan, offer, measure)]
    ids = [*made.values(), *(id for one in said for id in one.values())]
    return [*ids, await convened(drill, incident), await drafted(drill, incident)]


def lines(named: list[str]) -> Iterator[str]:
    """Every command that is about something, with that and words that may fit the rest."""
    for form in FORMS.values():
        first = next((field for field in form.fields if field.required), None)
        if first is not None and isinstance(first.kind, IdKind) and not form.clockwork:
            prefix = first.kind.made.prefix
            about = next((id for id in named if id.startswith(prefix)), f"{prefix}-7Q4KD3N0Y")
            yield f"{form.words} {about} 1 no Because it is so"


@pytest.mark.rule("DR-17", "DR-22", "T-30", "T-33")
async def test_every_refusal_offers_what_this_person_may_send(asking: Drill) -> None:
    named = await one_of_each(asking)
    await asking.until(CLOSES + timedelta(minutes=5))

    def walked(store: Store) -> list[str]:
        said = zip(lines(named), cycle(zip(PEOPLE, (*PEOPLE[1:], PEOPLE[0]), strict=True)))
        return [
            found
            for line, people in said
            for person in people
            for found in _faults(store, asking, person, line)
        ]

    assert await asking.runtime.database.run(walked) == []


def _faults(store: Store, drill: Drill, person: str, line: str) -> list[str]:
    found = ""
    with suppress(Undone), store.savepoint():
        found = _fault(store, drill, person, line)
        raise Undone
    return [f"{person}: {line} {found}"] if found else []


def _fault(store: Store, drill: Drill, person: str, line: str) -> str:
    account = store.directory.account_of(person, "matrix") or ""
    heard = Incoming("matrix", "walk", account, f"direct:{person}", line, None, direct=True)
    store.receipts.add(heard, drill.now)
    receipt = store.receipts.by_event("matrix", "walk")
    assert receipt is not None
    became = perform(store, replace(receipt, text=f"!{line}"), drill.runtime.deployment)
    if became.outcome != "refused":
        return ""
    return fault(store, receipt, became, drill.runtime.deployment)
