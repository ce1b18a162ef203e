"""What is owed by agreement, and what is taken up in one step: by the own party alone (E5, E8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from coordination.commitment import Stage
from storage.store import Store
from tests.commands.conftest import START

ARTICLE = "commitment take origins-2026 3"


async def said(drill: Drill, who: str, room: str, line: str) -> Performed:
    done = await drill.say(who, room, line)
    assert done is not None
    return done


async def taken(drill: Drill, line: str = ARTICLE) -> str:
    done = await said(drill, "it1", "draft", line)
    assert done.outcome == "done", words(done)
    return done.made["commitment"]


@pytest.mark.rule("A-15", "DR-30")
async def test_a_yearly_report_is_due_on_the_articles_day_on_the_partys_own_clock(
    drill: Drill,
) -> None:
    id = await taken(drill)
    made = await drill.runtime.database.run(lambda store: store.commitments.get(id))
    assert made is not None
    assert (made.owner, made.incident, made.promise.strength.value) == ("IT", "", "shall")
    assert made.promise.due == datetime(2027, 1, 31, 16, tzinfo=UTC)
    assert made.promise.late_from == datetime(2027, 3, 2, 16, tzinfo=UTC)
    assert made.promise.series is not None
    ends = made.promise.series.until
    assert ends is not None
    assert (ends.year, ends.month) == (2030, 12)


@pytest.mark.rule("DR-30", "T-30", "T-33", "U-39")
@pytest.mark.parametrize(
    ("who", "room", "rule"),
    [
        ("fr2", "draft", "DR-30"),
        ("nl1", "draft", "DR-30"),
        ("anouk", "draft", "mandate"),
        ("iss1", "direct", "T-33"),
        ("rita", "direct", "U-39"),
    ],
)
async def test_nobody_takes_a_duty_up_for_a_party_over_its_head(
    drill: Drill, who: str, room: str, rule: str
) -> None:
    done = await said(drill, who, room, ARTICLE)
    assert (done.outcome, done.rule) == ("refused", rule), words(done)


@pytest.mark.rule("T-33")
async def test_a_duty_of_the_group_is_read_by_its_parties_and_by_nobody_else(drill: Drill) -> None:
    id = await taken(drill)
    show = f"commitment show {id}"
    for who, outcome in (("nl1", "done"), ("co1", "done"), ("xv1", "done"), ("iss1", "refused")):
        assert (await said(drill, who, "direct", show)).outcome == outcome, who
        assert (await said(drill, who, "direct", f"find {id}")).outcome == outcome, who
    other = words(await said(drill, "co1", "direct", "commitment owed party=IT"))
    assert id in other
    for guest in ("iss1", "rita"):
        hidden = words(await said(drill, guest, "direct", "commitment owed party=IT"))
        assert hidden.startswith("There are no such commitments that you can see."), guest


@pytest.mark.rule("DR-30")
async def test_what_is_done_for_this_year_is_taken_up_and_not_taken_up_twice(drill: Drill) -> None:
    id = await taken(drill)
    await said(drill, "it1", "draft", f"commitment done {id} Report 2026")
    again = await said(drill, "it1", "draft", ARTICLE)
    assert (again.rule, id in words(again)) == ("stage", True)
    owed = words(await said(drill, "it1", "draft", "commitment owed"))
    assert "still to do: 0 · articles not taken up yet: 1" in owed
    assert "Art. 3 (shall) · taken up" in owed


async def test_what_was_done_long_ago_hides_nothing_that_is_owed(drill: Drill) -> None:
    id = await taken(drill)

    def many(store: Store) -> None:
        made = store.commitments.get(id)
        assert made is not None
        for n in range(510):
            promise = replace(made.promise, due=START, series=None, source=None)
            old = replace(made, id=f"COM-OLD{n:06}", promise=promise, stage=Stage.DONE)
            store.commitments.add(old)

    await drill.runtime.database.run(many)
    assert (await said(drill, "it1", "draft", ARTICLE)).rule == "stage"
    assert id in words(await said(drill, "it1", "draft", "commitment owed"))


async def test_a_bare_day_is_the_end_of_that_day_and_words_may_be_ones_own(drill: Drill) -> None:
    own = "commitment take origins-2026 5(2) due=2026-09-30 words=Train_ten_registrars"
    made = await taken(drill, own)
    shown = words(await said(drill, "it1", "draft", f"commitment show {made}"))
    assert "Wed 30 Sept" in shown
    assert "Strength: encouraged, so it never counts as overdue" in shown
    assert "Italy: Train ten registrars" in shown


async def test_what_was_withdrawn_may_be_taken_up_anew(drill: Drill) -> None:
    id = await taken(drill)
    assert (await said(drill, "it1", "draft", ARTICLE)).rule == "stage"
    gone = await said(drill, "it1", "draft", f"commitment withdraw {id} The law changed")
    assert "No further period follows" in words(gone)
    assert await taken(drill) != id


async def test_an_agreement_that_is_over_is_owed_by_nobody(drill: Drill) -> None:
    await drill.until(datetime(2031, 1, 2, 9, tzinfo=UTC))
    refused = await said(drill, "it1", "draft", f"{ARTICLE} due=2031-09-30T15:00Z")
    assert "is not in force" in words(refused)
    assert "Nothing is owed" in words(await said(drill, "it1", "draft", "commitment owed"))


@pytest.mark.rule("DR-30")
async def test_what_recurs_is_replaced_at_its_newest_period_and_ends_with_it(drill: Drill) -> None:
    opened = await said(drill, "nl1", "draft", "incident open XV both practices=IP-DOC Records")
    offer = f"commitment offer {opened.made['incident']}"
    monthly = f"{offer} 2026-04-30T15:00Z every=month Count them"
    first = (await said(drill, "it1", "draft", monthly)).made["commitment"]
    await drill.until(datetime(2026, 5, 4, 9, tzinfo=UTC))
    yearly = f"{offer} 2026-12-31T15:00Z every=year replaces={{}} Count them once a year"
    kept = await drill.runtime.database.run(lambda store: store.commitments.periods(first))
    newest = kept[-1].id
    no = await said(drill, "it1", "draft", yearly.format(first))
    assert no.rule == "stage"
    assert f"replaces={newest}" in words(no)
    assert (await said(drill, "it1", "draft", yearly.format(newest))).outcome == "done"
    await drill.until(datetime(2026, 8, 10, 9, tzinfo=UTC))
    kept = await drill.runtime.database.run(lambda store: store.commitments.periods(first))
    assert len(kept) == 2


@pytest.mark.rule("DR-30")
async def test_what_rested_owes_no_period_that_was_due_meanwhile(drill: Drill) -> None:
    opened = await said(drill, "nl1", "draft", "incident open XV both practices=IP-DOC Records")
    offer = f"commitment offer {opened.made['incident']} 2026-04-30T15:00Z every=month Count them"
    id = (await said(drill, "it1", "draft", offer)).made["commitment"]
    await said(drill, "it1", "draft", f"commitment suspend {id} The office moves")
    await drill.until(datetime(2026, 8, 10, 9, tzinfo=UTC))
    asked = await said(drill, "it1", "draft", f"commitment resume {id}")
    assert "Its day has passed" in words(asked)
    await said(drill, "it1", "draft", f"commitment resume {id} until=2026-08-20")
    await drill.until(datetime(2026, 8, 10, 9, 5, tzinfo=UTC))
    kept = await drill.runtime.database.run(lambda store: store.commitments.periods(id))
    numbers = [one.promise.series.number for one in kept if one.promise.series]
    assert numbers == [1, 5]


async def test_a_commitment_says_until_when_before_how_it_recurs(drill: Drill) -> None:
    id = await taken(drill)
    read = words(await said(drill, "it1", "direct", f"commitment show {id}")).splitlines()
    assert read[1].startswith("Due Sun 31 Jan — 17:00 Rome")
    assert any("It recurs every year" in line for line in read[2:])
    owed = words(await said(drill, "it1", "direct", "commitment owed")).splitlines()
    assert owed[0] == "Owed by Italy · commitments still to do: 1 · articles not taken up yet: 1"
