"""The stages of a joint message (state-machines 4.3)."""

from __future__ import annotations

from enum import StrEnum

from coordination.stages import Lifecycle


class Stage(StrEnum):
    """Where a joint message stands."""

    DRAFT = "draft"
    COMMENTS = "comments"
    FROZEN = "text_frozen"
    SIGNATURE = "co_signature"
    READY = "ready"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    REPLIED = "reply_received"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def open_text(self) -> bool:
        """Whether the text is still being written."""
        return self in (Stage.DRAFT, Stage.COMMENTS)

    @property
    def signing(self) -> bool:
        """Whether States are giving their signatures."""
        return self in (Stage.SIGNATURE, Stage.READY)

    @property
    def sent(self) -> bool:
        """Whether it has left: nothing in it changes any more."""
        return self in _SENT


_S = Stage
_SENT = (_S.DISPATCHED, _S.ACKNOWLEDGED, _S.REPLIED, _S.FOLLOW_UP, _S.CLOSED)
_BEFORE = (_S.DRAFT, _S.COMMENTS, _S.FROZEN, _S.SIGNATURE, _S.READY)
_SIGNING = {_S.SIGNATURE: _S.SIGNATURE, _S.READY: _S.READY}

LIFECYCLE = Lifecycle[Stage](
    "message",
    {
        "circulate": {_S.DRAFT: _S.COMMENTS, _S.COMMENTS: _S.COMMENTS},
        "comment": {_S.COMMENTS: _S.COMMENTS},
        "collect": {_S.COMMENTS: _S.DRAFT},
        "revise": {
            _S.DRAFT: _S.DRAFT,
            _S.COMMENTS: _S.COMMENTS,
            # An edit after freezing: back to the draft, and every signature is void.
            _S.FROZEN: _S.DRAFT,
            _S.SIGNATURE: _S.DRAFT,
            _S.READY: _S.DRAFT,
        },
        "join": {_S.DRAFT: _S.DRAFT, _S.COMMENTS: _S.COMMENTS},
        "freeze": {_S.DRAFT: _S.FROZEN},
        "open": {_S.FROZEN: _S.SIGNATURE},
        "sign": _SIGNING,
        "extend": _SIGNING,
        "decline": _SIGNING,
        "unsign": _SIGNING,
        "complete": {_S.SIGNATURE: _S.READY},
        "fall_short": {_S.READY: _S.SIGNATURE},
        # The decision that it carries out is void: the text waits, frozen, for the next one (4.2).
        "recall": dict.fromkeys(_SIGNING, _S.FROZEN),
        "dispatch": {_S.READY: _S.DISPATCHED},
        "acknowledge": {_S.DISPATCHED: _S.ACKNOWLEDGED},
        "reply": {
            _S.ACKNOWLEDGED: _S.REPLIED,
            _S.REPLIED: _S.REPLIED,
            # What another noted meanwhile does not end the addressee's right of reply (DR-22).
            _S.FOLLOW_UP: _S.FOLLOW_UP,
        },
        "follow_up": {_S.REPLIED: _S.FOLLOW_UP, _S.FOLLOW_UP: _S.FOLLOW_UP},
        "close": {_S.FOLLOW_UP: _S.CLOSED},
        # Nobody answered in the time that was asked for; an answer that comes later is heard.
        "close_unanswered": {_S.DISPATCHED: _S.CLOSED, _S.ACKNOWLEDGED: _S.CLOSED},
        "reply_late": {_S.CLOSED: _S.REPLIED},
        "further": {one: one for one in _SENT},
        "correct": {one: one for one in _SENT},
        "withdraw": dict.fromkeys(_BEFORE, _S.WITHDRAWN),
    },
)
