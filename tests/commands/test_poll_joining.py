"""A State that joins in mid-poll, a tie voted on again, options in their order, something else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from config.directory import read
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from storage.directory.plan import apply, difference
from storage.store import Store
from tests.commands.accrediting import REGISTRAR, confirmed
from tests.commands.deciding import (
    CLOSES,
    SUSPEND,
    done,
    newest,
    poll_of,
    proposed,
    put,
    refused,
    response_of,
    vote,
)
from tests.storage.register import DEMO

ANNOUNCED = CLOSES + timedelta(minutes=5)
NEW_ZEALAND = """
[state.NZ]
authority = "Central Authority of New Zealand"
capital = "Wellington"
zone = "Pacific/Auckland"
capacity = "RS"

[person.nz1]
name = "Aroha"
zone = "Pacific/Auckland"
matrix = "@nz1:{server}"
hats = [{ group = "ica", party = "NZ", roles = ["voter", "ca_officer"], reference = "Letter NZ" }]
"""


async def new_zealand_joins(drill: Drill, folder: Path) -> None:
    """The secretariat imports the directory with one State more."""
    text = DEMO.read_text(encoding="utf-8").replace('"PH", "XV"]', '"PH", "XV", "NZ"]')
    path = folder / "directory.toml"
    path.write_text(text + NEW_ZEALAND, encoding="utf-8")

    def join(store: Store) -> None:
        plan = difference(read(path), store.directory)
        apply(plan, store.directory, drill.now, REGISTRAR)
        room = store.directory.direct_room("nz1", "matrix")
        store.directory.remember_remote(room.id, "direct:nz1", "matrix")

    await drill.runtime.database.run(join)
    await confirmed(drill, "nz1")


@pytest.mark.performs("poll align")
@pytest.mark.rule("DR-20")
async def test_a_state_that_joined_later_does_not_vote_and_may_align_itself_afterwards(
    drill: Drill, tmp_path: Path
) -> None:
    made = await put(drill)
    poll = made["poll"]
    await new_zealand_joins(drill, tmp_path)
    rule, _ = await refused(drill, "nz1", "direct", f"poll vote {poll} yes")
    assert rule == "DR-20"
    rule, _ = await refused(drill, "nz1", "direct", f"poll align {poll}")
    assert rule == "DR-20"
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="no", PH="no")
    await drill.until(ANNOUNCED)
    assert len((await poll_of(drill, made)).eligible) == 8
    await done(drill, "nz1", "direct", f"poll align {poll}")
    assert "New Zealand has aligned itself with" in newest(drill, "draft")
    shown = words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    assert "Aligned itself later: New Zealand, on" in shown
    assert "For 3, against 2" in shown
    for person in ("nz1", "nl1"):
        rule, _ = await refused(drill, person, "direct", f"poll align {poll}")
        assert rule == "DR-20"


@pytest.mark.performs("poll again")
@pytest.mark.rule("DR-02")
async def test_a_tie_is_voted_on_once_more_a_day_later_where_that_was_agreed(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=simple_majority again=yes")
    first = made["poll"]
    answers = {"NL": "yes", "IT": "yes", "FR": "yes", "CA": "no", "PH": "no", "AU": "no"}
    await vote(drill, first, **answers)
    await drill.until(ANNOUNCED)
    assert "This tie may be voted on once more" in newest(drill, "draft")
    assert "poll again" in newest(drill, "draft")
    rule, said = await refused(drill, "anouk", "draft", f"poll again {first}")
    assert rule == "DR-02"
    assert "a day later at the earliest" in said
    await drill.until(ANNOUNCED + timedelta(days=1))
    again = await done(drill, "anouk", "draft", f"poll again {first} closes=2wd")
    second = await poll_of(drill, again.made)
    assert (second.previous, second.second_vote_on_tie) == (first, False)
    await vote(drill, second.id, **answers)
    await drill.until(second.announced_at)
    assert (await poll_of(drill, again.made)).stage is Stage.TIE_NOT_ADOPTED
    rule, _ = await refused(drill, "anouk", "draft", f"poll again {second.id}")
    assert rule == "DR-02"
    rule, _ = await refused(drill, "anouk", "draft", f"poll again {first}")
    assert rule == "DR-02"


@pytest.mark.rule("DR-27")
async def test_exclusive_options_are_put_in_order_until_one_is_adopted(drill: Drill) -> None:
    made = await proposed(drill)
    first, incident = made["response"], made["incident"]
    others = []
    for text in ("Pause new adoptions for a year", "Look at each new file twice"):
        line = f"response suspend {incident} {SUSPEND.replace('Suspend new adoptions', text)}"
        others.append((await done(drill, "fr1", "draft", line)).made["response"])
    second, third = others
    options = f"{first},{second},{third}"
    line = f"poll options {options} yes rule=simple_majority closes=2026-03-16T15:00Z"
    opened = await done(drill, "anouk", "draft", line)
    assert "the one furthest from how things are today first" in words(opened)
    waits = f"Pause new adoptions for a year ({second}) · Look at each new file twice ({third})"
    assert f"puts the next of these: {waits}" in newest(drill, "draft")
    assert f"puts the next of these: {waits}" in newest(drill, "direct:nl1")
    rule, _ = await refused(drill, "anouk", "draft", f"poll open {third}")
    assert rule == "DR-27"
    await vote(drill, opened.made["poll"], NL="yes", IT="yes", FR="no", CA="no", PH="no")
    await drill.until(ANNOUNCED)
    assert "Next in the order that was chosen: Pause new" in newest(drill, "draft")
    after = await done(drill, "anouk", "draft", f"poll next {opened.made['poll']} closes=2wd")
    poll = await poll_of(drill, after.made)
    assert (poll.response, poll.then) == (second, (third,))
    await vote(drill, poll.id, NL="yes", IT="yes", FR="yes", CA="no", PH="no")
    await drill.until(poll.announced_at)
    assert "because this option is adopted: Look at each new file" in newest(drill, "draft")
    left = await response_of(drill, {"response": third})
    assert left.stage is ResponseStage.NOT_ADOPTED
    rule, _ = await refused(drill, "anouk", "draft", f"poll next {poll.id}")
    assert rule == "DR-27"


@pytest.mark.performs("poll next", "poll options")
@pytest.mark.rule("DR-02", "DR-27")
async def test_exclusive_options_are_never_decided_side_by_side(drill: Drill) -> None:
    made = await proposed(drill)
    first = made["response"]
    line = f"response suspend {made['incident']} {SUSPEND}"
    second = (await done(drill, "fr1", "draft", line)).made["response"]
    line = f"poll options {first},{second} yes rule=silence closes=2026-03-16T15:00Z"
    tried = (await done(drill, "anouk", "draft", line)).made["poll"]
    await drill.until(ANNOUNCED)
    fallen = await done(drill, "anouk", "draft", f"poll fall_back {tried} closes=5wd")
    vote_on = await poll_of(drill, fallen.made)
    assert await _refused_open(drill, second) == "DR-27"
    await drill.until(vote_on.announced_at)
    assert await _refused_open(drill, second) == "DR-27"
    after = await done(drill, "anouk", "draft", f"poll next {vote_on.id} closes=5wd")
    assert await _refused_open(drill, first) in ("DR-27", "stage")
    ended = await poll_of(drill, after.made)
    await vote(drill, ended.id, NL="yes", IT="yes", FR="yes", CA="yes", PH="yes")
    await drill.until(ended.announced_at)
    assert (await poll_of(drill, after.made)).stage is Stage.ADOPTED
    assert (await response_of(drill, made)).stage is ResponseStage.NOT_ADOPTED


async def _refused_open(drill: Drill, response: str) -> str | None:
    line = f"poll open {response} rule=simple_majority closes=5wd"
    return (await refused(drill, "anouk", "draft", line))[0]


@pytest.mark.rule("DR-27")
async def test_options_that_do_not_exclude_each_other_are_items_of_their_own(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"response message {made['incident']} new=pause ongoing=pause reason=x Please review"
    other = (await done(drill, "fr1", "draft", line)).made["response"]
    both = f"poll options {made['response']},{other} no rule=simple_majority closes=3wd"
    opened = await done(drill, "anouk", "draft", both)
    assert "2 items, each decided for itself" in words(opened)
    assert {"poll", "poll2"} <= set(opened.made)
    assert (await response_of(drill, {"response": other})).stage is ResponseStage.PROPOSED


@pytest.mark.performs("response other")
@pytest.mark.rule("T-40")
async def test_something_else_than_the_four_types_says_why_none_of_them_fits(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"response other {made['incident']} new=pause ongoing=pause reason=x A joint visit"
    asked = await drill.say("it1", "draft", line)
    assert asked is not None
    assert asked.outcome == "asked"
    assert "why none of them fits" in words(asked)
    said = words(await done(drill, "it1", "direct", "It is no measure towards a State"))
    assert "Why none of the four types: It is no measure towards a State" in said
