"""What a rule that replaces a silence takes over from it (DR-34, 4.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from coordination.poll.annex import AnnexKind, of
from coordination.poll.count import recused
from coordination.poll.record import Excluded, Poll
from coordination.refused import Refused
from coordination.said import Said

_STANDS = (
    AnnexKind.DELEGATED,
    AnnexKind.RECALLED,
    AnnexKind.INTEREST,
    AnnexKind.CHALLENGED,
    AnnexKind.COMPETENCE,
    AnnexKind.WITHDRAWN,
    AnnexKind.SUSPENDED,
)


def still_needed(poll: Poll, lacking: Collection[str]) -> None:
    """Raises `Refused` once every party is reached: the silence then ends by itself (DR-34)."""
    if not lacking:
        said = Said("silence.all_reached", poll=poll.id, closes=poll.closes_at)
        raise Refused("DR-34", said, (f"poll show {poll.id}",))


def taken_over(draft: Poll, silence: Poll) -> Poll:
    """The draft with what stands from the silence: deputies, conflicts, who left (DR-18 … 24).

    Who stood aside in it does so before this opening, and is not among those who decide (DR-23);
    so is, where votes are counted now, who was asked to by the group.
    """
    kept = tuple(replace(one, about=draft.id) for one in of(silence.annexes, *_STANDS))
    as_voted = replace(silence, rule=draft.rule)
    aside = tuple(Excluded(party, "DR-23") for party in recused(as_voted))
    return replace(draft, excluded=(*draft.excluded, *aside), annexes=(*draft.annexes, *kept))
