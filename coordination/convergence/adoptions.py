"""What each State does about adoptions while a practice goes on: asked of each, counted (T-38, X8).

How a State answered is for the chair; the others see how many gave each answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from coordination.hats import party_of
from coordination.incident.incident import Incident, Timing
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.response.record import Adoptions, Proceeding
from coordination.said import Said
from coordination.warned import Warn

TOGETHER = 3
"""Numbers of fewer parties are not added up: who knows one of two knows the other."""


@dataclass(frozen=True)
class Hold:
    """One party's answer for new adoptions and for those in process; its newest one counts.

    `words` say which safeguards; they are for the chair. The numbers are of adoptions, without a
    name, where the party gives them.
    """

    incident: str
    party: str
    new: Proceeding
    in_process: Proceeding
    words: str
    person: str
    at: datetime
    new_number: int | None = None
    in_process_number: int | None = None

    def on(self, adoptions: Adoptions) -> Proceeding:
        return self.new if adoptions is Adoptions.NEW else self.in_process

    def number(self, adoptions: Adoptions) -> int | None:
        """How many adoptions there are of this sort, None where the party does not say."""
        return self.new_number if adoptions is Adoptions.NEW else self.in_process_number


@dataclass(frozen=True)
class HoldAsked:
    """The chair asked every party; `number` is how many were asked."""

    incident: str
    number: int
    person: str
    at: datetime


@dataclass(frozen=True)
class Count:
    """How many parties gave each answer, and how many none: together they are all of them.

    `number` is how many adoptions the `numbered` parties name together: None until all of them have
    answered, or for fewer than `TOGETHER`. Once shown it stays: two sums would show by subtraction
    what one party said.
    """

    adoptions: Adoptions
    given: Mapping[Proceeding, int]
    unanswered: int
    numbered: int = 0
    number: int | None = None


def asked(incident: Incident) -> tuple[str, ...]:
    """Raises `Refused` where nothing goes on that could be held; gives the States concerned."""
    LIFECYCLE.after("update", incident.stage)
    if incident.timing is Timing.PAST:
        raise Refused("T-38", Said("hold.past", id=incident.id))
    return incident.concerned


def answered(
    incident: Incident,
    hat: Credential,
    new: Proceeding,
    in_process: Proceeding,
    words: str,
    now: datetime,
    numbers: tuple[int | None, int | None] = (None, None),
) -> Hold:
    """A party's answer; a State concerned is not asked about adoptions from itself.

    `numbers` are of new adoptions and of those in process; raises `Refused` for one below nought.
    """
    LIFECYCLE.after("update", incident.stage)
    party = party_of(hat, "stage.act.incident.adoptions")
    if party in incident.concerned:
        raise Refused("T-38", Said("hold.concerned", party=party))
    if any(one is not None and one < 0 for one in numbers):
        raise Refused("form", Said("hold.number"))
    return Hold(incident.id, party, new, in_process, words.strip(), hat.person, now, *numbers)


def newest(holds: Iterable[Hold]) -> dict[str, Hold]:
    """Each party's answer that counts: its last."""
    return {hold.party: hold for hold in sorted(holds, key=lambda one: one.at)}


def waiting(parties: Iterable[str], holds: Iterable[Hold]) -> tuple[str, ...]:
    """The parties that have not answered."""
    given = newest(holds)
    return tuple(party for party in parties if party not in given)


def counted(parties: Iterable[str], holds: Iterable[Hold]) -> tuple[Count, ...]:
    """For each sort of adoptions, how many of these parties gave each answer, and how many none."""
    several, holds = tuple(dict.fromkeys(parties)), tuple(holds)
    given = newest(holds)
    here = [given[party] for party in several if party in given]
    shown = _complete(several, holds)
    return tuple(
        Count(
            adoptions,
            {way: sum(one.on(adoptions) is way for one in here) for way in Proceeding},
            len(several) - len(here),
            *_numbers([one.number(adoptions) for one in shown or here], all_here=bool(shown)),
        )
        for adoptions in Adoptions
    )


def _complete(parties: Collection[str], holds: Iterable[Hold]) -> list[Hold]:
    """Their answers as they were when the last of them had answered; none before."""
    given: dict[str, Hold] = {}
    for hold in sorted(holds, key=lambda one: one.at):
        if hold.party in parties:
            given[hold.party] = hold
        if len(given) == len(parties):
            return list(given.values())
    return []


def _numbers(given: Iterable[int | None], *, all_here: bool) -> tuple[int, int | None]:
    named = [one for one in given if one is not None]
    return len(named), sum(named) if all_here and len(named) >= TOGETHER else None


def past(
    before: Incident, after: Incident, missing: Iterable[str], reason: str
) -> tuple[Warn, ...]:
    """What is asked before something that went on becomes past while States have not answered."""
    unanswered = tuple(missing)
    became = before.timing.goes_on and after.timing is Timing.PAST
    if not became or not unanswered or reason.strip():
        return ()
    return (Warn("T-38", Said("hold.unanswered", n=len(unanswered))),)
