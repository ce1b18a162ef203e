"""What follows when the group has decided a procedural question (DR-22, DR-23, DR-29, 4.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from commands.outcome import Card
from commands.poll import annexed, silence, substance, void
from commands.poll.annex_words import requests
from commands.poll.card import its_card
from commands.poll.see import Item, item
from commands.response.card import cards as response_cards
from coordination.poll.category import rests_on_category, taken_off
from coordination.poll.interest import stands_aside
from coordination.poll.procedure import for_all
from coordination.poll.question import Question
from coordination.poll.stage import Stage
from storage.store import Store


def apply(store: Store, found: Item) -> None:
    """Do what was decided, where it can still be done."""
    poll = found.poll
    if poll.question is Question.CATEGORY and poll.stage is not Stage.ADOPTED:
        for one in substance.resting(store, poll.response):
            store.polls.save(taken_off(one, poll.closed_at or poll.closes_at))
    about = item(store, poll.about) if poll.about and poll.about.startswith("POL-") else None
    act = _ACTS.get(poll.question)
    if poll.stage is Stage.ADOPTED and about is not None and act is not None:
        act(store, found, about)


def fallen(store: Store, found: Item) -> tuple[Item, ...]:
    """The polls that were taken off with this one: their item is of substance (DR-25)."""
    poll = found.poll
    if poll.question is not Question.CATEGORY:
        return ()
    off = (one for one in store.polls.on(poll.response) if one.stage is Stage.WITHDRAWN)
    same = (one for one in off if one.closed_at == poll.closed_at and rests_on_category(one))
    return tuple(replace(found, poll=one) for one in same)


def cards(store: Store, found: Item) -> tuple[Card, ...]:
    """The cards that show something else now."""
    poll = found.poll
    about = item(store, poll.about) if poll.about and poll.about.startswith("POL-") else None
    if about is None:
        return ()
    return (its_card(store, about), *response_cards(store, about.incident, about.response))


def closes(store: Store, found: Item) -> tuple[str, ...]:
    """What nobody has to answer any more: the questions to a party that stands aside."""
    poll = found.poll
    aside = poll.question is Question.STANDS_ASIDE and poll.stage is Stage.ADOPTED
    if not aside or requests(poll, store):
        return ()
    return silence.out_of(poll.about or "", poll.at_issue or "")


def _aside(store: Store, found: Item, about: Item) -> None:
    """The party abstains in the poll from now on, where that is for others to say (DR-23).

    One that has ended stays as it is (DR-16).
    """
    poll = found.poll
    if about.poll.stage is Stage.OPEN:
        one = stands_aside(about.poll, poll.at_issue or "", poll.decided_at, 0, poll.id)
        annexed.keep(store, about, one)


def _for_all(store: Store, _: Item, about: Item) -> None:
    store.polls.save(for_all(about.poll))


def _annul(store: Store, _: Item, about: Item) -> None:
    void.annul(store, about)


_ACTS: dict[Question, Callable[[Store, Item, Item], None]] = {
    Question.STANDS_ASIDE: _aside,
    Question.ROLL_CALL: _for_all,
    Question.ANNUL: _annul,
}
