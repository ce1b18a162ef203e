"""Who takes part: groups and their parties, people, and the hats in which they act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from coordination.ceilings import Acceptance
from coordination.confirmation import Confirmation
from coordination.said import Names
from coordination.tlp import Tlp


class Role(StrEnum):
    """In which capacity a person acts (vocabulary 2.2); bound to one group."""

    CA_OFFICER = "ca_officer"
    AGENCY_OFFICER = "agency_officer"
    VOTER = "voter"
    ALTERNATE = "alternate"
    CHAIR = "chair"
    COORDINATOR = "coordinator"
    SECRETARIAT = "secretariat"
    EMBASSY = "embassy"
    OBSERVER = "observer"
    ASSOCIATION = "association"
    CONCERNED = "state_concerned_delegate"
    RAPPORTEUR = "national_rapporteur"
    AUDITOR = "auditor"
    SYSADMIN = "sysadmin"
    CLOCK = "clock"


class Kind(StrEnum):
    """What sort of group: its parties are States, or the agencies of one State (DR-01)."""

    INTERSTATE = "interstate"
    NATIONAL = "national"


@dataclass(frozen=True)
class Terms:
    """A group's terms of reference: configuration with the design's defaults, never law in code."""

    anchor_zone: str = "Europe/Amsterdam"
    rule: str = "consensus_of_others"
    ratio: str = "2/3"
    quorum: str = ">1/2"
    debate_quorum: str = ">=1/3"
    vote_working_days: int = 0
    silence_hours: int = 72
    silence_working_days: int = 3
    reply_working_days: int = 5
    notice_working_hours: int = 24
    silence_agreed: bool = False
    live_seconds: int = 120
    live_grace_seconds: int = 60
    grace_seconds: int = 300
    review_months: int = 6
    pattern_window_days: int = 365
    confirm_working_days: int = 10
    head_working_days: int = 1
    alternates: str = "delegated"
    votes: str = "never"


@dataclass(frozen=True)
class Party:
    """One member with one vote: a State in an inter-State group, an agency in a national one.

    `closures` are the authority's own closing days on top of the public holidays of `country`,
    and of the `subdivision` in which the capital lies (ISO 3166-2 without the country).
    """

    code: str
    names: Names
    country: str
    authority: Names
    zone: str
    capital: str
    language: str = "en"
    capacity: str | None = None
    closures: tuple[tuple[str, str], ...] = ()
    subdivision: str | None = None


@dataclass(frozen=True)
class Group:
    """A named circle with parties, terms of reference and languages."""

    id: str
    names: Names
    kind: Kind
    parties: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True)
class Organisation:
    """An observer's organisation, or an association: heard, never a party (T-33)."""

    id: str
    names: Names
    association: bool = False


@dataclass(frozen=True)
class Body:
    """An adoption accredited body with the States that accredited and authorised it (T-48)."""

    id: str
    names: Names
    accredited_by: str
    authorised_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody in the directory; `quiet_from` and `quiet_to` are local hours (0–24)."""

    id: str
    name: str
    language: str = "en"
    zone: str = "UTC"
    quiet_from: int = 20
    quiet_to: int = 7
    welcomed: bool = False


@dataclass(frozen=True)
class Credential:
    """A hat: what a person may do, for whom, in which group, and until when (DR-17).

    `party` is the State or agency spoken for; None for an observer, association or operator.
    `reference` is the note or letter that accredits.
    """

    id: str
    person: str
    group: str
    role: Role
    party: str | None
    organisation: str | None
    can_commit: bool
    valid_from: datetime
    valid_to: datetime | None
    reference: str
    issued_by: str = ""
    """Who issued it; empty where the register does not say."""
    registered_by: str | None = None
    confirmation: Confirmation | None = None
    """Without one, whoever holds it reads and takes part, and decides and commits nothing."""
    accredited_to: tuple[str, ...] = ()
    """Of an embassy: the States where it is accredited; empty where the register names none."""

    @property
    def capacity(self) -> bool:
        """Whether it lets the person decide for the party, sign for it, or commit it."""
        return self.can_commit or self.role in (Role.VOTER, Role.ALTERNATE)

    def accredited(self, states: Iterable[str]) -> bool:
        """Whether it may act as an embassy in one of these States (T-29)."""
        return not self.accredited_to or not set(self.accredited_to).isdisjoint(states)

    def valid(self, at: datetime) -> bool:
        """Whether the credential stands at this instant (from included, to excluded)."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


class Sees(StrEnum):
    """Who sits in a room, so what its least-entitled member may see."""

    PARTIES = "parties"
    """The group's parties without the State concerned: the caucus."""
    EVERYBODY = "everybody"
    """The group's parties and the State concerned."""
    CONCERNED = "concerned"
    """The bilateral room between the group and one State concerned (`party`)."""
    PARTY = "party"
    """One party's own room."""
    EMBASSIES = "embassies"
    OBSERVERS = "observers"
    OPERATORS = "operators"
    DIRECT = "direct"
    """One person's private room with the bot."""


@dataclass(frozen=True)
class Room:
    """A place where the bot speaks: a Matrix room, a Slack channel, a terminal.

    `remote` is the platform's own id; `ceiling` the strictest label that may enter; `party` whose
    room it is or, of a room of embassies, in which State they are (None: not said);
    `trusted` turns false when the room loses its security (T-11).
    """

    id: str
    platform: str
    remote: str | None
    group: str | None
    sees: Sees
    ceiling: Tlp
    party: str | None = None
    person: str | None = None
    language: str = "en"
    trusted: bool = True
    name: str = ""
    without: tuple[str, ...] = ()
    """Parties of the group that have nobody in this room: what makes it a caucus (DR-22)."""
    accepted: Acceptance | None = None
    """Why it may hold more than its platform's rooms do (P-01)."""

    def holds(self, label: Tlp) -> bool:
        """Whether this may enter now; a frozen room holds what is for everybody alone (T-11)."""
        return label.fits(self.ceiling) and (self.trusted or label is Tlp.CLEAR)
