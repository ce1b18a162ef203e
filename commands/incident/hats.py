"""Who may do what with an incident, for the declarations of its verbs."""

from __future__ import annotations

from coordination.hats import CHAIRS, SPEAKERS
from coordination.parties import Role

SPEAK = tuple(role for role in Role if role in SPEAKERS)
"""Whoever speaks for a party."""

CHAIR = tuple(role for role in Role if role in CHAIRS)
"""Whoever chairs the group."""
