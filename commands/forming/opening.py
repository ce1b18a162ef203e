"""A line that leaves something open becomes a form; a complete one is heard like any other."""

from __future__ import annotations

from datetime import datetime

from commands.admit import addressed
from commands.deployment import Deployment
from commands.forming.frame import OPEN, Frame, of_line, setting
from commands.forming.shape import Opening, Review, Shape
from commands.forming.steps import LONGEST, after, shape
from commands.go_on import allowed
from commands.heard import Incoming
from commands.line import Line, Raw, address, complete
from commands.outcome import Page
from commands.parse import missing
from commands.ready import check
from commands.table import FORMS
from commands.waiting import elsewhere
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

NEVER_ASKS = frozenset(
    {"find", "incident list", "incident show", "poll show", "poll vote", "today", "whoami"}
)
"""Commands that are done or refused: to try a complete line of theirs would be to do it twice."""


def opening(store: Store, heard: Incoming, deployment: Deployment, now: datetime) -> Opening | None:
    """The form that this line opens; None where the line is to be heard as it is.

    That is so when it is complete, and also when a rule says no: a refusal is on record, and its
    words reach the speaker like any answer.
    """
    line = (addressed(heard.text, direct=True) or "").removeprefix("!").strip()
    here = setting(store, heard, deployment, now) if line and not _asks_nothing(line) else None
    if here is None:
        return None
    try:
        found = of_line(here, heard, line)
        return _opened(*found) if found else None
    except Refused:
        return None


def barred(store: Store, heard: Incoming, deployment: Deployment, now: datetime) -> Page | None:
    """Where the line can be begun, when nothing that it makes may stand in this room (T-10)."""
    here = setting(store, heard, deployment, now)
    line = Line(heard.text)
    form = address(line, FORMS)
    if here is None or form is None or here.speaker.room.holds(form.least):
        return None
    try:
        call = here.call(heard.text)
        allowed(form, call)
    except Refused:
        return None
    where = elsewhere(store, call, form.least)
    said = Said("forming.not_here", label=here.speaker.room.ceiling, room=where)
    return Page(form.does, (said,))


def _asks_nothing(line: str) -> bool:
    """Whether that is seen without a look at anything: the line of a ballot, or of a reading."""
    form = address(Line(line), FORMS)
    return (
        form is not None and form.words in NEVER_ASKS and OPEN not in line and complete(line, form)
    )


def _opened(frame: Frame, raw: Raw) -> Opening | None:
    if not frame.fits(raw.answers) or any(len(a) > LONGEST for a in raw.answers.values()):
        return None
    if _text_too_high(frame, raw):
        return None
    if missing(frame.form, raw):
        check(frame.command, raw, frame.call, frame.store)
        return shape(frame, raw)
    if frame.form.words in NEVER_ASKS:
        return None
    found = after(frame, raw)
    return found if isinstance(found, Shape | Review) else None


def _text_too_high(frame: Frame, raw: Raw) -> bool:
    """Whether the line gives words that the room may not hold: that is for the admission."""
    given = (field for field in frame.form.fields if field.name in raw.answers)
    return any(not frame.takes(field, raw.answers) for field in given)
