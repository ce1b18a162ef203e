"""What a poll begins and ends of what States clear at home before they answer (D5)."""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.cleared import before_cleared, begins, keys
from commands.outcome import Due
from coordination.poll.record import Poll
from coordination.poll.referendum import unconfirmed
from coordination.poll.stage import Stage
from coordination.poll.vote import Vote
from storage.store import Store


def asked(poll: Poll, store: Store, now: datetime) -> tuple[Due, ...]:
    """States that have set this up clear their answer from now on; not a procedural one."""
    if poll.question.procedural:
        return ()
    return begins(store, poll.group, poll.id, poll.eligible, now)


def before(call: Call, store: Store, poll: Poll, party: str, why: str) -> None:
    """Asks why where a State answers before it has cleared that, as it has set up (force W)."""
    if poll.question.procedural:
        return
    first = before_cleared(call, store, (poll.group, poll.id, party), poll.fingerprint, why)
    store.clearances.record(poll.id, poll.group, party, *first)


def answered(vote: Vote) -> tuple[str, ...]:
    """Nobody at home is asked any more, but of what the capital has still to confirm (DR-13)."""
    return () if vote.ad_referendum else keys(vote.poll, (vote.party,))


def ended(poll: Poll, store: Store) -> tuple[str, ...]:
    """Nothing is cleared of it any more, but what a capital has still to confirm."""
    waits = poll.stage is Stage.ADOPTED_AD_REFERENDUM
    missing = unconfirmed(poll, store.polls.votes(poll.id)) if waits else ()
    return keys(poll.id, (code for code in poll.eligible if code not in missing))
