"""A plan that begins with the actions of another: their days lie as they lay in it (E3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.plans import plans
from coordination.plan.begin import carried_over, part_of
from coordination.plan.record import Action, Answer, Area, Plan

OPENED = datetime(2026, 3, 9, 9, tzinfo=UTC)
ENDS = OPENED + timedelta(days=200)
DAYS = st.integers(1, 400)


def plan(*actions: Action) -> Plan:
    return Plan(
        "PLA-1", "ica", "INC-1", "One", Area.OTHER, "nl1", "NL", OPENED, ENDS, actions=actions
    )


@pytest.mark.rule("U-35", "U-38")
@given(due=st.integers(1, 200), days=DAYS)
def test_an_action_lies_as_far_from_the_end_as_before_or_has_no_day(due: int, days: int) -> None:
    old = Action("Train", "NL", due=OPENED + timedelta(days=due), answer=Answer.ACCEPTED)
    opened = ENDS + timedelta(days=30)
    ends = opened + timedelta(days=days)
    [again] = carried_over(plan(old), opened, ends)
    assert (again.what, again.by, again.answer) == ("Train", "NL", Answer.OPEN)
    if 200 - due < days:
        assert again.due is not None
        assert ends - again.due == timedelta(days=200 - due)
        assert opened < again.due <= ends
    else:
        assert again.missing == ("when",)


@pytest.mark.rule("DR-30")
def test_nothing_that_was_accepted_or_done_is_carried_over_as_such() -> None:
    done = Action("Train", None, "UNICEF", ENDS, Answer.DONE, "COM-1", "Report", ENDS)
    [again] = carried_over(plan(done), ENDS, ENDS + timedelta(days=9))
    assert again == Action("Train", None, "UNICEF", ENDS + timedelta(days=9))


@pytest.mark.parametrize("code", sorted(plans()))
def test_every_template_has_its_words_in_three_languages_and_days_in_order(code: str) -> None:
    actions = plans()[code]
    dues = [part_of(OPENED, ENDS, one.at) for one in actions]
    assert dues == sorted(dues)
    assert dues[0] > OPENED
    assert dues[-1] == ENDS
    for language in ("en", "fr", "es"):
        assert len({one.text(language) for one in actions}) == len(actions)
    assert actions[0].text("de") == actions[0].text("en")
    assert actions[0].text("fr") != actions[0].text("en")
