"""The time for signatures: reminders at each State's own desk, and what follows when it is over.

Nothing is closed by its passing: a State may sign until the message leaves, and the chair decides.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.calendars import calendars_of
from commands.call import Call
from commands.declare import Command, command
from commands.desks import chair_desk
from commands.incident.words import parties, plainly
from commands.joint import seen, writing
from commands.kinds.ids import MessageId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.message.asking import asks
from commands.message.fields import CHAIR, WRITERS
from commands.message.said import kept, privately, told
from commands.message.words import signatures_until, signed, unsigned
from commands.outcome import Button, Due, Notice, Outcome, Page
from commands.wanting import Confirm
from coordination.calendar import WorkCalendar
from coordination.instants import Deadline, read_deadline
from coordination.message.entry import Signature
from coordination.message.record import Message
from coordination.message.signing import extended, over, silent
from coordination.message.stage import Stage
from coordination.parties import Group, Role
from coordination.refused import Refused
from coordination.reminding import remind_at
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

USUAL = "10wd"
"""The time for signatures where nobody says another one: ten working days in every capital."""


def until(message: Message, group: Group, store: Store, now: datetime) -> datetime:
    """When the time for signatures ends, if it begins now; raises `Refused` where it is past."""
    wanted = read_deadline(message.frozen.within or USUAL if message.frozen else USUAL)
    return wanted.after(now, _desks(message, store, now), group.terms.anchor_zone)


def begun(message: Message, group: Group, store: Store, now: datetime) -> Message:
    """The message that is open now, with its time for signatures.

    An instant that has passed before its text was adopted gives way to the usual time.
    """
    try:
        end = until(message, group, store, now)
    except Refused:
        usual = read_deadline(USUAL)
        end = usual.after(now, _desks(message, store, now), group.terms.anchor_zone)
    return replace(message, sign_until=end)


def dues(message: Message, group: Group, store: Store, now: datetime) -> tuple[Due, ...]:
    """The end of the time for signatures, and before it a reminder in each one's working hours."""
    closes, zone = message.sign_until, group.terms.anchor_zone
    if closes is None:
        return ()
    remind, line = f"message remind {message.id}", f"message overdue {message.id}"
    desks = {remind: chair_desk(store, message.group, now)}
    for code, calendar in _desks(message, store, now).items():
        desks[f"{remind} party={code}"] = calendar
    made = [Due(line, closes, line, zone)]
    for key, calendar in desks.items():
        at = remind_at(now, closes, calendar)
        if at is not None:
            made.append(Due(key, at, key, calendar.zone))
    return tuple(made)


def _desks(message: Message, store: Store, now: datetime) -> dict[str, WorkCalendar]:
    asked = message.frozen.asked if message.frozen else ()
    found = store.directory.parties(message.group)
    return calendars_of([one for one in found if one.code in asked], now)


@command("message extend", by=WRITERS, label=Tlp.GREEN, sure=True)
class Extend(Command):
    """Give the States more time to sign; who has signed stays so."""

    message: MessageId
    """Which message?"""

    closes: Deadline
    """Until when? Such as 5wd: five working days in every capital."""

    def ready(self, call: Call, store: Store) -> None:
        writing(call, store, self.message).message.moved("extend")

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        message = found.message
        desks = _desks(message, store, call.now)
        end = self.closes.after(call.now, desks, call.group.terms.anchor_zone)
        hat = next((h for h in call.hats if h.party in message.sponsors), call.hats[0])
        hat = next((h for h in call.hats if h.role in CHAIR), hat)
        with plainly(message.group, store):
            after = extended(message, hat, end)
        line = signatures_until(after, store)
        if not call.confirmed:  # it never becomes shorter again, and everybody is told
            raise Confirm(line, f"message extend {after.id} {self.closes} now=yes")
        said = Said("message.extended", id=after.id)
        return kept(
            store,
            after,
            found,
            said,
            lines=(line,),
            notices=told(store, after, found.incident, Page(said, (line,))),
            deadlines=dues(after, call.group, store, call.now),
        )


@command("message remind", by=Role.CLOCK, label=Tlp.GREEN)
class Remind(Command):
    """Remind a State that has not signed; without one, tell the chair who has not."""

    message: MessageId
    """Which message."""

    party: PartyCode | None = None
    """Which State; without one, the chair is told."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        left = silent(message, store.messages.entries(message.id, Signature))
        gone = not message.stage.signing or message.sign_until is None
        gone = gone or past(call, message.sign_until)
        if gone or not left or (self.party and self.party not in left):
            return Outcome(Said("message.nothing_due"))
        said = Said("message.remind", id=message.id, at=message.sign_until)
        if self.party:
            again = asks(call, store, message, self.party, reminder=True)
            return Outcome(said, asks=again, about=message.incident)
        lines = (*unsigned(message, store), *_unable(call, store, message))
        notices = _chair(call, store, message, Page(said, lines))
        return Outcome(said, notices=notices, about=message.incident)


@command("message overdue", by=Role.CLOCK, label=Tlp.GREEN)
class Overdue(Command):
    """The time for signatures is over: the chair is told, and decides how it goes on."""

    message: MessageId
    """Which message."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        if not over(message, call.now):
            return Outcome(Said("message.nothing_due"))
        said = Said("message.signatures_over", id=message.id)
        count = signed(message, store)
        room = Page(said, (count, Said("message.still_possible")))
        missing = (*unsigned(message, store), *_unable(call, store, message))
        page = Page(said, (count, *missing), _next(message))
        return Outcome(
            said,
            notices=(
                *told(store, message, found.incident, room),
                *_chair(call, store, message, page),
            ),
            about=message.incident,
        )


def _unable(call: Call, store: Store, message: Message) -> tuple[Said, ...]:
    """For which State nobody can sign now, and what can be done about it (DR-17, DR-33)."""
    signing = (Role.VOTER, Role.ALTERNATE)
    hats = store.directory.credentials_of(message.group, call.now)
    able = {hat.party for hat in hats if hat.role in signing and hat.confirmation is not None}
    left = silent(message, store.messages.entries(message.id, Signature))
    names = parties([code for code in left if code not in able], message.group, store)
    return (Said("message.nobody_signs", parties=names),) if names else ()


def _chair(call: Call, store: Store, message: Message, page: Page) -> tuple[Notice, ...]:
    chair = store.directory.chair(message.group, call.now)
    return privately(message, page, chair.person) if chair else ()


def _next(message: Message) -> tuple[Button, ...]:
    """What the chair can do: send it as it is signed, give more time, or take it back."""
    acts = ("dispatch",) if message.stage is Stage.READY else ()
    return tuple(
        Button(Said(f"message.act.{act}"), f"message {act} {message.id}")
        for act in (*acts, "extend", "withdraw")
    )
