"""Early signs are counted from what each reader may see, and name no State (T-46)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import SUSPEND, done, refused

OPEN = "incident open XV both now=yes"


async def course(drill: Drill) -> None:
    """Two incidents in the first quarter of 2026, and one in the second; steps on the first."""
    first = (await done(drill, "nl1", "draft", f"{OPEN} practices=IP-DOC,IP-FEE One")).made
    await done(drill, "it1", "draft", f"{OPEN} practices=IP-DOC Two")
    await drill.until(drill.now + timedelta(days=10))
    inc = first["incident"]
    await done(drill, "anouk", "draft", f"incident inform {inc} state=XV now=yes See annex.")
    await done(drill, "anouk", "draft", f"incident consult {inc}")
    await drill.until(drill.now + timedelta(days=4))
    await done(drill, "au1", "draft", f"response suspend {inc} {SUSPEND}")
    await drill.until(drill.now + timedelta(days=20))
    await done(drill, "fr1", "draft", f"{OPEN} practices=IP-FEE Three")


@pytest.mark.performs("incident signs")
@pytest.mark.rule("T-46")
async def test_new_incidents_are_counted_by_quarter_and_practice_with_the_time_of_first_steps(
    drill: Drill,
) -> None:
    await course(drill)
    shown = words(await done(drill, "nl1", "direct", "incident signs quarters=2"))
    for line in (
        "3 new incidents since Thu 1 Jan 2026",
        "2026, quarter 2: 1 new incident – Fees that differ by State: 1",
        "2026, quarter 1: 2 new incidents – Forged or falsified documents: 2 · Fees that",
        "to telling a State concerned: 10 days (the median of 1)",
        "On 2 of them no State concerned has been told yet.",
        "a common response that was put: 14 days (the median of 1)",
    ):
        assert line in shown, shown
    assert "Valdora" not in shown
    this = words(await done(drill, "nl1", "direct", "incident signs quarters=1"))
    assert "1 new incident since Wed 1 Apr 2026" in this


@pytest.mark.rule("T-10", "T-46")
async def test_nobody_counts_an_incident_that_they_may_not_see(drill: Drill) -> None:
    await course(drill)
    theirs = words(await done(drill, "xv1", "direct", "incident signs"))
    assert "1 new incident since" in theirs
    await done(drill, "nl1", "direct", f"{OPEN} keep=yes practices=IP-CON Kept")
    for who in ("nl1", "it1"):
        assert "3 new incidents" in words(await done(drill, who, "direct", "incident signs"))
    for guest in ("emb-fr", "iss1"):
        assert (await refused(drill, guest, "direct", "incident signs"))[0] in ("T-30", "T-33")


@pytest.mark.rule("T-46")
async def test_as_many_quarters_as_can_be_counted_are_offered(drill: Drill) -> None:
    rule, told = await refused(drill, "nl1", "direct", "incident signs quarters=21")
    assert (rule, "`incident signs quarters=20`" in told) == ("form", True)
    none = words(await done(drill, "nl1", "direct", "incident signs"))
    assert "0 new incidents since Tue 1 Apr 2025" in none
