"""What States have still to say to the group: receipts under silence, views, signatures.

Who is missing is named to whoever chairs alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from commands.call import Call
from commands.consultation.see import running
from commands.incident.see import cut_for
from commands.incident.words import parties
from commands.joint import View, visible
from commands.poll.see import around, seen_by, shows_to
from commands.poll.subject import subject
from commands.today.step import LOOKED_AT, Waiting
from coordination.audience import Cut, Sight
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform
from coordination.incident.stage import Stage
from coordination.message.entry import Signature
from coordination.message.signing import waiting
from coordination.poll.disclosure import Shows
from coordination.poll.receipt import without_receipt
from coordination.poll.rule import Rule
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_INFORMED = (
    Stage.SUSPECTED,
    Stage.SUBSTANTIATED,
    Stage.STATE_INFORMED,
    Stage.CONSULTATION,
    Stage.RESPONSE_PROPOSED,
)
"""In these stages a State concerned may have been told and not have said so."""


def outstanding(call: Call, store: Store, named: Collection[str]) -> Iterator[Waiting]:
    """The lines of one group, without the polls that are `named` already."""
    yield from _silences(call, store, named)
    if call.chairs:
        yield from _of_incidents(call, store)
        yield from _signatures(call, store)


def _silences(call: Call, store: Store, named: Collection[str]) -> Iterator[Waiting]:
    """Each text under silence, and until when it may be objected to."""
    for poll in store.polls.open_in(call.group.id, LOOKED_AT):
        found = around(store, poll) if poll.rule is Rule.SILENCE else None
        if found is None or poll.id in named or not seen_by(call, store, found, Cut.FULL):
            continue
        if shows_to(call, store, poll) is Shows.NOTHING:
            continue
        title, at = subject(found, store), poll.closes_at
        said = Said("today.silence", title=title, at=at, id=poll.id)
        codes = without_receipt(poll) if call.chairs else ()
        if codes:
            names = parties(codes, poll.group, store)
            said = Said("today.silence_who", title=title, at=at, id=poll.id, parties=names)
        yield Waiting(said, found.incident.label)


def _of_incidents(call: Call, store: Store) -> Iterator[Waiting]:
    """Who was informed and has not said so, and whose view is missing while its time runs."""
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    sight = Sight.of(call.person.id, hats, call.group.id)
    for stage in _INFORMED:
        some = store.incidents.page(
            call.group.id, call.party, stage=stage, sight=sight, limit=LOOKED_AT
        )
        for incident in some:
            if cut_for(call, store, incident) is Cut.FULL:
                yield from _acknowledgements(store, incident)
                yield from _views(call, store, incident)


def _acknowledgements(store: Store, incident: Incident) -> Iterator[Waiting]:
    """States that were told, and have not acknowledged it here or by letter (T-25)."""
    told = {one.telling.state: one for one in store.incidents.items(incident.id, Inform)}
    codes = tuple(code for code, one in told.items() if one.acknowledged_at is None)
    if codes:
        names = parties(codes, incident.group, store)
        said = Said("today.acknowledged", title=incident.title, parties=names, id=incident.id)
        yield Waiting(said, incident.label)


def _views(call: Call, store: Store, incident: Incident) -> Iterator[Waiting]:
    if incident.stage is not Stage.CONSULTATION:
        return
    _, window, silent = running(store, incident.id)
    if window is not None and call.now < window.closes and silent:
        at, names = window.closes, parties(silent, incident.group, store)
        said = Said("today.views", title=incident.title, parties=names, at=at, id=incident.id)
        yield Waiting(said, incident.label)


def _signatures(call: Call, store: Store) -> Iterator[Waiting]:
    """Who has not said yet whether it signs a joint message."""
    for message in store.messages.signing():
        incident = store.incidents.get(message.incident)
        if incident is None or visible(call, store, message, incident) is not View.OFFICE:
            continue
        left = waiting(message, store.messages.entries(message.id, Signature))
        if left:
            names = parties(left, message.group, store)
            said = Said("today.signatures", title=incident.title, parties=names, id=message.id)
            if message.sign_until is not None:
                said = Said("today.until", what=said, at=message.sign_until)
            yield Waiting(said, Tlp.highest([incident.label, message.label]))
