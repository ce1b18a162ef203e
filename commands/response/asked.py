"""The State that a response is for is asked for its word: a reply, or whether it accepts.

A measure that is addressed to it is not voted on by it, but heard (DR-22); on assistance that it
would receive it alone decides (T-44).
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.incident.replying import key, put, question
from commands.kinds.who import named
from commands.outcome import Ask, Button, Outcome, Page
from commands.response import words
from commands.response.see import Seen
from coordination.incident.incident import Incident
from coordination.poll.annex import AnnexKind
from coordination.poll.record import Poll
from coordination.response.parts import Assistance
from coordination.response.record import Response
from coordination.response.stage import OPEN_TO_REPLY, Stage
from coordination.said import Capitals, Said
from storage.store import Store

__all__ = ["asks", "at_opening", "key", "over"]


def asks(
    call: Call, store: Store, incident: Incident, response: Response, how: str = "put"
) -> tuple[Ask, ...]:
    """The question to whoever speaks for the State, where that State may know of the incident.

    `how`: "put" at first, "changed" for another text, "poll" where a poll opens without a reply,
    "review" once it is in force.
    """
    if response.stage not in OPEN_TO_REPLY:
        return ()
    if isinstance(response.parts, Assistance):
        return _acceptance(call, store, incident, response, response.parts.recipient)
    state = response.addressed_to
    if state is None:
        return ()
    page = question(response, state, how, store)
    return put(call, store, incident, response.id, state, page, words.parts(response, store))


def _acceptance(
    call: Call, store: Store, incident: Incident, response: Response, state: str
) -> tuple[Ask, ...]:
    """One that asked for it itself has said so already."""
    if response.proposed_by == state or response.stage is not Stage.PROPOSED:
        return ()
    line, name = f"response accept {response.id}", named(state, store)
    title = Said("response.ask_accept", id=response.id, title=response.title, state=name)
    ways = (
        Button(Said("response.act.accept"), line),
        Button(Said("response.act.decline"), f"{line} agree=no"),
    )
    page = Page(title, (Said("response.ask_accept_alone"),), ways)
    return put(call, store, incident, response.id, state, page, words.parts(response, store))


def at_opening(call: Call, store: Store, found: Seen, poll: Poll, made: Outcome) -> Outcome:
    """The opening of a poll, and the question once more where there is no reply to the text yet."""
    response = found.response
    replied = any(one.kind is AnnexKind.REPLY for one in store.polls.annexes(response.id))
    if replied and not store.asks.about(key(response.id)):
        return made
    until = _until(store, poll, response.addressed_to)
    again = asks(call, store, found.incident, response, "poll")
    shown = (replace(one, page=replace(one.page, lines=(until, *one.page.lines))) for one in again)
    return replace(made, asks=(*made.asks, *shown))


def _until(store: Store, poll: Poll, state: str | None) -> Said:
    """Until when the others decide, on the State's own clock."""
    group = store.directory.parties(poll.group)
    places = tuple((one.capital, one.zone) for one in group if one.code == state)
    return Said("response.ask_reply.until", at=Capitals(poll.closes_at, places))


def over(store: Store, incident: Incident) -> tuple[str, ...]:
    """The keys of what no State has to answer any more on this incident."""
    every = store.responses.of(incident.id)
    return tuple(key(one.id) for one in every if one.stage not in OPEN_TO_REPLY)
