"""The bot was away for days, or its clock jumped: nothing stale is said, nothing owed is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.rehearse.drill import Drill
from tests.commands import meetings
from tests.commands.deciding import CLOSES, done, poll_of, put, vote
from tests.commands.test_commitment import AT, offer, opened
from tests.commands.test_today import mornings

DAY = timedelta(days=1)


async def away(drill: Drill, until: datetime) -> None:
    """Nothing is performed until an instant, and then everything that fell due."""
    drill.now = until
    await drill.until(until)


def fresh(drill: Drill, person: str, before: list[str]) -> list[str]:
    """What came into the person's own room since."""
    return drill.texts(f"direct:{person}")[len(before) :]


async def test_one_page_comes_after_days_away_and_tells_what_moved_before(drill: Drill) -> None:
    id = await opened(drill)
    await done(drill, "anouk", "draft", "meeting propose none 2026-06-23 band=06-24 A later day")
    await mornings(drill, "fr1")
    before = drill.texts("direct:fr1")
    await away(drill, datetime(2026, 4, 22, 9, 30, tzinfo=UTC))
    [page] = [text for text in fresh(drill, "fr1", before) if "Good morning" in text]
    assert "Good morning, Camille" in page
    assert id in page
    before = drill.texts("direct:fr1")
    acts = await drill.until(datetime(2026, 4, 24, 12, tzinfo=UTC))
    own = [a.at for a in acts if a.performed.line.startswith("today morning fr1")]
    assert own == [datetime(2026, 4, 23, 6, tzinfo=UTC), datetime(2026, 4, 24, 6, tzinfo=UTC)]
    assert not any(id in text for text in fresh(drill, "fr1", before))


async def test_a_morning_that_is_over_waits_for_the_next(drill: Drill) -> None:
    id = await opened(drill)
    await mornings(drill, "fr1")
    before = drill.texts("direct:fr1")
    await away(drill, datetime(2026, 3, 14, 12, tzinfo=UTC))  # a Saturday
    assert fresh(drill, "fr1", before) == []
    await drill.until(datetime(2026, 3, 16, 12, tzinfo=UTC))
    [page] = fresh(drill, "fr1", before)
    assert "Good morning, Camille" in page
    assert id in page


async def test_nobody_is_reminded_of_a_poll_that_is_over(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes")
    before = {who: drill.texts(f"direct:{who}") for who in ("it1", "anouk")}
    await away(drill, CLOSES + 3 * DAY)
    assert (await poll_of(drill, made)).closed_at is not None
    for who, texts in before.items():
        assert not any(
            "closes soon" in text or "has not answered" in text for text in fresh(drill, who, texts)
        )
    assert not any("closes soon" in text for text in drill.texts("draft"))


async def test_a_reminder_comes_late_while_the_poll_is_open(drill: Drill) -> None:
    await put(drill)
    before = drill.texts("direct:it1")
    await away(drill, CLOSES - timedelta(hours=1))
    assert any("has not answered" in text for text in fresh(drill, "it1", before))


async def test_of_a_meeting_only_what_is_still_true_is_said(drill: Drill) -> None:
    meeting = await meetings.convened(drill)
    [event] = [event for _, event in meetings.entries(drill, "nl1")]
    start = event.start
    assert isinstance(start, datetime)
    before = {who: drill.texts(f"direct:{who}") for who in ("nl1", "it1")}
    await away(drill, start.astimezone(UTC) - timedelta(minutes=20))
    [soon] = fresh(drill, "nl1", before["nl1"])
    assert "Soon" in soon
    assert meeting in soon or "Common response" in soon


async def test_a_meeting_that_has_begun_is_said_to_be_on_and_one_that_is_over_is_not(
    drill: Drill,
) -> None:
    await meetings.convened(drill)
    [event] = [event for _, event in meetings.entries(drill, "nl1")]
    start = event.start
    assert isinstance(start, datetime)
    before = drill.texts("direct:nl1")
    await away(drill, start.astimezone(UTC) + timedelta(minutes=10))
    [begun] = fresh(drill, "nl1", before)
    assert "has begun" in begun
    assert "Soon" not in begun


async def test_a_meeting_that_is_over_is_not_announced(drill: Drill) -> None:
    await meetings.convened(drill)
    before = drill.texts("direct:nl1")
    await away(drill, datetime(2026, 3, 29, 12, tzinfo=UTC))
    assert fresh(drill, "nl1", before) == []


async def test_a_commitment_is_asked_about_once_and_in_words_that_hold(drill: Drill) -> None:
    await offer(drill)
    before = drill.texts("direct:it1")
    await away(drill, AT - timedelta(hours=3))
    [due] = fresh(drill, "it1", before)
    assert "Due on" in due
    before = drill.texts("direct:it1")
    chair = drill.texts("direct:anouk")
    await away(drill, AT + 24 * DAY)
    [late] = fresh(drill, "it1", before)
    assert "This was due" in late
    [told] = [text for text in fresh(drill, "anouk", chair) if "Commitments past" in text]
    assert told
    await drill.until(AT + 31 * DAY)
    weekly = [text for text in fresh(drill, "anouk", chair) if "Commitments past" in text]
    assert len(weekly) == 2


async def test_an_offer_whose_time_is_over_lapses_and_is_not_asked_for(drill: Drill) -> None:
    await offer(drill, more="subject=yes confirm=2026-04-29T12:00Z ")
    before = drill.texts("direct:it1")
    await away(drill, datetime(2026, 4, 30, 12, tzinfo=UTC))
    assert not any("to be confirmed until" in text for text in fresh(drill, "it1", before))
