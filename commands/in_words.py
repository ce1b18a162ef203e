"""Which questions want words: a bare number is no reason, it answers something else.

It is one rule for a line, an interview and a form: each reads its answers here.
"""

from __future__ import annotations

import re
from typing import Any

from commands.call import Call
from commands.declare import Field
from commands.kinds.simple import TextKind
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

_TOLD = frozenset(
    {"reason", "why", "what", "facts", "purpose", "outcome", "conclusion", "statement", "text"}
)
"""Answers that somebody reads as a sentence."""
_EMPTY = frozenset({"yes", "no", "y", "n", "ok", "okay"})
"""Words that answer another question."""
_NUMBERS = re.compile("The words|.*reference")
"""Questions that a number can answer: a reference often is one, what is looked for may be."""


def read(field: Field, text: str, call: Call, store: Store) -> Any:
    """The value of an answer; raises `Refused`, also where “3” or “yes” stands for words."""
    word = text.strip().casefold().rstrip(".!")
    bare = (word.isdecimal() or word in _EMPTY) and isinstance(field.kind, TextKind)
    told = field.name in _TOLD and not _NUMBERS.match(field.hint)
    if bare and (told or field.hint.startswith("Why")):
        raise Refused("form", Said("form.words_needed", typed=text.strip()[:60]))
    return field.kind.read(text, call, store)
