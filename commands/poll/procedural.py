"""Procedural questions: put by the chair, and decided by the group (DR-22, DR-23, DR-29, 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commands.call import Call, fresh
from commands.outcome import Outcome, Page
from commands.poll import ballot, clock, words
from commands.poll.before import by_terms
from commands.poll.card import its_card
from commands.poll.see import Item
from coordination.incident.incident import Incident
from coordination.poll.opening import opened
from coordination.poll.procedure import in_time, mark, rule_of
from coordination.poll.question import Question
from coordination.poll.record import Excluded, Poll
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.response.record import Response
from coordination.said import Said
from storage.store import Store


@dataclass(frozen=True)
class Put:
    """A procedural question: on which response or poll (`about`), and on which party, if any."""

    question: Question
    about: str
    at_issue: str | None = None
    excluded: tuple[Excluded, ...] = ()


def put(
    call: Call,
    store: Store,
    response: Response,
    incident: Incident,
    what: Put,
    closes: datetime,
) -> Outcome:
    """Open the poll on a procedural question; every voter is asked in private."""
    draft = by_terms(_draft(call, response, incident, what, closes), call.group.terms)
    _not_twice(store, draft)
    hats = store.directory.credentials_of(call.group.id, call.now)
    poll = opened(draft, call.group, hats)
    store.polls.add(poll)
    found = Item(poll, incident, lambda: response)
    title = Said("poll.opened", id=poll.id, n=len(poll.eligible))
    return Outcome(
        Page(title, (words.title(found, store), words.closes(poll, store))),
        asks=ballot.asks(found, store, call.now),
        cards=(its_card(store, found),),
        made={"poll": poll.id},
        deadlines=clock.deadlines(poll, call.group, store),
        shows=incident.label,
        about=incident.id,
    )


def _draft(call: Call, response: Response, incident: Incident, what: Put, closes: datetime) -> Poll:
    return Poll(
        id=fresh("POL"),
        group=call.group.id,
        response=response.id,
        incident=incident.id,
        rule=rule_of(what.question),
        fingerprint=mark(what.question, what.about, what.at_issue),
        eligible=(),
        quorum=0,
        opened_at=call.now,
        closes_at=closes,
        sponsor=call.party or "",
        excluded=what.excluded,
        question=what.question,
        about=what.about,
        at_issue=what.at_issue,
    )


def before_its_poll(store: Store, asked: Poll) -> None:
    """Who stands aside in a poll is known before that one closes, extended or not (DR-23)."""
    if asked.question is Question.STANDS_ASIDE and asked.about is not None:
        on = store.polls.look(asked.about)
        if on is not None:
            in_time(on, asked.closes_at)


def _not_twice(store: Store, draft: Poll) -> None:
    """Raises `Refused` while the same question is open already."""
    for one in store.polls.procedural(draft.response):
        if one.fingerprint == draft.fingerprint and one.stage is Stage.OPEN:
            said = Said("poll.procedural.open_already", poll=one.id)
            raise Refused("DR-25", said, (f"poll show {one.id}",))
