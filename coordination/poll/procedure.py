"""Procedural questions: how the group decides on them, and what follows (DR-22, DR-23, DR-25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.poll.annex import AnnexKind, of
from coordination.poll.question import Question
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE, OVER, Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import fingerprint

_RULES = {
    Question.STANDS_ASIDE: Rule.SIMPLE_MAJORITY,
    Question.CATEGORY: Rule.SIMPLE_MAJORITY,
    Question.ANNUL: Rule.CONSENSUS,
    Question.CONCERNED_VOTES: Rule.CONSENSUS,
    Question.ROLL_CALL: Rule.CONSENSUS,
}


def rule_of(question: Question) -> Rule:
    """By which rule the group decides on a procedural question."""
    return _RULES[question]


def wording(question: Question, about: str, at_issue: str | None) -> str:
    """The text that is put: codes and ids only, so that it is the same in every language."""
    return " ".join(filter(None, (question.value, about, at_issue)))


def mark(question: Question, about: str, at_issue: str | None = None) -> str:
    """The fingerprint of a procedural question."""
    return fingerprint({"en": wording(question, about, at_issue)})


def excluded(question: Question, on: Poll, at_issue: str | None = None) -> tuple[Excluded, ...]:
    """Who does not decide on it: those apart in the poll, and the party that is challenged."""
    if question is Question.STANDS_ASIDE and at_issue is not None:
        return (*on.excluded, Excluded(at_issue, "DR-23"))
    return on.excluded


def in_time(on: Poll, closes: datetime) -> None:
    """Raises `Refused` when the answer would come after the poll that it is about has closed."""
    if closes >= on.closes_at:
        said = Said("poll.procedural.too_late", poll=on.id, closes=on.closes_at)
        raise Refused("DR-23", said, (f"poll extend {on.id}",))


def was_challenged(on: Poll, party: str) -> None:
    """Raises `Refused` unless another party has asked that this one stand aside (DR-23)."""
    if all(one.other != party for one in of(on.annexes, AnnexKind.CHALLENGED)):
        said = Said("poll.interest.not_challenged", poll=on.id, party=party)
        raise Refused("DR-23", said, (f"poll show {on.id}",))


def may_annul(poll: Poll) -> None:
    """Raises `Refused` for a poll that is still open, procedural, or annulled already (4.2)."""
    LIFECYCLE.after("annul", poll.stage)
    if poll.question.procedural or poll.stage is Stage.WITHDRAWN:
        raise Refused("stage", Said("poll.annul.nothing", poll=poll.id))


def annulled(poll: Poll, successor: str) -> Poll:
    """The poll, void by consensus because of an error; its successor is put anew (4.2)."""
    return replace(poll, stage=LIFECYCLE.after("annul", poll.stage), successor=successor)


def for_all(poll: Poll) -> Poll:
    """The poll whose roll-call everybody may see, as those who decide agreed (DR-29)."""
    if poll.stage not in OVER and poll.stage is not Stage.OPEN:
        raise Refused("DR-29", Said("poll.roll_call.not_open", poll=poll.id))
    return replace(poll, roll_call_for_all=True)
