"""The stages of a poll (state-machines 4.2)."""

from __future__ import annotations

from enum import StrEnum

from coordination.stages import Lifecycle


class Stage(StrEnum):
    """Where a poll stands; from ADOPTED on it is over."""

    DRAFT = "draft"
    FROZEN = "frozen"
    ANNOUNCED = "announced"
    OPEN = "open"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    TIE_NOT_ADOPTED = "tie_not_adopted"
    LAPSED_NO_QUORUM = "lapsed_no_quorum"
    ADOPTED_AD_REFERENDUM = "adopted_ad_referendum"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"

    @property
    def over(self) -> bool:
        """Whether the poll takes no more answers and never will."""
        return self in OVER

    @property
    def adopted(self) -> bool:
        """Whether the text stands, for good or until capitals confirm."""
        return self in (Stage.ADOPTED, Stage.ADOPTED_AD_REFERENDUM)


_BEFORE = (Stage.DRAFT, Stage.FROZEN, Stage.ANNOUNCED, Stage.OPEN)
_COUNTED = (Stage.OPEN, Stage.ADOPTED_AD_REFERENDUM)
OVER = frozenset(stage for stage in Stage if stage not in _BEFORE)

LIFECYCLE = Lifecycle[Stage](
    "poll",
    {
        "freeze": {Stage.DRAFT: Stage.FROZEN},
        "announce": {Stage.FROZEN: Stage.ANNOUNCED},
        "open": {Stage.ANNOUNCED: Stage.OPEN},
        "vote": {Stage.OPEN: Stage.OPEN},
        "object": {Stage.OPEN: Stage.OPEN},
        "acknowledge": {Stage.OPEN: Stage.OPEN},
        "reserve": {Stage.OPEN: Stage.OPEN},
        "extend": {Stage.OPEN: Stage.OPEN},
        "amend": {Stage.OPEN: Stage.OPEN},
        "withdraw": dict.fromkeys(_BEFORE, Stage.WITHDRAWN),
        "fall_back": {Stage.OPEN: Stage.WITHDRAWN},
        "adopt": {Stage.OPEN: Stage.ADOPTED},
        "reject": {Stage.OPEN: Stage.NOT_ADOPTED},
        # What capitals leave may be a tie, or no quorum, as at a closing (DR-02, DR-12, DR-13).
        "tie": dict.fromkeys(_COUNTED, Stage.TIE_NOT_ADOPTED),
        "lapse": dict.fromkeys(_COUNTED, Stage.LAPSED_NO_QUORUM),
        "adopt_ad_referendum": {Stage.OPEN: Stage.ADOPTED_AD_REFERENDUM},
        "break": {Stage.OPEN: Stage.BROKEN},
        "confirm": {Stage.ADOPTED_AD_REFERENDUM: Stage.ADOPTED},
        "leave_unconfirmed": {Stage.ADOPTED_AD_REFERENDUM: Stage.NOT_ADOPTED},
        "annul": {stage: Stage.ANNULLED for stage in Stage if stage in OVER - {Stage.ANNULLED}},
    },
)

ENDS = {
    Stage.ADOPTED: "adopt",
    Stage.NOT_ADOPTED: "reject",
    Stage.TIE_NOT_ADOPTED: "tie",
    Stage.LAPSED_NO_QUORUM: "lapse",
    Stage.ADOPTED_AD_REFERENDUM: "adopt_ad_referendum",
    Stage.BROKEN: "break",
}
"""The act that leads from an open poll to each outcome."""

FINAL = {**ENDS, Stage.ADOPTED: "confirm", Stage.NOT_ADOPTED: "leave_unconfirmed"}
"""The act that leads to it from one that waited for capitals (DR-13)."""
