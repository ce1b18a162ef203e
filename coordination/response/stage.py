"""The stages of a common response (state-machines 4.1, from `propose` on)."""

from __future__ import annotations

from enum import StrEnum

from coordination.stages import Lifecycle


class Stage(StrEnum):
    """Where a response stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    WITHDRAWN = "withdrawn"
    IN_FORCE = "in_force"
    UNDER_REVIEW = "under_review"
    LIFTED = "lifted"
    LAPSED = "lapsed"


_STANDING = {stage: stage for stage in (Stage.ADOPTED, Stage.IN_FORCE, Stage.UNDER_REVIEW)}

OPEN_TO_REPLY = (Stage.PROPOSED, Stage.UNDER_REVIEW)
"""While it is before the group the State that it is addressed to may reply to it (DR-22)."""
LIFECYCLE = Lifecycle[Stage](
    "response",
    {
        "propose": {Stage.DRAFT: Stage.PROPOSED},
        "amend": {
            Stage.DRAFT: Stage.DRAFT,
            Stage.PROPOSED: Stage.PROPOSED,
            # A changed text may be put again after the first one failed (DR-09, DR-26).
            Stage.NOT_ADOPTED: Stage.PROPOSED,
            Stage.UNDER_REVIEW: Stage.PROPOSED,
        },
        "withdraw": {
            Stage.DRAFT: Stage.WITHDRAWN,
            Stage.PROPOSED: Stage.WITHDRAWN,
            Stage.NOT_ADOPTED: Stage.WITHDRAWN,
        },
        # A change of what stands was not adopted, or is taken back: it stands as before (T-43).
        "restore": {Stage.PROPOSED: Stage.UNDER_REVIEW},
        "adopt": {Stage.PROPOSED: Stage.ADOPTED},
        "reject": {Stage.PROPOSED: Stage.NOT_ADOPTED},
        # A second vote on a tie (DR-02); a decision that is void because of an error (4.2).
        "put_again": {Stage.NOT_ADOPTED: Stage.PROPOSED},
        "annul": {Stage.ADOPTED: Stage.PROPOSED, Stage.NOT_ADOPTED: Stage.PROPOSED},
        "enter_force": {Stage.ADOPTED: Stage.IN_FORCE},
        "review": {Stage.IN_FORCE: Stage.UNDER_REVIEW},
        "continue": {Stage.UNDER_REVIEW: Stage.IN_FORCE},
        "lift": {Stage.UNDER_REVIEW: Stage.LIFTED},
        # Reports on what was adopted leave it where it is.
        "apply": _STANDING,
        "grounds": _STANDING,
        "criterion": _STANDING,
        # Its last day passed and nothing was decided: said aloud, never in silence (X23).
        "lapse": {
            Stage.ADOPTED: Stage.LAPSED,
            Stage.IN_FORCE: Stage.LAPSED,
            Stage.UNDER_REVIEW: Stage.LAPSED,
        },
    },
)
