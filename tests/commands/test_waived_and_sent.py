"""A State that was not informed for a reason is told nothing by a joint message (4.3, T-24)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, SUSPEND, VOTERS, done, refused, vote
from tests.commands.incidents import everything
from tests.commands.messages import TEXT

INFORM = "state=XV now=yes See annex."


async def waived(drill: Drill) -> str:
    """An incident in consultation that Valdora does not know of, because of an arrest."""
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    why = f"incident waive {incident} state=XV reason=An_arrest_is_prepared"
    await done(drill, "anouk", "draft", why)
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    return incident


@pytest.mark.rule("T-24")
async def test_a_joint_message_is_not_sent_to_a_state_that_is_not_to_know(drill: Drill) -> None:
    incident = await waived(drill)
    made = await done(drill, "fr1", "direct", f"message draft {incident} {TEXT}")
    message = made.made["message"]
    await done(drill, "fr1", "direct", f"message freeze {message}")
    for person in ("fr1", "nl1"):
        await done(drill, person, "direct", f"message sign {message}")
    rule, told = await refused(drill, "anouk", "direct", f"message dispatch {message}")
    assert rule == "T-24"
    assert f"incident inform {incident} state=XV" in told
    assert incident not in everything(drill, "xv") + everything(drill, "direct:xv1")
    await done(drill, "anouk", "draft", f"incident inform {incident} {INFORM}")
    await done(drill, "anouk", "direct", f"message dispatch {message}")


@pytest.mark.rule("T-24", "DR-22")
async def test_when_the_reason_has_passed_it_is_informed_of_a_measure_that_was_adopted(
    drill: Drill,
) -> None:
    incident = await waived(drill)
    line = f"response suspend {incident} {SUSPEND}"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    opened = f"poll open {response} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", opened)).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(CLOSES + timedelta(hours=1))
    assert incident not in everything(drill, "xv") + everything(drill, "direct:xv1")
    shown = await drill.say(
        "anouk", "draft", f"incident inform {incident} state=XV preview=yes See annex."
    )
    assert shown is not None
    assert "“An arrest is prepared”" in words(shown).replace("_", " ")
    await done(drill, "anouk", "draft", f"incident inform {incident} {INFORM}")
    assert "See annex." in everything(drill, "xv")
    seen = words(await done(drill, "xv1", "direct", f"incident show {incident}"))
    assert "adopted" in seen


@pytest.mark.rule("DR-22")
async def test_informed_while_a_measure_is_before_the_group_it_is_asked_for_its_reply(
    drill: Drill,
) -> None:
    incident = await waived(drill)
    line = f"response suspend {incident} {SUSPEND}"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    assert response not in everything(drill, "direct:xv1")
    await done(drill, "anouk", "draft", f"incident inform {incident} {INFORM}")
    assert f"response reply {response}" in everything(drill, "direct:xv1")


async def test_before_the_consultation_a_state_whose_informing_was_waived_can_be_informed(
    drill: Drill,
) -> None:
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    why = f"incident waive {incident} state=XV reason=An_arrest_is_prepared"
    await done(drill, "anouk", "draft", why)
    await done(drill, "anouk", "draft", f"incident inform {incident} {INFORM}")
    shown = words(await done(drill, "anouk", "draft", f"incident show {incident}"))
    assert "the State concerned is informed" in shown
    assert "Not informed" not in shown
