"""The stages of a commitment (state-machines 4.4); none is ever deleted."""

from __future__ import annotations

from enum import StrEnum

from coordination.stages import Lifecycle


class Stage(StrEnum):
    """Where a commitment stands; LAPSED is one that its capital never confirmed in time."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"


_S = Stage
_RUNNING = (_S.OFFERED, _S.ACCEPTED, _S.ACTIVE, _S.OVERDUE, _S.SUSPENDED)

LIFECYCLE: Lifecycle[Stage] = Lifecycle(
    "commitment",
    {
        "accept": {_S.OFFERED: _S.ACCEPTED},
        # What was offered subject to confirmation becomes nothing by the clock alone.
        "lapse": {_S.OFFERED: _S.LAPSED},
        "start": {_S.ACCEPTED: _S.ACTIVE},
        "done": {_S.ACTIVE: _S.DONE, _S.OVERDUE: _S.DONE},
        "verify": {_S.DONE: _S.DONE},
        "overdue": {_S.ACTIVE: _S.OVERDUE},
        "extend": {
            _S.OFFERED: _S.OFFERED,
            _S.ACCEPTED: _S.ACCEPTED,
            _S.ACTIVE: _S.ACTIVE,
            _S.OVERDUE: _S.ACTIVE,
            _S.SUSPENDED: _S.SUSPENDED,
        },
        "suspend": {_S.ACTIVE: _S.SUSPENDED, _S.OVERDUE: _S.SUSPENDED},
        # What was reported done by mistake runs again, while nobody has looked at the evidence.
        "resume": {_S.SUSPENDED: _S.ACTIVE, _S.DONE: _S.ACTIVE},
        "milestone": {stage: stage for stage in _RUNNING},
        "withdraw": dict.fromkeys(_RUNNING, _S.WITHDRAWN),
        "supersede": dict.fromkeys((*_RUNNING, _S.DONE), _S.SUPERSEDED),
    },
)
