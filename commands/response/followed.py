"""What is known of a response since its adoption: who takes part, applies it, found what (T-41)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from commands.commitment.participation import participation
from commands.incident.words import parties
from commands.incident.words import party as named
from commands.response.lifting import adopting
from coordination.poll.adopting import adopting_parties
from coordination.response.followup import (
    Applied,
    Continued,
    Finding,
    Grounds,
    applying,
    items,
    newest,
    variance,
)
from coordination.response.parts import Suspension, Unification
from coordination.response.record import Response
from coordination.response.review import review_day
from coordination.response.stage import Stage
from coordination.response.standing import unified
from coordination.said import Said
from storage.store import Store

_AFTER = frozenset({Stage.ADOPTED, Stage.IN_FORCE, Stage.UNDER_REVIEW, Stage.LIFTED, Stage.LAPSED})


def followed(response: Response, store: Store, *, names: bool) -> tuple[Said, ...]:
    """Everything that was reported since, one line each; nothing before it is adopted.

    `names`: for whoever reads how each State answered. The others learn nothing of the States that
    adopted it, neither who nor how many have reported: beside the reports that would tell (DR-29).
    """
    if response.stage not in _AFTER:
        return ()
    lines = list(participation(response.id, store))
    match response.parts:
        case Suspension():
            lines += (*conditions(response, store), *grounds(response, store))
        case Unification():
            lines += _unified(response, store, names=names)
    return tuple(lines)


def conditions(response: Response, store: Store) -> tuple[Said, ...]:
    """Each item of the lift criterion, with what was found of it last; and the next review."""
    if not isinstance(response.parts, Suspension):
        return ()
    all_ = store.incidents.items(response.incident, Finding)
    last = newest(one for one in all_ if one.response == response.id)
    lines = [
        _item(n, text, last.get(n), response, store)
        for n, text in enumerate(items(response.parts.lift_criterion), start=1)
    ]
    decisions = store.incidents.items(response.incident, Continued)
    own = [one for one in decisions if one.response == response.id]
    if own and response.stage is Stage.IN_FORCE:
        lines.append(Said("response.review_moved", day=review_day(response, own)))
    return tuple(lines)


def is_unified(response: Response, store: Store) -> bool:
    """Whether every State that adopted the procedure has reported that it applies it (T-41)."""
    reported = applying(_applied(response, store))
    return unified(_adopting(response, store), reported)


def _item(n: int, text: str, found: Finding | None, response: Response, store: Store) -> Said:
    if found is None:
        return Said("response.item.open", n=n, item=text)
    key = "response.item.found_met" if found.met else "response.item.found_not_met"
    party = named(found.party, response.group, store)
    return Said(key, n=n, item=text, party=party, evidence=found.evidence, at=found.at)


def grounds(response: Response, store: Store, *only: str) -> tuple[Said, ...]:
    """On which law each State, or one, suspends, by whose decision; its cases in process (T-43)."""
    all_ = store.incidents.items(response.incident, Grounds)
    last = {one.party: one for one in all_ if one.response == response.id}
    kept = [last[code] for code in sorted(last) if not only or code in only]
    return tuple(chain.from_iterable(_ground(one, response, store) for one in kept))


def _ground(one: Grounds, response: Response, store: Store) -> Iterator[Said]:
    party = named(one.party, response.group, store)
    yield Said("response.part.basis", party=party, law=one.legal_basis, decider=one.decider)
    if one.in_process:
        yield Said("response.grounds.in_process", party=party, text=one.in_process)


def _unified(response: Response, store: Store, *, names: bool) -> Iterator[Said]:
    """How many of the adopting States apply it, since when, by what; and where they differ."""
    reports = _applied(response, store)
    counted = applying(reports)
    for code in sorted(counted):
        one = counted[code]
        party = named(code, response.group, store)
        yield Said("response.applied.by", party=party, day=one.since, instrument=one.instrument)
    for one in variance(reports):
        party = named(one.party, response.group, store)
        yield Said("response.applied.variance", party=party, text=one.variance)
    if not names:
        yield Said("response.unified_apart")
        return
    if is_unified(response, store):
        yield Said("response.unified")
        return
    wanted = _adopting(response, store)
    done = sum(code in counted for code in wanted)
    missing = parties((code for code in wanted if code not in counted), response.group, store)
    yield Said("response.not_unified", n=done, total=len(wanted), parties=missing)


def _applied(response: Response, store: Store) -> list[Applied]:
    all_ = store.incidents.items(response.incident, Applied)
    return [one for one in all_ if one.response == response.id]


def _adopting(response: Response, store: Store) -> tuple[str, ...]:
    """The States that adopted it, by the poll in which they did."""
    poll = adopting(store, response.id)
    return adopting_parties(poll, store.polls.votes(poll.id)) if poll else ()
