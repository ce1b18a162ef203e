"""Who tries to answer after the last mandate ended is refused; the State is told (DR-18)."""

from __future__ import annotations

from commands.after_mandate import others, thing
from commands.incident.words import party
from commands.outcome import Audience, Button, Notice, Page
from commands.poll.grumbled import how_to_object
from commands.poll.see import Item, around
from commands.wanting import Overheard
from coordination.parties import Person
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store

_ANSWERS = frozenset({"vote", "object", "acknowledge", "reserve", "dissociate", "abstain"})
_NO_MANDATE = frozenset(
    {"form.no_hat", "form.unknown_hat", "poll.not_a_voter", "poll.credential_ended"}
)


def told(store: Store, person: Person, receipt: Receipt, no: Refused) -> Refused:
    """The same refusal, with everything that others must hear of it (DR-09, DR-18)."""
    no = how_to_object(store, person.id, receipt.received_at, no)
    if no.said.msgid not in _NO_MANDATE or isinstance(no, Overheard):
        return no
    found = around(store, store.polls.look(thing(store, person, receipt, "poll", _ANSWERS)))
    if found is None or found.poll.stage is not Stage.OPEN:
        return no
    code = _spoke_for(store, found, person, receipt)
    if code is None:
        return no
    people = others(store, person, receipt, code, found.poll.group)
    notice = Notice(Audience.persons(*people), Tlp.GREEN, _page(store, found, code, person))
    return Overheard(no, notice) if people else no


def _spoke_for(store: Store, found: Item, person: Person, receipt: Receipt) -> str | None:
    """For which State this person spoke in the poll, until the mandate ended."""
    for code, id in found.poll.voices:
        hat = store.directory.credential(id)
        if hat is not None and hat.person == person.id and not hat.valid(receipt.received_at):
            return code
    return None


def _page(store: Store, found: Item, code: str, person: Person) -> Page:
    poll = found.poll
    named = party(code, poll.group, store)
    said = Said("poll.tried_without_mandate", person=person.name, party=named, id=poll.id)
    until = Said("poll.ballot.until", at=poll.closes_at)
    return Page(said, (until,), (Button(Said("poll.act.show"), f"poll show {poll.id}"),))
