"""Polls and ballots for the tests of the decision rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coordination.parties import Credential, Group, Kind, Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.opening import opened
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import Rule
from coordination.poll.vote import Answer, Ballot, Vote
from coordination.refused import Refused
from coordination.said import Names
from coordination.text import fingerprint
from tests.coordination.confirming import CONFIRMED

OTHERS = ("AU", "CA", "CO", "FR", "IL", "IT", "NL", "PH")
"""The eight States that decide on a measure addressed to Valdora."""
OPENED = datetime(2026, 4, 2, 14, tzinfo=UTC)
CLOSES = datetime(2026, 4, 9, 15, tzinfo=UTC)
TEXT = fingerprint({"en": "Re-verify birth records."})
GROUP = Group("ica", Names.of({"en": "ICA"}), Kind.INTERSTATE, (*OTHERS, "XV"))
MOMENT = timedelta(microseconds=1)


def hat(party: str | None, role: Role = Role.VOTER, **changes: Any) -> Credential:
    """A credential that stands for the whole poll."""
    standing = Credential(
        id=f"{role.value}-{party}",
        person=f"{party}1".lower(),
        group=GROUP.id,
        role=role,
        party=party,
        organisation=None,
        can_commit=False,
        valid_from=OPENED - timedelta(days=30),
        valid_to=None,
        reference="note 1",
        confirmation=CONFIRMED,
    )
    return replace(standing, **changes)


FIRST = hat(None, Role.SECRETARIAT, id="sec-1", person="sam")
SECOND = hat(None, Role.SECRETARIAT, id="sec-2", person="kim")
"""Two people of the secretariat, for what one enters and another confirms (DR-33)."""


def refusal(act: Callable[[], object]) -> str:
    """The rule by which the act is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.rule


def poll(rule: Rule = Rule.SIMPLE_MAJORITY, *, size: int = 8, **changes: Any) -> Poll:
    """An open poll of the first `size` States other than Valdora."""
    draft = Poll(
        id="POL-00000000X",
        group=GROUP.id,
        response="RES-00000000X",
        incident="INC-00000000X",
        rule=rule,
        fingerprint=TEXT,
        eligible=(),
        quorum=0,
        opened_at=OPENED,
        closes_at=CLOSES,
        sponsor="NL",
        excluded=(Excluded("XV"),),
    )
    group = replace(GROUP, parties=(*OTHERS[:size], "XV"))
    return opened(replace(draft, **changes), group, [hat(party) for party in OTHERS[:size]])


def acknowledged(on: Poll, parties: Iterable[str], at: datetime = OPENED) -> Poll:
    """The silence with the receipts of these parties, each given by its voter."""
    kind = AnnexKind.RECEIVED
    made = [
        Annex(on.id, n, kind, one, f"{one}1".lower(), at, other="matrix")
        for n, one in enumerate(parties, len(on.annexes) + 1)
    ]
    return replace(on, annexes=(*on.annexes, *made))


def ballot(answer: Answer, seq: int = 1, at: datetime = OPENED, **changes: Any) -> Ballot:
    """What a voter sends, on the text as it stands."""
    return replace(Ballot(answer, TEXT, at, seq), **changes)


def given(on: Poll, answers: Iterable[Answer | None]) -> list[Vote]:
    """One vote for each party in order; None is silence."""
    return [
        cast(on, ballot(answer, seq, fingerprint=on.fingerprint), hat(party))
        for seq, (party, answer) in enumerate(zip(on.eligible, answers, strict=False), 1)
        if answer is not None
    ]


def spread(yes: int = 0, no: int = 0, abstain: int = 0) -> list[Answer | None]:
    """That many answers of each kind."""
    return [*[Answer.YES] * yes, *[Answer.NO] * no, *[Answer.ABSTAIN] * abstain]
