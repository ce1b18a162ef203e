"""The lifecycle of an incident (state-machines, 4.1)."""

from __future__ import annotations

from enum import StrEnum

from coordination.stages import Lifecycle


class Stage(StrEnum):
    SUSPECTED = "suspected"
    SUBSTANTIATED = "substantiated"
    UNFOUNDED = "unfounded"
    STATE_INFORMED = "state_informed"
    INFORM_WAIVED = "inform_waived"
    CONSULTATION = "consultation"
    RESPONSE_PROPOSED = "response_proposed"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    UNDER_REVIEW = "under_review"
    LIFTED = "lifted"
    CLOSED = "closed"


_S = Stage
_STAY: dict[Stage, Stage] = {stage: stage for stage in Stage}
_WHILE_OPEN: dict[Stage, Stage] = {stage: stage for stage in Stage if stage is not Stage.CLOSED}
_RECORD_ONLY = {
    _S.CONSULTATION: _S.CONSULTATION,
    _S.RESPONSE_PROPOSED: _S.RESPONSE_PROPOSED,
}

LIFECYCLE: Lifecycle[Stage] = Lifecycle(
    "incident",
    {
        "verify": {_S.SUSPECTED: _S.SUBSTANTIATED, **_RECORD_ONLY},
        "dismiss": {_S.SUSPECTED: _S.UNFOUNDED},
        "inform": {
            _S.SUSPECTED: _S.STATE_INFORMED,
            _S.SUBSTANTIATED: _S.STATE_INFORMED,
            # A second State concerned, or new facts for the first, after one is informed.
            _S.STATE_INFORMED: _S.STATE_INFORMED,
            **_RECORD_ONLY,
            # The reason not to inform it has passed; and nothing is sent to it before (4.3).
            _S.INFORM_WAIVED: _S.STATE_INFORMED,
            _S.ADOPTED: _S.ADOPTED,
            _S.IN_FORCE: _S.IN_FORCE,
            _S.UNDER_REVIEW: _S.UNDER_REVIEW,
        },
        "waive": {
            _S.SUSPECTED: _S.INFORM_WAIVED,
            _S.SUBSTANTIATED: _S.INFORM_WAIVED,
            **_RECORD_ONLY,
        },
        "stance": {
            _S.STATE_INFORMED: _S.STATE_INFORMED,
            **_RECORD_ONLY,
            # What the State does about it is seen after a response too: it may close the incident.
            _S.ADOPTED: _S.ADOPTED,
            _S.IN_FORCE: _S.IN_FORCE,
            _S.UNDER_REVIEW: _S.UNDER_REVIEW,
        },
        "consult": {
            _S.SUSPECTED: _S.CONSULTATION,
            _S.SUBSTANTIATED: _S.CONSULTATION,
            _S.STATE_INFORMED: _S.CONSULTATION,
            _S.INFORM_WAIVED: _S.CONSULTATION,
        },
        "propose": {
            _S.CONSULTATION: _S.RESPONSE_PROPOSED,
            # A further item beside the first (DR-27): each is decided for itself.
            _S.RESPONSE_PROPOSED: _S.RESPONSE_PROPOSED,
            _S.ADOPTED: _S.ADOPTED,
            _S.IN_FORCE: _S.IN_FORCE,
        },
        "assist": {
            # Assistance may come before everything else, and goes on beside it (T-20, T-27).
            _S.STATE_INFORMED: _S.STATE_INFORMED,
            _S.INFORM_WAIVED: _S.INFORM_WAIVED,
            _S.CONSULTATION: _S.RESPONSE_PROPOSED,
            _S.RESPONSE_PROPOSED: _S.RESPONSE_PROPOSED,
            _S.ADOPTED: _S.ADOPTED,
            _S.IN_FORCE: _S.IN_FORCE,
        },
        "adopt": {_S.RESPONSE_PROPOSED: _S.ADOPTED, _S.ADOPTED: _S.ADOPTED},
        "not_adopt": {_S.RESPONSE_PROPOSED: _S.CONSULTATION, _S.ADOPTED: _S.ADOPTED},
        "withdraw": {
            _S.RESPONSE_PROPOSED: _S.CONSULTATION,
            _S.STATE_INFORMED: _S.STATE_INFORMED,
            _S.INFORM_WAIVED: _S.INFORM_WAIVED,
            _S.CONSULTATION: _S.CONSULTATION,
            _S.ADOPTED: _S.ADOPTED,
            _S.IN_FORCE: _S.IN_FORCE,
            _S.UNDER_REVIEW: _S.UNDER_REVIEW,
        },
        # A decision is void because of an error, and its text is undecided again (4.2).
        "annul": {_S.ADOPTED: _S.RESPONSE_PROPOSED, _S.CONSULTATION: _S.RESPONSE_PROPOSED},
        "enter_force": {_S.ADOPTED: _S.IN_FORCE},
        "review": {_S.IN_FORCE: _S.UNDER_REVIEW},
        "continue": {_S.UNDER_REVIEW: _S.IN_FORCE},
        "amend": {_S.UNDER_REVIEW: _S.RESPONSE_PROPOSED},
        # A change of what stands failed or was taken back: it stands as before (T-43).
        "restore": {_S.RESPONSE_PROPOSED: _S.UNDER_REVIEW},
        "lift": {_S.UNDER_REVIEW: _S.LIFTED},
        # No measure stands any more, and none was lifted, or more is put to the group: the States
        # consult again (X23).
        "lapse": {
            _S.ADOPTED: _S.CONSULTATION,
            _S.IN_FORCE: _S.CONSULTATION,
            _S.UNDER_REVIEW: _S.CONSULTATION,
        },
        "close": {
            _S.LIFTED: _S.CLOSED,
            _S.UNFOUNDED: _S.CLOSED,
            # Only where the State concerned is seen to address it, with evidence.
            _S.STATE_INFORMED: _S.CLOSED,
            _S.CONSULTATION: _S.CLOSED,
            # And where what was adopted is nothing that a later decision lifts.
            _S.ADOPTED: _S.CLOSED,
            _S.IN_FORCE: _S.CLOSED,
        },
        "reopen": {_S.CLOSED: _S.SUSPECTED},
        "report": _WHILE_OPEN,
        "update": _WHILE_OPEN,
        "answer": _WHILE_OPEN,
        "scope": _WHILE_OPEN,
        "relay": _WHILE_OPEN,
        "pin": _STAY,
        "link": _STAY,
        # A State may record its own measure at any stage (T-34).
        "announce": _STAY,
    },
)
