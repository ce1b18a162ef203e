"""What becomes of a suspension that was adopted: reviewed, lifted by its rule, or lapsed (X23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.response.stage import Stage
from tests.commands.deciding import (
    CLOSES,
    VOTERS,
    done,
    newest,
    proposed,
    receive,
    refused,
    response_of,
    stage_of,
    vote,
)

PAUSE = "new=pause ongoing=continue reason=urgent lift=fees_are_public Pause new adoptions"
REVIEW = datetime(2026, 6, 1, 9, tzinfo=UTC)


async def in_force(
    drill: Drill, more: str = "review=2026-06-01", consult: str = ""
) -> Mapping[str, str]:
    """A suspension that was adopted by consensus of the others, with one State's commitment."""
    made = await proposed(drill, f"{more} {PAUSE}", consult=consult)
    id, incident = made["response"], made["incident"]
    closes = f"closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    line = f"poll open {id} rule=consensus_of_others {closes}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(CLOSES + timedelta(hours=1))
    line = f"commitment offer {incident} 2026-09-01T15:00Z response={id} Pause new files"
    await done(drill, "nl1", "draft", line)
    assert (await response_of(drill, made)).stage is Stage.IN_FORCE
    return made


async def asked_of(drill: Drill, person: str) -> set[str]:
    """What is still asked of a person, by the beginning of its key."""
    asks = await drill.runtime.database.run(lambda store: store.asks.of(person))
    return {one.key.partition(":")[0] for one in asks}


async def no_view_is_asked_for(drill: Drill) -> None:
    """A longer time for views ended with the measure, and that was said once."""
    assert "consultation" not in await asked_of(drill, "it1")
    await drill.until(datetime(2026, 9, 2, tzinfo=UTC))
    draft = "\n".join(drill.texts("draft"))
    assert draft.count("nobody is asked for a view any more") == 1
    assert "Views given" not in draft


@pytest.mark.performs("incident review", "incident continue", "response remind")
@pytest.mark.rule("T-43", "DR-22")
async def test_a_review_is_asked_for_by_a_third_and_goes_on_with_a_date(drill: Drill) -> None:
    made = await in_force(drill)
    incident = made["incident"]
    await drill.until(REVIEW - timedelta(days=10))
    assert "is to be reviewed on" in newest(drill, "direct:anouk")
    rule, _ = await refused(drill, "xv1", "direct", f"incident review {incident}")
    assert rule == "DR-22"
    for person in ("it1", "fr1"):
        await done(drill, person, "draft", f"incident review {incident}")
    assert await stage_of(drill, made) == "in_force"
    await done(drill, "co1", "draft", f"incident review {incident}")
    assert await stage_of(drill, made) == "under_review"
    line = f"incident continue {incident} review=2026-07-01 The law passes in June"
    said = words(await done(drill, "anouk", "draft", line))
    assert "Wed 1 Jul 2026" in said
    assert (await response_of(drill, made)).stage is Stage.IN_FORCE


async def titled(drill: Drill, lifting: str) -> None:
    """It is named by what it lifts, and gives its reason beside, also once that is amended."""
    for reason in ("Fees are public", "All fees are public"):
        await done(drill, "nl1", "draft", f"response amend {lifting} {reason}.")
        shown = words(await done(drill, "nl1", "draft", f"response show {lifting}"))
        assert "Lifting of “Pause new adoptions”" in shown
        assert reason in shown


@pytest.mark.performs("response criterion", "incident lift", "poll acknowledge", "poll close")
@pytest.mark.rule("T-43", "DR-08")
async def test_a_suspension_is_lifted_by_the_rule_that_made_it(drill: Drill) -> None:
    made = await in_force(drill, consult="closes=2026-09-01T15:00Z")
    incident = made["incident"]
    await drill.until(REVIEW)
    assert "consultation" in await asked_of(drill, "it1")
    await done(drill, "anouk", "draft", f"incident review {incident}")
    rule, _ = await refused(drill, "nl1", "draft", f"incident lift {incident} Fees are public")
    assert rule == "T-43"
    line = f"response criterion {made['response']} 1 no Nothing was published yet"
    assert "is not met, says the chair" in words(await done(drill, "anouk", "draft", line))
    line = f"response criterion {made['response']} 1 yes Act 12, Official Gazette"
    assert "met, says Valdora" in words(await done(drill, "xv1", "direct", line))
    rule, _ = await refused(drill, "xv1", "direct", f"incident lift {incident} It is done")
    assert rule == "DR-22"
    lifting = (await done(drill, "nl1", "draft", f"incident lift {incident} Fees are public")).made
    await titled(drill, lifting["response"])
    closes = "closes=2026-06-08T15:00Z"
    line = f"poll open {lifting['response']} rule=simple_majority {closes}"
    rule, said = await refused(drill, "anouk", "draft", line)
    assert (rule, "rule=consensus_of_others" in said) == ("stage", True)
    line = f"poll open {lifting['response']} rule=silence {closes}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await receive(drill, poll)
    await drill.until(datetime(2026, 6, 8, 15, 6, tzinfo=UTC))
    assert (await response_of(drill, made)).stage is Stage.LIFTED
    assert await stage_of(drill, made) == "lifted"
    assert f"It lifts Pause new adoptions ({made['response']})" in "\n".join(drill.texts("draft"))
    [result] = [t for t in drill.texts("draft") if t.startswith("✅ Adopted") and poll in t]
    assert "commitment offer" not in result
    await no_view_is_asked_for(drill)


@pytest.mark.rule("T-43")
async def test_what_ends_a_suspension_is_said_once_on_its_card_and_when_it_is_shown(
    drill: Drill,
) -> None:
    made = await proposed(drill, f"review=2026-06-01 {PAUSE}")
    shown = words(await done(drill, "nl1", "draft", f"response show {made['response']}"))
    assert "How long: fees are public" in shown
    closes = f"closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    line = f"poll open {made['response']} rule=consensus_of_others {closes}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(CLOSES + timedelta(hours=1))
    shown = words(await done(drill, "nl1", "draft", f"response show {made['response']}"))
    card = next(text for text in reversed(drill.texts("draft")) if text.startswith("📄"))
    for text in (shown, card):
        assert "Lift criterion 1. fees are public" in text
        assert not any(line.startswith("How long:") for line in text.splitlines())
    assert card.count("fees are public") == 1


@pytest.mark.performs("response lapse")
@pytest.mark.rule("T-43")
async def test_a_suspension_lapses_on_its_last_day_and_everybody_is_told(drill: Drill) -> None:
    made = await in_force(drill, "review=2026-05-01 expires=2026-05-29")
    await drill.until(datetime(2026, 5, 29, 12, tzinfo=UTC))
    assert (await response_of(drill, made)).stage is Stage.IN_FORCE
    await drill.until(datetime(2026, 5, 31, 12, tzinfo=UTC))
    assert (await response_of(drill, made)).stage is Stage.LAPSED
    assert await stage_of(drill, made) == "consultation"
    for room in ("draft", "xv"):
        assert any("apsed" in text for text in drill.texts(room))


@pytest.mark.rule("T-43", "T-45")
async def test_what_is_still_proposed_when_a_suspension_lapses_is_decided_as_any_other(
    drill: Drill,
) -> None:
    made = await in_force(drill, "review=2026-05-01 expires=2026-05-29")
    incident = made["incident"]
    await drill.until(datetime(2026, 5, 28, 9, tzinfo=UTC))
    line = f"response suspend {incident} review=2026-09-01 {PAUSE}"
    other = (await done(drill, "au1", "draft", line)).made
    line = f"poll open {other['response']} rule=consensus_of_others closes=2026-06-08T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await drill.until(datetime(2026, 6, 1, 9, tzinfo=UTC))
    assert (await response_of(drill, made)).stage is Stage.LAPSED
    await done(drill, "nl1", "draft", f"incident stance {incident} addressing evidence=law-12")
    _, said = await refused(drill, "anouk", "draft", f"incident close {incident}")
    assert "waits for its decision" in said
    assert f"poll show {poll}" in said
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(datetime(2026, 6, 8, 16, tzinfo=UTC))
    assert (await response_of(drill, other)).stage is Stage.ADOPTED
    assert await stage_of(drill, made) == "adopted"


async def lifted_beside(drill: Drill, made: Mapping[str, str], closes: datetime) -> str:
    """The other suspension that is put before the first is lifted; its poll closes at `closes`."""
    incident = made["incident"]
    await drill.until(REVIEW - timedelta(days=1))
    line = f"response suspend {incident} review=2026-09-01 {PAUSE}"
    other = (await done(drill, "au1", "draft", line)).made["response"]
    line = f"poll open {other} rule=consensus_of_others closes={closes:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await drill.until(REVIEW)
    await done(drill, "anouk", "draft", f"incident review {incident} response={made['response']}")
    await done(drill, "xv1", "direct", f"response criterion {made['response']} 1 yes Act 12")
    line = f"incident lift {incident} response={made['response']} Fees are public"
    lifting = (await done(drill, "nl1", "draft", line)).made["response"]
    line = f"poll open {lifting} rule=consensus_of_others closes=2026-06-09T15:00Z"
    for one in (poll, (await done(drill, "anouk", "draft", line)).made["poll"]):
        await vote(drill, one, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(datetime(2026, 6, 9, 16, tzinfo=UTC))
    assert (await response_of(drill, made)).stage is Stage.LIFTED
    return other


@pytest.mark.rule("T-43", "T-45")
@pytest.mark.parametrize(
    ("closes", "stage"),
    [
        (datetime(2026, 6, 11, 15, tzinfo=UTC), "response_proposed"),
        (datetime(2026, 6, 8, 15, tzinfo=UTC), "adopted"),
    ],
)
async def test_what_is_put_or_adopted_beside_what_is_lifted_keeps_its_incident_open(
    drill: Drill, closes: datetime, stage: str
) -> None:
    made = await in_force(drill)
    other = await lifted_beside(drill, made, closes)
    assert await stage_of(drill, made) == stage
    await drill.until(datetime(2026, 6, 11, 16, tzinfo=UTC))
    assert (await response_of(drill, {"response": other})).stage is Stage.ADOPTED
    assert await stage_of(drill, made) == "adopted"
    _, said = await refused(drill, "anouk", "draft", f"incident close {made['incident']}")
    assert "is adopted" in said


@pytest.mark.rule("T-43", "DR-08")
async def test_a_lifting_that_is_decided_after_the_last_day_changes_nothing_more(
    drill: Drill,
) -> None:
    made = await in_force(drill, "review=2026-05-28 expires=2026-06-04")
    incident = made["incident"]
    await drill.until(datetime(2026, 6, 1, 9, tzinfo=UTC))
    await done(drill, "anouk", "draft", f"incident review {incident}")
    await done(drill, "xv1", "direct", f"response criterion {made['response']} 1 yes Act 12")
    lifting = (await done(drill, "nl1", "draft", f"incident lift {incident} Fees are public")).made
    line = f"poll open {lifting['response']} rule=consensus_of_others closes=2026-06-08T15:00Z"
    put = await done(drill, "anouk", "draft", line)
    assert f"{made['response']}, which is to be lifted, ends by itself" in words(put)
    poll = put.made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await drill.until(datetime(2026, 6, 8, 15, 6, tzinfo=UTC))
    assert (await response_of(drill, made)).stage is Stage.LAPSED
    assert (await response_of(drill, lifting)).stage is Stage.ADOPTED
    draft = "\n".join(drill.texts("draft"))
    assert "has lapsed" in draft
    assert "is lifted from" not in draft
