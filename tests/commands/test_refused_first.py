"""Nobody is asked question by question for what the stage of a thing rules out already."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from bot.rehearse.drill import Drill
from commands.call import Call
from commands.declare import Field, Form
from commands.go_on import allowed
from commands.heard import Incoming
from commands.kinds.ids import IdKind
from commands.line import Raw
from commands.parse import build
from commands.ready import check
from commands.setting import Setting
from commands.speaker import settled
from commands.table import BY_WORDS, FORMS
from commands.trial import tried
from commands.wanting import Wanting
from coordination.refused import Refused
from storage.store import Store
from tests.commands.deciding import consulted, done, put, vote
from tests.commands.meetings import convened
from tests.commands.messages import drafted, must
from tests.commands.offering import Undone

PEOPLE = ("anouk", "sec1", "nl1", "fr1", "xv1")
WORDS = "Because it is so"

LATER = {
    "commitment enter": "when the letter came",
    "incident consent": "which of the relays",
    "plan link": "the second thing",
    "response assist": "on whose behalf",
}
"""What one of the further answers decides, and not the thing."""


async def over(drill: Drill) -> list[str]:
    """Something of every kind that has run its course."""
    shut = await consulted(drill)
    message = await drafted(drill, shut)
    await must(drill, "fr1", f"message freeze {message} now=yes")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {message}")
    await must(drill, "anouk", f"message dispatch {message} now=yes")
    made = await put(drill)
    incident = made["incident"]
    said = [
        f"plan open {incident} 2026-12-31T15:00Z Registry",
        f"commitment offer {incident} 2026-05-04T15:00Z Pause new files",
        f"action announce {incident} checks consulted=no starts=2026-03-20 Twice",
    ]
    named = [id for line in said for id in (await done(drill, "nl1", "draft", line)).made.values()]
    plan, commitment, action = (next(i for i in named if i[:3] == p) for p in ("PLA", "COM", "ACT"))
    await done(drill, "nl1", "draft", f"commitment withdraw {commitment} now=yes {WORDS}")
    await done(drill, "nl1", "draft", f"action withdraw {action} now=yes {WORDS}")
    await done(drill, "nl1", "draft", f"plan end {plan} now=yes {WORDS}")
    meeting = await convened(drill, incident)
    await done(drill, "anouk", "draft", f"meeting cancel {meeting} now=yes {WORDS}")
    gone = await drafted(drill, incident)
    await done(drill, "fr1", "direct", f"message withdraw {gone} now=yes {WORDS}")
    voted = dict.fromkeys(("NL", "IT", "FR", "CA", "AU", "IL", "CO", "PH"), "no")
    await vote(drill, made["poll"], **voted)
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await done(drill, "nl1", "draft", f"incident stance {shut} addressing evidence=Note_3")
    await done(drill, "anouk", "draft", f"incident close {shut}")
    return [shut, message, gone, plan, commitment, action, meeting, *made.values()]


async def test_what_a_stage_rules_out_is_refused_before_anything_is_asked(asking: Drill) -> None:
    ids = await over(asking)

    def walked(store: Store) -> set[tuple[str, str, str]]:
        return {
            (form.words, id[:3], late)
            for person in PEOPLE
            for form in FORMS.values()
            if len(form.needed) > 1 and not form.clockwork and form.words not in LATER
            for id in _about(form, ids)
            if (late := _undone(store, asking, person, form, id))
        }

    assert await asking.runtime.database.run(walked) == set()


def _first(form: Form) -> Field:
    """The question that the command asks first."""
    return next((field for field in form.fields if field.required), form.fields[0])


def _about(form: Form, ids: list[str]) -> list[str]:
    """The things that the command may be about."""
    kind = _first(form).kind
    if not isinstance(kind, IdKind):
        return []
    return [id for id in ids if id.startswith(kind.made.prefix)]


def _undone(store: Store, drill: Drill, person: str, form: Form, id: str) -> str:
    late = ""
    with suppress(Undone), store.savepoint():
        late = _late(store, drill, person, form, id)
        raise Undone
    return late


def _late(store: Store, drill: Drill, person: str, form: Form, id: str) -> str:
    """What the command says of its thing at the end alone; nothing where it says so at first."""
    account = store.directory.account_of(person, "matrix") or ""
    room = f"direct:{person}"
    store.receipts.add(
        Incoming("matrix", "walk", account, room, form.words, None, direct=True), drill.now
    )
    heard = store.receipts.by_event("matrix", "walk")
    assert heard is not None
    speaker = settled(store, "matrix", account, room, True)
    assert speaker is not None
    here = Setting(store, heard, speaker, drill.runtime.deployment)
    with suppress(Refused):
        call = here.call(f"{form.words} {id}")
        allowed(form, call)
        raw = Raw({_first(form).name: id}, {})
        check(BY_WORDS[form.words], raw, call, store)
        no = _refused(form, raw, replace(call, confirmed=True), store)
        return no.said.msgid if no and no.rule != "form" else ""
    return ""


def _refused(form: Form, raw: Raw, call: Call, store: Store) -> Refused | None:
    """What is said to the whole line, with answers that fit."""
    answers = dict(raw.answers)
    for field in form.fields:
        if field.required and field.name not in answers:
            answers[field.name] = _fitting(field, call, store)
    while True:
        line = Raw(answers, {})
        act = partial(_done, form, line, call, store)
        found = tried(act, store, form.words)
        if not isinstance(found, Wanting) or found.field in answers:
            return found if isinstance(found, Refused) else None
        wanted = form.field(found.field)
        assert wanted is not None
        answers = answers | {wanted.name: _fitting(wanted, call, store)}


def _done(form: Form, raw: Raw, call: Call, store: Store) -> None:
    build(BY_WORDS[form.words], raw, call, store).handle(call, store)


def _fitting(field: Field, call: Call, store: Store) -> str:
    """An answer that may fit the question."""
    choices = field.kind.choices(call, store)
    return choices[0].word if choices else field.kind.example or WORDS
