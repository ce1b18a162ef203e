"""Words that repeat what somebody typed have the label of what was typed (T-10)."""

from __future__ import annotations

from collections.abc import Mapping

from commands.declare import Form
from commands.kinds.kind import Widget
from commands.line import label_of
from commands.speaker import Speaker
from commands.table import FORMS
from coordination.parties import Sees
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store

_CODES = 2
"""A line that names no command may hold anything in more words than this."""


def of_answers(form: Form, given: Mapping[str, str]) -> Tlp:
    """The label of a form with these answers: stricter once a text is among them."""
    decides, by_value = form.labels or ("", {})
    label = by_value.get(given.get(decides, "").lower(), form.label)
    texts = (f.name for f in form.fields if f.kind.widget is Widget.TEXT)
    if any(given.get(name) for name in texts):
        label = Tlp.highest((label, form.text_label))
    return Tlp.highest((Tlp.GREEN, label))


def of_message(store: Store, receipt: Receipt, speaker: Speaker) -> Tlp:
    """The label of an answer that may repeat this message, or what it was an answer to."""
    if receipt.rule is not None and receipt.rule != "text":
        return Tlp.GREEN
    labels = [Tlp.GREEN]
    line = receipt.text.removeprefix("!").strip()
    read = label_of(line, FORMS)
    if read is not None:
        labels.append(read[1])
    elif speaker.room.sees is Sees.DIRECT and len(line.split()) > _CODES:
        labels.append(min(speaker.room.ceiling, Tlp.AMBER_STRICT, key=lambda label: label.rank))
    if speaker.room.sees is Sees.DIRECT and not receipt.text.startswith("!"):
        labels += _open_to(store, speaker.person.id)
    return Tlp.highest(labels)


def _open_to(store: Store, person: str) -> list[Tlp]:
    """The labels of what this person was asked and has answered so far."""
    draft = store.drafts.of(person)
    form = FORMS.get(draft.words) if draft else None
    drafted = [of_answers(form, draft.answers)] if draft and form else []
    return [*drafted, *(ask.label for ask in store.asks.of(person))]
