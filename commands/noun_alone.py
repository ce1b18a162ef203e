"""A noun without its verb: a few of the lines that go on from it, and then the list of them all."""

from __future__ import annotations

from itertools import islice

from commands.instead import accepted
from commands.kinds.ids import IdKind
from commands.onward import MOST
from commands.setting import Setting
from commands.table import FORMS
from commands.unknown import ALONE
from coordination.refused import Refused


def is_one(no: Refused) -> bool:
    """Whether this is said to a noun alone."""
    return no.said.msgid == ALONE


def acts(here: Setting, no: Refused) -> tuple[str, ...]:
    """What this person may say of it now, and the list; nothing that another role says."""
    *lines, listed = no.instead
    fits = (line for line in lines if accepted(line, here) and _has_something(line, here))
    return (*islice(fits, MOST - 1), listed)


def _has_something(line: str, here: Setting) -> bool:
    """Whether there is a thing to do it with, where it begins with one."""
    first = next((field for field in FORMS[line].fields if field.required), None)
    if first is None or not isinstance(first.kind, IdKind):
        return True
    return bool(first.kind.made.nothing or first.kind.choices(here.call(line), here.store))
