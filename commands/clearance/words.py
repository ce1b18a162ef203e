"""A clearance in words, for the State's own people alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commands.clearance.fields import Clearing
from commands.kinds.ids import MessageId
from commands.outcome import Button, Page
from commands.sheet.page import Sheet
from coordination.clearance.course import Standing
from coordination.clearance.record import KNOWN, Act, Entry, Order, Step
from coordination.parties import Party
from coordination.said import Said
from coordination.text import short
from storage.store import Store


def name(step: Step) -> Said:
    """What a step is called."""
    if step.name in KNOWN:
        return Said(f"clearance.step.{step.name}")
    return Said("clearance.step.own", name=step.name)


def person(id: str, store: Store) -> str:
    found = store.directory.person(id)
    return found.name if found else id


def order(made: Order, store: Store) -> tuple[Said, ...]:
    """The steps by their numbers, who holds each, and whether an answer waits for them."""
    lines = []
    for n, step in enumerate(made.steps, 1):
        people = tuple(person(one, store) for one in step.people)
        key = "clearance.step_line_people" if people else "clearance.step_line"
        more = {"people": people} if people else {}
        lines.append(Said(key, n=n, step=name(step), **more))
    required = "clearance.required" if made.required else "clearance.not_required"
    return (*lines, Said(required))


def course(
    entries: Iterable[Entry],
    mark: str,
    now_at: Standing | None,
    store: Store,
    steps: tuple[Step, ...] = (),
) -> Iterator[Said]:
    """Every act, oldest first; what was done on an earlier text is marked as void.

    `steps` are those that hold where the entries begin after the beginning of the clearance.
    """
    for one in entries:
        steps = one.steps or steps
        yield _act(one, steps, store)
        if one.fingerprint != mark:
            yield Said("clearance.void", text=short(one.fingerprint))
    if now_at is not None:
        yield where(now_at)


def where(now_at: Standing) -> Said:
    """Which step has it, or that all have cleared it."""
    if now_at.step is None:
        return Said("clearance.all_cleared")
    of = {"n": now_at.at + 1, "total": len(now_at.steps)}
    return Said("clearance.has_it", step=name(now_at.step), **of)


def _act(one: Entry, steps: tuple[Step, ...], store: Store) -> Said:
    who = person(one.person, store)
    if one.act is Act.BEGUN and not one.person:
        return Said("clearance.act.begun_itself", at=one.at)
    if one.act in (Act.BEGUN, Act.BEFORE):
        key = f"clearance.act.{one.act.value}"
        return Said(key, at=one.at, person=who, **({"note": one.note} if one.note else {}))
    step = name(steps[one.step]) if one.step < len(steps) else Said("clearance.step.own", name="–")
    for_other = one.act is Act.CLEARED and bool(one.who)
    key = f"clearance.act.{one.act.value}" + ("_for" if for_other else "")
    key += "_note" if one.note and one.act is not Act.BACK else ""
    more = {"who": one.who} if for_other else {}
    more |= {"note": one.note} if one.note else {}
    return Said(key, at=one.at, person=who, step=step, **more)


def question(
    sheet: Sheet,
    party: Party,
    entries: Iterable[Entry],
    now_at: Standing,
    store: Store,
    *,
    reminder: bool = False,
    reads: bool = True,
) -> Page:
    """What the step that has it is asked, with what was done before; `reads` the thing itself."""
    key = "clearance.reminder" if reminder else "clearance.question"
    step = name(now_at.step) if now_at.step else Said("clearance.all_cleared")
    title = Said(key, matter=matter(sheet, reads=reads), party=party.names, step=step)
    lines = [sheet.title] if reads else []
    lines.append(Said("clearance.text", text=short(sheet.fingerprint)))
    lines += [Said("clearance.answer_by", at=sheet.until)] if sheet.until else []
    lines += course(entries, sheet.fingerprint, None, store)
    lines += [
        Said("form.numbered", n=n, name=Said(f"clearing.{one.value}"))
        for n, one in enumerate(Clearing, 1)
    ]
    return Page(title, (*lines, Said("clearance.only_home")), buttons(sheet.id, reads=reads))


def matter(sheet: Sheet, *, reads: bool) -> Said:
    """What is cleared: its name and its code, or the code alone for whoever may not read it."""
    if not reads:
        return Said("clearance.matter.code", id=sheet.id)
    if sheet.id.startswith(MessageId.prefix):
        return Said("clearance.matter.message", state=sheet.matter, id=sheet.id)
    return Said("clearance.matter.quoted", what=sheet.matter, id=sheet.id)


def buttons(id: str, *, reads: bool = True) -> tuple[Button, ...]:
    """To read it all, and the sheet for whoever reads what is asked."""
    show = Button(Said("clearance.button.show"), f"clearance show {id}")
    return (show, Button(Said("sheet.act"), f"sheet {id}")) if reads else (show,)


def to_answer(sheet: Sheet) -> tuple[Button, ...]:
    """The State's answer, once it is cleared; under silence there is none to give."""
    return (Button(Said("clearance.button.answer"), sheet.line),) if sheet.line else ()
