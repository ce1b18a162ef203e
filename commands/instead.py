"""What the reader of a refusal can type next: a line is tried, and undone, and then offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile

from commands.bare import bare
from commands.call import Call, role_names
from commands.declare import Field, Form
from commands.kinds.ids import IdKind
from commands.line import Line, address
from commands.onward import MOST, fitting, may
from commands.outcome import Page
from commands.parse import answers, build, missing
from commands.publish import private_room
from commands.ready import check
from commands.setting import Setting
from commands.table import BY_WORDS, FORMS
from commands.trial import tried
from commands.wanting import Unfit
from config.rules import rule
from coordination import ids
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_FORMAL = frozenset({"form", "T-10", "DR-29", "DR-31", "U-44"})
"""Rules of what was typed, or where: the same command can be answered in other words."""
_FAR = 6
"""Words of a line in which ids are looked for: those of its free text are nobody's answers."""
_OF_THE_ROOM = frozenset({"T-10", "DR-29"})
_UNREAD = Refused("form", Said("form.unknown_command", typed=""))
_SHOWS = {
    form.fields[0].kind.made.prefix: words
    for words, form in FORMS.items()
    if words.endswith(" show") and form.fields and isinstance(form.fields[0].kind, IdKind)
}
"""The command that shows a thing, by the beginning of its id."""


_AS = re.compile(r"(?<!\S)as=\S*\s*", re.IGNORECASE)


@dataclass(frozen=True)
class _Typed:
    """The refused line: its command, the words after it, and the call that it made."""

    form: Form
    call: Call
    named: tuple[str, ...]
    """The ids that it names, and its thread's."""


def refusal(
    no: Refused,
    roles: frozenset[Role] = frozenset(Role),
    lines: tuple[str, ...] | None = None,
) -> Page:
    """A refusal as a page: what, by which rule, and what would be accepted, or by whom."""
    numbered = any(sign.isdigit() for sign in no.rule) and rule(no.rule) is not None
    notes = [Said("form.by_rule", rule=no.rule)] if numbered else []
    ready = []
    offered = [
        (line, address(Line(line), FORMS)) for line in (no.instead if lines is None else lines)
    ]
    several = len({form.words for _, form in offered if form}) > 1
    for line, form in offered:
        if form is None or not form.by or roles & set(form.by):
            # Among ways that differ, each says what it does; a line put right speaks for itself.
            ready.append(bare(line, among_others=bool(form) and several))
        else:
            notes.append(Said("form.for_another", roles=role_names(form.by), line=line))
    notes += no.lines if isinstance(no, Unfit) else ()
    return Page(no.said, tuple(notes), tuple(ready))


def instead(here: Setting, no: Refused) -> tuple[str, ...]:
    """The lines to offer with a refusal, at most four; those for another role come last.

    Where the rule itself names none that this person may send, what fits now is looked for.
    Nothing depends on a thing that the person may not see.
    """
    line = here.receipt.text.removeprefix("!").strip()
    cursor = Line(line)
    form = address(cursor, FORMS)
    if form is None and isinstance(no, Unfit):
        return no.instead
    if form is None:
        return tuple(islice(dict.fromkeys(_meant(here, no)), MOST))
    try:
        call = here.call(line)
    except Refused:
        return tuple(islice(_in_each_hat(here, form, cursor.rest()), MOST))
    typed = _Typed(form, call, _named(cursor, call))
    own = dict.fromkeys(_worn(one, line) for one in no.instead if may(one, call))
    others = [one for one in no.instead if not may(one, call)]
    good = [one for one in own if _is_answer(one, no) or accepted(one, here)]
    if not good and not isinstance(no, Unfit):
        for way in (_fitting(typed, no, here.store), _elsewhere(typed)):
            tried = (one for one in (_worn(one, line) for one in way) if accepted(one, here))
            good = good or list(islice(dict.fromkeys(tried), MOST))
    return (*good, *others)[:MOST]


def _worn(line: str, typed: str) -> str:
    """The line in the hat that was said in the line before."""
    hat, cursor = _AS.search(typed), Line(line)
    form = address(cursor, FORMS)
    if hat is None or form is None or _AS.search(line):
        return line
    return f"{form.words} {hat[0].strip()} {cursor.rest()}".strip()


def _named(line: Line, call: Call) -> tuple[str, ...]:
    found = (ids.read(word) for word in line.words()[:_FAR])
    return tuple(dict.fromkeys(id for id in (*found, call.thread) if id))


def accepted(line: str, here: Setting) -> bool:
    """Whether this person's line would be done, or asks on; it is tried here, then in private."""
    try:
        call = here.call(line)
    except Refused:
        return False
    no = _against(line, call, here.store)
    if no is None or no.rule not in _OF_THE_ROOM:
        return no is None
    own = private_room(here.store, call.person.id, Tlp.AMBER_STRICT, here.deployment)
    return own is not None and _against(line, replace(call, room=own), here.store) is None


def _against(line: str, call: Call, store: Store) -> Refused | None:
    """What a rule would say to this line; nothing of it stays."""
    cursor = Line(line)
    form = address(cursor, FORMS)
    if form is None or not may(line, call):
        return _UNREAD
    if BY_WORDS[form.words].never_refused:
        return None
    found = tried(lambda: _done(form, cursor, call, store), store, form.words, _UNREAD)
    return found if isinstance(found, Refused) else None


def _done(form: Form, rest: Line, call: Call, store: Store) -> None:
    """Do what can be done by now."""
    cls, raw = BY_WORDS[form.words], answers(rest, form, call, store)
    check(cls, raw, call, store)
    if not missing(form, raw):
        build(cls, raw, call, store).handle(replace(call, confirmed=True), store)


def _is_answer(line: str, no: Refused) -> bool:
    """Whether it is no line of its own but an answer to the question that stays open."""
    return isinstance(no, Unfit) and address(Line(line), FORMS) is None


def _meant(here: Setting, no: Refused) -> Iterator[str]:
    """The lines that may have been meant, without what does not fit."""
    for line in no.instead:
        form = address(Line(line), FORMS)
        if form is not None:
            tries = chain((line,), _put_right(line, here), (form.words, f"help {form.words}"))
            yield from islice((one for one in tries if accepted(one, here)), 1)


def _put_right(line: str, here: Setting) -> tuple[str, ...]:
    """The line without its other slips."""
    try:
        no = _against(line, here.call(line), here.store)
    except Refused:
        return ()
    return no.instead if no else ()


def _in_each_hat(here: Setting, form: Form, rest: str) -> Iterator[str]:
    """The same line in each of the hats in which it would be accepted."""
    hats = here.store.directory.credentials(here.speaker.person.id, here.receipt.received_at)
    for name in dict.fromkeys(name for hat in hats for name in _names(hat)):
        line = f"{form.words} as={name} {_AS.sub('', rest)}".strip()
        if accepted(line, here):
            yield line


def _names(hat: Credential) -> tuple[str, ...]:
    """What `as=` takes for a hat, in words where it has some."""
    return (hat.party or hat.organisation or hat.id,)


def _fitting(typed: _Typed, no: Refused, store: Store) -> Iterator[str]:
    """What may fit, the nearest first: the same in other words, or acts on what was named."""
    if no.rule in _FORMAL:
        yield from _anew(typed, store)
    elif no.rule != "not_found":
        yield from (line for id in typed.named for line in _acts(id, typed, store))
    elif _picks(typed, store):
        yield typed.form.words


def _elsewhere(typed: _Typed) -> Iterator[str]:
    """Where somebody goes on who can do nothing with what was named."""
    yield from (words for words in (f"{typed.form.noun} list", "today") if words in FORMS)


def _acts(id: str, typed: _Typed, store: Store) -> Iterator[str]:
    """What can be done now with something that was named, and how to read it."""
    for button in fitting(id, typed.call, store):
        if address(Line(button.line), FORMS) is not typed.form:
            yield button.line
    if id[:3] in _SHOWS and _SHOWS[id[:3]] != typed.form.words:
        yield f"{_SHOWS[id[:3]]} {id}"


def _anew(typed: _Typed, store: Store) -> Iterator[str]:
    """The command with its ids alone, where it asks for the rest; what it takes."""
    needed = [field for field in typed.form.fields if field.required]
    given = list(takewhile(bool, (_given(field, typed.named) for field in needed)))
    if len(given) < len(needed) and (given or _picks(typed, store)):
        yield " ".join((typed.form.words, *given))
    yield f"help {typed.form.words}"


def _given(field: Field, named: tuple[str, ...]) -> str:
    """The id that was named for this field, if any."""
    kind = field.kind
    if not isinstance(kind, IdKind):
        return ""
    return next((id for id in named if id.startswith(kind.made.prefix)), "")


def _picks(typed: _Typed, store: Store) -> bool:
    """Whether the command begins with a question that can be answered, when it is sent alone."""
    first = next((field for field in typed.form.fields if field.required), None)
    if first is None or not isinstance(first.kind, IdKind):
        return first is not None
    return bool(first.kind.choices(typed.call, store))
