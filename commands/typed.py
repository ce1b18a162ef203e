"""Words that repeat what somebody typed have the label of what was typed (T-10)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from commands.declare import Form
from commands.kinds.kind import Widget
from commands.line import Line, address, complete, label_of
from commands.speaker import Speaker
from commands.table import FORMS
from commands.wanting import Unfit
from coordination.ids import looks_like_one
from coordination.parties import Sees
from coordination.refused import Refused
from coordination.tlp import Tlp
from storage.draft import Draft
from storage.receipt import Receipt
from storage.store import Store

PICKS = "picks"
"""Under which a draft keeps lines to pick from (`commands.picks`), as JSON."""
_CODES = 2
"""A line that names no command may hold anything in more words than this."""
_BARE = frozenset(
    {
        "form.answers_kept",
        "form.ask_over",
        "form.edited_after_done",
        "form.no_hat",
        "form.not_an_embassy",
        "form.not_an_observer",
        "form.not_here",
        "form.not_in_full",
        "form.not_your_role",
    }
)
"""Refusals without a word of what was typed, or of what it is about."""


def of_answers(form: Form, given: Mapping[str, str]) -> Tlp:
    """The label of a form with these answers: stricter once a text is among them."""
    decides, by_value = form.labels or ("", {})
    label = by_value.get(given.get(decides, "").lower(), form.label)
    texts = (f.name for f in form.fields if f.kind.widget is Widget.TEXT)
    if any(given.get(name) for name in texts):
        label = Tlp.highest((label, form.text_label))
    return Tlp.highest((Tlp.GREEN, label))


def of_picks(draft: Draft) -> Tlp:
    """The label of the lines that a draft keeps to be picked from."""
    read = (label_of(line, FORMS) for line in json.loads(draft.common.get(PICKS, "[]")))
    return Tlp.highest((Tlp.GREEN, *(one[1] for one in read if one)))


def of_message(store: Store, receipt: Receipt, speaker: Speaker) -> Tlp:
    """The label of an answer that may repeat this message, or what it was an answer to."""
    if receipt.rule is not None and receipt.rule != "text":
        return Tlp.GREEN
    labels = [Tlp.GREEN]
    line = receipt.text.removeprefix("!").strip()
    read = label_of(line, FORMS)
    direct = speaker.room.sees is Sees.DIRECT
    if read is not None:
        labels.append(read[1])
    elif (direct or receipt.unseen) and len(line.split()) > _CODES:
        labels.append(min(speaker.room.ceiling, Tlp.AMBER_STRICT, key=lambda label: label.rank))
    if direct and not receipt.text.startswith("!"):
        labels += _answered(store, line, speaker, replies=receipt.answers is not None)
    return Tlp.highest(labels)


def starts_anew(line: str, draft: Draft) -> bool:
    """Whether the line is one of its own rather than an answer to the draft's open question."""
    field = FORMS[draft.words].field(draft.at) if draft.at else None
    widget = field.kind.widget if field is not None else None
    if widget is Widget.TEXT:
        return stands_alone(line)
    form = address(Line(line), FORMS)
    if form is None:
        return False
    return widget is not Widget.LINE or stands_alone(line) or complete(line, form)


def stands_alone(line: str) -> bool:
    """Whether the line is one of its own, whatever question is open.

    A sentence may begin like a command; a command alone, or with an id, is no sentence.
    """
    rest = Line(line)
    if address(rest, FORMS) is None:
        return False
    return not rest.peek() or looks_like_one(rest.peek())


def says_nothing(no: Refused) -> bool:
    """Whether a refusal repeats neither what was typed nor what it is about."""
    lines = no.lines if isinstance(no, Unfit) else ()
    return no.said.msgid in _BARE and all(line.msgid in _BARE for line in lines)


def _answered(store: Store, line: str, speaker: Speaker, *, replies: bool) -> list[Tlp]:
    """The labels of what the line may have answered; of a question only where it can be shown."""
    labels: list[Tlp] = []
    draft = store.drafts.of(speaker.person.id)
    form = FORMS.get(draft.words) if draft else None
    if draft and form and not starts_anew(line, draft):
        labels += [of_answers(form, draft.answers), of_picks(draft)]
    if address(Line(line), FORMS) is not None or (labels and not replies):
        return labels
    asks = store.asks.of(speaker.person.id)
    return labels + [ask.label for ask in asks if speaker.room.holds(ask.label)]
