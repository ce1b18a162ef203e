"""How an incident is closed, and opened again on new facts (4.1, T-45)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from coordination.hats import chairs, only_chair, party_of
from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE, Stage
from coordination.incident.stance import Stance, addressed
from coordination.incident.thread import Entry
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.warned import Warn, reminder

_FIRST = {
    Stage.RESPONSE_PROPOSED: ("show",),
    Stage.ADOPTED: ("show",),
    Stage.IN_FORCE: ("review",),
    Stage.UNDER_REVIEW: ("lift", "continue"),
}
"""What comes before closing where a response is put or stands (4.1)."""
_SETTLED = frozenset({Stage.LIFTED, Stage.UNFOUNDED})


@dataclass(frozen=True)
class Left:
    """What is left to decide on an incident.

    `undecided`: a response is proposed; `measure`: a suspension stands, which a decision lifts.
    """

    undecided: bool = False
    measure: bool = False


@dataclass(frozen=True)
class Reopened:
    """That a closed incident was opened again: what States did before it was said for then."""

    incident: str
    party: str | None
    person: str
    at: datetime


def have_entered(entries: Iterable[Entry], reopenings: Iterable[Reopened]) -> frozenset[str]:
    """The parties that said what they did, since the incident was last opened again (T-45)."""
    last = max((one.at for one in reopenings), default=None)
    return frozenset(one.party for one in entries if last is None or one.at > last)


def closed(
    incident: Incident,
    hat: Credential,
    stances: Iterable[Stance],
    parties: Iterable[str],
    entries: Iterable[str],
    left: Left,
) -> tuple[Incident, tuple[Warn, ...]]:
    """The closed incident; parties without an entry “what my State did” are printed (T-45).

    `parties` coordinate in the group; `entries` are the parties that have made theirs.
    """
    _nothing_stands(incident, left)
    after = incident.moved("close")
    only_chair(hat, "stage.act.incident.close")
    if incident.stage not in _SETTLED and not addressed(incident, stances):
        states = incident.concerned
        line = f"incident stance {incident.id} view=addressing evidence="
        raise Refused("stage", Said("incident.not_addressed", parties=states), (line,))
    done = set(entries)
    missing = tuple(party for party in parties if party not in done)
    if not missing or incident.stage is Stage.UNFOUNDED:
        return after, ()
    return after, (reminder("T-45", Said("incident.entries_missing", parties=missing)),)


def comes_first(incident: Incident, left: Left) -> Stage | None:
    """As at which stage something has to be decided before it can be closed; None for nothing.

    A message, procedures and assistance that were adopted bind no incident: nobody lifts them.
    What is proposed or stands may be left at any stage: beside what was lifted, or has lapsed.
    """
    if "close" not in LIFECYCLE.possible(incident.stage):
        return incident.stage if incident.stage in _FIRST else None
    if left.undecided:
        return Stage.RESPONSE_PROPOSED
    if left.measure:
        return Stage.IN_FORCE if incident.stage is Stage.IN_FORCE else Stage.ADOPTED
    return None


def _nothing_stands(incident: Incident, left: Left) -> None:
    """Raises `Refused` while a response is to be decided or stands, with what leads on from it."""
    stage = comes_first(incident, left)
    if stage is not None:
        said = Said(f"incident.close_after.{stage.value}", id=incident.id)
        lines = tuple(f"incident {verb} {incident.id}" for verb in _FIRST[stage])
        raise Refused("stage", said, lines)


def reopened(incident: Incident, hat: Credential, facts: str) -> Incident:
    """The incident as suspected again, on new facts that a party or the chair names."""
    after = incident.moved("reopen")
    if not chairs(hat):
        party_of(hat, "stage.act.incident.reopen")
    if not facts.strip():
        raise Refused("form", Said("incident.no_new_facts"))
    return replace(after, verified=False)
