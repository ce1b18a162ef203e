"""A form in the hands of one person in one room: what may be asked there, and with what to pick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from commands.call import Call
from commands.declare import Command, Field, Form
from commands.deployment import Deployment
from commands.go_on import allowed
from commands.heard import Incoming
from commands.kinds.kind import Choice, Widget
from commands.line import Line, Raw, address
from commands.parse import answers
from commands.setting import Setting
from commands.speaker import recognise
from commands.table import BY_WORDS, FORMS
from coordination.parties import Room
from coordination.said import Said
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store

OPEN = "?"
"""In the place of an answer: that it is still to be asked."""


@dataclass(frozen=True)
class Frame:
    """Everything that drawing or reading one form needs."""

    setting: Setting
    form: Form
    call: Call
    heard: Incoming

    @property
    def store(self) -> Store:
        return self.setting.store

    @property
    def room(self) -> Room:
        return self.setting.speaker.room

    @property
    def command(self) -> type[Command]:
        return BY_WORDS[self.form.words]

    def fits(self, answered: Mapping[str, str]) -> bool:
        """Whether what these answers make may stand in the room, its words apart (T-10)."""
        return self.room.holds(self._label(answered))

    def takes(self, field: Field, answered: Mapping[str, str]) -> bool:
        """Whether the answer to this question may be typed here (T-10)."""
        label = self._label(answered)
        if field.kind.widget is Widget.TEXT:
            label = Tlp.highest((label, self.form.text_label))
        return self.room.holds(label)

    def choices(self, field: Field) -> tuple[Choice, ...]:
        """What may be picked, without what would not fit the room; a name too high is its id."""
        found = tuple(
            c if self.room.holds(c.label) else bare(c.word)
            for c in field.kind.choices(self.call, self.store)
        )
        decides, by_value = self.form.labels or ("", {})
        if field.name != decides:
            return found
        return tuple(c for c in found if self.room.holds(by_value.get(c.word, self.form.label)))

    def found(self, field: Field) -> tuple[Choice, ...]:
        """The choices, and whatever else can be searched for, each once."""
        choices = self.choices(field)
        words = {choice.word for choice in choices}
        return (*choices, *(c for c in field.kind.further() if c.word not in words))

    def with_typed(self, field: Field, answer: str) -> tuple[Choice, ...]:
        """The choices, with an answer that was typed and fits though it is none of them."""
        choices = self.choices(field)
        if not choices or (self.form.labels and field.name == self.form.labels[0]):
            return choices
        known = {choice.word: choice for choice in self.found(field)}
        words = answer.split(",") if field.kind.widget is Widget.MULTI else [answer]
        missing = [word for word in words if word not in {c.word for c in choices}]
        return (*choices, *(known.get(word) or bare(word) for word in missing))

    def _label(self, answered: Mapping[str, str]) -> Tlp:
        """Of what is typed; while the field that decides it is open, the least strict."""
        decides, by_value = self.form.labels or ("", {})
        if not decides:
            return self.form.label
        lowest = min(by_value.values(), key=lambda label: label.rank)
        return (
            by_value.get(answered.get(decides, ""), self.form.label)
            if (answered.get(decides))
            else lowest
        )


def bare(word: str) -> Choice:
    """A choice without a name: the word as it stands in a line."""
    return Choice(word, Said("form.line", line=word))


def setting(store: Store, heard: Incoming, deployment: Deployment, now: datetime) -> Setting | None:
    """Where this is said and by whom; None for somebody unknown, or a room that is nobody's."""
    alone = heard.direct and heard.safe
    speaker = recognise(store, heard.platform, heard.account, heard.room, alone)
    if speaker is None:
        return None
    receipt = Receipt(
        seq=0,
        source=heard.platform,
        event_id=heard.event,
        account=heard.account,
        room=heard.room,
        thread=heard.thread,
        answers=heard.answers,
        replaces=None,
        direct=heard.direct,
        unseen=heard.unseen,
        received_at=now,
        sent_at=heard.sent_at,
        text=heard.text,
        rule=None,
        performed_at=None,
        outcome=None,
    )
    return Setting(store, receipt, speaker, deployment)


def of_line(here: Setting, heard: Incoming, line: str) -> tuple[Frame, Raw] | None:
    """The form that a line names, with what it answers; None where it names none.

    Raises `Refused` where a rule says no, or the line cannot be read.
    """
    form = address(Line(line), FORMS)
    if form is None:
        return None
    call = here.call(line)
    allowed(form, call)
    rest = Line(line)
    address(rest, FORMS)
    raw = answers(rest, form, call, here.store)
    raw = Raw(_without_open(form, raw), raw.common)
    return framed(here, heard, form, call, raw), raw


def _without_open(form: Form, raw: Raw) -> dict[str, str]:
    """The answers that were given; where a thread implied the first, its sign begins the text."""
    given = {name: text for name, text in raw.answers.items() if text != OPEN}
    if form.free and form.free.name in given:
        given[form.free.name] = given[form.free.name].removeprefix(f"{OPEN} ")
    return given


def framed(here: Setting, heard: Incoming, form: Form, call: Call, raw: Raw) -> Frame:
    """The frame, in the thread of the incident that is named."""
    call = replace(call, thread=raw.answers.get("incident", call.thread))
    return Frame(here, form, call, heard)
