"""Each State is asked what goes on meanwhile; counts are shown, and add up to all (T-38, X8)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.convergence.adoptions import Hold, answered, asked, counted, past, waiting
from coordination.incident.incident import Timing
from coordination.refused import Refused
from coordination.response.record import Adoptions, Proceeding
from coordination.warned import asking
from tests.coordination.holds import hold, holds
from tests.coordination.incidents import NL, NOW, XV, incident
from tests.coordination.polls import OTHERS


@pytest.mark.rule("T-38")
@given(holds)
def test_the_counts_of_answers_and_of_silence_add_up_to_all_states(given_: list[Hold]) -> None:
    counts = counted(OTHERS, given_)
    assert [count.adoptions for count in counts] == list(Adoptions)
    for count in counts:
        assert sum(count.given.values()) + count.unanswered == len(OTHERS)
        assert count.unanswered == len(waiting(OTHERS, given_))


@pytest.mark.rule("T-38")
def test_the_last_answer_of_a_state_counts_once() -> None:
    pause, on = Proceeding.PAUSE, Proceeding.CONTINUE
    first, second = hold("NL", on, on), hold("NL", pause, on, 1)
    new, in_process = counted(OTHERS, [second, first])
    assert (new.given[pause], new.given[on], in_process.given[on]) == (1, 0, 1)
    assert new.unanswered == len(OTHERS) - 1


def numbered(party: str, n: int | None, at: int = 0) -> Hold:
    return replace(hold(party, Proceeding.PAUSE, Proceeding.PAUSE, at), in_process_number=n)


@pytest.mark.rule("T-38")
def test_numbers_of_adoptions_are_added_up_only_where_no_states_own_one_shows() -> None:
    four = ("NL", "FR", "CA", "IT")
    several = [numbered(*one) for one in zip(four, (4, 0, None, 3), strict=True)]
    new, in_process = counted(four, several)
    assert (new.numbered, new.number) == (0, None)
    assert (in_process.numbered, in_process.number) == (3, 7)
    assert counted(four[:3], several)[1].number is None


@pytest.mark.rule("T-38")
@given(st.lists(st.integers(0, 9), min_size=len(OTHERS), max_size=len(OTHERS)), st.integers(0, 9))
def test_no_single_answer_changes_a_sum_that_was_shown(numbers: list[int], later: int) -> None:
    """Whoever compares two boards would know by subtraction what one State said."""
    given_ = [
        numbered(party, n, at) for at, (party, n) in enumerate(zip(OTHERS, numbers, strict=True))
    ]
    for n in range(len(given_)):
        assert counted(OTHERS, given_[:n])[1].number is None
    changed = [*given_, numbered(OTHERS[0], later, 99)]
    assert counted(OTHERS, given_)[1].number == sum(numbers)
    assert counted(OTHERS, changed)[1].number == sum(numbers)
    assert counted(OTHERS, changed)[1].numbered == len(OTHERS)


@pytest.mark.rule("T-38")
@given(
    holds, st.sampled_from(Timing), st.sampled_from(Timing), st.sampled_from(["", "  ", "Ended"])
)
def test_what_went_on_becomes_past_with_a_reason_or_with_every_answer(
    given_: list[Hold], before: Timing, after: Timing, reason: str
) -> None:
    was, now = replace(incident(), timing=before), replace(incident(), timing=after)
    missing = waiting(OTHERS, given_)
    found = asking(past(was, now, missing, reason))
    wants = before.goes_on and after is Timing.PAST and bool(missing) and not reason.strip()
    assert bool(found) is wants


@pytest.mark.rule("T-38")
def test_the_state_concerned_is_not_asked_about_itself_and_nothing_is_asked_of_the_past() -> None:
    proceed = (Proceeding.PAUSE, Proceeding.CONTINUE)
    assert answered(incident(), NL, *proceed, " Twice ", NOW).words == "Twice"
    with pytest.raises(Refused, match="T-38"):
        answered(incident(), XV, *proceed, "", NOW)
    with pytest.raises(Refused, match="T-38"):
        asked(incident(timing=Timing.PAST))
