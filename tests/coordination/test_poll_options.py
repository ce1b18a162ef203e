"""Options that exclude each other are put one at a time, in their order (DR-27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.options import (
    alone,
    falls_away,
    in_turn,
    next_option,
    not_gone_on,
    ordered,
    together,
)
from coordination.poll.record import Poll
from coordination.poll.stage import OVER, Stage
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, OPENED, poll

SET = ("RES-1", "RES-2", "RES-3")


@pytest.mark.rule("DR-27")
@pytest.mark.parametrize("stage", list(Stage))
def test_one_option_at_a_time_is_decided(stage: Stage) -> None:
    beside = replace(poll(), stage=stage)
    if stage in OVER - {Stage.ADOPTED_AD_REFERENDUM}:
        alone("RES-2", [beside])
        return
    with pytest.raises(Refused) as no:
        alone("RES-2", [beside])
    assert (no.value.rule, no.value.instead) == ("DR-27", (f"poll show {beside.id}",))


@pytest.mark.rule("DR-02", "DR-27")
def test_a_tie_is_not_voted_on_again_once_the_next_option_was_put() -> None:
    tied = replace(poll(), stage=Stage.TIE_NOT_ADOPTED, closed_at=CLOSES)
    earlier = replace(poll(), opened_at=OPENED)
    later = replace(poll(), id="POL-2", opened_at=CLOSES + timedelta(days=1))
    not_gone_on(tied, [earlier])
    not_gone_on(tied, [replace(later, stage=Stage.WITHDRAWN)])
    for stage in (Stage.OPEN, Stage.ADOPTED, Stage.NOT_ADOPTED):
        with pytest.raises(Refused) as no:
            not_gone_on(tied, [replace(later, stage=stage)])
        assert no.value.rule == "DR-27"


@pytest.mark.rule("DR-27")
def test_an_adopted_option_ends_every_other_one_wherever_it_stood_in_the_order() -> None:
    said = Annex("RES-2", 3, AnnexKind.ORDERED, "NL", "anouk", OPENED, "POL-1", SET)
    assert together([said]) == SET
    assert together([]) == ()
    second = replace(poll(), response="RES-2", then=("RES-3",), stage=Stage.ADOPTED)
    assert falls_away(second, SET) == ("RES-3", "RES-1")
    assert falls_away(replace(second, stage=Stage.NOT_ADOPTED), SET) == ()


ENDS = st.sampled_from(sorted(OVER - {Stage.ANNULLED, Stage.WITHDRAWN}))


@pytest.mark.rule("DR-27")
@given(st.lists(ENDS, min_size=5, max_size=5))
def test_options_are_put_in_their_order_until_one_is_adopted_and_then_no_more(
    ends: list[Stage],
) -> None:
    """By rejection alone, never by which has more votes: each is decided before the next is put."""
    order = tuple(f"RES-{n}" for n in range(1, 6))
    option, rest = ordered(order)
    ended: list[Poll] = []
    for stage in ends:
        alone(option, ended)
        ended.append(replace(poll(), response=option, then=rest, stage=stage))
        for later in rest:
            with pytest.raises(Refused):
                in_turn(later, ended[-1])
        following = next_option(ended[-1])
        if following is None:
            break
        assert not stage.adopted
        option, rest = following, rest[1:]
    assert [one.response for one in ended] == list(order[: len(ended)])
    assert all(not one.stage.adopted for one in ended[:-1])
    if ended[-1].stage is Stage.ADOPTED:
        assert {*falls_away(ended[-1], order), ended[-1].response} == set(order)
    else:
        assert len(ended) == len(order) or ended[-1].stage is Stage.ADOPTED_AD_REFERENDUM
