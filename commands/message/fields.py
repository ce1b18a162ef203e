"""What several verbs of a joint message ask: languages, templates, and how a State answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from coordination.hats import CHAIRS, SPEAKERS
from coordination.message.record import Standing, Tongue
from coordination.message.stage import Stage
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said

SPEAK = tuple(role for role in Role if role in SPEAKERS)
CHAIR = tuple(role for role in Role if role in CHAIRS)
WRITERS = (*SPEAK, *CHAIR)
VOICES = (Role.VOTER, Role.ALTERNATE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Template(StrEnum):
    """A text to begin with (T-42)."""

    REVIEW = "review"
    RECORDS = "records"
    FEES = "fees"
    CONSENT = "consent"


class Tongues(StrEnum):
    """What a language counts for, or that it is left out."""

    AUTHENTIC = "authentic"
    COURTESY = "courtesy"
    NONE = "none"


class Signing(StrEnum):
    """What a State may answer, in the order of the numbers."""

    SIGN = "sign"
    FOOTNOTE = "footnote"
    SUBJECT = "subject"
    DECLINE = "decline"


class Became(StrEnum):
    """What became of a message: the precedents are those that were sent."""

    OPEN = "open"
    SENT = "sent"
    REPLIED = "replied"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STAGES = {
    Became.OPEN: frozenset(one for one in Stage if not one.sent) - {Stage.WITHDRAWN},
    Became.SENT: frozenset(one for one in Stage if one.sent),
    Became.REPLIED: frozenset({Stage.REPLIED, Stage.FOLLOW_UP}),
    Became.CLOSED: frozenset({Stage.CLOSED}),
    Became.WITHDRAWN: frozenset({Stage.WITHDRAWN}),
}


class Joining(StrEnum):
    """What a State answers that is asked to write a message too, in the order of the numbers."""

    YES = "yes"
    NO = "no"


def language(code: str) -> str:
    """A language's code in small letters; raises `Refused` for what is none."""
    small = code.strip().lower()
    if not _LANGUAGE.fullmatch(small):
        raise Refused("form", Said("message.language_unreadable", typed=code.strip()[:20]))
    return small


def tongues(authentic: Iterable[str], courtesy: Iterable[str]) -> tuple[Tongue, ...]:
    """The languages of a new message: the first authentic one is the original."""
    signed = dict.fromkeys(map(language, authentic))
    polite = dict.fromkeys(map(language, courtesy))
    made = [Tongue(code, Standing.AUTHENTIC) for code in signed]
    made += [Tongue(code, Standing.COURTESY) for code in polite if code not in signed]
    return tuple(made)
