"""A State commits itself by letter: two people enter it, it gets a copy, the record shows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.commitment import Commitment, Stage
from tests.commands.conftest import START
from tests.commands.deciding import done, newest, refused
from tests.commands.messages import consulting

WHAT = "Every birth record will be verified twice."


async def entered(drill: Drill, more: str = "") -> str:
    """What the Philippines wrote, as Sofia of the secretariat entered it."""
    incident = await consulting(drill)
    reached = f"{drill.now:%Y-%m-%dT%H:%MZ}"
    evidence = "evidence=Note_verbale_PH_12/2026"
    line = f"commitment enter {incident} PH 2026-06-01T15:00Z {reached} {evidence} {more}{WHAT}"
    return (await done(drill, "sec1", "direct", line)).made["commitment"]


async def kept(drill: Drill, id: str) -> Commitment:
    made = await drill.runtime.database.run(lambda store: store.commitments.get(id))
    assert made is not None
    return made


@pytest.mark.performs("commitment enter", "commitment countersign")
@pytest.mark.rule("DR-30", "DR-33")
async def test_a_commitment_by_letter_is_firm_once_a_second_person_has_seen_it(
    drill: Drill,
) -> None:
    id = await entered(drill, "channel=letter ")
    assert (await kept(drill, id)).stage is Stage.OFFERED
    shown = words(await done(drill, "anouk", "direct", f"commitment show {id}"))
    assert "It waits for a second person, and binds nobody until then" in shown
    rule, said = await refused(drill, "sec1", "direct", f"commitment countersign {id} yes")
    assert (rule, "You entered" in said) == ("DR-33", True)
    assert (await refused(drill, "it1", "direct", f"commitment countersign {id} yes"))[0]
    firm = words(await done(drill, "anouk", "direct", f"commitment countersign {id} yes"))
    assert f"“{WHAT}” is what the Philippines wrote" in firm
    made = await kept(drill, id)
    assert (made.stage, made.owner) == (Stage.ACTIVE, "PH")
    assert made.letter is not None
    assert (made.offered_by, made.letter.seen_by) == ("sec1", "anouk")
    shown = words(await done(drill, "nl1", "direct", f"commitment show {id}"))
    assert "The Philippines made it by letter" in shown
    copy = newest(drill, "direct:ph1")
    assert "from its own letter" in copy
    assert "Note verbale PH 12/2026" in copy


@pytest.mark.rule("DR-30", "DR-33")
async def test_the_state_itself_confirms_or_takes_back_what_came_by_letter(drill: Drill) -> None:
    id = await entered(drill)
    await done(drill, "ph1", "direct", f"commitment accept {id}")
    assert (await kept(drill, id)).stage is Stage.ACTIVE
    assert (await refused(drill, "anouk", "direct", f"commitment countersign {id} yes"))[0]
    other = await entered(drill)
    await done(drill, "ph1", "direct", f"commitment withdraw {other} The note was sent too early")
    assert (await kept(drill, other)).stage is Stage.WITHDRAWN
    assert (await refused(drill, "anouk", "direct", f"commitment countersign {other} yes"))[0]
    assert (await kept(drill, other)).stage is Stage.WITHDRAWN


@pytest.mark.rule("DR-30", "DR-33")
async def test_what_nobody_confirms_or_what_the_letter_does_not_say_is_no_commitment(
    drill: Drill,
) -> None:
    id = await entered(drill)
    await done(drill, "anouk", "direct", f"commitment countersign {id} no")
    assert (await kept(drill, id)).stage is Stage.LAPSED
    assert "There is no commitment" in newest(drill, "direct:sec1")
    other = await entered(drill)
    await drill.until(drill.now + timedelta(days=6))
    assert (await kept(drill, other)).stage is Stage.LAPSED


@pytest.mark.rule("T-24", "DR-33")
async def test_no_letter_is_entered_for_a_state_that_may_not_know(drill: Drill) -> None:
    """Its copy, and every reminder after it, would tell it of the incident."""
    line = "incident open XV both practices=IP-DOC now=yes Birth certificates"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    letter = f"{drill.now:%Y-%m-%dT%H:%MZ} evidence=Note_1 {WHAT}"
    enter = f"commitment enter {incident} XV 2026-06-01T15:00Z {letter}"
    rule, said = await refused(drill, "sec1", "direct", enter)
    assert (rule, "Valdora may not know" in said) == ("T-24", True)
    assert not any(WHAT in text for text in drill.texts("direct:xv1"))
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "sec1", "direct", enter)


@pytest.mark.rule("DR-30", "DR-33")
async def test_only_the_office_enters_and_only_with_evidence(drill: Drill) -> None:
    incident = await consulting(drill)
    reached = f"{drill.now:%Y-%m-%dT%H:%MZ}"
    bare = f"commitment enter {incident} PH 2026-06-01T15:00Z {reached} {WHAT}"
    asked = await drill.say("sec1", "direct", bare)
    assert asked is not None
    assert "needs its evidence" in words(asked)
    assert not asked.made
    rule, _ = await refused(drill, "anouk", "direct", f"{bare} evidence=Note")
    assert rule == "mandate"
    own = f"commitment offer {incident} 2026-06-01T15:00Z {WHAT}"
    made = (await done(drill, "ph1", "direct", own)).made["commitment"]
    rule, _ = await refused(drill, "anouk", "direct", f"commitment countersign {made} yes")
    assert rule == "DR-30"


@pytest.mark.rule("DR-30", "DR-33")
async def test_a_duty_that_recurs_is_entered_whole_from_the_letter_and_its_periods_follow(
    drill: Drill,
) -> None:
    """What the letter says of its beginning, its authority and its basis stands with it."""
    more = "starts=2026-03-23 every=quarter times=2 grace=3 authority=Ministry_of_Justice "
    id = await entered(drill, more + "cites=Law_11642 ")
    shown = words(await done(drill, "anouk", "direct", f"commitment show {id}"))
    for part in ("Ministry of Justice", "Law 11642", "binds nobody until then"):
        assert part in shown
    await done(drill, "anouk", "direct", f"commitment countersign {id} yes")
    made = await kept(drill, id)
    assert made.stage is Stage.ACCEPTED
    await drill.until(START + timedelta(days=15))
    assert (await kept(drill, id)).stage is Stage.ACTIVE
    await drill.until(made.promise.due + timedelta(days=1))
    series = made.promise.series
    assert series is not None
    periods = await drill.runtime.database.run(lambda s: s.commitments.periods(series.id))
    assert [one.promise.series.number for one in periods if one.promise.series] == [1, 2]
    assert periods[-1].letter is not None
    assert periods[-1].letter.seen_by == "anouk"


@pytest.mark.rule("DR-30")
async def test_what_nobody_countersigned_has_no_further_period(drill: Drill) -> None:
    id = await entered(drill, "every=month ")
    made = await kept(drill, id)
    assert made.promise.series is not None
    await drill.until(made.promise.due + timedelta(days=1))
    series = made.promise.series
    periods = await drill.runtime.database.run(lambda s: s.commitments.periods(series.id))
    assert [one.stage for one in periods] == [Stage.LAPSED]
