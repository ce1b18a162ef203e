"""What a message means here and now: an answer to an open question, or a line of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands import edited, interview
from commands.call import Call, role_names
from commands.declare import Command, Form
from commands.deployment import Deployment
from commands.line import Line, Raw, address, unknown
from commands.onward import helped, may, ready
from commands.outcome import Button, Outcome, Page
from commands.parse import answers, build, missing, written
from commands.poll import ended
from commands.publish import private_room
from commands.setting import Setting
from commands.speaker import Speaker
from commands.table import BY_WORDS, FORMS
from commands.typed import of_answers, stands_alone, starts_anew
from commands.wanting import Confirm, Unfit, Wanting
from coordination.hats import barred
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said, loaded, sentence
from coordination.tlp import Tlp
from storage.ask import OpenAsk
from storage.draft import Draft
from storage.receipt import Receipt
from storage.store import Store

_BARRED = {"T-30": "form.not_an_embassy", "T-33": "form.not_an_observer"}
"""What is said to those who take part without deciding."""


@dataclass(frozen=True)
class Turn:
    """What a message led to: an outcome, or only words (a question, a preview)."""

    call: Call
    page: Page
    outcome: Outcome | None = None
    line: str = ""
    label: Tlp = Tlp.GREEN
    """The label of the page: a preview repeats what was typed."""


def turn(store: Store, receipt: Receipt, speaker: Speaker, deployment: Deployment) -> Turn:
    """Read one message; raises `Refused` when a rule says no."""
    here = Setting(store, receipt, speaker, deployment)
    try:
        return _read(here)
    except Refused as no:
        raise ended.told(store, speaker.person, receipt, no) from None


def _read(here: Setting) -> Turn:
    store, receipt, speaker = here.store, here.receipt, here.speaker
    _edited(here)
    explicit = receipt.text.startswith("!")
    line = receipt.text.removeprefix("!").strip()
    answers_ours = here.private and not explicit
    draft = store.drafts.of(speaker.person.id) if answers_ours and not stands_alone(line) else None
    if draft and not starts_anew(line, draft):
        return _go_on(here, draft, line)
    if answers_ours and address(Line(line), FORMS) is None:
        found = _asked(here, line)
        if found is not None:
            return found
    return _line(here, line)


def _edited(here: Setting) -> None:
    """An edit of a refused line is read again; an edit of what was done changes nothing."""
    replaced = here.receipt.replaces
    if replaced and here.store.receipts.acted_on(here.receipt.source, replaced):
        lines = edited.again(here.store, here.receipt.source, replaced)
        raise Refused("record", Said("form.edited_after_done"), lines)


def _asked(here: Setting, text: str) -> Turn | None:
    """An answer to something the bot asked of this person: by reply, or the only open one."""
    asks = here.store.asks.of(here.speaker.person.id)
    chosen = _replied_to(here, asks)
    if chosen is None:
        # Nobody answers what was not shown yet, such as a ballot that waits for the morning.
        chosen = [ask for ask in asks if ask.remote_id] if len(text) <= 40 else []
    if len(chosen) > 1:
        no = Refused("form", Said("form.which_ask", n=len(chosen)))
        raise Unfit(no, no.said, (), *(_open(here, ask) for ask in chosen))
    if not chosen and text.isdigit():
        raise Refused("form", Said("form.nothing_asked", typed=text[:20]), ("today",))
    if len(chosen) != 1:
        return None
    ask = chosen[0]
    call = here.call(ask.line)
    form, after = _begun_with(ask.line)
    draft = interview.begin(BY_WORDS[form.words], answers(after, form, call, here.store), call)
    here.store.drafts.save(draft)
    return _go_on(here, draft, text)


def _open(here: Setting, ask: OpenAsk) -> Said:
    """What was asked, and the line that answers it; the line alone where the words are too high."""
    if not here.speaker.room.holds(ask.label):
        return Said("form.asked_of_you", line=ask.line)
    return Said("form.asked", what=sentence(loaded(ask.page["title"])), line=ask.line)


def _replied_to(here: Setting, asks: list[OpenAsk]) -> list[OpenAsk] | None:
    """The open ask that the message replies to; None when it replies to none.

    Raises `Refused` when that question is over, or asks of another text by now (DR-26, DR-32).
    """
    remote = here.receipt.answers
    line = here.store.outbox.asked(here.speaker.room.id, remote) if remote else None
    chosen = [ask for ask in asks if ask.line == line]
    if line is not None and not chosen:
        raise Refused("form", Said("form.ask_over"), ("today",))
    return chosen or None


def _begun_with(line: str) -> tuple[Form, Line]:
    """The form that the first words name, and the line past them."""
    cursor = Line(line)
    form = address(cursor, FORMS)
    if form is None:
        raise unknown(Line(line), FORMS)
    return form, cursor


def _line(here: Setting, line: str) -> Turn:
    """A line of its own: `<noun> <verb> …`; an empty one is the menu."""
    form, after = _begun_with(line or "menu")
    if form.private and not (here.private or here.receipt.unseen):
        # Before anything else is said of it: a vote with a slip in it is a vote that all can read.
        raise Refused("DR-29", Said("form.in_private"), (line,))
    call = here.call(line)
    allowed(form, call)
    raw = answers(after, form, call, here.store)
    if "incident" in raw.answers:
        call = replace(call, thread=raw.answers["incident"])
    if missing(form, raw):
        _begun(here, form)
        ready(BY_WORDS[form.words], raw, call, here.store)
        aside = _put_aside(here, call)
        return _ask_next(here, interview.begin(BY_WORDS[form.words], raw, call), call, aside)
    return _complete(here, BY_WORDS[form.words], raw, call)


def _begun(here: Setting, form: Form) -> None:
    """Raises `Refused` where no room of the speaker may hold what would be asked (T-10)."""
    person, room = here.speaker.person.id, here.speaker.room
    if room.holds(form.least):
        return
    if here.private or private_room(here.store, person, form.least, here.deployment) is None:
        raise Refused("T-10", Said("form.not_here", label=room.ceiling))


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


def _ask_next(here: Setting, draft: Draft, call: Call, because: Said | None = None) -> Turn:
    draft, label = interview.asked(draft, call, here.store)
    here.store.drafts.save(draft)
    page = interview.question(draft, call, here.store, because)
    if because is not None:
        label = Tlp.highest((label, of_answers(BY_WORDS[draft.words].form, draft.answers)))
    return Turn(call, page, label=label)


def _put_aside(here: Setting, call: Call) -> Said | None:
    """That this interview takes the place of one whose answers are lost with it."""
    before = here.store.drafts.of(call.person.id)
    return Said("form.put_aside", line=before.words) if before and before.answers else None


def _go_on(here: Setting, draft: Draft, text: str) -> Turn:
    """The answer to the open question of a draft, or to its preview."""
    wanted = draft.common.get("as")
    call = replace(here.call(draft.words, draft.group, wanted), thread=draft.thread)
    cls = BY_WORDS[draft.words]
    allowed(cls.form, call)
    if not draft.at and text.strip().casefold() != interview.BACK:
        choice = interview.decided(text)
        here.store.drafts.clear(draft.person)
        if choice == interview.CANCEL:
            return Turn(call, Page(Said("form.cancelled")))
        keep = {"keep": "yes"} if choice == interview.KEEP else {}
        seen = {"now": "yes", "preview": "no"}
        raw = Raw(interview.raw_of(draft).answers, {**draft.common, **seen, **keep})
        return _completed(here, cls, raw, call)
    after = interview.answered(draft, text, call, here.store)
    if after is None:
        here.store.drafts.clear(draft.person)
        return Turn(call, Page(Said("form.cancelled")))
    if after.at:
        return _ask_next(here, after, call)
    here.store.drafts.clear(draft.person)
    return _completed(here, cls, interview.raw_of(after), call)


def _completed(here: Setting, cls: type[Command], raw: Raw, call: Call) -> Turn:
    """The end of an interview; a refusal leaves it open, with its answers."""
    try:
        return _complete(here, cls, raw, call)
    except Refused as no:
        raise Unfit(no, no.said, no.instead, Said("form.answers_kept")) from None


def _complete(here: Setting, cls: type[Command], raw: Raw, call: Call) -> Turn:
    """Everything is answered: preview it, or do it."""
    made = build(cls, raw, call, here.store)
    sure = raw.common.get("now") == "yes" or not here.deployment.previews
    confirmed = sure and raw.common.get("preview") != "yes"
    if cls.form.preview and not confirmed:
        here.store.drafts.save(interview.complete(cls, raw, call))
        page = interview.preview_page(made, call, here.store)
        return Turn(call, page, label=of_answers(cls.form, raw.answers))
    call = replace(call, confirmed=confirmed, keep=raw.common.get("keep") == "yes")
    try:
        outcome = made.handle(call, here.store)
    except Refused as no:
        raise helped(no, cls, raw, call, here.store) from None
    except Wanting as want:
        draft = replace(interview.begin(cls, raw, call), at=want.field)
        return _ask_next(here, draft, call, want.said)
    except Confirm as again:
        button = Button(Said("form.line", line=again.line), again.line)
        label = of_answers(cls.form, raw.answers)
        return Turn(call, Page(again.said, buttons=(button,)), label=label)
    page = outcome.reply if isinstance(outcome.reply, Page) else Page(outcome.reply)
    page = replace(page, buttons=tuple(b for b in page.buttons if may(b.line, call)))
    return Turn(call, page, outcome, written(cls.form, raw), outcome.shows)


def spoken_by_clock(store: Store, call: Call, line: str) -> Outcome:
    """Perform a line of the clock; it is complete, and nobody is asked anything."""
    form, after = _begun_with(line)
    raw = answers(after, form, call, store)
    return build(BY_WORDS[form.words], raw, call, store).handle(call, store)
