"""Answers about adoptions, for the tests of the board."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from coordination.convergence.adoptions import Hold
from coordination.response.record import Proceeding
from tests.coordination.incidents import ID, NOW
from tests.coordination.polls import OTHERS


def hold(party: str, new: Proceeding, ongoing: Proceeding, at: int = 0) -> Hold:
    return Hold(ID, party, new, ongoing, "", party.lower(), NOW + timedelta(hours=at))


holds = st.lists(
    st.builds(
        hold,
        st.sampled_from(OTHERS),
        st.sampled_from(Proceeding),
        st.sampled_from(Proceeding),
        st.integers(0, 50),
    ),
    max_size=12,
)
