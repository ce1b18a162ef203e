"""A meeting, from proposal to record: each act gives a new value or is refused (T-12, 4.5)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from coordination.meeting.availability import Answer, Availability, Standing, standings
from coordination.meeting.composition import Sector, check_child_focus
from coordination.meeting.kinds import TRACKED_ONLY, MeetingKind
from coordination.meeting.quorum import Quorum
from coordination.meeting.stage import LIFECYCLE, Stage
from coordination.parties import Role, Terms
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import Band, DateRange
from coordination.tlp import Tlp

MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Attended:
    """Somebody who was there: for a party, an organisation, or neither."""

    person: str
    party: str | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class Invitees:
    """Who is invited: parties with a vote at the table, people, and everybody with a role.

    `sectors` and `child_focused` say what the invited organisations bring (U-32, U-34).
    """

    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    sectors: tuple[Sector, ...] = ()
    child_focused: int = 0


@dataclass(frozen=True)
class Meeting:
    """One meeting; `sequence` is −1 until an invitation was sent, then the iTIP SEQUENCE.

    `zone` is the anchor zone in which it was planned; `start` the chosen instant; `burdens` the
    worst burden in minutes of each offered start; `reason` why it was postponed, cancelled or
    convened in spite of a warning.
    """

    id: str
    group: str
    kind: MeetingKind
    purpose: str
    invitees: Invitees
    minutes: int
    dates: DateRange
    zone: str
    label: Tlp
    proposed_by: str
    proposed_at: datetime
    incident: str | None = None
    band: Band = field(default_factory=Band)
    link: str = ""
    hidden: bool = False
    about_children: bool = False
    stage: Stage = Stage.PROPOSED
    agenda: tuple[str, ...] = ()
    offered: tuple[datetime, ...] = ()
    burdens: tuple[int, ...] = ()
    answers: tuple[Answer, ...] = ()
    start: datetime | None = None
    sequence: int = -1
    attendance: tuple[Attended, ...] = ()
    conclusions: tuple[str, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= MOST_MINUTES:
            raise Refused("form", Said("meeting.length", minutes=self.minutes))

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def end(self) -> datetime | None:
        """When it ends, once it has a start."""
        return self.start + self.duration if self.start else None

    @property
    def invited(self) -> bool:
        """Whether an invitation was ever sent, so that changes must be."""
        return self.sequence >= 0

    def offer(self, starts: tuple[datetime, ...], burdens: tuple[int, ...] = ()) -> Meeting:
        """Ask the parties for these starts; answers to starts offered before still count."""
        if not starts:
            raise Refused("form", Said("meeting.no_starts"))
        padded = (burdens + (0,) * len(starts))[: len(starts)]
        return self._after("offer", offered=starts, burdens=padded)

    def answer(self, party: str, start: datetime, availability: Availability) -> Meeting:
        """Keep a party's answer for an offered start; only the last one counts."""
        stage = LIFECYCLE.after("answer", self.stage)
        if party not in self.invitees.parties:
            raise Refused("DR-01", Said("meeting.party_not_invited", party=party))
        if start not in self.offered:
            raise Refused("form", Said("meeting.not_offered", offered=self.offered))
        answers = (*self.answers, Answer(party, start, availability))
        return replace(self, stage=stage, answers=answers)

    def standings(self) -> tuple[Standing, ...]:
        """The offered starts, the one that suits best first; else as they were offered."""
        places = {start: place for place, start in enumerate(self.offered)}
        return standings(self.invitees.parties, self.offered, self.answers, places)

    def convene(self, start: datetime, now: datetime, reason: str | None = None) -> Meeting:
        """Fix the start and invite; a reason is needed where U-34 blocks."""
        LIFECYCLE.after("convene", self.stage)
        if self.kind in TRACKED_ONLY:
            raise Refused("T-17", Said("meeting.tracked_only"))
        _check_future(start, now)
        check_child_focus(self.about_children, self.invitees.child_focused, reason)
        return self._after("convene", start=start, sequence=self.sequence + 1, reason=reason or "")

    def reschedule(self, start: datetime, now: datetime, minutes: int | None = None) -> Meeting:
        """Move a convened meeting; everybody invited gets an update."""
        LIFECYCLE.after("reschedule", self.stage)
        _check_future(start, now)
        length = minutes or self.minutes
        return self._after("reschedule", start=start, minutes=length, sequence=self.sequence + 1)

    def planned(
        self,
        *,
        agenda: tuple[str, ...] | None = None,
        invitees: Invitees | None = None,
        link: str | None = None,
    ) -> Meeting:
        """Change agenda, invitees or link; once invitations are out, they are updated."""
        return self._after(
            "plan",
            agenda=self.agenda if agenda is None else agenda,
            invitees=self.invitees if invitees is None else invitees,
            link=self.link if link is None else link,
            sequence=self.sequence + self.invited,
        )

    def postpone(self, reason: str) -> Meeting:
        """Take the date back; the meeting stays, and may be offered or convened again."""
        return self._after(
            "postpone", reason=reason, start=None, sequence=self.sequence + self.invited
        )

    def cancel(self, reason: str) -> Meeting:
        """Call it off for good; invitations are recalled."""
        return self._after("cancel", reason=reason, sequence=self.sequence + self.invited)

    def attended(self, who: Attended) -> Meeting:
        """Record that somebody is there; a later record of the same person replaces it."""
        others = tuple(a for a in self.attendance if a.person != who.person)
        return self._after("attend", attendance=(*others, who))

    def left(self, who: str) -> Meeting:
        """Take back that a person, or anybody of a party, is there."""
        there = tuple(a for a in self.attendance if who not in (a.person, a.party))
        return self._after("attend", attendance=there)

    def quorum(self, eligible: tuple[str, ...], terms: Terms) -> Quorum:
        """Which parties of these are there, and how many the group asks for (DR-12)."""
        return Quorum.of(eligible, (a.party for a in self.attendance if a.party), terms)

    def opened(self, eligible: tuple[str, ...], terms: Terms) -> Meeting:
        """Begin, with a debate quorum present; raises `Refused` (DR-12) below it."""
        LIFECYCLE.after("open", self.stage)
        quorum = self.quorum(eligible, terms)
        if not quorum.may_debate:
            needed, present = quorum.needed_to_debate, quorum.present
            said = Said("meeting.no_quorum", needed=needed, present=present, n=quorum.eligible)
            raise Refused("DR-12", said)
        return self._after("open")

    def adjourned(self) -> Meeting:
        """Part without a quorum; the meeting may be convened again."""
        return self._after("adjourn", attendance=())

    def concluded(self, conclusion: str) -> Meeting:
        """Record one conclusion."""
        return self._after("conclude", conclusions=(*self.conclusions, conclusion))

    def corrected(self, number: int, conclusion: str) -> Meeting:
        """Put other words in the place of a conclusion (1 is the first); the record keeps both."""
        if not 1 <= number <= len(self.conclusions):
            said = Said("meeting.no_such_conclusion", number=number, n=len(self.conclusions))
            raise Refused("form", said)
        found = list(self.conclusions)
        found[number - 1] = conclusion
        return self._after("conclude", conclusions=tuple(found))

    def on(self, act: str) -> Meeting:
        """The meeting after an act that only changes its stage, such as `draft_minutes`."""
        return self._after(act)

    def _after(self, act: str, **changes: object) -> Meeting:
        stage = LIFECYCLE.after(act, self.stage)
        return replace(self, stage=stage, **changes)  # type: ignore[arg-type]


def _check_future(start: datetime, now: datetime) -> None:
    if start <= now:
        raise Refused("form", Said("meeting.in_the_past", at=start))
