"""A letter that came in time is not passed over; one that came too late is kept (DR-09, DR-33)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Delete, Update, delete, update

from bot.rehearse.drill import Drill, words
from coordination.poll.annex import AnnexKind
from coordination.poll.stage import Stage
from storage.directory.tables import account
from storage.store import Store
from tests.commands.deciding import CLOSES, VOTERS, done, newest, poll_of, put, refused, vote
from tests.commands.test_who_answers import ends

HOUR = timedelta(hours=1)


@pytest.mark.rule("DR-09", "DR-33")
async def test_a_silence_does_not_end_over_an_objection_by_letter_that_came_in_time(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    poll = made["poll"]
    for person in VOTERS.values():
        await done(drill, person, "draft", f"poll acknowledge {poll} received")
    await drill.until(CLOSES - HOUR)
    line = f"poll enter {poll} PH object 2026-03-16T13:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + HOUR)
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    rule, said = await refused(drill, "anouk", "direct", f"poll close {poll}")
    assert rule == "DR-33"
    assert f"poll countersign {poll} PH" in said
    late = f"poll enter {poll} CO object 2026-03-16T14:00Z Note verbale 13/2026"
    assert "without effect" in words(await done(drill, "sec1", "direct", late))
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    after = await poll_of(drill, made)
    assert (after.stage, after.number) == (Stage.BROKEN, None)
    assert [one.party for one in after.annexes if one.kind is AnnexKind.LATE] == ["CO"]


@pytest.mark.rule("DR-09", "DR-33")
async def test_who_finds_that_the_letter_says_something_else_ends_the_wait(drill: Drill) -> None:
    made = await put(drill, "rule=silence")
    poll = made["poll"]
    for person in VOTERS.values():
        await done(drill, person, "draft", f"poll acknowledge {poll} received")
    await drill.until(CLOSES - HOUR)
    line = f"poll enter {poll} PH object 2026-03-16T13:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + HOUR)
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH no")
    await drill.until(CLOSES + HOUR + timedelta(minutes=2))
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    assert "decision no. 1" in newest(drill, "draft")


@pytest.mark.rule("DR-09", "DR-33")
async def test_an_objection_by_letter_that_nobody_confirms_lapses_aloud_and_nothing_is_adopted(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=silence")
    poll = made["poll"]
    for person in VOTERS.values():
        await done(drill, person, "draft", f"poll acknowledge {poll} received")
    await drill.until(CLOSES - HOUR)
    line = f"poll enter {poll} PH object 2026-03-16T13:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + 24 * HOUR)
    assert "waits for a second person" in newest(drill, "direct:sec1")
    assert f"poll countersign {poll} PH" in newest(drill, "direct:anouk")
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await drill.until(CLOSES + 5 * 24 * HOUR)
    after = await poll_of(drill, made)
    assert (after.stage, after.number) == (Stage.LAPSED_NO_QUORUM, None)
    assert [one.party for one in after.annexes if one.kind is AnnexKind.LETTER_LAPSED] == ["PH"]
    for who in ("direct:ph1", "direct:anouk", "direct:sec1"):
        assert any("No second person" in text for text in drill.texts(who)), who
    rule, _ = await refused(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    assert rule == "DR-33"


@pytest.mark.rule("DR-33")
async def test_a_vote_by_letter_that_nobody_confirms_does_not_hold_the_count_for_ever(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=simple_majority")
    poll = made["poll"]
    await vote(drill, poll, NL="yes", FR="yes", CA="yes", IT="yes", AU="yes")
    line = f"poll enter {poll} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES + 5 * 24 * HOUR)
    after = await poll_of(drill, made)
    assert after.stage is Stage.ADOPTED
    assert "reached the secretariat" in newest(drill, "draft")


@pytest.mark.rule("DR-33")
async def test_two_letters_of_one_state_lapse_each_at_its_own_time(drill: Drill) -> None:
    made = await put(drill, "rule=simple_majority")
    poll = made["poll"]
    await vote(drill, poll, NL="yes", FR="yes", CA="yes", IT="yes", AU="yes")
    first = f"poll enter {poll} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", first)
    await drill.until(CLOSES + timedelta(minutes=2))
    second = f"poll enter {poll} PH abstain 2026-03-16T14:00Z Note verbale 14/2026"
    await done(drill, "sec1", "direct", second)
    await drill.until(CLOSES + 6 * 24 * HOUR)
    gone = [one for one in (await poll_of(drill, made)).annexes if one.other == "note"]
    assert [one.text for one in gone] == ["Note verbale 12/2026", "Note verbale 14/2026"]
    assert gone[0].at < gone[1].at


@pytest.mark.rule("DR-33")
@pytest.mark.parametrize(
    "gone",
    [delete(account), update(account).values(platform="a platform that this bot does not serve")],
    ids=["on no platform", "on one that is not served"],
)
async def test_a_state_that_is_not_reached_gets_its_copy_by_the_way_in_which_it_wrote(
    drill: Drill, gone: Delete | Update
) -> None:
    made = await put(drill, "rule=simple_majority")
    poll = made["poll"]

    def off(store: Store) -> None:
        store.connection.execute(gone.where(account.c.person == "ph1"))
        store.directory.changed()

    await drill.runtime.database.run(off)
    line = f"poll enter {poll} PH no 2026-03-09T08:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    told = newest(drill, "direct:sec1")
    assert "Nobody of the Philippines can be reached here" in told
    assert "Note verbale 12/2026" in told


@pytest.mark.performs("poll unseen")
@pytest.mark.rule("DR-21", "DR-33")
async def test_a_departure_that_nobody_confirms_is_told_to_the_state_and_the_chair(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=simple_majority")
    poll = made["poll"]
    await done(drill, "sec1", "draft", f"poll leave {poll} PH withdrawn Note verbale 9/2026")
    await drill.until(CLOSES - HOUR)
    assert "waits for a second person" in newest(drill, "direct:sec1")
    await drill.until(CLOSES + 24 * HOUR)  # it is night in Manila when the poll closes
    for who in ("direct:ph1", "direct:anouk", "direct:sec1"):
        assert any("left the group" in one and "no effect" in one for one in drill.texts(who)), who


@pytest.mark.rule("DR-17", "DR-33")
async def test_whoever_no_longer_speaks_for_the_state_is_not_told_what_became_of_its_letter(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=simple_majority")
    line = f"poll enter {made['poll']} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)
    await drill.until(CLOSES)
    await ends(drill, "ph1")
    before = drill.texts("direct:ph1")
    await drill.until(CLOSES + 5 * 24 * HOUR)
    assert any("No second person" in text for text in drill.texts("direct:anouk"))
    assert drill.texts("direct:ph1") == before
