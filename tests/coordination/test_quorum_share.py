"""A group's own quorum: a share of its parties, reckoned in integers (DR-12)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.meeting.quorum import Quorum, Share
from coordination.parties import Terms

PARTS = st.tuples(st.integers(1, 60), st.integers(1, 60))


@pytest.mark.rule("DR-12")
@given(PARTS.filter(lambda part: part[0] <= part[1]), st.integers(1, 200), st.booleans())
def test_a_share_is_met_by_the_fewest_parties_that_reach_it(
    part: tuple[int, int], parties: int, over: bool
) -> None:
    p, q = part
    if over and p == q:
        return
    needed = Share.of(f"{'>' if over else '>='}{p}/{q}").needed(parties)
    assert 1 <= needed <= parties

    def enough(n: int) -> bool:
        return Fraction(n, parties) > Fraction(p, q) if over else n * q >= p * parties

    assert enough(needed)
    assert needed == 1 or not enough(needed - 1)


@pytest.mark.parametrize(
    "text", ["", "1/2", "half", ">0/3", ">=4/3", ">1/1", ">=1/0", "≥1/2", "> 1 / 2", ">=-1/2"]
)
def test_what_no_number_of_parties_meets_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match="^" if text else "^$"):
        Share.of(text)


@pytest.mark.rule("DR-12")
def test_a_meeting_is_measured_by_the_group_s_own_shares() -> None:
    strict = Terms(quorum=">=2/3", debate_quorum=">1/2")
    nine = [str(n) for n in range(9)]
    five, six = Quorum.of(nine, nine[:5], strict), Quorum.of(nine, nine[:6], strict)
    assert (five.may_debate, five.may_decide) == (True, False)
    assert (six.may_debate, six.may_decide) == (True, True)
    assert not Quorum.of(nine, nine[:4], strict).may_debate
