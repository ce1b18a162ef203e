"""What the person's own State or agency has undertaken: late, due soon, and how much more (E2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from commands.call import Call
from commands.commitment.see import above
from commands.commitment.words import named, there, when
from commands.incident.words import party
from commands.today.step import Waiting
from commands.today.waits import MOST, own
from coordination.commitment import Commitment, Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

SOON = timedelta(days=14)
FAR = timedelta(days=366)
LOOKED_AT = 100


def owed(call: Call, store: Store) -> list[Waiting]:
    """The lines of one group, under the party's name; none where nothing is owed."""
    mine = own(call)
    if mine is None:
        return []
    found = store.commitments.running(call.group.id, mine, call.now + FAR, LOOKED_AT)
    near = [one for one in found if one.promise.due <= call.now + SOON]
    lines = [_line(one, store, call.now) for one in near[:MOST]]
    more = len(found) - len(lines)
    if more:
        label = Tlp.GREEN if not lines else lines[0].label
        lines.append(Waiting(Said("today.owed_later", n=more), label))
    if not found:
        return []
    name = party(mine, call.group.id, store)
    return [Waiting(Said("today.owed", party=name), lines[0].label), *lines]


def _line(one: Commitment, store: Store, now: datetime) -> Waiting:
    """One commitment: what, and when; past its day in the same neutral words."""
    incident = above(store, one)
    label = incident.label if incident else Tlp.AMBER_STRICT
    key = "today.owed_soon"
    if one.stage is Stage.OFFERED:
        key = "today.owed_offered"
    elif one.stage is Stage.SUSPENDED:
        key = "today.owed_resting"
    elif one.promise.due <= now < one.promise.late_from:
        key = "today.owed_grace"
    elif one.promise.due <= now:
        key = "today.owed_late"
    end = there(one, one.promise.late_from, store)
    said = Said(key, what=named(one), due=when(one, store), end=end, id=one.id)
    return Waiting(said, label)
