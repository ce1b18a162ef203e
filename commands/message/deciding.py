"""A letter and the response that it carries while States decide: one text, to the character.

A response is put only once its letter is frozen in every authentic language with the very words of
the response; from then on, until the decision, the letter keeps them (4.2, DR-08, DR-26).
"""

from __future__ import annotations

from commands.call import Call
from commands.joint import View, carrying, way_to
from commands.message.adopted import ADOPTED, agrees, texts
from coordination.message.drafting import as_decided
from coordination.message.record import Message
from coordination.poll.record import Poll
from coordination.poll.stage import Stage as PollStage
from coordination.refused import Refused
from coordination.response.record import Response
from coordination.said import Said
from storage.store import Store

_DECIDING = (PollStage.ANNOUNCED, PollStage.OPEN, PollStage.ADOPTED_AD_REFERENDUM)


def frozen_first(call: Call, store: Store, response: Response) -> None:
    """Raises `Refused` unless the letter that carries the response is frozen with its words.

    A letter is named only to those that may see it.
    """
    letter = carrying(store, response.id)
    if letter is None or letter.stage.sent:
        return
    stands = agrees(letter, response)
    if letter.frozen is not None and stands:
        return
    id = way_to(call, store, response.id)
    if id is None:
        raise Refused("DR-26", Said("message.drafted_elsewhere", response=response.id))
    if behind := letter.behind(courtesy=False):
        said = Said(
            "message.put_once_ready",
            response=response.id,
            id=id,
            languages=tuple(x.upper() for x in behind),
        )
        raise Refused("DR-26", said, tuple(f"message revise {id} language={x}" for x in behind))
    said = Said("message.put_once_frozen", response=response.id, id=id)
    back = () if stands else (f"message revise {id} decided=yes",)
    raise Refused("DR-26", said, (f"message freeze {id}", *back, f"message show {id}"))


def words_stand(store: Store, before: Message, after: Message, view: View) -> None:
    """Raises `Refused` where words would change on which States are deciding (DR-26)."""
    poll = deciding(store, before.response)
    thawed = before.frozen is not None and after.frozen is None
    if poll is None or (after.mark == before.mark and not thawed):
        return
    said = Said("message.being_decided", id=before.id, response=poll.response, poll=poll.id)
    over = (f"poll withdraw {poll.id}",) if view is View.OFFICE else ()
    raise Refused("DR-26", said, (f"poll show {poll.id}", *over))


def begins_as_decided(store: Store, message: Message, response: Response | None) -> None:
    """Raises `Refused` where a letter would begin with other words than those that are decided.

    They may be decided on already, or be under decision: it could never be frozen or signed.
    """
    if response is None:
        return
    settled = response.stage in ADOPTED or deciding(store, response.id) is not None
    if settled and not agrees(message, response):
        said = Said("message.begins_as_decided", response=response.id, languages=_spoken(response))
        line = f"message draft {response.incident} response={response.id}"
        raise Refused("DR-26", said, (line,))


def put_back(message: Message, store: Store) -> Message:
    """The letter with the words of its response, in its languages; raises `Refused` for none."""
    response = store.responses.get(message.response) if message.response else None
    if response is None:
        line = f"message revise {message.id}"
        raise Refused("form", Said("message.carries_nothing", id=message.id), (line,))
    return as_decided(message, texts(response))


def languages_of(response: Response) -> tuple[str, ...]:
    """The authentic languages of a response, its own first."""
    return (response.language, *(code for code, _ in response.translations))


def deciding(store: Store, response: str | None) -> Poll | None:
    """The poll that is announced, open, or waits for capitals on a response."""
    polls = store.polls.on(response) if response else ()
    return next((one for one in polls if one.stage in _DECIDING), None)


def _spoken(response: Response) -> tuple[str, ...]:
    return tuple(code.upper() for code in languages_of(response))
