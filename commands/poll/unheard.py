"""An objection by somebody without a vote breaks nothing, but the voter hears of it (DR-09)."""

from __future__ import annotations

from commands.call import Call
from commands.incident.words import party
from commands.outcome import Audience, Button, Notice, Page
from commands.poll import ballot
from commands.poll.see import item
from commands.wanting import Overheard
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def overheard(call: Call, store: Store, id: str, no: Refused) -> Refused:
    """The same refusal; the voters of the speaker's party are told of it while the poll is open."""
    found = item(store, id)
    if found is None or found.poll.stage is not Stage.OPEN:
        return no
    theirs = {hat.party for hat in call.hats}
    code = next((one for one in found.poll.eligible if one in theirs), None)
    hats = [store.directory.credential(id) for _, id in ballot.voters(found, code)] if code else []
    people = tuple(dict.fromkeys(hat.person for hat in hats if hat))
    if not people or call.person.id in people:
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
