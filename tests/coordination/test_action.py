"""A State's own measure: never blocked, and what it said of consulting stays true (T-34, X5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.action import (
    LIFECYCLE,
    Action,
    Consulted,
    Measure,
    Stage,
    announced,
    early,
    ended,
    entered,
    remarked,
    window_closed,
    withdrawn,
)
from coordination.incident.stage import Stage as IncidentStage
from coordination.refused import Refused
from tests.coordination.incidents import CA, ID, NL, NOW, XV, incident

WEEK = timedelta(days=7)


def draft(**changes: Any) -> Action:
    made = Action("ACT-1", "ica", ID, "", Measure.SUSPENSION, Consulted.NO, "", NOW)
    return replace(made, **changes)


def first() -> Action:
    return announced(draft(consulted=Consulted.FIRST, window_until=NOW + WEEK), incident(), NL)


@pytest.mark.rule("T-34")
@given(st.sampled_from(IncidentStage), st.sampled_from(Consulted), st.booleans())
def test_a_state_announces_at_every_stage_whatever_it_says_of_consulting(
    stage: IncidentStage, consulted: Consulted, later: bool
) -> None:
    starts = NOW + WEEK if later else None
    made = announced(draft(consulted=consulted, starts=starts), incident(stage=stage), NL)
    assert made.stands
    waits = later or consulted is Consulted.FIRST
    assert (made.stage is Stage.IN_EFFECT) is not waits


@pytest.mark.rule("T-34")
def test_a_window_that_has_closed_makes_the_others_consulted() -> None:
    open_, closed = first(), window_closed(first())
    assert (open_.stage, closed.stage) == (Stage.CONSULTING, Stage.ANNOUNCED)
    assert entered(closed, NL, NOW + WEEK).consulted is Consulted.YES
    assert not early(open_, NOW + WEEK)


@pytest.mark.rule("T-34")
def test_a_measure_may_take_effect_while_its_window_is_open_and_that_is_recorded() -> None:
    assert early(first(), NOW)
    assert entered(first(), NL, NOW).consulted is Consulted.NO
    made = entered(first(), NL, NOW, Consulted.URGENT)
    assert (made.stage, made.consulted) == (Stage.IN_EFFECT, Consulted.URGENT)


@pytest.mark.rule("T-34")
def test_the_others_comment_and_only_its_own_state_changes_it() -> None:
    said = remarked(first(), " Wait for the meeting ", CA, NOW)
    assert (said.party, said.text) == ("CA", "Wait for the meeting")
    assert remarked(first(), "We can explain", XV, NOW).party == "XV"
    with pytest.raises(Refused, match="mandate"):
        entered(first(), CA, NOW)
    with pytest.raises(Refused, match="mandate"):
        withdrawn(first(), "No", CA, NOW)
    with pytest.raises(Refused, match="mandate"):
        ended(entered(first(), NL, NOW), "No", CA, NOW)


def test_what_is_over_takes_no_further_act() -> None:
    over = (
        withdrawn(first(), "A mistake", NL, NOW),
        ended(entered(first(), NL, NOW), "The register is in force", NL, NOW),
    )
    assert [LIFECYCLE.possible(one.stage) for one in over] == [(), ()]
    for one in over:
        assert not one.stands
        with pytest.raises(Refused, match="stage"):
            remarked(one, "Why?", CA, NOW)
