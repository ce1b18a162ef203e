"""A decision that is void because of an error: what it had set in motion, and who hears (4.2)."""

from __future__ import annotations

from commands.call import fresh
from commands.incident.see import rooms_of
from commands.message.recall import recall
from commands.outcome import Audience, Notice, Outcome, Page
from commands.poll.see import Item, item, nature_of
from commands.response import lifting
from coordination.audience import Cut
from coordination.poll.options import falls_away, together
from coordination.poll.procedure import annulled, may_annul
from coordination.poll.question import Question
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.response.parts import Lifting
from coordination.response.stage import LIFECYCLE as MEASURES
from coordination.response.stage import Stage as ResponseStage
from coordination.response.standing import reopened
from coordination.said import Said
from storage.store import Store

_REJECTED = frozenset({Stage.NOT_ADOPTED, Stage.TIE_NOT_ADOPTED, Stage.BROKEN})


def newest(store: Store, poll: Poll) -> Poll:
    """The last poll on the same text that was not withdrawn: its decision is the one that holds."""
    return [one for one in store.polls.on(poll.response) if one.stage is not Stage.WITHDRAWN][-1]


def may_be_put(store: Store, found: Item) -> None:
    """Raises `Refused` where the decision can be annulled no more: its text shows why (4.2)."""
    may_annul(found.poll)
    response = found.response
    MEASURES.after("annul", response.stage)
    later = newest(store, found.poll)
    if later.id != found.poll.id:
        said = Said("poll.annul.later", poll=found.poll.id, later=later.id)
        raise Refused("stage", said, (f"poll show {later.id}",))
    if isinstance(response.parts, Lifting) and found.poll.stage.adopted:
        said = Said("poll.annul.lifted", poll=found.poll.id, response=response.parts.lifts)
        verbs = ("response suspend", "incident close")
        raise Refused("stage", said, tuple(f"{one} {response.incident}" for one in verbs))


def annul(store: Store, about: Item) -> None:
    """The decision is void, its successor has its id, and its text is undecided again.

    What came into force, ended or was put anew while the group was asked stays as it is: what is
    in force is reviewed.
    """
    poll, before = about.poll, about.response
    if newest(store, poll).id != poll.id or "annul" not in MEASURES.possible(before.stage):
        return
    store.polls.save(annulled(poll, fresh("POL")))
    store.responses.save(reopened(before))
    for option in falls_away(poll, together(store.polls.annexes(before.id))):
        _put_again(store, option)
    lifting.void(store, about.incident, before)


def _put_again(store: Store, option: str) -> None:
    """An option that fell away for the void decision, and was not rejected, is open (DR-27)."""
    response = store.responses.get(option)
    rejected = any(one.stage in _REJECTED for one in store.polls.on(option))
    if response is not None and response.stage is ResponseStage.NOT_ADOPTED and not rejected:
        store.responses.save(reopened(response))


def letters(store: Store, found: Item) -> tuple[Outcome, ...]:
    """What follows for the messages that carry out the decision: none leaves on a void one."""
    about = _void(store, found)
    return tuple(recall(store, about.response, about.incident)) if about else ()


def told(store: Store, found: Item) -> tuple[Notice, ...]:
    """To the rooms that heard of the decision and do not decide: that it is void (DR-22, DR-29)."""
    poll, about = found.poll, _void(store, found)
    if about is None:
        return ()
    incident, response = about.incident, about.response
    some = rooms_of(store, incident, nature_of(about.poll), Cut.OUTCOME)
    full = rooms_of(store, incident, nature_of(poll), Cut.FULL)
    rooms = (some.only or frozenset()) - (full.only or frozenset())
    if not rooms:
        return ()
    said = Said("poll.annul.void", id=about.poll.id, response=response.id, title=response.title)
    page = Page(said, (Said("poll.annul.undecided"),))
    return (Notice(Audience(some.sees, only=rooms), incident.label, page, incident.id),)


def _void(store: Store, found: Item) -> Item | None:
    """The decision that this question has annulled; None where it has annulled none."""
    poll = found.poll
    if poll.question is not Question.ANNUL or poll.stage is not Stage.ADOPTED:
        return None
    about = item(store, poll.about or "")
    return about if about is not None and about.poll.stage is Stage.ANNULLED else None
