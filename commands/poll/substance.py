"""A vote on substance: only where the terms of reference allow it, and on the record (DR-25)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.wanting import Wanting
from coordination.poll import category
from coordination.poll.annex import Annex
from coordination.poll.category import Standing, Votes
from coordination.poll.record import Poll
from coordination.poll.rule import Ratio, Rule
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store


def standing(store: Store, response: str) -> Standing:
    """Whether a response is procedural, as the chair proposes or the group has decided."""
    around = store.polls.procedural(response)
    return category.standing(store.polls.annexes(response), around)


def resting(store: Store, response: str) -> tuple[Poll, ...]:
    """The open polls that could be opened only because their item was proposed as procedural."""
    polls = (one for one in store.polls.on(response) if one.stage is Stage.OPEN)
    return tuple(one for one in polls if category.rests_on_category(one))


def allowed(call: Call, store: Store, draft: Poll, efforts: str) -> Poll:
    """The draft with what allows its rule on the record.

    Raises `Refused` where nothing does, and `Wanting` where the chair has to say first that
    consensus was sought in vain (`efforts`: in what way).
    """
    terms, now = call.group.terms, standing(store, draft.response)
    usual, votes = Rule(terms.rule), Votes(terms.votes)
    made: tuple[Annex, ...] = ()
    share = Ratio.of(terms.ratio)
    if category.needs_record(draft, now, usual, votes, share):
        if not efforts.strip():
            said = Said("poll.category.ask_efforts", id=draft.response)
            raise Wanting("DR-25", "exhausted", said)
        by, person = call.party or "", call.person.id
        made = (category.recorded(draft, efforts, by, person, call.now, call.seq),)
    elif category.overrules(draft.rule) and now.proposed is not None and votes is not Votes.OPEN:
        made = (replace(now.proposed, about=draft.id),)
    return replace(draft, annexes=(*draft.annexes, *made))


def ratio(text: str) -> Ratio:
    """The share that a line names; raises `Refused` for what is none (DR-04)."""
    try:
        return Ratio.of(text)
    except ValueError:
        raise Refused("DR-04", Said("poll.ratio_unreadable", typed=text[:20])) from None
