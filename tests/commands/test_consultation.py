"""The consultation with a time for views: who was not heard is reminded, and the chair is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.incident.consultation import StateView
from tests.commands.deciding import done, newest, refused
from tests.commands.incidents import everything, opened, said

CLOSES = datetime(2026, 3, 16, 16, tzinfo=UTC)
"""Monday 16 March, 17:00 in The Hague: five working days in each capital after Monday 9 March."""


async def asked(drill: Drill, more: str = "closes=5wd") -> str:
    incident = await opened(drill)
    await done(drill, "nl1", "draft", f"incident inform {incident} Concerns with certificates.")
    made = await done(drill, "anouk", "draft", f"incident consult {incident} {more}")
    assert (f"`incident extend {incident}`" in words(made)) == bool(more)
    return incident


async def views(drill: Drill, incident: str) -> list[tuple[str, bool]]:
    found = await drill.runtime.database.run(lambda s: s.incidents.items(incident, StateView))
    return [(one.party, one.late) for one in found]


async def waits(drill: Drill, incident: str) -> bool:
    """Whether Italy is still asked for its view."""
    open_ = await drill.runtime.database.run(lambda store: store.asks.of("it1"))
    return any(one.key == f"consultation:{incident}:IT" for one in open_)


@pytest.mark.performs("incident consult", "incident answer", "incident prompt", "incident heard")
async def test_who_gave_no_view_is_reminded_and_a_later_view_stands_as_a_late_one(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    assert "17:00 The Hague" in newest(drill, "draft")
    assert "What is the view of Italy" in newest(drill, "direct:it1")
    await done(drill, "nl1", "direct", f"incident answer {incident} The registers first")
    await done(drill, "nl1", "direct", f"incident answer {incident} And then the fees")
    await drill.until(CLOSES - timedelta(hours=2))
    assert "a reminder: what is the view of Italy" in newest(drill, "direct:it1")
    assert "a reminder: what is the view" not in everything(drill, "direct:nl1")
    await drill.until(CLOSES - timedelta(seconds=1))
    assert "The time for views" not in everything(drill, "draft")
    await drill.until(CLOSES)
    assert "Views given: 1 of 8." in newest(drill, "draft")
    assert "Italy" not in newest(drill, "draft")
    assert "No view yet from Australia" in newest(drill, "direct:anouk")
    await drill.until(CLOSES + timedelta(minutes=5))
    late = await said(drill, "it1", "direct", f"incident answer {incident} Fees first")
    assert "after the time for views" in words(late)
    assert await views(drill, incident) == [("NL", False), ("NL", False), ("IT", True)]


@pytest.mark.rule("DR-22")
async def test_what_the_others_say_is_not_shown_to_the_state_concerned(drill: Drill) -> None:
    incident = await asked(drill)
    await done(drill, "nl1", "direct", f"incident answer {incident} The registers first")
    assert "The registers first" in everything(drill, "draft")
    for person in ("nl1", "xv1"):
        shown = await said(drill, person, "direct", f"incident brief {incident}")
        assert ("The registers first" in words(shown)) == (person == "nl1")
    assert "The registers first" not in everything(drill, "xv") + everything(drill, "direct:xv1")
    rule, told = await refused(drill, "xv1", "direct", f"incident answer {incident} Otherwise")
    assert rule == "DR-22"
    assert f"incident stance {incident}" in told


@pytest.mark.rule("DR-31")
async def test_a_bare_date_is_shown_as_an_instant_before_it_counts(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"incident consult {incident} closes=2026-03-20 caucus=Votes"
    first = await said(drill, "anouk", "draft", f"{line} preview=yes")
    assert "17:00 The Hague" in words(first)
    assert "What is the view of" not in everything(drill, "direct:it1")
    await done(drill, "anouk", "draft", f"{line} now=yes")
    assert "What is the view of Italy" in newest(drill, "direct:it1")


async def test_where_no_time_was_set_nobody_is_asked(drill: Drill) -> None:
    incident = await asked(drill, "")
    assert "What is the view of" not in everything(drill, "direct:it1")
    rule, _ = await refused(drill, "it1", "direct", f"incident answer {incident} Fees first")
    assert rule == "stage"


async def test_the_time_of_an_earlier_consultation_is_no_measure_of_a_new_one(drill: Drill) -> None:
    incident = await asked(drill)
    assert await waits(drill, incident)
    await done(drill, "xv1", "direct", f"incident stance {incident} addressing evidence=annex")
    await done(drill, "anouk", "draft", f"incident close {incident}")
    assert not await waits(drill, incident)
    await done(drill, "it1", "draft", f"incident reopen {incident} New certificates")
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    rule, _ = await refused(drill, "it1", "direct", f"incident answer {incident} Fees first")
    assert rule == "stage"


@pytest.mark.performs("incident extend")
async def test_the_time_for_views_is_prolonged_and_everybody_who_was_asked_is_told(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    line = f"incident extend {incident}"
    await done(drill, "nl1", "direct", f"incident answer {incident} The registers first")
    assert (await refused(drill, "nl1", "direct", f"{line} 2026-03-20T15:00Z"))[0] == "mandate"
    for early in (f"{CLOSES:%Y-%m-%dT%H:%MZ}", "2026-03-12T15:00Z"):
        assert (await refused(drill, "anouk", "draft", f"{line} {early}"))[0] == "form"
    first = await said(drill, "anouk", "draft", f"{line} 2026-03-20 preview=yes")
    assert "17:00 The Hague" in words(first)
    await done(drill, "anouk", "draft", f"{line} 2026-03-20T15:00Z")
    assert "16:00 The Hague" in newest(drill, "draft")
    for person, own in (("nl1", "16:00"), ("it1", "16:00"), ("ph1", "23:00")):
        assert own in newest(drill, f"direct:{person}")
    later = CLOSES + timedelta(days=4) - timedelta(hours=1)  # Friday, 15:00 UTC
    await drill.until(CLOSES)
    assert "Views given" not in everything(drill, "draft")
    await drill.until(later)
    assert "Views given: 1 of 8." in newest(drill, "draft")
    rule, text = await refused(drill, "anouk", "draft", f"{line} 2026-03-25T15:00Z")
    assert rule == "stage"
    assert "as late" in text


async def test_the_time_for_views_ends_with_the_incident_and_that_is_said_once(
    drill: Drill,
) -> None:
    incident = await asked(drill)
    await drill.until(CLOSES - timedelta(days=1))
    await done(drill, "xv1", "direct", f"incident stance {incident} addressing evidence=annex")
    await done(drill, "anouk", "draft", f"incident close {incident}")
    assert not await waits(drill, incident)
    assert everything(drill, "draft").count("nobody is asked for a view any more") == 1
    await done(drill, "it1", "draft", f"incident reopen {incident} New certificates")
    late = await said(drill, "it1", "direct", f"incident answer {incident} Fees first")
    assert "after the time for views" in words(late)
    await drill.until(CLOSES + timedelta(days=1))
    assert "Views given" not in everything(drill, "draft")


@pytest.mark.rule("T-36")
async def test_a_chair_of_the_state_concerned_is_not_told_who_was_not_heard(drill: Drill) -> None:
    line = "incident open NL both practices=IP-DOC Birth certificates\nTwo with the same number."
    incident = await opened(drill, "it1", line=line)
    told = f"incident inform {incident} state=NL channel=note_verbale Concerns"
    await done(drill, "it1", "draft", told)
    await done(drill, "anouk", "draft", f"incident consult {incident} closes=5wd")
    await drill.until(CLOSES + timedelta(days=1))
    assert "a reminder: what is the view of Italy" in newest(drill, "direct:it1")
    assert "No view yet from" not in everything(drill, "direct:anouk")
