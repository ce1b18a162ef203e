"""What the verbs of a clearance ask, and who may say them."""

from __future__ import annotations

from enum import StrEnum

from coordination.hats import SPEAKERS
from coordination.parties import Role

SPEAK = tuple(role for role in Role if role in SPEAKERS)
OWN = (*SPEAK, Role.EMBASSY)


class Clearing(StrEnum):
    """What a step may answer, in the order of the numbers."""

    CLEAR = "clear"
    BACK = "back"
