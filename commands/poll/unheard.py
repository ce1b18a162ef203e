"""An objection by somebody without a vote breaks nothing, but the voter hears of it (DR-09)."""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.incident.words import party
from commands.outcome import Audience, Button, Notice, Page
from commands.poll import ballot
from commands.poll.see import Item, item, people_of
from commands.wanting import Overheard
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def able(store: Store, found: Item, code: str, at: datetime) -> tuple[str, ...]:
    """Who can answer for a party at this instant (DR-17, DR-18)."""
    hats = ballot.answering(found, store, at, code)
    return tuple(dict.fromkeys(hat.person for _, hat in hats))


def overheard(call: Call, store: Store, id: str, no: Refused) -> Refused:
    """The same refusal; the voters of the speaker's party are told of it while the poll is open."""
    found = item(store, id)
    if found is None or found.poll.stage is not Stage.OPEN:
        return no
    theirs = {hat.party for hat in call.hats}
    code = next((one for one in found.poll.eligible if one in theirs), None)
    if code is None or call.person.id in able(store, found, code, call.now):
        return no
    known = people_of(store, found, code, call.now)
    people = tuple(person for person in known if person != call.person.id)
    if not people:
        return no
    said = Said(
        "poll.objected_without_vote",
        id=id,
        person=call.person.name,
        party=party(code, found.poll.group, store),
    )
    button = Button(Said("poll.act.object"), f"poll object {id}")
    page = Page(said, (Said("poll.ballot.until", at=found.poll.closes_at),), (button,))
    return Overheard(no, Notice(Audience.persons(*people), Tlp.GREEN, page))
