"""A question narrowed to what is near a mistyped answer: its numbers mean what was shown.

The draft keeps what was shown, so that a number means the same after a restart.
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Field
from commands.kinds.kind import Choice, Near, Widget
from coordination.refused import Refused
from coordination.said import Said
from storage.draft import Draft
from storage.store import Store

NEAR = "near"
REST = "rest"
ALL = "all"


def to_near(draft: Draft, no: Near) -> Draft:
    """The draft whose question offers only what is near what was typed."""
    near = ",".join(choice.word for choice in no.near)
    return replace(draft, common={**draft.common, NEAR: near, REST: ",".join(no.rest)})


def widened(draft: Draft) -> Draft:
    """The draft whose question offers everything again."""
    common = {key: value for key, value in draft.common.items() if key not in (NEAR, REST)}
    return replace(draft, common=common)


def is_narrow(draft: Draft) -> bool:
    """Whether the open question offers only what was near."""
    return bool(draft.common.get(NEAR))


def meant(draft: Draft, field: Field, text: str) -> str:
    """The answer with words for numbers of the near ones, and what was named beside them.

    Raises `Refused("form")` for a number that was not shown.
    """
    if not is_narrow(draft):
        return text
    several = field.kind.widget is Widget.MULTI
    parts = [part.strip() for part in text.split(",")] if several else [text.strip()]
    found = [_word(draft, part) for part in parts]
    rest = draft.common.get(REST, "")
    return ",".join([*([rest] if rest else []), *found])


def _word(draft: Draft, part: str) -> str:
    shown = draft.common[NEAR].split(",")
    if not part.isdecimal():
        return part
    if not 1 <= int(part) <= len(shown):
        raise Refused("form", Said("form.not_a_number_here", typed=part[:20]))
    return shown[int(part) - 1]


def near_choices(draft: Draft, field: Field, call: Call, store: Store) -> list[Choice]:
    """What was near, in the order in which it was shown."""
    known = {c.word: c for c in (*field.kind.further(), *field.kind.choices(call, store))}
    words = draft.common[NEAR].split(",")
    # What has gone meanwhile keeps its number: the others must not move up.
    return [known.get(word, Choice(word, Said("form.line", line=word))) for word in words]


def near_lines(draft: Draft, field: Field, call: Call, store: Store) -> list[Said]:
    """The near ones by number, what is kept beside them, and how to see everything."""
    lines = [
        Said(
            "form.numbered",
            n=n,
            name=Said("form.choice", name=choice.name, word=choice.word),
            word=choice.word,
        )
        for n, choice in enumerate(near_choices(draft, field, call, store), start=1)
    ]
    rest = tuple(word for word in draft.common.get(REST, "").split(",") if word)
    kept = [Said("form.near_kept", words=rest)] if rest else []
    return [*lines, *kept, Said("form.near_all")]
