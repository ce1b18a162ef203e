"""A letter on a joint message that waits for its second person, and the State's copy (DR-33)."""

from __future__ import annotations

from commands.call import Call
from commands.incident.words import party
from commands.message.fields import VOICES
from commands.message.said import privately
from commands.outcome import Ask, Due, Notice, Page
from commands.waited import lapses_at
from coordination.accrediting import OFFICE
from coordination.calendar import WorkCalendar, after_working_hours
from coordination.message.entry import Looked, Posted, Signature
from coordination.message.letter import overtaken, waiting
from coordination.message.record import Message
from coordination.poll.second import AGAIN
from coordination.said import Said
from storage.store import Store


def left(store: Store, message: Message) -> tuple[Posted, ...]:
    """The letters that wait; of each party the one that came last is first, and shown first."""
    entries = store.messages.entries
    return waiting(message, entries(message.id, Posted), entries(message.id, Looked))


def counting(store: Store, message: Message, code: str) -> list[Posted]:
    """Those of a party that would count: what it has said since ends the others, in silence."""
    said = store.messages.entries(message.id, Signature)
    mine = (one for one in left(store, message) if one.party == code)
    return [one for one in mine if not overtaken(one, said)]


def placed(store: Store, message: Message, made: Posted) -> tuple[int, int]:
    """The number of a letter among those of its party, in the order of entry; and how many."""
    posted = store.messages.entries(message.id, Posted)
    mine = [one.at for one in posted if one.party == made.party]
    return mine.index(made.at) + 1, len(mine)


def letter_key(message: Message, code: str) -> str:
    return f"letter:{message.id}:{code}"


def looked_after(call: Call, store: Store, message: Message, made: Posted) -> Due:
    desk = WorkCalendar(call.group.terms.anchor_zone)
    line = f"message unseen {message.id} {made.party}"
    end = lapses_at(store, call.group, made.at, call.by_now)
    at = after_working_hours(desk, call.by_now, AGAIN)
    return Due(line, min(at, end) if end > call.by_now else at, line, desk.zone)


def seconds(call: Call, store: Store, made: Posted) -> tuple[str, ...]:
    hats = store.directory.credentials_of(call.group.id, call.now)
    people = (hat.person for hat in hats if hat.role in OFFICE)
    return tuple(dict.fromkeys(person for person in people if person != made.person))


def next_asks(call: Call, store: Store, message: Message, code: str) -> tuple[Ask, ...]:
    """Asks every second person about the letter of a party that is to be looked at next."""
    mine = counting(store, message, code)[:1]
    return tuple(asked(p, store, message, one) for one in mine for p in seconds(call, store, one))


def says(made: Posted, store: Store, message: Message) -> Said:
    return Said(
        "message.letter_says",
        party=party(made.party, message.group, store),
        answer=Said(f"message.letter_how.{made.how.value}", footnote=made.footnote),
        channel=Said(f"letterchannel.{made.came.channel.value}"),
        evidence=made.came.evidence,
        at=made.came.reached,
    )


def asked(person: str, store: Store, message: Message, made: Posted) -> Ask:
    name = party(made.party, message.group, store)
    numbers = (
        Said("form.numbered", n=1, name=Said("form.yes")),
        Said("form.numbered", n=2, name=Said("form.no")),
    )
    title = Said("message.letter_wanted", id=message.id, party=name)
    page = Page(title, (says(made, store, message), *numbers))
    number, _ = placed(store, message, made)
    line = f"message countersign {message.id} {made.party} letter={number}"
    return Ask(person, letter_key(message, made.party), line, page, message.label)


def voices(call: Call, store: Store, message: Message, code: str) -> tuple[str, ...]:
    """Who speaks for the State and is on a platform."""
    hats = store.directory.credentials_for(code, message.group, call.now)
    people = (hat.person for hat in hats if hat.role in VOICES)
    return tuple(one for one in dict.fromkeys(people) if store.directory.platforms_of(one))


def copy(call: Call, store: Store, message: Message, made: Posted) -> tuple[Notice, ...]:
    """The State's copy, to correct until dispatch; on no platform, the office passes it on."""
    name = party(made.party, message.group, store)
    said = Said("message.letter_copy", id=message.id, party=name)
    lines = (says(made, store, message), Said("message.change_until"))
    people = voices(call, store, message, made.party)
    if people:
        return privately(message, Page(said, lines), *people)
    return privately(message, Page(Said("second.pass_on", party=name), (said, *lines)), made.person)
