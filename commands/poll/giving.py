"""The answer of a party, checked against everything that was frozen: a vote that can be kept."""

from __future__ import annotations

from collections.abc import Sequence

from commands.call import Call
from commands.incident.words import plainly
from commands.poll import away
from commands.poll.see import Item, hat_of
from coordination.parties import Credential
from coordination.poll.cast import cast
from coordination.poll.record import Poll
from coordination.poll.vote import Answer, Ballot, Vote
from storage.store import Store


def given(
    call: Call,
    store: Store,
    found: Item,
    answer: Answer,
    text: str = "",
    *,
    ad_referendum: bool = False,
) -> Vote:
    """The answer of a party as a vote that can be kept; raises `Refused`."""
    said = Ballot(
        answer=answer,
        fingerprint=found.poll.fingerprint,
        received_at=call.now,
        seq=call.seq,
        sent_at=call.sent_at,
        text=text.strip() or None,
        ad_referendum=ad_referendum,
    )
    hat = hat_of(call)
    with plainly(found.poll.group, store):
        late = call.now >= found.poll.closes_at
        gaps = away.outages(found.poll, store) if late else ()
        return cast(found.poll, said, hat, gaps, earlier(store, found.poll, hat))


def earlier(store: Store, poll: Poll, hat: Credential) -> Sequence[Vote]:
    """The answers of before that say who may give this one (DR-18, DR-24)."""
    if poll.organisations:
        return store.polls.votes(poll.id)
    return store.polls.votes_of(poll.id, hat.party or "")
