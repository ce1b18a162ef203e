"""Who does not stand in a letter that is sent, and why: what each has said, or has not (4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from commands.incident.words import parties
from coordination.message.entry import How, Signature
from coordination.message.record import Message
from coordination.message.signing import standing, unconfirmed, waiting
from coordination.said import Said
from storage.store import Store


def left_out(message: Message, store: Store) -> Iterator[Said]:
    """Who declined, whose capital has not confirmed, and who has not answered: each apart."""
    given = store.messages.entries(message.id, Signature)
    words = standing(message, given).values()
    apart = {
        "message.declined_by": tuple(one.party for one in words if one.how is How.DECLINE),
        "message.unconfirmed_by": unconfirmed(message, given),
        "message.unanswered_by": waiting(message, given),
    }
    for key, codes in apart.items():
        if codes:
            names = parties(codes, message.group, store)
            yield Said(key, n=len(codes), parties=names)


def before_time(message: Message, store: Store, at: datetime) -> tuple[Said, ...]:
    """That it leaves while States may still answer, which were told a later time; `at` is when."""
    end, given = message.sign_until, store.messages.entries(message.id, Signature)
    if end is None or at >= end or not waiting(message, given):
        return ()
    key = "message.sent_early" if message.stage.sent else "message.leaves_early"
    return (Said(key, n=len(waiting(message, given)), at=end),)
