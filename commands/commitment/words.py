"""How a commitment is shown: its line in lists, and its card."""

from __future__ import annotations

from collections.abc import Iterator

from commands.incident.words import party
from commands.outcome import Button
from coordination.commitment import Commitment, Stage, Strength
from coordination.parties import Party
from coordination.said import Capitals, Names, Said
from storage.store import Store

LONG = 160
_HEAD = {
    Stage.OFFERED: "commitment.line.offered",
    Stage.ACCEPTED: "commitment.line.accepted",
    Stage.ACTIVE: "commitment.line.active",
    Stage.OVERDUE: "commitment.line.overdue",
    Stage.SUSPENDED: "commitment.line.suspended",
    Stage.DONE: "commitment.line.done",
    Stage.WITHDRAWN: "commitment.line.withdrawn",
    Stage.SUPERSEDED: "commitment.line.superseded",
}


def line(made: Commitment, store: Store) -> Said:
    """One line of a list: whose, what, when, and how it stands."""
    return Said(
        _HEAD[made.stage],
        party=owner(made, store),
        what=shortened(made.promise.what),
        due=when(made, store),
        id=made.id,
    )


def owner(made: Commitment, store: Store) -> Said:
    """The party as words; an agency by its name in its group."""
    return party(made.owner, made.group, store)


def party_of(made: Commitment, store: Store) -> Party | None:
    return store.directory.party(made.owner, made.group)


def when(made: Commitment, store: Store) -> Capitals:
    """The due instant on the owner's own clock, by the name of its capital."""
    home = party_of(made, store)
    return Capitals(made.promise.due, ((home.capital, home.zone),) if home else ())


def shortened(text: str) -> str:
    """The first line of a text, at most 160 characters of it."""
    first, _, rest = text.strip().partition("\n")
    return first if len(first) <= LONG and not rest else f"{first[: LONG - 1].rstrip()}…"


def title(made: Commitment, store: Store) -> Said:
    """The first line of a card: what, and whose."""
    what = shortened(made.promise.what)
    return Said("commitment.card", id=made.id, party=owner(made, store), what=what)


def facts(made: Commitment, store: Store) -> Iterator[Said]:
    """Everything that is known of it, a line each; what is empty is left out."""
    promise = made.promise
    if shortened(promise.what) != promise.what:
        yield Said("commitment.what", what=promise.what)
    firm = promise.strength is Strength.SHALL
    key = "commitment.authority" if firm else "commitment.authority_softer"
    strength = Said(f"strength.{promise.strength.value}")
    home, authority = party_of(made, store), _authority(made, store)
    # An agency is its own authority: its name stands in the first line already.
    if not firm or home is None or authority != home.names:
        yield Said(key, authority=authority, strength=strength)
    yield from _stage(made, store)
    if promise.response:
        yield Said("commitment.under", response=promise.response)
    person = store.directory.person(made.offered_by)
    name = person.name if person else made.offered_by
    yield Said("commitment.offered_by", name=name)


def _stage(made: Commitment, store: Store) -> Iterator[Said]:
    due = when(made, store)
    starts = made.promise.starts
    match made.stage:
        case Stage.OFFERED:
            yield Said("commitment.is.offered", due=due, party=owner(made, store))
        case Stage.ACCEPTED if starts is not None:
            yield Said("commitment.is.accepted", due=due, starts=starts)
        case Stage.DONE:
            yield Said("commitment.is.done", at=made.done_at, evidence=made.evidence)
        case Stage.WITHDRAWN:
            yield Said("commitment.is.withdrawn", at=made.withdrawn_at, reason=made.reason)
        case Stage.OVERDUE:
            yield Said("commitment.is.overdue", due=due)
        case _:
            stage = Said(f"stage.commitment.{made.stage.value}")
            yield Said("commitment.is.other", due=due, stage=stage)
    if made.verified_at is not None:
        yield Said("commitment.is.verified", at=made.verified_at)
    elif made.stage not in (Stage.WITHDRAWN, Stage.DONE) and made.reason:
        yield Said("commitment.changed", reason=made.reason)


def _authority(made: Commitment, store: Store) -> Names | str:
    """The party's own authority in the reader's language; any other one as it was written."""
    home = party_of(made, store)
    own = home is not None and home.authority.in_language("en") == made.promise.authority
    return home.authority if home and own else made.promise.authority


def acts(made: Commitment) -> tuple[Button, ...]:
    """What can be done with it now: each line begins where something is still to be asked."""
    verbs = {
        Stage.OFFERED: ("accept", "extend", "withdraw"),
        Stage.ACCEPTED: ("start", "extend", "withdraw"),
        Stage.ACTIVE: ("done", "extend", "withdraw"),
        Stage.OVERDUE: ("done", "extend", "withdraw"),
        Stage.SUSPENDED: ("extend", "withdraw"),
        Stage.DONE: () if made.verified_at else ("verify",),
    }.get(made.stage, ())
    return tuple(
        Button(Said(f"commitment.act.{verb}"), f"commitment {verb} {made.id}") for verb in verbs
    )
