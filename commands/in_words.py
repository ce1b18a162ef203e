"""Which questions want words: a bare number is no reason, it answers something else."""

from __future__ import annotations

from commands.declare import Field
from commands.kinds.simple import TextKind
from coordination.refused import Refused
from coordination.said import Said

_TOLD = frozenset({"reason", "why", "what", "facts", "purpose", "outcome", "conclusion"})
"""Answers that somebody reads as a sentence; a reference or an evidence may be a number."""


def no_number(field: Field, text: str) -> None:
    """Raises `Refused` for a bare number where it is asked why, or what is told in words."""
    told = field.name in _TOLD or field.hint.startswith("Why")
    if told and isinstance(field.kind, TextKind) and text.strip().isdecimal():
        raise Refused("form", Said("form.words_needed", typed=text.strip()[:60]))
