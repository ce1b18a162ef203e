"""A ballot, a signature or a reservation is taken only where its full text may be shown (DR-29)."""

from __future__ import annotations

from commands.call import Call
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp


def in_full(call: Call, label: Tlp, line: str) -> None:
    """Raises `Refused` where the room may not hold the whole of what is asked.

    `line` is the way to answer, without the answer, for a room that may.
    """
    if not call.room.holds(label):
        raise Refused("DR-29", Said("form.not_in_full", label=label), (line,))
