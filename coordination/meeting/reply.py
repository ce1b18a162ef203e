"""What a party types for its availability: `A, C`, `all`, `none`, `A yes B if need be C no`."""

from __future__ import annotations

import re

from coordination.meeting.availability import Availability
from coordination.refused import Refused
from coordination.said import Said

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YES, _MAYBE, _NO = Availability.YES, Availability.IF_NEED_BE, Availability.NO
_WORDS = {
    **dict.fromkeys(("yes", "y", "oui", "sí", "si", "ok"), _YES),
    **dict.fromkeys(("maybe", "if_need_be", "ifneedbe", "?", "peut-être", "quizás"), _MAYBE),
    **dict.fromkeys(("no", "n", "non"), _NO),
}
_EVERY = {
    **dict.fromkeys(("all", "any", "yes", "tous", "todos"), _YES),
    **dict.fromkeys(("none", "no", "aucun", "ninguno"), _NO),
}


def read_reply(text: str, count: int) -> tuple[Availability, ...]:
    """The answer for each of the offered starts, in their order.

    A start is named by its letter or number, a word after it says how it suits; without one it
    suits. What is not named does not. Raises `Refused` for what cannot be read.
    """
    plain = re.sub(r"if\s+need\s+be", "if_need_be", text.strip().casefold())
    words = [word for word in re.split(r"[\s,;:=/]+|\band\b", plain) if word]
    if len(words) == 1 and words[0] in _EVERY:
        return (_EVERY[words[0]],) * count
    found: dict[int, Availability] = {}
    named: int | None = None
    for word in words:
        place = _place(word, count)
        if place is not None:
            named, found[place] = place, _YES
        elif word in _WORDS and named is not None:
            found[named], named = _WORDS[word], None
        else:
            raise _unreadable(text, count)
    if not found:
        raise _unreadable(text, count)
    return tuple(found.get(place, _NO) for place in range(count))


def letter(place: int) -> str:
    """The letter of an offered start, 0 being the first."""
    return LETTERS[place]


def _place(word: str, count: int) -> int | None:
    letters = LETTERS[:count].casefold()
    if len(word) == 1 and word in letters:
        return letters.index(word)
    if word.isdecimal() and 1 <= int(word) <= count:
        return int(word) - 1
    return None


def _unreadable(text: str, count: int) -> Refused:
    last = LETTERS[count - 1]
    said = Said("meeting.unreadable_answer", typed=text.strip()[:60], last=last)
    return Refused("form", said)
