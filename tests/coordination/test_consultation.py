"""The time for views in a consultation: a view is never lost, and a late one says that it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.consultation import (
    StateView,
    Window,
    cut_short,
    gave,
    newest,
    prolonged,
    silent,
    window,
)
from coordination.incident.stage import Stage
from coordination.parties import Role
from coordination.refused import Refused
from tests.coordination.incidents import CHAIR, NOW, hat, incident

CONSULTING = replace(incident(), stage=Stage.CONSULTATION)
ASKED = Window(CONSULTING.id, NOW + timedelta(days=5), "anouk", NOW)
NL = hat("NL")


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_a_view_is_late_from_the_very_instant_on_at_which_the_time_ends(seconds: int) -> None:
    at = ASKED.closes + timedelta(seconds=seconds)
    view = gave(CONSULTING, ASKED, "  The registers first ", NL, at)
    assert view.late == (seconds >= 0)
    assert (view.party, view.text, view.at) == ("NL", "The registers first", at)


def test_who_is_silent_is_who_has_not_spoken_however_often_the_others_did() -> None:
    views = [gave(CONSULTING, ASKED, str(n), NL, NOW) for n in range(3)]
    assert silent(("FR", "NL"), views) == ("FR",)
    assert silent(("FR", "NL"), []) == ("FR", "NL")


def test_the_newest_time_counts() -> None:
    later = replace(ASKED, closes=NOW + timedelta(days=9))
    assert newest(()) is None
    assert newest((ASKED, later)) == later
    anew = replace(ASKED, at=ASKED.closes)
    assert newest((ASKED, later, anew)) is None


def test_only_the_chair_asks_for_views() -> None:
    assert window(CONSULTING, ASKED.closes, CHAIR, NOW) == Window(
        CONSULTING.id, ASKED.closes, CHAIR.person, NOW
    )
    with pytest.raises(Refused):
        window(CONSULTING, ASKED.closes, NL, NOW)


@given(now=st.integers(0, 10 * 86_400), closes=st.integers(-86_400, 20 * 86_400))
def test_the_time_becomes_longer_never_shorter_and_only_before_it_is_over(
    now: int, closes: int
) -> None:
    at, end = NOW + timedelta(seconds=now), NOW + timedelta(seconds=closes)
    if at < ASKED.closes < end:
        made = prolonged(ASKED, CONSULTING.id, end, CHAIR, at)
        assert (made.closes, made.at) == (end, ASKED.at)
        return
    with pytest.raises(Refused) as no:
        prolonged(ASKED, CONSULTING.id, end, CHAIR, at)
    assert no.value.rule == ("stage" if at >= ASKED.closes else "form")


def test_nobody_but_the_chair_prolongs_and_nothing_that_was_never_asked() -> None:
    end = ASKED.closes + timedelta(days=1)
    with pytest.raises(Refused) as no:
        prolonged(ASKED, CONSULTING.id, end, NL, NOW)
    assert no.value.rule == "mandate"
    with pytest.raises(Refused) as no:
        prolonged(None, CONSULTING.id, end, CHAIR, NOW)
    assert no.value.rule == "stage"


@given(seconds=st.integers(1, 10 * 86_400))
def test_a_time_that_ends_with_the_incident_makes_every_later_view_late(seconds: int) -> None:
    at = NOW + timedelta(seconds=seconds)
    made = cut_short(ASKED, at)
    assert (made is None) == (at > ASKED.closes)
    if made is not None:
        assert newest((ASKED, made)) == made
        assert gave(CONSULTING, made, "Fees first", NL, at).late
    assert cut_short(None, at) is None


@pytest.mark.rule("DR-22")
def test_the_state_concerned_speaks_for_itself_elsewhere() -> None:
    with pytest.raises(Refused) as no:
        gave(CONSULTING, ASKED, "Otherwise", hat("XV", Role.CONCERNED), NOW)
    assert no.value.rule == "DR-22"
    assert no.value.instead == (f"incident stance {CONSULTING.id}",)


@pytest.mark.parametrize(
    ("made", "asked", "text"),
    [
        (CONSULTING, ASKED, "  "),
        (CONSULTING, None, "Now"),
        (replace(CONSULTING, stage=Stage.CLOSED), ASKED, "Now"),
    ],
)
def test_nothing_is_kept_of_an_empty_view_or_where_none_was_asked_for(
    made: object, asked: Window | None, text: str
) -> None:
    with pytest.raises(Refused):
        gave(made, asked, text, NL, NOW)  # type: ignore[arg-type]


def test_a_view_says_for_whom_it_speaks() -> None:
    assert StateView("INC-1", "NL", "x", "nl1", NOW).late is False
