"""A suspension with a last day is looked at again before it ends (T-43, X23)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done, proposed, refused


@pytest.mark.rule("T-43", "DR-26")
async def test_no_poll_opens_on_a_suspension_that_ends_before_it_is_looked_at_again(
    drill: Drill,
) -> None:
    early = "expires=2026-04-10 new=pause ongoing=continue reason=urgent"
    made = await proposed(drill, f"{early} Suspend new adoptions")
    shown = words(await done(drill, "nl1", "draft", f"response show {made['response']}"))
    assert "Looked at again on Fri 10 Apr 2026" in shown
    amend = f"response amend {made['response']} review"
    await done(drill, "au1", "draft", f"{amend}=2026-05-01")
    open_it = f"poll open {made['response']} closes=2026-03-16T15:00Z"
    rule, said = await refused(drill, "anouk", "draft", open_it)
    assert rule == "T-43"
    assert "would end before the date on which it is looked at again" in said
    await done(drill, "au1", "draft", f"{amend}=2026-04-08")
    await done(drill, "anouk", "draft", open_it)


@pytest.mark.rule("T-43", "DR-26")
async def test_no_poll_opens_on_a_suspension_that_ends_or_is_looked_at_before_it_begins(
    drill: Drill,
) -> None:
    dates = "starts=2026-06-01 review=2026-05-04 expires=2026-05-15 new=pause ongoing=continue"
    made = await proposed(drill, f"{dates} reason=urgent Suspend new adoptions")
    open_it = f"poll open {made['response']} closes=2026-03-16T15:00Z"
    rule, said = await refused(drill, "anouk", "draft", open_it)
    assert (rule, "would end before it begins" in said) == ("T-43", True)
    amend = f"response amend {made['response']}"
    await done(drill, "au1", "draft", f"{amend} expires=2026-12-15")
    rule, said = await refused(drill, "anouk", "draft", open_it)
    assert (rule, "would be looked at again before it begins" in said) == ("T-43", True)
    shown = words(await done(drill, "au1", "draft", f"{amend} starts=2026-04-01"))
    assert "Looked at again on Mon 4 May 2026" in shown
    assert "Last day: Tue 15 Dec 2026" in shown
    assert "In force from Wed 1 Apr 2026 at the earliest" in shown
    await done(drill, "anouk", "draft", open_it)


@pytest.mark.rule("T-43")
async def test_a_suspension_is_not_looked_at_again_before_it_is_decided(drill: Drill) -> None:
    dates = "review=2026-03-13 new=pause ongoing=continue reason=urgent"
    made = await proposed(drill, f"{dates} Suspend new adoptions")
    open_it = f"poll open {made['response']} closes=2026-03-16T15:00Z"
    rule, said = await refused(drill, "anouk", "draft", open_it)
    assert (rule, "before it is decided" in said) == ("T-43", True)
    amend = f"response amend {made['response']} review"
    await done(drill, "au1", "draft", f"{amend}=2026-03-17")
    await done(drill, "anouk", "draft", open_it)
    rule, said = await refused(drill, "au1", "draft", f"{amend}=2026-03-13")
    assert (rule, "before it is decided" in said) == ("T-43", True)


@pytest.mark.rule("T-43")
async def test_a_suspension_that_begins_later_is_looked_at_the_usual_time_after_its_beginning(
    drill: Drill,
) -> None:
    later = "starts=2027-01-04 new=pause ongoing=continue reason=urgent"
    made = await proposed(drill, f"{later} Suspend new adoptions")
    shown = words(await done(drill, "nl1", "draft", f"response show {made['response']}"))
    assert "Looked at again on Tue 6 Jul 2027" in shown
    await done(drill, "anouk", "draft", f"poll open {made['response']} closes=2026-03-16T15:00Z")
