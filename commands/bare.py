"""A ready line by itself: what stands beside it is what it does, and its words are the line."""

from __future__ import annotations

from commands.line import Line, address
from commands.outcome import Button
from commands.table import FORMS
from coordination.said import Said

_HELP = "help "


def bare(line: str, *, among_others: bool = False) -> Button:
    """A line to send as a button; among others its words are what it does, not the line.

    An answer that is no command says that it would be understood.
    """
    does = _does(line) or Said("form.would_do")
    return Button(does if among_others else Said("form.line", line=line, does=does), line)


def _does(line: str) -> Said | None:
    """What a line does; of help, on what."""
    form = address(Line(line), FORMS)
    about = FORMS.get(line.removeprefix(_HELP)) if line.startswith(_HELP) else None
    if about is not None:
        return Said("form.how_to_say", act=about.does)
    return form.does if form else None
