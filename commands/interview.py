"""The interview: the declared questions one by one, in Matrix's direct room and in the terminal.

A draft holds the answers as text, so it survives a restart; it is checked again as a whole when
it is complete. `back` returns to the question before, `cancel` ends it, `skip` leaves out what
is optional.
"""

from __future__ import annotations

from dataclasses import replace

from commands import first, in_words, narrowed
from commands.call import Call
from commands.choosing import choices_of, picked_from
from commands.declare import Command, Field
from commands.kinds.ids import IdKind
from commands.kinds.kind import Near, Widget
from commands.line import Raw, unstopped
from commands.meant import HEARD
from commands.onward import helped
from commands.outcome import Page
from commands.ready import check
from commands.setting import TYPED, UNDER, where
from commands.table import BY_WORDS
from commands.wanting import Unfit
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.draft import Draft
from storage.store import Store

BACK = "back"
SKIP = "skip"
_SKIPS = (SKIP, "0")
SHOWN = "shown"
"""Under which a draft keeps the ids that its question offers by number."""
EITHER = "either"
WANTED = "wanted"
"""Under which a draft keeps the field that a rule asks for: it cannot be skipped."""
_OWN = frozenset({SHOWN, HEARD, WANTED, EITHER, TYPED, UNDER, narrowed.NEAR, narrowed.REST})


def begin(cls: type[Command], raw: Raw, call: Call) -> Draft:
    """A new draft with these answers, at the first open question."""
    draft = Draft(
        person=call.person.id,
        words=cls.form.words,
        answers=dict(raw.answers),
        common={**raw.common, **where(call)},
        at="",
        group=call.group.id,
        room=call.here.id,
        thread=call.thread,
        updated_at=call.now,
    )
    return replace(draft, at=next_open(draft) or "")


def wanted(cls: type[Command], raw: Raw, call: Call, field: str) -> Draft:
    """A draft with nothing left to ask but what a rule wants: what was left out stays so."""
    draft = complete(cls, raw, call)
    answers = {name: text for name, text in draft.answers.items() if name != field or text}
    common = {**draft.common, WANTED: field}
    return replace(draft, at=field, answers=answers, common=common)


def complete(cls: type[Command], raw: Raw, call: Call) -> Draft:
    """A draft with nothing left to ask: only what becomes of its preview is open."""
    draft = begin(cls, raw, call)
    return replace(draft, at="", answers={f.name: "" for f in form_fields(draft)} | raw.answers)


def form_fields(draft: Draft) -> list[Field]:
    """The questions of this draft: required ones, asked ones, and an optional free text."""
    cls = BY_WORDS[draft.words]
    return [
        field
        for field in cls.form.questions
        if field.asked or (field.kind.free and not cls.text_by_rule) or field.name == draft.at
    ]


def next_open(draft: Draft) -> str | None:
    """The first question that has neither an answer nor been skipped."""
    return next((f.name for f in form_fields(draft) if f.name not in draft.answers), None)


def answered(draft: Draft, text: str, call: Call, store: Store) -> Draft | None:
    """The draft after this answer; None when it was cancelled.

    Raises `Unfit` when the answer does not fit: the question stays open.
    """
    word = unstopped(text).casefold()
    if word == "cancel":
        return None
    if word == BACK:
        return _back(draft)
    field = _open_field(draft)
    if word == narrowed.ALL and narrowed.is_narrow(draft):
        return narrowed.widened(draft)
    if word in _SKIPS and not _needed(draft, field):
        text = ""
    elif word == SKIP:
        raise _not_skipped(draft, field, call, store)
    else:
        try:
            text = _fitting(draft, field, text, call, store)
        except Near as no:
            return narrowed.to_near(draft, no)
    kept = {**draft.answers, field.name: text.strip()}
    typed = {TYPED: call.room.id} if text and field.kind.free else {}
    common = {**draft.common, **typed}
    after = narrowed.widened(replace(draft, answers=kept, common=common, updated_at=call.now))
    after = replace(after, at=next_open(after) or "")
    if after.at:
        _ready(after, draft, call, store)
    return after


def _numbered(draft: Draft, text: str) -> str:
    """The id that stood at this number when it was asked: what is newest may have changed since."""
    ids = draft.common.get(SHOWN, "").split(",")
    number = int(text) if text.strip().isdecimal() else 0
    return ids[number - 1] if ids[0] and 1 <= number <= len(ids) else text


def _ready(after: Draft, draft: Draft, call: Call, store: Store) -> None:
    """Raises `Unfit` when what is answered by now is refused anyhow: `draft` stays open."""
    cls, raw = BY_WORDS[after.words], raw_of(after)
    try:
        check(cls, raw, call, store)
    except Refused as no:
        no = helped(no, cls, raw, call, store)
        field = _open_field(draft)
        choices = choices_of(draft, field, call, store)
        raise Unfit(no, no.said, no.instead, *choices, _leaving(draft, field, choices)) from None


def _fitting(draft: Draft, field: Field, text: str, call: Call, store: Store) -> str:
    """The answer, with words for what was numbered; raises `Near`, or `Unfit` with the choices."""
    try:
        plain = text if field.kind.widget is Widget.TEXT else unstopped(text)
        text = narrowed.meant(draft, field, _numbered(draft, plain))
        in_words.read(field, text, call, store)
    except Near:
        raise
    except Refused as no:
        choices = choices_of(draft, field, call, store)
        said = no.said
        if choices and said.msgid == "form.pick_one":
            said = Said("form.not_a_choice", typed=text.strip()[:60])
        such = [Said("form.answer_such", words=no.instead)] if no.instead else []
        raise Unfit(no, said, (), *choices, *such, _leaving(draft, field, choices)) from None
    return text


def _not_skipped(draft: Draft, field: Field, call: Call, store: Store) -> Unfit:
    choices = choices_of(draft, field, call, store)
    no = Refused("form", Said("form.not_skipped"))
    return Unfit(no, no.said, (), *choices, _leaving(draft, field, choices))


def _open_field(draft: Draft) -> Field:
    return next(f for f in form_fields(draft) if f.name == draft.at)


def asked(draft: Draft, call: Call, store: Store) -> tuple[Draft, Tlp]:
    """The draft that remembers which ids it offers by number, and the label of their names."""
    field = _open_field(draft)
    common = {key: value for key, value in draft.common.items() if key != SHOWN}
    if not field.kind.moves:
        return replace(draft, common=common), Tlp.GREEN
    found = picked_from(field, call, store)
    if found:
        common[SHOWN] = ",".join(choice.word for choice in found)
    return replace(draft, common=common), Tlp.highest([Tlp.GREEN, *(c.label for c in found)])


def _needed(draft: Draft, field: Field) -> bool:
    """Whether it must be answered: by its declaration, or because a rule wants it."""
    beyond = not (field.asked or field.kind.free) or draft.common.get(WANTED) == field.name
    return field.required or beyond


def _leaving(draft: Draft, field: Field, choices: list[Said]) -> Said:
    """How to answer, and the ways out; what a rule wants beyond the form cannot be skipped."""
    needed = _needed(draft, field)
    if choices:
        return Said("form.leave" if needed else "form.leave_or_skip")
    return Said("form.leave_words" if needed else "form.leave_words_or_skip")


def _back(draft: Draft) -> Draft:
    """One question earlier; at the first one it stays where it is."""
    names = [f.name for f in form_fields(draft)]
    place = names.index(draft.at) if draft.at in names else len(names)
    target = names[max(0, place - 1)]
    kept = {name: value for name, value in draft.answers.items() if name != target}
    return narrowed.widened(replace(draft, at=target, answers=kept))


def raw_of(draft: Draft) -> Raw:
    """The answers as a line would have given them; what was skipped is left to its default."""
    common = {key: value for key, value in draft.common.items() if key not in _OWN}
    return Raw({name: text for name, text in draft.answers.items() if text}, common)


def question(draft: Draft, call: Call, store: Store, because: Said | None = None) -> Page:
    """The open question as a page: what is asked, what may be picked, and how to leave."""
    form, fields = BY_WORDS[draft.words].form, form_fields(draft)
    field = next(f for f in fields if f.name == draft.at)
    choices = choices_of(draft, field, call, store)
    if narrowed.is_narrow(draft):
        because = because or Said("form.did_you_mean_these")
    lines = [*([because] if because else []), *choices]
    if isinstance(field.kind, IdKind) and field.kind.made.prefix and not choices:
        lines += [Said("form.none_fits"), *first.ways(form, field.kind, call, store)]
    if not choices and field.example:
        lines.append(Said("form.example", example=field.example))
    if choices and field.kind.widget is Widget.MULTI:
        lines.append(Said("form.pick_several"))
    lines.append(_leaving(draft, field, choices))
    ids = (draft.answers.get(f.name) for f in fields if isinstance(f.kind, IdKind))
    # What is asked beyond the form has no place in its count.
    key = "form.question" if field.asked or field.kind.free else "form.question_more"
    title = Said(
        key,
        at=fields.index(field) + 1,
        of=len(fields),
        command=" ".join((draft.words, *filter(None, ids))),
        question=Said("declared.text", text=field.hint or field.name),
    )
    return Page(title, tuple(lines))
