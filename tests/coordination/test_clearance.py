"""The laws of a clearance: in order, on one text, by who holds the step; nothing else counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar
from coordination.clearance.course import (
    assigned,
    awaited,
    back,
    begun,
    cleared,
    holds,
    ordered,
    remind,
    standing,
    withdrawn,
)
from coordination.clearance.record import USUAL, Act, Entry, Order, Step
from coordination.parties import Credential, Role
from coordination.refused import Refused

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hat(role: Role = Role.VOTER, person: str = "fr1") -> Credential:
    return Credential(f"{person}-{role}", person, "ica", role, "FR", None, False, NOW, None, "")


moves = st.lists(
    st.tuples(st.sampled_from(("clear", "back", "withdraw", "text")), st.integers(0, 4)),
    max_size=25,
)


@given(moves)
@pytest.mark.rule("DR-26")
def test_no_sequence_skips_a_step_or_counts_what_was_cleared_of_another_text(
    made: list[tuple[str, int]],
) -> None:
    mark, version = "a0", 0
    entries: list[Entry] = []
    run = 0  # steps cleared of this very text, one behind the other
    for n, (move, number) in enumerate(made):
        now = NOW + n * HOUR
        if move == "text":
            version, mark, run = version + 1, f"a{version + 1}", 0
            continue
        now_at = standing(entries, mark)
        if now_at is None:
            entries.append(begun(hat(), USUAL, entries, mark, now))
            now_at = standing(entries, mark)
        try:
            if move == "clear":
                entries.append(cleared(now_at, hat(), mark, now, who="MFA"))
                run += 1
            elif move == "back":
                entries.append(back(now_at, hat(), mark, now, to=number, note="again"))
                run = number - 1
            else:
                entries.append(withdrawn(now_at, hat(), mark, number, now))
                run = (number or run) - 1
        except Refused:
            continue
    found = standing(entries, mark)
    assert (found.at if found else 0) == run
    assert (found is not None and found.cleared) is (run == len(USUAL))


def test_what_an_answer_waits_for_begins_by_itself_at_the_first_step_and_else_nothing_does() -> (
    None
):
    order = Order("ica", "FR", USUAL)
    assert awaited(order, USUAL, "a", NOW) == ()
    [entry] = awaited(replace(order, required=True), USUAL, "a", NOW)
    assert entry.person == ""
    found = standing((entry,), "a")
    assert found is not None
    assert (found.step, found.since) == (USUAL[0], NOW)
    with pytest.raises(Refused):
        begun(hat(), USUAL, (entry,), "a", NOW)


@pytest.mark.rule("DR-17")
def test_whoever_answers_before_clearance_leaves_it_where_it_was() -> None:
    first = begun(hat(), USUAL, (), "a", NOW)
    one = cleared(standing((first,), "a"), hat(), "a", NOW)
    before = Entry(NOW, "fr1", Act.BEFORE, "a", note="urgent")
    assert standing((first, one, before), "a") == standing((first, one), "a")


@pytest.mark.rule("T-30")
def test_a_step_is_cleared_by_who_holds_it_or_entered_by_who_speaks_for_the_state() -> None:
    embassy = hat(Role.EMBASSY, "emb")
    assert holds(Step("embassy"), embassy, embassy=True)
    assert not holds(Step("authority"), embassy, embassy=True)
    assert not holds(Step("embassy"), hat(), embassy=True)
    assert holds(Step("embassy"), hat(), embassy=False)
    assert not holds(Step("ministry", ("fr2",)), hat(), embassy=False)
    start = standing((begun(hat(), (Step("ministry", ("fr2",)),), (), "a", NOW),), "a")
    with pytest.raises(Refused, match="another_step"):
        cleared(start, hat(), "a", NOW)
    assert cleared(start, hat(), "a", NOW, who="DG Legal").who == "DG Legal"
    with pytest.raises(Refused, match="another_step"):
        cleared(start, embassy, "a", NOW, who="DG Legal")
    with pytest.raises(Refused):
        begun(embassy, USUAL, (), "a", NOW)


def test_back_wants_a_note_and_a_step_that_has_cleared() -> None:
    first = begun(hat(), USUAL, (), "a", NOW)
    start = standing((first,), "a")
    for to, note in ((1, "again"), (0, "again")):
        with pytest.raises(Refused):
            back(start, hat(), "a", NOW, to=to, note=note)
    one = standing((first, cleared(start, hat(), "a", NOW)), "a")
    with pytest.raises(Refused, match="note_missing"):
        back(one, hat(), "a", NOW, to=1, note=" ")
    assert back(one, hat(), "a", NOW, to=1, note="again").step == 0


def test_steps_are_named_once_and_who_is_named_stays_with_the_name() -> None:
    order = assigned(Order("ica", "FR", USUAL), 2, "fr2")
    after = ordered(order, ["ministry", "Legal service"])
    assert after.steps == (Step("ministry", ("fr2",)), Step("Legal service"))
    assert assigned(after, 1, "fr2", remove=True).steps[0].people == ()
    for names in ([], ["a", "A"], ["x" * 61], [str(n) for n in range(9)]):
        with pytest.raises(Refused):
            ordered(order, names)
    with pytest.raises(Refused, match="no_such_step"):
        assigned(order, 4, "fr2")


def test_a_step_is_reminded_after_two_working_days_and_a_day_before_the_end_at_the_latest() -> None:
    paris = WorkCalendar("Europe/Paris")
    friday = datetime(2026, 3, 20, 10, tzinfo=UTC)
    assert remind(friday, None, paris) == datetime(2026, 3, 24, 8, tzinfo=UTC)
    soon = datetime(2026, 3, 24, 12, tzinfo=UTC)
    assert remind(friday, soon, paris) == datetime(2026, 3, 23, 12, tzinfo=UTC)
    assert remind(friday, friday + HOUR, paris) is None
