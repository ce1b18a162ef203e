"""Everything that is known of a commitment, for its card: a line each, nothing that is empty."""

from __future__ import annotations

from collections.abc import Iterator

from commands.commitment.recurring import facts as recurring
from commands.commitment.words import owner, party_of, shortened, there, when
from commands.dates import day_of
from commands.incident.words import party
from coordination.commitment import Commitment, Stage
from coordination.said import Capitals, Names, Said
from storage.store import Store


def facts(made: Commitment, store: Store) -> Iterator[Said]:
    """Everything that is known of it, a line each; what is empty is left out."""
    promise = made.promise
    if shortened(promise.what) != promise.what:
        yield Said("commitment.what", what=promise.what)
    yield from _stage(made, store)
    home, authority = party_of(made, store), authority_of(made, store)
    # An agency is its own authority: its name stands in the first line already.
    if home is None or authority != home.names:
        yield Said("commitment.authority", authority=authority)
    key = "commitment.strength" if promise.strength.firm else "commitment.strength_softer"
    yield Said(key, strength=Said(f"strength.{promise.strength.value}"))
    yield from recurring(made, store)
    yield from _steps(made, store)
    yield from _source(made, store)
    if promise.response:
        yield Said("commitment.under", response=promise.response)
    if promise.plan:
        yield Said("commitment.of_plan", plan=promise.plan)
    person = store.directory.person(made.offered_by)
    name = person.name if person else made.offered_by
    if made.letter is None:
        yield Said("commitment.offered_by", name=name)
        return
    channel = Said(f"letterchannel.{made.letter.channel.value}")
    waits = "open" if made.stage is Stage.OFFERED else "own"
    key = f"commitment.by_letter_{'seen' if made.letter.seen_by else waits}"
    yield Said(key, party=owner(made, store), channel=channel, at=made.letter.reached)


def _source(made: Commitment, store: Store) -> Iterator[Said]:
    """What it rests on: an article, a conclusion, or what its party names."""
    source = made.promise.source
    if source is None:
        return
    if not source.of:
        yield Said("commitment.cites", title=source.title)
        return
    agreement = store.directory.agreement(source.of, made.group)
    title = agreement.title if agreement else source.title
    key = "conclusion" if source.of.startswith("MTG-") else "article"
    yield Said(f"commitment.from_{key}", title=title, of=source.of, place=source.place)
    if agreement is not None and agreement.since is not None:
        ends = "until" if agreement.until else "since"
        since, until = agreement.since, agreement.until
        yield Said(f"commitment.in_force_{ends}", since=since, until=until)


def _stage(made: Commitment, store: Store) -> Iterator[Said]:
    yield _now(made, store)
    if made.moved_from is not None and made.stage in (Stage.ACTIVE, Stage.OVERDUE):
        yield Said("commitment.is.moved", was=made.moved_from)
    if made.verified_at is not None:
        yield _verified(made, store)
    elif made.stage is Stage.DONE:
        yield Said("commitment.is.not_verified", party=owner(made, store))
    elif made.stage is not Stage.WITHDRAWN and made.reason:
        yield Said("commitment.changed", reason=made.reason)


def _now(made: Commitment, store: Store) -> Said:
    """Where it stands, with the day that counts."""
    due, starts = when(made, store), made.promise.starts
    match made.stage:
        case Stage.OFFERED:
            return _offered(made, store)
        case Stage.ACCEPTED if starts is not None:
            begins = day_of(store, made.group, made.owner, starts)
            return Said("commitment.is.accepted", due=due, starts=begins)
        case Stage.DONE:
            return Said("commitment.is.done", at=made.done_at, evidence=made.evidence)
        case Stage.WITHDRAWN:
            return Said("commitment.is.withdrawn", at=made.withdrawn_at, reason=made.reason)
        case Stage.LAPSED:
            return Said("commitment.is.lapsed", at=_until(made, store))
        case Stage.SUPERSEDED:
            return Said("commitment.is.superseded", successor=made.successor)
    if made.stage in (Stage.OVERDUE, Stage.SUSPENDED):
        return Said(f"commitment.is.{made.stage.value}", due=due)
    return Said("commitment.is.other", due=due, stage=Said(f"stage.commitment.{made.stage.value}"))


def _offered(made: Commitment, store: Store) -> Said:
    """For whose word it waits, and until when; by that day it is firm or no commitment."""
    promise = made.promise
    until, due = _until(made, store), when(made, store)
    home = party_of(made, store)
    if home is None or promise.authority in (home.authority.in_language("en"), ""):
        return Said("commitment.is.offered", due=due, until=until, party=owner(made, store))
    authority = authority_of(made, store)
    party = owner(made, store)
    key = "commitment.is.offered_by_other"
    return Said(key, due=due, until=until, party=party, authority=authority)


def _until(made: Commitment, store: Store) -> Capitals:
    """By when an offer is confirmed, or is no commitment."""
    return there(made, made.promise.confirm_by or made.promise.due, store)


def _verified(made: Commitment, store: Store) -> Said:
    """Who else has seen that it is done: the chair, or another party."""
    if made.verified_for is None:
        return Said("commitment.is.verified", at=made.verified_at)
    who = party(made.verified_for, made.group, store)
    return Said("commitment.is.verified_by", at=made.verified_at, party=who)


def _steps(made: Commitment, store: Store) -> Iterator[Said]:
    """The steps on the way, each with its number."""
    for n, step in enumerate(made.promise.milestones, start=1):
        if step.reached_at is not None:
            yield Said("commitment.step.reached", n=n, what=step.what, at=step.reached_at)
        else:
            due = there(made, step.due, store)
            yield Said("commitment.step.waits", n=n, what=step.what, due=due)


def authority_of(made: Commitment, store: Store) -> Names | str:
    """The party's own authority in the reader's language; any other one as it was written."""
    home = party_of(made, store)
    own = home is not None and home.authority.in_language("en") == made.promise.authority
    return home.authority if home and own else made.promise.authority
