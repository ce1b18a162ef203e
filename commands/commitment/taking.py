"""What a State or agency takes up by itself, from an agreement or a meeting (DR-30, E5, E8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from commands.call import Call
from commands.commitment.change import party_hat
from commands.commitment.offer import undertaken
from commands.commitment.see import above
from commands.incident.words import plainly
from commands.outcome import Outcome
from commands.wanting import Confirm
from coordination.commitment import Commitment, Promise, Source, authorised, offered, opens
from coordination.instants import Deadline
from coordination.parties import Party
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

LOOKED_AT = 500
"""Of a party's own commitments, for those that rest on the same."""


def able(call: Call, store: Store) -> str:
    """The party that the speaker can commit; raises `Refused` (DR-30)."""
    with plainly(call.group.id, store):
        return authorised(party_hat(call), None, "stage.act.commitment.offer")


def home(call: Call, store: Store) -> Party:
    """The speaker's own party; raises `Refused` where there is none to commit."""
    party = store.directory.party(able(call, store), call.group.id)
    if party is None:
        raise Refused("DR-30", Said("form.no_hat"))
    return party


def once(call: Call, store: Store, source: Source) -> None:
    """Raises `Refused` where the party runs a commitment on the same already."""
    party, group = able(call, store), call.group.id
    between = (one for one in store.commitments.done(group, party, LOOKED_AT) if opens(one))
    for one in (*still_to_do(store, group, party), *between):
        found = one.promise.source
        if found is not None and (found.of, found.place) == (source.of, source.place):
            said = Said("commitment.taken_already", id=one.id)
            raise Refused("stage", said, (f"commitment show {one.id}",))


def still_to_do(store: Store, group: str, party: str) -> list[Commitment]:
    """What a party has still to do, however far ahead it is due, by due date."""
    return store.commitments.running(group, party, datetime.max.replace(tzinfo=UTC), LOOKED_AT)


def second_look(call: Call, typed: Deadline | None, due: datetime, line: str) -> None:
    """A bare date is shown back as the instant it means, before it counts (commands.md)."""
    if typed is not None and typed.to_confirm and not call.confirmed:
        raise Confirm(Said("commitment.due_is", due=due), line)


def taken(
    call: Call, store: Store, id: str, promise: Promise, incident: str = "", label: Tlp = Tlp.AMBER
) -> Outcome:
    """It is the party's own commitment, as any that it offers."""
    with plainly(call.group.id, store):
        made = offered(id, incident, promise, party_hat(call), call.now)
    made = made if incident else replace(made, label=label)
    over = above(store, made)
    if over is None:
        raise ValueError("no incident")
    return undertaken(store, call, over, made)
