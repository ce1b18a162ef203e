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
from coordination.incident.stage import Stage
from coordination.message.entry import Signature
from coordination.message.signing import waiting
from coordination.poll.disclosure import Shows
from coordination.poll.receipt import without_receipt
from coordination.poll.rule import Rule
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def outstanding(call: Call, store: Store, named: Collection[str]) -> Iterator[Waiting]:
    """The lines of one group, without the polls that are `named` already."""
    yield from _silences(call, store, named)
    if call.chairs:
        yield from _views(call, store)
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


def _views(call: Call, store: Store) -> Iterator[Waiting]:
    """Whose view is missing in a consultation while its time runs."""
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    sight = Sight.of(call.person.id, hats, call.group.id)
    some = store.incidents.page(
        call.group.id, call.party, stage=Stage.CONSULTATION, sight=sight, limit=LOOKED_AT
    )
    for one in some:
        incident, window, silent = running(store, one.id)
        ends = window.closes if window else call.now
        if ends <= call.now or not silent or cut_for(call, store, incident) is not Cut.FULL:
            continue
        names = parties(silent, incident.group, store)
        said = Said("today.views", title=incident.title, parties=names, at=ends, id=incident.id)
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
