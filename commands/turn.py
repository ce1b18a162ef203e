"""What a message means here and now: an answer to an open question, or a line of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands import interview
from commands.call import Call, role_names
from commands.declare import Command, Form
from commands.deployment import Deployment
from commands.line import Line, Raw, address, unknown
from commands.outcome import Button, Outcome, Page
from commands.parse import answers, build, missing, written
from commands.speaker import Speaker, call_of
from commands.table import BY_WORDS, FORMS
from commands.wanting import Confirm, Wanting
from coordination.hats import barred
from coordination.parties import Role, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.draft import Draft
from storage.receipt import Receipt
from storage.store import Store


@dataclass(frozen=True)
class Turn:
    """What a message led to: an outcome, or only words (a question, a preview)."""

    call: Call
    page: Page
    outcome: Outcome | None = None
    line: str = ""
    label: Tlp = Tlp.GREEN
    """The label of the page: a preview repeats what was typed."""


@dataclass(frozen=True)
class Setting:
    """Everything a turn needs to know of where it happens."""

    store: Store
    receipt: Receipt
    speaker: Speaker
    deployment: Deployment

    @property
    def private(self) -> bool:
        return self.speaker.room.sees is Sees.DIRECT

    def call(self, line: str, group: str | None = None) -> Call:
        """The call of this line, with its thread; raises `Refused` when the hat is unclear."""
        words = tuple(Line(line).words())
        wanted = next((w.partition("=")[2] for w in words if w.lower().startswith("as=")), None)
        call = call_of(self.store, self.speaker, self.receipt.received_at, wanted, words[:4], group)
        return replace(
            call,
            sent_at=self.receipt.sent_at,
            seq=self.receipt.seq,
            event=self.receipt.event_id,
            answers=self.receipt.answers,
            cut=self.receipt.rule == "text",
            thread=self.thread(),
        )

    def thread(self) -> str | None:
        """The incident whose thread, or whose message, the line was written under."""
        for remote in (self.receipt.thread, self.receipt.answers):
            under = self.store.outbox.thread_of(self.speaker.room.id, remote) if remote else None
            if under:
                return under
        return None


def turn(store: Store, receipt: Receipt, speaker: Speaker, deployment: Deployment) -> Turn:
    """Read one message; raises `Refused` when a rule says no."""
    here = Setting(store, receipt, speaker, deployment)
    _edited(here)
    explicit = receipt.text.startswith("!")
    line = receipt.text.removeprefix("!").strip()
    draft = store.drafts.of(speaker.person.id) if here.private else None
    if draft and not _starts_anew(line, explicit, draft):
        return _go_on(here, draft, line)
    if here.private and not explicit and address(Line(line), FORMS) is None:
        found = _asked(here, line)
        if found is not None:
            return found
    return _line(here, line)


def _edited(here: Setting) -> None:
    """An edit of a refused line is read again; an edit of what was done changes nothing."""
    replaced = here.receipt.replaces
    if replaced and here.store.receipts.acted_on(here.receipt.source, replaced):
        raise Refused("record", Said("form.edit_after_done"))


def _starts_anew(line: str, explicit: bool, draft: Draft) -> bool:
    """Whether the message is a new line rather than an answer to the open question."""
    if explicit:
        return True
    field = BY_WORDS[draft.words].form.field(draft.at) if draft.at else None
    takes_text = field is not None and field.kind.widget.value in ("text", "line")
    return not takes_text and address(Line(line), FORMS) is not None


def _asked(here: Setting, text: str) -> Turn | None:
    """An answer to something the bot asked of this person: by reply, or the only open one."""
    person, answers_to = here.speaker.person.id, here.receipt.answers
    asks = here.store.asks.of(person)
    chosen = [ask for ask in asks if answers_to and ask.remote_id == answers_to]
    if not chosen and len(text) <= 40:
        chosen = asks
    if len(chosen) > 1 and text.isdigit():
        pages = tuple(Said("form.line", line=ask.line) for ask in chosen)
        raise Refused("form", Said("form.which_ask", n=len(chosen), lines=pages))
    if len(chosen) != 1:
        return None
    ask = chosen[0]
    call = here.call(ask.line)
    raw = answers(_after(ask.line), _form(ask.line), call, here.store)
    draft = interview.begin(BY_WORDS[_form(ask.line).words], raw, call)
    here.store.drafts.save(draft)
    return _go_on(here, draft, text)


def _form(line: str) -> Form:
    form = address(Line(line), FORMS)
    if form is None:
        raise unknown(Line(line), FORMS)
    return form


def _after(line: str) -> Line:
    """The line past the words that name the command."""
    cursor = Line(line)
    address(cursor, FORMS)
    return cursor


def _line(here: Setting, line: str) -> Turn:
    """A line of its own: `<noun> <verb> …`; an empty one is the menu."""
    form = _form(line or "menu")
    call = here.call(line)
    allowed(form, call)
    raw = answers(_after(line or "menu"), form, call, here.store)
    if form.private and not here.private:
        raise Refused("DR-29", Said("form.in_private"), (written(form, raw),))
    call = replace(call, thread=raw.answers.get("incident", call.thread))
    if missing(form, raw):
        return _ask_next(here, interview.begin(BY_WORDS[form.words], raw, call), call)
    return _complete(here, BY_WORDS[form.words], raw, call)


def allowed(form: Form, call: Call) -> None:
    """Raises `Refused` when none of the person's hats may do this here."""
    if not form.by:
        if Role.CLOCK in call.roles:
            raise Refused("mandate", Said("form.not_your_role", roles=()))
        return
    if not call.roles & set(form.by):
        said = Said("form.not_your_role", roles=role_names(form.by))
        raise Refused(barred(call.hats), said)


def _ask_next(here: Setting, draft: Draft, call: Call, because: Said | None = None) -> Turn:
    here.store.drafts.save(draft)
    return Turn(call, interview.question(draft, call, here.store, because))


def _go_on(here: Setting, draft: Draft, text: str) -> Turn:
    """The answer to the open question of a draft, or to its preview."""
    call = replace(here.call(draft.words, draft.group), thread=draft.thread)
    cls = BY_WORDS[draft.words]
    allowed(cls.form, call)
    if not draft.at:
        choice = interview.decided(text)
        here.store.drafts.clear(draft.person)
        if choice == interview.CANCEL:
            return Turn(call, Page(Said("form.cancelled")))
        keep = {"keep": "yes"} if choice == interview.KEEP else {}
        raw = Raw(dict(draft.answers), {**draft.common, "now": "yes", **keep})
        return _complete(here, cls, raw, call)
    after = interview.answered(draft, text, call, here.store)
    if after is None:
        here.store.drafts.clear(draft.person)
        return Turn(call, Page(Said("form.cancelled")))
    if after.at:
        return _ask_next(here, after, call)
    here.store.drafts.clear(draft.person)
    return _complete(here, cls, interview.raw_of(after), call)


def _complete(here: Setting, cls: type[Command], raw: Raw, call: Call) -> Turn:
    """Everything is answered: preview it, or do it."""
    made = build(cls, raw, call, here.store)
    sure = raw.common.get("now") == "yes" or not here.deployment.previews
    confirmed = sure and raw.common.get("preview") != "yes"
    if cls.form.preview and not confirmed:
        here.store.drafts.save(replace(interview.begin(cls, raw, call), at=""))
        page = interview.preview_page(made, call, here.store)
        return Turn(call, page, label=cls.form.text_label)
    call = replace(call, confirmed=confirmed, keep=raw.common.get("keep") == "yes")
    try:
        outcome = made.handle(call, here.store)
    except Wanting as want:
        draft = replace(interview.begin(cls, raw, call), at=want.field)
        return _ask_next(here, draft, call, want.said)
    except Confirm as check:
        button = Button(Said("form.line", line=check.line), check.line)
        return Turn(call, Page(check.said, buttons=(button,)))
    page = outcome.reply if isinstance(outcome.reply, Page) else Page(outcome.reply)
    return Turn(call, page, outcome, written(cls.form, raw), outcome.shows)


def spoken_by_clock(store: Store, call: Call, line: str) -> Outcome:
    """Perform a line of the clock; it is complete, and nobody is asked anything."""
    form = _form(line)
    raw = answers(_after(line), form, call, store)
    return build(BY_WORDS[form.words], raw, call, store).handle(call, store)
