"""A poll that was put again by mistake is taken off, and put again as it was (DR-02, DR-27)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.rule import Ratio, VoteBasis
from coordination.poll.stage import Stage
from tests.commands.deciding import SUSPEND, done, poll_of, proposed, put, refused, vote
from tests.commands.test_poll import ANNOUNCED
from tests.commands.test_right_of_reply import offered

SHARES = "rule=qualified basis=eligible ratio=3/4"


async def taken_off(drill: Drill, poll: str) -> list[str]:
    """What the chair is offered once Australia has agreed that this poll is withdrawn."""
    await done(drill, "anouk", "draft", f"poll withdraw {poll} A mistake")
    agreed = await done(drill, "au1", "direct", f"poll consent {poll} yes")
    assert "poll open" not in words(agreed)  # the chair puts it, not the State that agreed
    return await offered(drill, "anouk", "direct", f"poll show {poll}")


@pytest.mark.rule("DR-28")
async def test_a_poll_that_was_taken_off_is_put_again_as_it_was(drill: Drill) -> None:
    made = await put(drill, f"{SHARES} again=yes")
    line = f"poll open {made['response']} {SHARES} again=yes"
    assert line in await taken_off(drill, made["poll"])
    anew = await poll_of(drill, (await done(drill, "anouk", "draft", line)).made)
    assert (anew.basis, anew.ratio) == (VoteBasis.ELIGIBLE, Ratio(3, 4))
    assert anew.second_vote_on_tie
    assert line not in await offered(drill, "anouk", "direct", f"poll show {anew.id}")


@pytest.mark.rule("DR-02", "DR-28")
async def test_a_second_vote_that_was_taken_off_is_led_to_by_the_line_that_began_it(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=simple_majority again=yes")
    first = made["poll"]
    yes, no = dict.fromkeys(("NL", "IT", "FR"), "yes"), dict.fromkeys(("CA", "PH", "AU"), "no")
    await vote(drill, first, **yes, **no)
    await drill.until(ANNOUNCED + timedelta(days=1))
    second = (await done(drill, "anouk", "draft", f"poll again {first}")).made["poll"]
    line = f"poll open {made['response']} rule=simple_majority"
    assert line in await taken_off(drill, second)
    rule, said = await refused(drill, "anouk", "draft", f"poll again {first}")
    assert (rule, f"`{line}`" in said) == ("DR-02", True), said
    third = await poll_of(drill, (await done(drill, "anouk", "draft", line)).made)
    assert (third.stage, third.second_vote_on_tie) == (Stage.OPEN, False)  # there is no third vote


@pytest.mark.rule("DR-27", "DR-28")
async def test_an_option_that_was_taken_off_keeps_those_that_come_after_it(drill: Drill) -> None:
    made = await proposed(drill)
    options = [made["response"]]
    for text in ("Pause for a year", "Look at each new file twice"):
        line = (
            f"response suspend {made['incident']} {SUSPEND.replace('Suspend new adoptions', text)}"
        )
        options.append((await done(drill, "au1", "draft", line)).made["response"])
    line = f"poll options {','.join(options)} yes rule=simple_majority closes=2026-03-16T15:00Z"
    first = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, first, NL="yes", IT="yes", FR="no", CA="no", PH="no")
    await drill.until(ANNOUNCED)
    second = (await done(drill, "anouk", "draft", f"poll next {first} closes=2wd")).made["poll"]
    again = f"poll options {options[1]},{options[2]} yes rule=simple_majority"
    assert again in await taken_off(drill, second)
    rule, said = await refused(drill, "anouk", "draft", f"poll next {first}")
    assert (rule, again in said) == ("DR-27", True), said
    third = await poll_of(drill, (await done(drill, "anouk", "draft", again)).made)
    assert (third.response, third.then) == (options[1], (options[2],))
    await drill.until(drill.now + timedelta(hours=1))
    assert "Look at each new file" in words(
        await done(drill, "anouk", "draft", f"poll show {third.id}")
    )
