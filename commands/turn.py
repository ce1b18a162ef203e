"""What a message means here and now: an answer to an open question, or a line of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from commands import beside, interview, meant, overheard, picks, reoffered, reread, second_look
from commands.admit import LEAVING
from commands.answer import bare_call
from commands.call import Call
from commands.declare import Form
from commands.deployment import Deployment
from commands.go_on import Turn, allowed, ask_next, complete, go_on, no_role, once_more
from commands.kinds.ids import Id, IdKind
from commands.kinds.kind import Widget
from commands.line import Line, address, unstopped
from commands.onward import ready
from commands.outcome import Outcome, Page
from commands.parse import answers, build, missing
from commands.publish import private_room
from commands.setting import Setting
from commands.speaker import Speaker
from commands.table import BY_WORDS, FORMS
from commands.typed import of_picks, stands_alone, starts_anew
from commands.unknown import unknown
from coordination.refused import Refused
from coordination.said import Said
from storage.ask import OpenAsk
from storage.draft import Draft
from storage.receipt import Receipt
from storage.store import Store


def turn(store: Store, receipt: Receipt, speaker: Speaker, deployment: Deployment) -> Turn:
    """Read one message; raises `Refused` when a rule says no."""
    try:
        return _read(Setting(store, receipt, speaker, deployment))
    except Refused as no:
        raise overheard.told(store, speaker.person, receipt, no) from None


def _read(here: Setting) -> Turn:
    store, receipt, speaker = here.store, here.receipt, here.speaker
    reread.stands(here)
    explicit = receipt.text.startswith("!")
    line = receipt.text.removeprefix("!").strip()
    if not reread.may_answer(here):
        return reread.no_answer(here, line, explicit=explicit) or _line(here, line)
    answers_ours = here.private and not explicit
    alone = not answers_ours or stands_alone(line)
    replied = None if alone else meant.replied_to(here)
    draft = store.drafts.of(speaker.person.id)
    if draft and beside.wants_again(here, draft, line):
        return once_more(here, draft, Said("form.once_more"))
    draft = second_look.standing(here, draft, line, alone or replied is not None)
    if draft and picks.is_one(draft):
        return _picked(here, draft, line)
    if replied is not None and address(Line(line), FORMS) is None:
        return _answered(here, replied, line)
    if draft and not _of_its_own(here, draft, line, explicit):
        return _of_draft(here, draft, line)
    if answers_ours and address(Line(line), FORMS) is None:
        found = _asked(here, line)
        if found is not None:
            return found
    return _line(here, line)


def _of_its_own(here: Setting, draft: Draft, line: str, explicit: bool) -> bool:
    """Whether the message answers no interview: one goes on in private, and by no whole command."""
    named = address(Line(line), FORMS) is not None
    open_to_all = not (here.private or here.receipt.unseen)
    if named and (explicit or open_to_all):
        return True
    if open_to_all and not meant.is_number(line) and unstopped(line).casefold() not in LEAVING:
        return True
    return starts_anew(line, draft) or beside.is_command(here, draft, line)


def _of_draft(here: Setting, draft: Draft, line: str) -> Turn:
    """An answer to the open question of an interview, if it is plainly that."""
    if meant.is_number(line) and not meant.is_last(here, draft):
        return once_more(here, draft)
    if interview.EITHER in draft.common:
        draft, line, command = beside.told(here, draft, line)
        return _line(here, line) if command else go_on(here, draft, line)
    if beside.is_either(here, draft, line):
        return beside.asked(here, draft, line)
    return go_on(here, draft, line)


def _picked(here: Setting, draft: Draft, text: str) -> Turn:
    """One of the lines that a slip may have meant, or something else that is read as ever."""
    call = bare_call(here.store, here.speaker, here.receipt)
    if meant.is_number(text) and not meant.is_last(here, draft):
        return Turn(call, picks.again(here, draft), label=of_picks(draft))
    line = picks.picked(draft, text)
    here.store.drafts.clear(draft.person)
    if line is not None:
        picks.puts_right(here, draft)
        return _line(here, line, draft)
    if picks.left(text):
        return Turn(call, Page(Said("form.sure_left")))
    return _read(here)


def _asked(here: Setting, text: str) -> Turn | None:
    """An answer to what was asked last; where that is not plain, what was asked comes again."""
    asks = meant.waiting(here) if len(text) <= meant.MOST else []
    found = meant.last(here, asks)
    if not meant.is_number(text):
        # Words, where only one thing is asked and in words, are no choice that could be mistaken.
        found = found or [ask for ask in asks if len(asks) == 1 and _in_words(here, ask)]
    if len(found) == 1:
        return _answered(here, found[0], text)
    if not (meant.is_number(text) or any(_fits(here, ask, text) for ask in asks)):
        return None
    if not asks:
        raise meant.nothing_shown(here, text)
    return _line(here, f"answer {asks[0].key}" if len(asks) == 1 else "answer")


def _answered(here: Setting, ask: OpenAsk, text: str) -> Turn:
    """The answer to something that was asked; what its writer had begun is still there after it."""
    drafts, before = here.store.drafts, here.store.drafts.of(here.speaker.person.id)
    draft, _ = _begun_by(here, ask)
    drafts.save(draft)
    done = go_on(here, draft, text)
    if before is None:
        return done
    if drafts.of(draft.person) is None:
        drafts.save(before)
        return done
    aside = Said("form.put_aside", line=before.words)
    return replace(done, page=replace(done.page, lines=(aside, *done.page.lines)))


def _begun_by(here: Setting, ask: OpenAsk) -> tuple[Draft, Call]:
    """The interview that the line of a question begins."""
    call = here.call(ask.line)
    form, after = _begun_with(ask.line)
    raw = answers(after, form, call, here.store)
    return interview.begin(BY_WORDS[form.words], raw, call), call


def _in_words(here: Setting, ask: OpenAsk) -> bool:
    """Whether the question is answered in the speaker's own words."""
    draft, _ = _begun_by(here, ask)
    field = FORMS[draft.words].field(draft.at) if draft.at else None
    return field is not None and field.kind.widget is Widget.TEXT


def _fits(here: Setting, ask: OpenAsk, text: str) -> bool:
    """Whether the text would be an answer to this question."""
    try:
        draft, call = _begun_by(here, ask)
        return bool(draft.at) and interview.answered(draft, text, call, here.store) is not None
    except Refused:
        return False


def _begun_with(line: str) -> tuple[Form, Line]:
    """The form that the first words name, and the line past them."""
    cursor = Line(line)
    form = address(cursor, FORMS)
    if form is None:
        raise unknown(Line(line), FORMS)
    return form, cursor


def _line(here: Setting, line: str, begun: Draft | None = None) -> Turn:
    """A line of its own: `<noun> <verb> …`; an empty one is the menu.

    `begun` is where it was written, when it is sent from elsewhere.
    """
    _not_for_all(here, line)
    form, after = _begun_with(line or "menu")
    if form.private and not (here.private or here.receipt.unseen):
        # Before what is said of its words: a vote with a slip in it is a vote that all can read.
        raise no_role(here, line) or reoffered.in_private(here, form, line)
    call = here.sent_off(line, begun)
    allowed(form, call)
    raw = answers(after, form, call, here.store)
    if "incident" in raw.answers:
        call = replace(call, thread=raw.answers["incident"])
    if missing(form, raw):
        _begun(here, form)
        ready(BY_WORDS[form.words], raw, call, here.store)
        aside = _put_aside(here, call)
        return ask_next(here, interview.begin(BY_WORDS[form.words], raw, call), call, aside)
    before, aside = here.store.drafts.of(call.person.id), _put_aside(here, call)
    made = complete(here, BY_WORDS[form.words], raw, call)
    over = before and before.at and made.outcome is None
    if aside is None or not over or here.store.drafts.of(call.person.id) == before:
        return made
    return replace(made, page=replace(made.page, lines=(aside, *made.page.lines)))


def _not_for_all(here: Setting, line: str) -> None:
    """Raises `Refused` for a bare answer in a shared room, where something was asked in private."""
    if not here.private and second_look.answers(line) and meant.waiting(here):
        raise Refused("form", Said("form.asked_in_private", typed=line[:20]), ("answer",))


def _begun(here: Setting, form: Form) -> None:
    """Raises `Refused` where no room of the speaker may hold what would be asked (T-10)."""
    person, room = here.speaker.person.id, here.speaker.room
    if room.holds(form.least):
        return
    if here.private or private_room(here.store, person, form.least, here.deployment) is None:
        raise Refused("T-10", Said("form.not_here", label=room.ceiling))


def _put_aside(here: Setting, call: Call) -> Said | None:
    """That this interview takes the place of one whose answers are lost with it."""
    before = here.store.drafts.of(call.person.id)
    return Said("form.put_aside", line=before.words) if before and before.answers else None


@cache
def _only_id(words: str) -> tuple[str, type[Id]] | None:
    """The one field of a command of the clock that asks for an id and nothing else."""
    form = FORMS.get(words)
    if form is None or not form.clockwork or len(form.fields) != 1:
        return None
    kind = form.fields[0].kind
    return (form.fields[0].name, kind.made) if isinstance(kind, IdKind) else None


def spoken_by_clock(store: Store, call: Call, line: str) -> Outcome:
    """Perform a line of the clock; it is complete, and nobody is asked anything.

    Most name one thing, in words of ours: thousands fall due together, and need no reading of
    what people type.
    """
    words, _, id = line.rpartition(" ")
    only = _only_id(words)
    if only is not None:
        name, made = only
        return BY_WORDS[words](**{name: made(id)}).handle(call, store)
    form, after = _begun_with(line)
    raw = answers(after, form, call, store)
    return build(BY_WORDS[form.words], raw, call, store).handle(call, store)
