"""A plan of action and its actions; an action binds nobody before its own party accepts it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.stages import Lifecycle


class Area(StrEnum):
    """What a plan is against; plans of several areas often overlap (U-37)."""

    ADOPTION = "illicit_adoption"
    TRAFFICKING = "trafficking"
    CHILD_TRAFFICKING = "child_trafficking"
    CHILD_LABOUR = "worst_forms_of_child_labour"
    EXPLOITATION = "child_sexual_exploitation"
    ASSISTANCE = "technical_assistance"
    OTHER = "other"


class Stage(StrEnum):
    """Where a plan stands; what is over stays on the record."""

    RUNNING = "running"
    ENDED = "ended"


class Answer(StrEnum):
    """What became of an action: nobody accepts it for another."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


PLAN: Lifecycle[Stage] = Lifecycle(
    "plan",
    {
        "add": {Stage.RUNNING: Stage.RUNNING},
        "revise": {Stage.RUNNING: Stage.RUNNING},
        "accept": {Stage.RUNNING: Stage.RUNNING},
        "decline": {Stage.RUNNING: Stage.RUNNING},
        "done": {Stage.RUNNING: Stage.RUNNING},
        "link": {Stage.RUNNING: Stage.RUNNING, Stage.ENDED: Stage.ENDED},
        "end": {Stage.RUNNING: Stage.ENDED},
    },
)

ACTION: Lifecycle[Answer] = Lifecycle(
    "planaction",
    {
        "revise": {Answer.OPEN: Answer.OPEN, Answer.DECLINED: Answer.OPEN},
        "accept": {Answer.OPEN: Answer.ACCEPTED, Answer.DECLINED: Answer.ACCEPTED},
        "decline": {Answer.OPEN: Answer.DECLINED},
        # An organisation's own action; a party's is done as its commitment is.
        "done": {Answer.ACCEPTED: Answer.DONE},
    },
)


@dataclass(frozen=True)
class Action:
    """What is to be done, by which party (`by`, a code) or organisation (a name), by when (UTC).

    `commitment` is the party's own once it accepts; `words` are the reason of a refusal, or the
    evidence of what an organisation did.
    """

    what: str
    by: str | None = None
    organisation: str = ""
    due: datetime | None = None
    answer: Answer = Answer.OPEN
    commitment: str | None = None
    words: str = ""
    done_at: datetime | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of what, by whom and when is not said yet: such an action is not active (U-35)."""
        given = {
            "what": self.what.strip(),
            "who": self.by or self.organisation.strip(),
            "when": self.due,
        }
        return tuple(name for name, value in given.items() if not value)

    @property
    def active(self) -> bool:
        """Whether it runs: complete, and accepted by whoever does it (U-35)."""
        return not self.missing and self.answer is Answer.ACCEPTED

    def moved(self, act: str) -> Action:
        """The action after an act; raises `Refused` when its answer does not list it."""
        return replace(self, answer=ACTION.after(act, self.answer))


@dataclass(frozen=True)
class Plan:
    """A time-bound list of actions on one incident (U-38).

    `organisations` take part besides the parties; `links` are other plans that overlap with it
    (U-37); `response` is the one that it carries out, such as technical assistance (T-52).
    `opened_for` is the party that opened it, None for a chair who speaks for none.
    """

    id: str
    group: str
    incident: str
    title: str
    area: Area
    opened_by: str
    opened_for: str | None
    opened_at: datetime
    ends: datetime
    stage: Stage = Stage.RUNNING
    response: str | None = None
    organisations: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    outcome: str = ""
    ended_at: datetime | None = None

    @property
    def parties(self) -> frozenset[str]:
        """The parties with a part in it: whose it is, and who does one of its actions."""
        doers = (one.by for one in self.actions)
        return frozenset(code for code in (self.opened_for, *doers) if code)

    def moved(self, act: str) -> Plan:
        """The plan after an act; raises `Refused` when its stage does not list it."""
        return replace(self, stage=PLAN.after(act, self.stage))
