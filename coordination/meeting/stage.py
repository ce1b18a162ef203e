"""The lifecycle of a meeting (state-machines, 4.5)."""

from __future__ import annotations

from enum import StrEnum

from coordination.stages import Lifecycle


class Stage(StrEnum):
    PROPOSED = "proposed"
    AVAILABILITY = "availability"
    CONVENED = "convened"
    HELD = "held"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_COMMENTS = "minutes_comments"
    MINUTES_ADOPTED = "minutes_adopted"
    CONCLUSIONS_ADOPTED = "conclusions_adopted"
    ARCHIVED = "archived"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ADJOURNED_NO_QUORUM = "adjourned_no_quorum"


_S = Stage
_BEFORE = (_S.PROPOSED, _S.AVAILABILITY, _S.CONVENED, _S.POSTPONED, _S.ADJOURNED_NO_QUORUM)
_RECORDING = (_S.HELD, _S.MINUTES_DRAFT, _S.MINUTES_COMMENTS, _S.MINUTES_ADOPTED)


CONCLUDED = (_S.CONCLUSIONS_ADOPTED, _S.ARCHIVED)
"""Its conclusions stand: States may turn them into commitments."""


def _stay(*stages: Stage) -> dict[Stage, Stage]:
    return {stage: stage for stage in stages}


LIFECYCLE = Lifecycle[Stage](
    "meeting",
    {
        "offer": {
            _S.PROPOSED: _S.AVAILABILITY,
            _S.AVAILABILITY: _S.AVAILABILITY,
            _S.POSTPONED: _S.AVAILABILITY,
            _S.ADJOURNED_NO_QUORUM: _S.AVAILABILITY,
        },
        "answer": _stay(_S.AVAILABILITY),
        "convene": {
            _S.PROPOSED: _S.CONVENED,
            _S.AVAILABILITY: _S.CONVENED,
            _S.POSTPONED: _S.CONVENED,
            _S.ADJOURNED_NO_QUORUM: _S.CONVENED,
        },
        "reschedule": _stay(_S.CONVENED),
        "plan": _stay(*_BEFORE),
        "open": {_S.CONVENED: _S.HELD},
        "adjourn": {_S.CONVENED: _S.ADJOURNED_NO_QUORUM},
        "attend": _stay(_S.CONVENED, *_RECORDING),
        "conclude": _stay(*_RECORDING),
        "draft_minutes": {_S.HELD: _S.MINUTES_DRAFT},
        "circulate_minutes": {_S.MINUTES_DRAFT: _S.MINUTES_COMMENTS},
        "adopt_minutes": {_S.MINUTES_COMMENTS: _S.MINUTES_ADOPTED},
        "adopt_conclusions": {_S.MINUTES_ADOPTED: _S.CONCLUSIONS_ADOPTED},
        "archive": {_S.CONCLUSIONS_ADOPTED: _S.ARCHIVED},
        "postpone": {
            _S.PROPOSED: _S.POSTPONED,
            _S.AVAILABILITY: _S.POSTPONED,
            _S.CONVENED: _S.POSTPONED,
        },
        "cancel": dict.fromkeys(_BEFORE, _S.CANCELLED),
    },
)
