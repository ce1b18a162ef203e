"""Which States take part in a response: each by its own commitment (DR-30, 4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.commitment.words import owner
from coordination.commitment import Commitment, Stage
from coordination.said import Said
from storage.store import Store

TAKING_PART = frozenset({Stage.ACTIVE, Stage.OVERDUE, Stage.DONE})
"""What was done stands under the response as well as what goes on."""
_LATER = frozenset({Stage.OFFERED, Stage.ACCEPTED})


def participation(response: str, store: Store) -> Iterator[Said]:
    """Who takes part, who will, and of whom there is no commitment although one was offered."""
    made = store.commitments.under(response)
    inside = _owners(made, TAKING_PART, frozenset())
    later = _owners(made, _LATER, frozenset(inside))
    none = _owners(made, frozenset({Stage.LAPSED}), frozenset((*inside, *later)))
    for key, several in (("taking_part", inside), ("to_take_part", later), ("not_confirmed", none)):
        if several:
            names = tuple(owner(one, store) for one in several.values())
            yield Said(f"commitment.{key}", parties=names)


def _owners(
    made: list[Commitment], stages: frozenset[Stage], without: frozenset[str]
) -> dict[str, Commitment]:
    """One commitment of each party at these stages, in the order of their codes."""
    found = {one.owner: one for one in made if one.stage in stages and one.owner not in without}
    return dict(sorted(found.items()))
