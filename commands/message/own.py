"""A State's own word on a message, for its own people alone before dispatch (DR-29)."""

from __future__ import annotations

from commands.call import Call
from commands.incident.words import party
from coordination.hats import SPEAKERS
from coordination.message.entry import How, Signature
from coordination.message.record import Message
from coordination.message.signing import standing
from coordination.said import Said
from storage.store import Store


def word(one: Signature) -> Said:
    """What was said, as words among others."""
    key = one.how.value
    if one.ad_referendum and one.how.signs:
        key = "subject_with_footnote" if one.how is How.FOOTNOTE else "subject"
    if one.how is How.FOOTNOTE:
        return Said(f"message.word.{key}", footnote=one.footnote)
    return Said(f"message.word.{key}")


def own(call: Call, store: Store, message: Message) -> tuple[Said, ...]:
    """To whoever speaks for a State that is asked: what it has said so far, by whom and when."""
    asked = message.frozen.asked if message.frozen and message.stage.signing else ()
    code = call.party
    if code is None or code not in asked or not SPEAKERS & {*call.roles}:
        return ()
    name = party(code, message.group, store)
    given = standing(message, store.messages.entries(message.id, Signature)).get(code)
    if given is None:
        return (Said("message.own.none", party=name),)
    if given.came is not None:
        way = Said(f"letterchannel.{given.came.channel.value}")
        return (Said("message.own.by_letter", party=name, word=word(given), way=way, at=given.at),)
    person = store.directory.person(given.person)
    who = person.name if person else given.person
    return (Said("message.own.given", party=name, word=word(given), person=who, at=given.at),)
