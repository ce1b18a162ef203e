"""What a proposal leaves open is said later, with an amendment of it (T-38, T-40)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import consulted, done, refused


@pytest.mark.rule("T-38")
async def test_what_happens_to_adoptions_meanwhile_is_said_later_where_it_was_left_open(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"response suspend {incident} reason=urgent cases=each_by_itself Pause new files"
    first = await done(drill, "au1", "draft", line)
    made = first.made["response"]
    assert "Still to be said: what happens to new adoptions" in words(first)
    assert f"`response amend {made}`" in words(first)
    asked = await drill.say("au1", "draft", f"response amend {made}")
    assert asked is not None
    assert (asked.outcome, "new adoptions" in words(asked)) == ("asked", True)
    said = words(await done(drill, "au1", "direct", "3"))
    assert "New adoptions: they pause" in said
    changed = f"response amend {made} new=continue_with_safeguards ongoing=continue"
    asked = await drill.say("au1", "draft", changed)
    assert asked is not None
    assert (asked.outcome, "says with which ones" in words(asked)) == ("asked", True)
    said = words(await done(drill, "au1", "direct", "Two officers read each file"))
    assert "New adoptions: they continue with safeguards (Two officers read each file)" in said
    assert "Adoptions in process: they continue" in said
    assert "they pause" not in said


@pytest.mark.rule("T-40")
async def test_another_type_is_proposed_for_a_reason_in_words(drill: Drill) -> None:
    line = f"response other {await consulted(drill)} new=pause ongoing=pause reason=urgent"
    asked = await drill.say("au1", "draft", f"{line} why=_ A visit")
    assert asked is not None
    assert (asked.outcome, "why none of them fits" in words(asked)) == ("asked", True)
    done_ = await done(drill, "au1", "direct", "A visit is none of the four")
    assert "A visit is none of the four" in words(done_)
    noted = words(await done(drill, "au1", "draft", f"{line} why=A_visit_is_none A visit"))
    assert "A visit is none" in noted


@pytest.mark.rule("T-38")
async def test_whoever_lets_adoptions_continue_with_safeguards_is_asked_with_which(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"response suspend {incident} new=continue_with_safeguards ongoing=pause Pause files"
    asked = await drill.say("au1", "draft", line)
    assert asked is not None
    assert (asked.outcome, "says with which ones" in words(asked)) == ("asked", True)
    asked = await drill.say("au1", "direct", "Each birth record is verified again")
    assert asked is not None
    assert asked.outcome == "asked"
    made = await done(drill, "au1", "direct", "No association is known to us yet")
    under = "New adoptions: they continue with safeguards (Each birth record is verified again)"
    assert under in words(made)
    res = made.made["response"]
    said = words(await done(drill, "au1", "draft", f"response amend {res} safeguards=Two_officers"))
    assert "they continue with safeguards (Two officers)" in said
    rule, said = await refused(
        drill, "au1", "draft", f"response amend {res} new=pause safeguards=x"
    )
    assert (rule, "Safeguards belong to" in said) == ("T-38", True)


@pytest.mark.rule("T-43")
async def test_a_suspension_is_put_without_a_review_date_and_adopted_only_with_one(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    line = f"response suspend {incident} new=pause ongoing=pause reason=urgent"
    first = await done(drill, "au1", "draft", f"{line} review= lift= Pause new files")
    made = first.made["response"]
    for part in ("until when the suspension lasts", "when the suspension is reviewed"):
        assert f"Still to be said: {part}" in words(first)
    put = f"poll open {made} rule=simple_majority"
    for open_, value in (("until when", "records are verified again"), ("reviewed", "2026-09-09")):
        rule, told = await refused(drill, "anouk", "draft", put)
        assert (rule, f"`response amend {made}`" in told) == ("T-43", True)
        asked = await drill.say("au1", "draft", f"response amend {made}")
        assert asked is not None
        assert (asked.outcome, open_ in words(asked)) == ("asked", True)
        await done(drill, "au1", "direct", value)
    await done(drill, "anouk", "draft", put)
