"""The private answer to a person, the sign on the message, and the entry in the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from commands import post
from commands.admit import addressed
from commands.call import Call
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.line import Line, address
from commands.out_of_place import taken_out
from commands.outcome import Button, Outcome, Page
from commands.placed import elsewhere
from commands.post import Words
from commands.publish import direct_room, private_room
from commands.speaker import CLOCK, CONSOLE, Speaker, console_room
from commands.table import FORMS
from commands.today.moved import remember
from commands.typed import of_message, says_nothing
from commands.whisper import WHISPERING, whispers
from coordination.parties import Group, Kind, Room, Sees
from coordination.refused import Refused
from coordination.said import Names, Said
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store

BUTTON = 2_000
"""Characters of a line behind a button, at most."""
NOBODY = Group("", Names.of({"en": ""}), Kind.INTERSTATE, ())


def reply(
    store: Store, call: Call, receipt: Receipt, words: Words, deployment: Deployment, sign: str
) -> None:
    """Answer in the person's direct room, or where the platform can, to them alone right here."""
    if whispers(call.room):
        _whispered(store, call, receipt, words, deployment)
        return
    home = _home(store, call.room, call.person.id, deployment)
    if home is None:
        return
    here = home.id == call.room.id
    if not home.holds(words.label):
        words = elsewhere(store, call, home, words, deployment)
    post.answer(store, call, home, words, receipt.event_id if here else None)
    if not here:
        post.mark(store, call, call.room, receipt.event_id, sign)


def asked(store: Store, call: Call, receipt: Receipt, words: Words, deployment: Deployment) -> None:
    """Ask something back, where the answer can be given: a number is read in private rooms only."""
    home = private_room(store, call.person.id, words.label, deployment, call.room.platform)
    if words.page.buttons or home is None or not whispers(call.room):
        reply(store, call, receipt, words, deployment, "✉️")
        return
    line = _form_line(call.room, receipt.text, words.label)
    if line is not None:
        store.drafts.clear(call.person.id)  # the form asks instead
        page = Page(Said("form.asked_in_form"), (), (Button(Said("today.act.answer"), line),))
        reply(store, call, receipt, Words(page, Tlp.CLEAR), deployment, "✉️")
        return
    post.answer(store, call, home, words, None, "question")
    page = Page(Said("form.asked_elsewhere", where=Said(f"room.on.{home.platform}")))
    reply(store, call, receipt, Words(page, Tlp.CLEAR), deployment, "✉️")


def _form_line(room: Room, text: str, label: Tlp) -> str | None:
    """The line whose form asks the same behind a button; None where the room may not hold it."""
    line = (addressed(text, direct=True) or "").removeprefix("!").strip()
    form = address(Line(line), FORMS)
    if form is None or len(line) > BUTTON:
        return None
    fits = all(room.holds(one) for one in (label, form.label, form.text_label))
    return line if fits else None


def _whispered(
    store: Store, call: Call, receipt: Receipt, words: Words, deployment: Deployment
) -> None:
    """Answer the speaker alone within the room; elsewhere in private what it may not hold."""
    if not call.room.holds(words.label):
        words = elsewhere(store, call, call.room, words, deployment)
    under = receipt.thread or receipt.answers
    post.whisper(store, call, call.room, words, call.person.id, under)


def files(store: Store, call: Call, made: Outcome, deployment: Deployment) -> None:
    """Give the speaker the files of an outcome, in private."""
    home = _home(store, call.room, call.person.id, deployment)
    if home is None or not home.holds(made.shows):
        first = call.room.platform
        home = private_room(store, call.person.id, made.shows, deployment, first)
    if home is None:
        return
    for place, file in enumerate(made.files):
        post.file(store, call, home, file, made.shows, f"file.{place}")


def _home(store: Store, room: Room, person: str, deployment: Deployment) -> Room | None:
    """The room that the person wrote in when it is private, else the person's direct room."""
    if room.sees is Sees.DIRECT:
        return room
    if room.platform == CONSOLE:
        return console_room(person)
    if room.platform in store.directory.platforms_of(person):
        return store.directory.direct_room(person, room.platform)
    return direct_room(store, person, deployment)


def refused(
    store: Store,
    receipt: Receipt,
    speaker: Speaker,
    no: Refused,
    page: Page,
    deployment: Deployment,
) -> None:
    """Say no to the speaker alone; what must not stand in the room is removed from it."""
    call = bare_call(store, speaker, receipt)
    form = address(Line(receipt.text.removeprefix("!")), FORMS)
    out_of_place = no.rule in ("T-10", "DR-29") or receipt.rule in ("text", "unclear")
    out_of_place = out_of_place or (form is not None and form.private and receipt.rule != "bare")
    out_of_place = out_of_place and no.said.msgid != "form.not_here"
    out_of_place = out_of_place and speaker.room.sees is not Sees.DIRECT and not receipt.unseen
    if out_of_place and receipt.rule == "unclear":
        page = replace(page, lines=(*page.lines, Said("form.taken_out")))
    if out_of_place:
        page = taken_out(store, call, receipt, page)
    bare = no.rule == "bug" or says_nothing(no)
    label = Tlp.GREEN if bare else of_message(store, receipt, speaker)
    label = Tlp.CLEAR if receipt.rule in ("T-10", "bare") else label  # nothing of it was kept
    # Whose message goes away must hear of it: there is no sign on it to see.
    words = Words(page, label, (call.person.id,) if out_of_place else ())
    reply(store, call, receipt, words, deployment, "⚠️")
    audit_refused(store, call, no, _named(receipt.text))


def _named(text: str) -> list[str]:
    """The command that a text names; nothing of a text that names none goes on record (T-10)."""
    form = address(Line(text.removeprefix("!")), FORMS)
    return [form.words] if form else []


def bare_call(store: Store, speaker: Speaker, receipt: Receipt) -> Call:
    """A call for words alone, when the group may be unknown."""
    hats = store.directory.credentials(speaker.person.id, receipt.received_at)
    group = speaker.room.group or next((hat.group for hat in hats), None)
    return Call(
        person=speaker.person,
        hats=(),
        group=(store.directory.group(group) if group else None) or NOBODY,
        room=speaker.room,
        now=receipt.received_at,
        seq=receipt.seq,
        event=receipt.event_id,
    )


def stranger(store: Store, receipt: Receipt, deployment: Deployment) -> None:
    """Nothing is said to an unknown account after the one polite line.

    Somebody known is told once that this room is none in which to speak with us (T-11).
    """
    known = store.directory.person_of_account(receipt.source, receipt.account)
    said, where = Said("form.stranger"), receipt.account
    if known is not None:
        alone = Said(f"below.alone.{receipt.source}")
        said, where = Said("form.nowhere", name=known.name, alone=alone), receipt.room
    key = f"{said.msgid.removeprefix('form.')}:{receipt.source}:{where}"
    if store.directory.setting(key) or receipt.source not in deployment.platforms:
        return
    store.directory.keep_setting(key, receipt.received_at.isoformat())
    room = Room(receipt.room, receipt.source, receipt.room, None, Sees.DIRECT, Tlp.CLEAR)
    call = Call(CLOCK, (), NOBODY, room, receipt.received_at, seq=receipt.seq)
    shared = receipt.source in WHISPERING and not receipt.direct
    account = receipt.account if shared else None
    post.to_stranger(store, call, Words(Page(said), Tlp.CLEAR), account, receipt.thread)


def unreadable(store: Store, heard: Incoming, now: datetime, deployment: Deployment) -> None:
    """Say aloud that a message could not be read; silence would look like an answer."""
    room = store.directory.room_by_remote(heard.platform, heard.room)
    person = store.directory.person_of_account(heard.platform, heard.account)
    if room is None or person is None or heard.platform not in deployment.platforms:
        return
    group = store.directory.group(room.group) if room.group else None
    call = Call(CLOCK, (), group or NOBODY, room, now, event=heard.event)
    words = Words(Page(Said("form.unreadable")), Tlp.CLEAR, (person.id,))
    post.message(store, call, room, words, "unreadable")


def alert(store: Store, said: Said, key: str, now: datetime, deployment: Deployment) -> None:
    """Tell every operators' room, in words and without content; once for a key."""
    for room in store.directory.rooms():
        if room.sees is Sees.OPERATORS and room.platform in deployment.platforms:
            group = store.directory.group(room.group) if room.group else None
            call = Call(CLOCK, (), group or NOBODY, room, now, event=key)
            post.message(store, call, room, Words(Page(said), Tlp.GREEN), said.msgid)


def audit(store: Store, call: Call, made: Outcome, line: str) -> None:
    """Record an act: who, as whom, when, where, what; in its incident's chain or the group's."""
    entry = _entry(call, line.split(" ", 2)[:2]) | {"line": line, "outcome": "done"}
    if made.made:
        entry["made"] = dict(made.made)
    store.audit.append(made.about or f"group:{call.group.id}", call.group.id, entry, call.now)
    remember(store, call, made, line)


def audit_refused(store: Store, call: Call, no: Refused, words: list[str]) -> None:
    """Record a refusal in the group's chain, without what was typed."""
    entry = _entry(call, words) | {"outcome": "refused", "rule": no.rule}
    store.audit.append(f"group:{call.group.id}", call.group.id, entry, call.now)


def _entry(call: Call, words: list[str]) -> dict[str, Any]:
    return {
        "act": " ".join(words),
        "person": call.person.id,
        "as": sorted(hat.id for hat in call.hats),
        "party": call.party,
        "group": call.group.id,
        "room": call.room.id,
        "at": _instant(call.now),
        "sent": _instant(call.sent_at) if call.sent_at else None,
        "receipt": call.seq,
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat()
