"""Disclosure: how many to the room, who to the chair, how to nobody before the end (DR-29)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordination.parties import Credential, Role
from coordination.poll.disclosure import Reader, Shows, reader_of, what_shows
from coordination.poll.stage import OVER, Stage
from tests.coordination.polls import hat, poll

OPEN = poll()
CLOSED = replace(OPEN, stage=Stage.ADOPTED)


@pytest.mark.rule("DR-29")
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in OVER])
@pytest.mark.parametrize("reader", list(Reader))
def test_nobody_sees_how_parties_answer_before_the_end(stage: Stage, reader: Reader) -> None:
    shown = what_shows(replace(OPEN, stage=stage), reader)
    assert shown in (Shows.NOTHING, Shows.HOW_MANY, Shows.WHO)


@pytest.mark.rule("DR-29", "DR-22", "T-33")
@pytest.mark.parametrize(
    ("credential", "before", "after"),
    [
        (hat("NL"), Shows.HOW_MANY, Shows.ROLL_CALL),
        (hat("NL", Role.CA_OFFICER), Shows.HOW_MANY, Shows.ROLL_CALL),
        (hat("NL", Role.CHAIR), Shows.WHO, Shows.ROLL_CALL),
        (hat(None, Role.SECRETARIAT), Shows.WHO, Shows.ROLL_CALL),
        (hat("XV", Role.CONCERNED), Shows.NOTHING, Shows.OUTCOME),
        (hat("XV"), Shows.NOTHING, Shows.OUTCOME),
        (hat(None, Role.OBSERVER), Shows.NOTHING, Shows.OUTCOME),
        (hat("NL", Role.EMBASSY), Shows.NOTHING, Shows.OUTCOME),
        (hat(None, Role.SYSADMIN), Shows.NOTHING, Shows.NOTHING),
        (hat("NL", group="another"), Shows.NOTHING, Shows.NOTHING),
    ],
)
def test_each_reader_sees_its_share(credential: Credential, before: Shows, after: Shows) -> None:
    assert what_shows(OPEN, reader_of(OPEN, credential)) is before
    assert what_shows(CLOSED, reader_of(CLOSED, credential)) is after


@pytest.mark.rule("DR-29")
def test_the_eligible_parties_may_agree_to_show_everybody_the_roll_call() -> None:
    agreed = replace(CLOSED, roll_call_for_all=True)
    assert what_shows(agreed, Reader.APART) is Shows.ROLL_CALL
    assert what_shows(replace(agreed, stage=Stage.OPEN), Reader.APART) is Shows.NOTHING
