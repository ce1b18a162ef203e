"""A response as a legal adviser reads it: by paragraph, with what others said of it beside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, consulted, done, proposed, vote

LIFTED = "lift=Re-verification_is_law new=pause ongoing=continue reason=urgent §1 Pause. §2 Verify."


@pytest.mark.rule("DR-14", "DR-22")
async def test_a_text_is_read_with_its_numbers_the_reply_and_what_applies_to_whom(
    drill: Drill,
) -> None:
    made = await proposed(drill, LIFTED)
    show = f"response show {made['response']}"
    await done(drill, "xv1", "direct", f"response reply {made['response']} Nous vérifions déjà.")
    read = words(await done(drill, "nl1", "direct", show))
    assert "By number, as a reservation names them:" in read
    assert "§2 Verify. (the measure itself)" in read
    assert "§3 How long: Re-verification is law" in read
    assert "§4 Looked at again on Wed 9 Sept 2026" in read
    assert "2026-09-09" not in read
    assert "Valdora replies: “Nous vérifions déjà.”" in read
    line = f"poll open {made['response']} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", AU="yes", CA="yes")
    which = await drill.say("co1", "direct", f"poll dissociate {poll} Not us")
    assert which is not None
    assert "§4 Looked at again on Wed 9 Sept 2026" in words(which)
    await drill.say("co1", "direct", "cancel")
    await done(drill, "ph1", "direct", f"poll dissociate {poll} paragraphs=2 We have no means")
    apart = "§2 applies to"
    assert apart not in words(await done(drill, "nl1", "direct", show))  # while it is open (DR-29)
    await drill.until(CLOSES + timedelta(minutes=5))
    assert apart in words(await done(drill, "nl1", "direct", show))
    assert "Philippines" not in words(await done(drill, "xv1", "direct", show))


@pytest.mark.rule("T-41")
async def test_a_single_procedure_says_from_when_its_own_state_means_to_apply_it(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"response unify {incident} IP-FEE new=continue ongoing=continue reason=urgent"
    with_day = f"{line} instrument=Circular_3/2026 since=2026-06-01 One list of fees"
    put = await done(drill, "it1", "draft", with_day)
    day = "Italy means to apply it from Mon 1 Jun 2026, by Circular 3/2026"
    assert day in words(put)
    assert day in words(await done(drill, "nl1", "draft", f"response show {put.made['response']}"))
    without = await done(drill, "fr1", "draft", f"{line} instrument=Circular_4 One list of days")
    assert "France means to apply it by Circular 4" in words(without)
