"""The decision that a message carries out is void: its text waits for the next one (4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.message.asking import asked, key
from commands.message.card import cards
from commands.message.said import privately, spoke_on, told
from commands.outcome import Outcome, Page
from coordination.incident.incident import Incident
from coordination.message.record import Message
from coordination.message.signing import recalled
from coordination.response.record import Response
from coordination.said import Said
from storage.store import Store

_REMINDERS = ("message remind", "message overdue")


def recall(store: Store, response: Response, incident: Incident) -> Iterator[Outcome]:
    """What follows for each message that is open for signature on it; none of them leaves.

    What was signed stands on the text: it counts again once this very text is adopted (DR-26).
    """
    for before in store.messages.of_response(response.id):
        if before.stage.signing:
            yield _recalled(store, before, response, incident)


def _recalled(store: Store, before: Message, response: Response, incident: Incident) -> Outcome:
    after = recalled(before)
    store.messages.save(after)
    said = Said("message.recalled", id=after.id, response=response.id)
    page = Page(said, (Said("message.recalled_stands"),))
    due = store.deadlines.of(after.id)
    return Outcome(
        page,
        notices=(
            *told(store, after, incident, said),
            *privately(after, page, *spoke_on(before, store)),
        ),
        cards=cards(store, after, incident),
        closes=tuple(key(before, code) for code in asked(before)),
        settles=tuple(one.key for one in due if one.kind in _REMINDERS),
    )
