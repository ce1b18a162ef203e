"""A whole command that is typed while a question wants words: it is done, or asked about."""

from __future__ import annotations

from dataclasses import replace

from commands.go_on import Turn
from commands.instead import accepted
from commands.interview import EITHER
from commands.kinds.kind import Widget
from commands.line import Line, address, complete, unstopped
from commands.meant import put, waiting
from commands.outcome import Page
from commands.parse import answers
from commands.picks import is_one
from commands.setting import Setting
from commands.table import FORMS
from commands.typed import of_answers, stands_alone
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.draft import Draft

_ANSWER, _COMMAND = "1", "2"


def is_command(here: Setting, draft: Draft, line: str) -> bool:
    """Whether the line would be done as it stands, and holds no words that could be an answer."""
    form = address(Line(line), FORMS)
    return form is not None and form.free is None and _would_be_done(here, draft, line)


def wants_again(here: Setting, draft: Draft, line: str) -> bool:
    """Whether the line asks for what is open once more, where that is the interview alone."""
    asked_for = unstopped(line).casefold() == "answer" and not is_one(draft)
    return asked_for and not waiting(here)


def is_either(here: Setting, draft: Draft, line: str) -> bool:
    """Whether the line would be done as it stands, and may as well be the answer."""
    form = address(Line(line), FORMS)
    return form is not None and form.free is not None and _would_be_done(here, draft, line)


def _would_be_done(here: Setting, draft: Draft, line: str) -> bool:
    field = FORMS[draft.words].field(draft.at) if draft.at else None
    if field is None or field.kind.widget is not Widget.TEXT or stands_alone(line):
        return False
    cursor = Line(line)
    form = address(cursor, FORMS)
    if form is None or not complete(line, form):
        return False
    try:
        answers(cursor, form, here.call(line), here.store)
    except Refused:
        return False
    return accepted(line, here)


def asked(here: Setting, draft: Draft, line: str) -> Turn:
    """Which of the two it is; nothing is recorded before that is said."""
    kept = put(here, replace(draft, common={**draft.common, EITHER: line}))
    here.store.drafts.save(kept)
    form = FORMS[draft.words]
    ways = (Said("form.either_answer", command=form.words), Said("form.either_command"))
    lines = tuple(Said("form.way", n=n, way=way) for n, way in enumerate(ways, start=1))
    label = Tlp.highest((of_answers(form, draft.answers), form.text_label))
    call = here.call(draft.words, draft.group, draft.common.get("as"))
    return Turn(call, Page(Said("form.either", typed=line), lines), label=label)


def told(here: Setting, draft: Draft, text: str) -> tuple[Draft, str, bool]:
    """The draft without the question of which; what is said by that; whether it is a command."""
    either = draft.common[EITHER]
    common = {key: value for key, value in draft.common.items() if key != EITHER}
    plain = replace(draft, common=common)
    here.store.drafts.save(plain)
    answer = unstopped(text)
    said = either if answer in (_ANSWER, _COMMAND) else text
    return plain, said, answer == _COMMAND
