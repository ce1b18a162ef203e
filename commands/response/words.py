"""A response in words: its parts as lines, nothing that is empty."""

from __future__ import annotations

from collections.abc import Iterator

from commands.incident.words import party as party_name
from commands.incident.words import practices
from commands.kinds.who import named
from commands.seeded import in_words
from coordination.response.parts import (
    Assistance,
    Implementing,
    Lifting,
    Message,
    Other,
    Suspension,
    Unification,
)
from coordination.response.record import Continuation, Response
from coordination.response.stage import Stage
from coordination.response.text import mark
from coordination.said import Said
from coordination.text import short
from storage.store import Store

_CRITERION = "response.part.lift"


def _lifts(parts: Lifting, store: Store) -> Said:
    """Which measure it ends, by its words."""
    measure = store.responses.get(parts.lifts)
    return Said("response.part.lifts", response=title(measure) if measure else parts.lifts)


def title(response: Response) -> Said:
    """The first line of everything that is said about it."""
    return Said("response.title", id=response.id, title=response.title)


def kind(response: Response, store: Store) -> Said:
    """What sort of measure it is, and towards whom."""
    word = Said(f"responsetype.{response.type.value}")
    if response.addressed_to is None:
        return Said("response.kind", type=word)
    return Said("response.kind_to", type=word, state=named(response.addressed_to, store))


def stands(response: Response, store: Store) -> Said:
    """Who put it, where it stands, and which text it is."""
    return Said(
        "response.stands",
        party=party_name(response.proposed_by, response.group, store),
        stage=stage(response.stage),
        text=short(mark(response)),
        version=response.version,
    )


def stage(at: Stage) -> Said:
    return Said(f"stage.response.{at.value}")


def remaining(response: Response, store: Store) -> tuple[Said, ...]:
    """The parts of its text, but the lift criterion: what was found of each item says that."""
    return tuple(line for line in parts(response, store) if line.msgid != _CRITERION)


def parts(response: Response, store: Store) -> tuple[Said, ...]:
    """The parts of its text, one line each; what the title says already is not said twice."""
    lines = [line for line in _own(response, store) if ("text", response.title) not in line.params]
    lines += [_meanwhile(one) for one in response.continuations]
    if response.restorative:
        offered = tuple(Said(f"restorative.{one.value}") for one in response.restorative)
        lines.append(Said("response.restorative", offered=offered))
    if response.effective_on:
        lines.append(Said("response.effective", day=response.effective_on))
    return tuple(lines)


def _meanwhile(one: Continuation) -> Said:
    """What happens to adoptions until the response has been actioned (T-38)."""
    adoptions = Said(f"adoptions.{one.adoptions.value}")
    how = Said(f"proceeding.{one.proceeding.value}")
    if not one.words:
        return Said("response.continuation", adoptions=adoptions, proceeding=how)
    said = "response.continuation_under"
    return Said(said, adoptions=adoptions, proceeding=how, text=one.words)


def _own(response: Response, store: Store) -> Iterator[Said]:
    match response.parts:
        case Suspension() as parts:
            yield from _suspension(parts, response.group, store)
        case Message() as parts:
            yield Said("response.part.purpose", text=in_words(parts.purpose))
            yield Said("response.part.wording", text=parts.wording)
        case Unification() as parts:
            yield Said("response.part.practice", practices=practices((parts.practice,)))
            yield Said("response.part.procedure", text=parts.procedure)
            if parts.condition:
                yield Said("response.part.condition", text=parts.condition)
            for one in parts.implementing:
                party = party_name(one.party, response.group, store)
                yield _instrument(party, one)
        case Assistance() as parts:
            yield Said(
                "response.part.assistance",
                provider=named(parts.provider, store),
                recipient=named(parts.recipient, store),
                direction=Said(f"direction.{parts.direction.value}"),
            )
            yield Said("response.part.subject", text=parts.subject)
        case Lifting() as parts:
            yield _lifts(parts, store)
            yield Said("response.part.subject", text=parts.reason)
            yield from _shown(parts, response.group, store)
        case Other() as parts:
            yield Said("response.part.subject", text=parts.subject)
            yield Said("response.part.reason", text=parts.reason)


def _instrument(party: Said, one: Implementing) -> Said:
    """How one State means to apply the procedure; that it does it reports after adoption (T-41)."""
    if one.since is None:
        return Said("response.part.instrument", party=party, text=one.instrument)
    key = "response.part.instrument_since"
    return Said(key, party=party, text=one.instrument, day=one.since)


def _shown(parts: Lifting, group: str, store: Store) -> Iterator[Said]:
    """Each item of the criterion as it was found: this is part of the text that is decided on."""
    for one in parts.findings:
        key = "response.item.met" if one.met else "response.item.not_met"
        party = party_name(one.party, group, store)
        yield Said(key, item=one.item, party=party, evidence=one.evidence)


def _suspension(parts: Suspension, group: str, store: Store) -> Iterator[Said]:
    if parts.scope:
        yield Said("response.part.scope", text=parts.scope)
    if parts.lift_criterion:
        yield Said(_CRITERION, text=in_words(parts.lift_criterion))
    if parts.review_on:
        yield Said("response.part.review", day=parts.review_on)
    if parts.expires_on:
        yield Said("response.part.expires", day=parts.expires_on)
    if parts.in_process:
        yield Said("response.part.in_process", text=parts.in_process)
    if parts.ongoing_risk:
        yield Said("response.part.risk", text=parts.ongoing_risk)
    for one in parts.bases:
        party = party_name(one.party, group, store)
        yield Said("response.part.basis", party=party, law=one.legal_basis, decider=one.decider)
