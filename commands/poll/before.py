"""What was said on a response before its poll opens, and is frozen with it (DR-22 … DR-24)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from commands.call import Call, fresh
from commands.in_turn import in_its_turn
from commands.message.deciding import frozen_first
from coordination.parties import Group, Terms
from coordination.poll.annex import Annex, AnnexKind, of, parties_of
from coordination.poll.delegating import Alternates
from coordination.poll.procedure import mark
from coordination.poll.question import Question
from coordination.poll.record import Excluded, Poll
from coordination.poll.stage import Stage
from coordination.response.record import Response
from storage.store import Store

_CARRIED = (AnnexKind.COMPETENCE, AnnexKind.INTEREST)


def aside(store: Store, response: Response, group: Group) -> tuple[Excluded, ...]:
    """The parties that recused themselves before the opening: they do not decide (DR-23)."""
    out = parties_of(store.polls.annexes(response.id), AnnexKind.RECUSED)
    return tuple(Excluded(code, "DR-23") for code in sorted(out) if code in group.parties)


def concerned_votes(store: Store, response: Response, state: str) -> bool:
    """Whether the others agreed by consensus that the State concerned votes (DR-22)."""
    wanted = mark(Question.CONCERNED_VOTES, response.id, state)
    return any(
        poll.stage is Stage.ADOPTED and poll.fingerprint == wanted
        for poll in store.polls.procedural(response.id)
    )


def excluded(
    store: Store, response: Response, group: Group, concerned: Iterable[Excluded]
) -> tuple[Excluded, ...]:
    """Who does not decide: States concerned without a vote, and who stands aside."""
    apart = [one for one in concerned if not concerned_votes(store, response, one.party)]
    known = {one.party for one in apart}
    more = [one for one in aside(store, response, group) if one.party not in known]
    return tuple(sorted((*apart, *more), key=lambda one: one.party))


def put_now(call: Call, store: Store, response: Response) -> None:
    """Raises `Refused` before its turn, or while the letter with its words is not frozen."""
    in_its_turn(store, response)
    frozen_first(call, store, response)


def identity(store: Store, response: Response) -> str:
    """The id of the next poll on a response: the one that an annulled one named, or a new one."""
    last = next(reversed(store.polls.on(response.id)), None)
    named = last.successor if last is not None and last.stage is Stage.ANNULLED else None
    return named if named and store.polls.look(named) is None else fresh("POL")


def by_terms(draft: Poll, terms: Terms) -> Poll:
    """The draft with what the group's terms of reference fix."""
    return replace(
        draft,
        grace_seconds=terms.grace_seconds,
        confirm_days=terms.confirm_working_days,
        alternates=Alternates(terms.alternates),
    )


def carried(store: Store, draft: Poll) -> Poll:
    """The draft with what its voters and organisations declared beforehand."""
    before = of(store.polls.annexes(draft.response), *_CARRIED)
    mine: tuple[Annex, ...] = tuple(replace(one, about=draft.id) for one in before)
    return replace(draft, annexes=(*draft.annexes, *mine))
