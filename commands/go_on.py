"""How an interview goes on: the next question, a preview, a second look, or the act itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands import interview, meant, previewed, second_look
from commands.call import Call, role_names
from commands.declare import Command, Form
from commands.line import Line, Raw, address, unstopped
from commands.onward import helped, leads_on, ready
from commands.outcome import Outcome, Page
from commands.parse import answers, build, worn, written
from commands.setting import Setting
from commands.table import BY_WORDS, FORMS
from commands.trial import tried
from commands.typed import of_answers
from commands.wanting import Confirm, Unfit, Wanting
from coordination.hats import barred
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.draft import Draft

_BARRED = {"T-30": "form.not_an_embassy", "T-33": "form.not_an_observer"}
"""What is said to those who take part without deciding."""
_OF_THE_PERSON = frozenset({"T-30", "T-33", "DR-17", "DR-20", "DR-22"})
"""Rules by which somebody does not answer, wherever and however it is said."""
NOT_PLAIN = Said("form.not_plain")


@dataclass(frozen=True)
class Turn:
    """What a message led to: an outcome, or only words (a question, a preview)."""

    call: Call
    page: Page
    outcome: Outcome | None = None
    line: str = ""
    label: Tlp = Tlp.GREEN
    """The label of the page: a preview repeats what was typed."""


def allowed(form: Form, call: Call) -> None:
    """Raises `Refused` when none of the person's hats may do this here."""
    if not form.by:
        if Role.CLOCK in call.roles:
            raise Refused("mandate", Said("form.not_your_role", roles=()))
        return
    if not call.roles & set(form.by):
        rule = barred(call.hats)
        said = Said(_BARRED.get(rule, "form.not_your_role"), roles=role_names(form.by))
        raise Refused(rule, said)


def no_role(here: Setting, line: str) -> Refused | None:
    """Why this person may not do it, wherever it is said; None where that is not plain.

    It is told before where a line belongs: nobody is sent elsewhere for nothing.
    """
    form = address(Line(line.removeprefix("!")), FORMS)
    try:
        call = here.call(form.words) if form else None
    except Refused:
        return None
    if form is None or call is None:
        return None
    try:
        allowed(form, call)
    except Refused as no:
        return no
    return _not_theirs(here, line, form, call) if form.private else None


def _not_theirs(here: Setting, line: str, form: Form, call: Call) -> Refused | None:
    """Why this person does not answer what the line names, such as a poll; None else."""
    cursor = Line(line.removeprefix("!"))
    address(cursor, FORMS)

    def look() -> None:
        ready(BY_WORDS[form.words], answers(cursor, form, call, here.store), call, here.store)

    found = tried(look, here.store, form.words)
    return found if isinstance(found, Refused) and found.rule in _OF_THE_PERSON else None


def ask_next(here: Setting, draft: Draft, call: Call, because: Said | None = None) -> Turn:
    """The open question, and the draft that remembers what its numbers mean."""
    draft, label = interview.asked(draft, call, here.store)
    here.store.drafts.save(meant.put(here, draft))
    page = interview.question(draft, call, here.store, because)
    if because is not None:
        label = Tlp.highest((label, of_answers(BY_WORDS[draft.words].form, draft.answers)))
    return Turn(call, page, label=label)


def once_more(here: Setting, draft: Draft, again: Said = NOT_PLAIN) -> Turn:
    """The open question of a draft again: a number counts below what it answers, and only there."""
    call = here.going_on(draft)
    cls = BY_WORDS[draft.words]
    allowed(cls.form, call)
    if second_look.is_one(draft):
        page = second_look.once_more(here, draft)
        return Turn(call, page, label=of_answers(cls.form, draft.answers))
    if draft.at:
        return ask_next(here, draft, call, again)
    here.store.drafts.save(meant.put(here, draft))
    raw = interview.raw_of(draft)
    page = previewed.preview_page(build(cls, raw, call, here.store), call, here.store)
    page = replace(page, lines=(again, *page.lines))
    return Turn(call, page, label=of_answers(cls.form, raw.answers))


def go_on(here: Setting, draft: Draft, text: str) -> Turn:
    """The answer to the open question of a draft, or to its preview."""
    call = here.going_on(draft)
    cls = BY_WORDS[draft.words]
    allowed(cls.form, call)
    if second_look.is_one(draft):
        return _looked(here, cls, draft, text, call)
    back = unstopped(text).casefold() == interview.BACK
    if not draft.at and not back:
        choice = previewed.decided(text)
        here.store.drafts.clear(draft.person)
        if choice == previewed.CANCEL:
            return Turn(call, Page(Said("form.cancelled")))
        keep = {"keep": "yes"} if choice == previewed.KEEP else {}
        # What was only asked, and not previewed, has its second look before it.
        seen = {"now": "yes", "preview": "no"} if meant.HEARD in draft.common else {}
        raw = interview.raw_of(draft)
        raw = Raw(raw.answers, {**raw.common, **seen, **keep})
        return _completed(here, cls, raw, call)
    after = interview.answered(draft, text, call, here.store)
    if after is None:
        here.store.drafts.clear(draft.person)
        return Turn(call, Page(Said("form.cancelled")))
    if after.at:
        first = Said("form.first_question") if back and after.at == draft.at else None
        return ask_next(here, after, call, first)
    here.store.drafts.clear(draft.person)
    return _completed(here, cls, interview.raw_of(after), here.going_on(after))


def _looked(here: Setting, cls: type[Command], draft: Draft, text: str, call: Call) -> Turn:
    """The answer to a second look: its line is done, or left."""
    agreed = second_look.agreed(draft, text)
    here.store.drafts.clear(draft.person)
    if not agreed:
        return Turn(call, Page(Said("form.sure_left")))
    return complete(here, cls, second_look.raw_of(draft), call)


def _completed(here: Setting, cls: type[Command], raw: Raw, call: Call) -> Turn:
    """The end of an interview; a refusal leaves it open, with its answers."""
    try:
        return complete(here, cls, raw, call)
    except Refused as no:
        raise Unfit(no, no.said, no.instead, Said("form.answers_kept")) from None


def complete(here: Setting, cls: type[Command], raw: Raw, call: Call) -> Turn:
    """Everything is answered: preview it, or do it."""
    made = build(cls, raw, call, here.store)
    sure = raw.common.get("now") == "yes" or not here.deployment.previews
    confirmed = sure and raw.common.get("preview") != "yes"
    if cls.form.preview and not confirmed:
        here.store.drafts.save(meant.put(here, interview.complete(cls, raw, call)))
        page = previewed.preview_page(made, call, here.store)
        return Turn(call, page, label=of_answers(cls.form, raw.answers))
    call = replace(call, confirmed=confirmed, keep=raw.common.get("keep") == "yes")
    try:
        outcome = made.handle(call, here.store)
    except Refused as no:
        raise helped(no, cls, raw, call, here.store) from None
    except Wanting as want:
        draft = interview.wanted(cls, raw, call, want.field)
        return ask_next(here, draft, call, want.said)
    except Confirm as again:
        label = of_answers(cls.form, raw.answers)
        line = worn(again.line, raw, cls.form)
        page = second_look.page(here, line, again.said, call, label)
        return Turn(call, page, label=label)
    page = outcome.reply if isinstance(outcome.reply, Page) else Page(outcome.reply)
    page = replace(page, buttons=tuple(b for b in page.buttons if leads_on(b.line, call)))
    return Turn(call, page, outcome, written(cls.form, raw), outcome.shows)
