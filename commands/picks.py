"""The ready lines of a line with a slip, each sent by its number, until something else is said."""

from __future__ import annotations

import json
from dataclasses import replace

from commands import meant, second_look
from commands.line import Line, address, unstopped
from commands.outcome import Button, Page
from commands.setting import UNDER, Setting
from commands.table import FORMS
from commands.typed import PICKS
from commands.wanting import Unfit
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.draft import Draft

SLIP = "slip"
"""Under which the lines to pick from keep the message that had the slip."""
_LEAVING = frozenset({"cancel", "no"})
_TYPED = frozenset({"form", "DR-31", "U-44"})
"""Rules of what was typed: the line as it was meant is no other act."""


def is_one(draft: Draft) -> bool:
    """Whether this is no interview, but lines to pick from."""
    return PICKS in draft.common


def offered(here: Setting, no: Refused, page: Page, label: Tlp) -> Page:
    """The page of a refusal whose ready lines have numbers, where its line had a slip.

    An interview keeps its own numbers, and a ballot's are those of its answers (DR-29).
    """
    lines = [button.line for button in page.buttons]
    slip = no.rule in _TYPED and no.said.msgid != "form.unknown_command"
    slip = slip and bool(no.instead and lines) and not isinstance(no, Unfit)
    before = here.store.drafts.of(here.speaker.person.id)
    busy = before is not None and not (is_one(before) or second_look.is_one(before))
    if not slip or busy or meant.is_number(here.receipt.text) or any(map(_ballot, lines)):
        return page
    if not second_look.by_number(here, label):
        return page
    _keep(here, lines)
    how = Said("form.pick_how", n=len(lines))
    return replace(page, lines=(*page.lines, how), buttons=_numbered(lines))


def left(text: str) -> bool:
    """Whether this takes none of them."""
    return unstopped(text).casefold() in _LEAVING


def picked(draft: Draft, text: str) -> str | None:
    """The line of this number; None for what picks none. Raises `Unfit` for another number."""
    lines = json.loads(draft.common[PICKS])
    if not meant.is_number(text):
        return None  # a “yes” may be somebody's vote (DR-32)
    text = unstopped(text)
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= len(lines):
        no = Refused("form", Said("form.not_a_number_here", typed=text[:20]))
        raise Unfit(no, no.said, tuple(lines))
    return str(lines[number - 1])


def puts_right(here: Setting, draft: Draft) -> None:
    """The number stands for an edit of the slip: an edit of it as well would act twice."""
    here.store.receipts.puts_right(here.receipt.seq, draft.common.get(SLIP))


def again(here: Setting, draft: Draft) -> Page:
    """The lines once more, where something else was shown below them."""
    here.store.drafts.save(meant.put(here, draft))
    return Page(Said("form.not_plain"), (), _numbered(json.loads(draft.common[PICKS])))


def _numbered(lines: list[str]) -> tuple[Button, ...]:
    acts = (Said("form.pick", n=n, line=line) for n, line in enumerate(lines, start=1))
    return tuple(map(Button, acts, lines))


def _keep(here: Setting, lines: list[str]) -> None:
    """Remember what each number means; each new offer takes the place of the one before."""
    form, speaker = address(Line(lines[0]), FORMS), here.speaker
    under = {UNDER: here.receipt.answers} if here.receipt.answers else {}
    slip = here.receipt.replaces or here.receipt.event_id
    draft = Draft(
        person=speaker.person.id,
        words=form.words if form else "help",
        answers={},
        at="",
        updated_at=here.receipt.received_at,
        common={PICKS: json.dumps(lines, ensure_ascii=False), SLIP: slip, **under},
        room=speaker.room.id,
        thread=here.thread(),
    )
    here.store.drafts.save(meant.put(here, draft))


def _ballot(line: str) -> bool:
    form = address(Line(line), FORMS)
    return form is not None and form.private
