"""An edited message: a refused line is read again, and nothing is answered by it (DR-16, DR-32).

Whoever puts an old message right looks at that message. What was asked since, by a preview or on a
ballot, is not what its writer means. Only an answer that did not fit is put right where it stands.
"""

from __future__ import annotations

from commands import edited, meant, narrowed, picks, second_look
from commands.admit import LEAVING
from commands.answer import bare_call
from commands.go_on import Turn, once_more
from commands.line import Line, address, unstopped
from commands.setting import Setting
from commands.table import FORMS
from commands.typed import of_picks, starts_anew
from coordination.refused import Refused
from coordination.said import Said
from storage.draft import Draft

_TAKEN = frozenset({"done", "asked", "failed", "record"})
"""What became of a message that was no refusal of its words."""
_NO_ANSWER = Said("form.edit_answers_nothing")


def stands(here: Setting) -> None:
    """Raises `Refused` for an edit of what was done: it changes nothing."""
    replaced = here.receipt.replaces
    if replaced and here.store.receipts.acted_on(here.receipt.source, replaced):
        lines = edited.again(here.store, here.receipt.source, replaced)
        raise Refused("record", Said("form.edited_after_done"), lines)


def may_answer(here: Setting) -> bool:
    """Whether the message may answer a question: it is new, or its first words did not fit it."""
    receipt, store = here.receipt, here.store
    if not receipt.replaces:
        return True
    draft = store.drafts.of(here.speaker.person.id)
    before = store.receipts.newest_of(receipt.source, receipt.replaces, receipt.seq)
    if draft is None or before is None or draft.common.get(meant.HEARD) != str(before.seq):
        return False
    near = narrowed.is_narrow(draft) and before.replaces is None
    return near or before.outcome not in _TAKEN


def no_answer(here: Setting, line: str, *, explicit: bool) -> Turn | None:
    """What is said to an edit that would be an answer; None for a line of its own."""
    draft = here.store.drafts.of(here.speaker.person.id)
    answers = second_look.answers(line) or unstopped(line).casefold() in LEAVING
    own = not answers and (explicit or not here.private)
    if draft is not None and second_look.short(draft):
        if answers:
            return _once_more(here, draft)
        here.store.drafts.clear(draft.person)
    elif draft is not None and not own and not starts_anew(line, draft):
        return _once_more(here, draft)
    if answers and address(Line(line), FORMS) is None:
        way = "answer" if meant.waiting(here) else "today"
        raise Refused("record", _NO_ANSWER, (way,))
    return None


def _once_more(here: Setting, draft: Draft) -> Turn:
    """What is open again, to be answered by a new message."""
    if picks.is_one(draft):
        call = bare_call(here.store, here.speaker, here.receipt)
        return Turn(call, picks.again(here, draft), label=of_picks(draft))
    return once_more(here, draft, _NO_ANSWER)
