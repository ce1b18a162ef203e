"""How a party sees what the State concerned does: always a view with its author (T-26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.hats import party_of
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.warned import Warn, reminder


class View(StrEnum):
    """What a State that knows of the practices is seen to do (T-26)."""

    ADDRESSING = "addressing"
    NEGLECTING = "neglecting"
    LACKS_MEANS = "lacks_means"
    DISPUTES = "disputes"
    NO_REPLY = "no_reply"


_PARTNER = frozenset({View.ADDRESSING, View.LACKS_MEANS})


@dataclass(frozen=True)
class Stance:
    """A view of one State concerned; `author` is the party whose view it is.

    `evidence` refers to what it rests on; `statement` is printed verbatim.
    """

    incident: str
    state: str
    view: View
    author: str
    person: str
    at: datetime
    evidence: str | None = None
    statement: str | None = None

    @property
    def own(self) -> bool:
        """Whether it is the State concerned that speaks."""
        return self.author == self.state


def stated(
    incident: Incident, stance: Stance, hat: Credential, informs: Iterable[Inform], now: datetime
) -> tuple[Stance, tuple[Warn, ...]]:
    """The view as recorded, and what is doubtful about it (T-26, T-27); raises `Refused`.

    `informs` are the incident's records of information; the author is the hat's party.
    """
    LIFECYCLE.after("stance", incident.stage)
    author = party_of(hat, "stage.act.incident.stance")
    if stance.state not in incident.concerned:
        raise Refused("form", Said("incident.not_concerned", party=stance.state))
    if stance.state not in incident.informed:
        line = f"incident inform {incident.id} state={stance.state}"
        raise Refused("stage", Said("incident.not_aware", party=stance.state), (line,))
    if stance.author != author:
        raise Refused("mandate", Said("incident.other_author", party=author))
    if stance.own and stance.view is View.NO_REPLY:
        raise Refused("form", Said("incident.own_no_reply"))
    return stance, _doubts(stance, tuple(informs), now)


def _doubts(stance: Stance, informs: tuple[Inform, ...], now: datetime) -> tuple[Warn, ...]:
    found = []
    heard = [i for i in informs if i.telling.state == stance.state and i.adequate]
    elapsed = any(inform.reply_elapsed(now) for inform in heard)
    if stance.view is View.NEGLECTING and not stance.own and not elapsed:
        found.append(Warn("T-27", Said("incident.neglecting_early", party=stance.state)))
    if stance.view is View.LACKS_MEANS:
        found.append(reminder("T-27", Said("incident.assist_first", party=stance.state)))
    if not stance.own and not stance.evidence:
        found.append(reminder("T-26", Said("incident.evidence_missing")))
    return tuple(found)


def latest(stances: Iterable[Stance], state: str) -> tuple[Stance, ...]:
    """Each author's newest view of a State, in order of time; the last act counts."""
    newest: dict[str, Stance] = {}
    for stance in sorted((s for s in stances if s.state == state), key=lambda s: s.at):
        newest.pop(stance.author, None)
        newest[stance.author] = stance
    return tuple(newest.values())


def partner(incident: Incident, state: str, stances: Iterable[Stance]) -> bool:
    """Whether a State concerned takes part by default (DR-22).

    Once informed, and while its stance is unknown, addressing or lacks_means. Its own view
    weighs for itself; another's view stands against it only where it says nothing.
    """
    if state not in incident.informed:
        return False
    views = latest(stances, state)
    own = [stance for stance in views if stance.own]
    return all(stance.view in _PARTNER for stance in own or views)


def addressed(incident: Incident, stances: Iterable[Stance]) -> bool:
    """Whether every State concerned is seen to address it, with evidence (4.1, close)."""
    known = tuple(stances)
    return all(
        any(s.view is View.ADDRESSING and s.evidence for s in latest(known, state))
        for state in incident.concerned
    )
