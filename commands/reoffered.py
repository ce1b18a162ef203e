"""What was typed where all can read, and is given in private: the lines that give it (DR-29)."""

from __future__ import annotations

from commands import reacted
from commands.call import Call
from commands.declare import Form
from commands.kinds.ids import Id, IdKind, PollId
from commands.line import Line, address
from commands.setting import Setting
from commands.table import FORMS
from coordination import ids
from coordination.refused import Refused
from coordination.said import Said


def in_private(here: Setting, form: Form, line: str) -> Refused:
    """The refusal of a line in a shared room, with what gives it in private."""
    return Refused("DR-29", Said("form.in_private"), _lines(here, form, line))


def _lines(here: Setting, form: Form, line: str) -> tuple[str, ...]:
    """The line itself; where it names no thing, also with each that it may have been about.

    In private there is neither the message that it answered nor the thread.
    """
    cursor = Line(line)
    address(cursor, FORMS)
    first = next((field for field in form.fields if field.required), None)
    if first is None or not isinstance(first.kind, IdKind) or any(map(ids.read, cursor.words())):
        return (line,)
    try:
        call = here.call(line)
    except Refused:
        return (line,)
    could = tuple(choice.word for choice in first.kind.choices(call, here.store))
    near = _nearest(here, call, first.kind.made, could)
    return (line, *(f"{form.words} {id} {cursor.rest()}".rstrip() for id in near))


def _nearest(here: Setting, call: Call, made: type[Id], could: tuple[str, ...]) -> tuple[str, ...]:
    """Of what it could be: what the message stands under, else what the thread is about."""
    if not issubclass(made, PollId):
        return could
    answered = here.receipt.answers or ""
    pointed = reacted.poll_at(here.store, here.speaker.room, answered) if answered else ""
    if pointed in could:
        return (pointed,)
    polls = ((id, here.store.polls.look(id)) for id in could)
    inside = tuple(id for id, poll in polls if poll and poll.incident == call.thread)
    return inside if call.thread else could
