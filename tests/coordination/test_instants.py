"""Deadlines, instants, lengths and ranges as people type them (DR-31)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.instants import Deadline, Moment, Unit, read_deadline, read_instant
from coordination.refused import Refused
from coordination.said import Said
from coordination.spans import Band, DateRange, read_band, read_duration, read_range
from coordination.zones import at_place, read_zone
from tests.coordination.capitals import EIGHT, at, instants

pytestmark = pytest.mark.rule("DR-31")
NOW = at("2026-03-16T10:00")
AMSTERDAM = "Europe/Amsterdam"


def refusal(text: str, zone: str = AMSTERDAM) -> Refused:
    with pytest.raises(Refused) as refused:
        read_deadline(text, zone)
    return refused.value


def refusal_of(read: Callable[[str], object], text: str) -> Refused | None:
    try:
        read(text)
    except Refused as refused:
        return refused
    return None


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-09T15:00Z",
        "2026-04-09t15:00z",
        "2026-04-09T17:00@Europe/Amsterdam",
        "2026-04-09T17:00@europe/amsterdam",
        "2026-04-09T17:00@Amsterdam",
        "2026-04-09 17:00 Europe/Amsterdam",
        "2026-04-09T17:00+02:00",
        "2026-04-09T11:00-04:00",
        "2026–04–09T15:00Z",
        "2026-04-09\u00a015:00\u202fZ",
        " 2026‑04‑09T15:00:00Z ",
        "2026-04-09T20:45@Asia/Kathmandu",
    ],
)
def test_an_instant_is_read_however_a_phone_wrote_it(text: str) -> None:
    assert read_deadline(text) == Deadline(at=at("2026-04-09T15:00"))
    assert read_instant(text, AMSTERDAM, AMSTERDAM) == Moment(at("2026-04-09T15:00"))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("72h", "2026-03-19T10:00"),
        ("3d", "2026-03-19T10:00"),
        ("5wd", "2026-03-24T09:00"),
        ("5 WD", "2026-03-24T09:00"),
        ("2026-03-20", "2026-03-20T16:00"),
        ("2026-03-31", "2026-03-31T15:00"),
    ],
)
def test_a_length_is_kept_and_reckoned_from_the_act(text: str, end: str) -> None:
    deadline = read_deadline(text)
    assert deadline.at is None
    assert deadline.after(NOW, EIGHT, AMSTERDAM) == at(end)


def test_a_bare_date_is_shown_back_before_it_counts() -> None:
    assert read_deadline("2026-03-20").to_confirm
    assert read_instant("2026-03-20", "UTC", AMSTERDAM) == Moment(at("2026-03-20T16:00"), True)
    assert not read_deadline("72h").to_confirm


def test_a_time_without_zone_is_refused_with_the_line_in_the_speaker_s_zone() -> None:
    refused = refusal("2026-04-09T17:00")
    assert refused.instead == ("2026-04-09T17:00@Europe/Amsterdam",)
    assert refused.said.msgid == "when.no_zone"
    assert read_deadline(refused.instead[0]).at == at("2026-04-09T15:00")


def test_a_time_that_happens_twice_is_refused_with_both() -> None:
    refused = refusal("2026-10-25 02:30 Europe/Amsterdam")
    assert refused.said.msgid == "when.twice"
    assert refused.instead == ("2026-10-25T00:30Z", "2026-10-25T01:30Z")


def test_a_time_that_never_happens_is_refused_with_its_neighbours() -> None:
    refused = refusal("2026-03-29T02:30@Europe/Amsterdam")
    assert refused.said.msgid == "when.never"
    assert refused.instead == (
        "2026-03-29T01:30@Europe/Amsterdam",
        "2026-03-29T03:30@Europe/Amsterdam",
    )


def test_a_time_without_zone_in_the_speaker_s_gap_is_refused_as_never() -> None:
    assert refusal("2026-03-29T02:30").said.msgid == "when.never"


def test_a_bare_date_that_a_zone_skipped_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_deadline("2011-12-30").after(at("2011-12-01T00:00"), {}, "Pacific/Apia")
    assert refused.value.instead == (
        "2011-12-29T17:00@Pacific/Apia",
        "2011-12-31T17:00@Pacific/Apia",
    )


def test_a_deadline_that_has_passed_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_deadline("2026-03-16T10:00Z").after(NOW, EIGHT, AMSTERDAM)
    assert refused.value.said == Said("when.passed", at=NOW)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("soon", "when.unreadable"),
        ("", "when.unreadable"),
        ("2026-02-30", "when.no_such_day"),
        ("0001-01-01T00:00+05:00", "when.far"),
        ("9999-12-31T23:59@America/Bogota", "when.far"),
        ("2026-04-09T25:00Z", "when.no_such_time"),
        ("2026-04-09T17:00+99:00", "when.unknown_offset"),
        ("2026-04-09 Z", "when.no_time"),
        ("0h", "when.length"),
        ("99999h", "when.length"),
        ("2026-04-09T17:00@Europe/Amsterdm", "when.unknown_zone"),
        ("2026-04-09T17:00@../../etc/passwd", "when.no_such_zone"),
    ],
)
def test_what_is_unclear_is_refused_in_words(text: str, key: str) -> None:
    assert refusal(text).said.msgid == key


def test_a_mistyped_zone_is_offered_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        read_zone("Europe/Amsterdm")
    assert "Europe/Amsterdam" in refused.value.instead


@pytest.mark.parametrize(
    ("text", "minutes"), [("2h", 120), ("90m", 90), ("120m", 120), ("1h30m", 90), ("1h 30 min", 90)]
)
def test_a_duration_is_hours_and_minutes(text: str, minutes: int) -> None:
    assert read_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(("text", "instead"), [("90", ("90m", "90h")), ("25h", ("90m", "2h"))])
def test_an_unclear_duration_is_refused_with_what_would_do(
    text: str, instead: tuple[str, ...]
) -> None:
    with pytest.raises(Refused) as refused:
        read_duration(text)
    assert refused.value.instead == instead


@pytest.mark.parametrize("text", ["", "h", "0m", "two hours", "9" * 5000])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_duration(text)


@pytest.mark.parametrize(
    "text", ["2026-03-25..2026-03-27", "2026-03-25–2026-03-27", "2026-03-25…2026-03-27"]
)
def test_a_range_has_both_its_ends(text: str) -> None:
    found = read_range(text)
    assert found == DateRange(date(2026, 3, 25), date(2026, 3, 27))
    assert [day.day for day in found.days()] == [25, 26, 27]
    assert read_range(str(found)) == found


def test_one_day_is_a_range_and_a_reversed_range_is_turned() -> None:
    assert len(read_range("2026-03-25")) == 1
    with pytest.raises(Refused) as refused:
        read_range("2026-03-27..2026-03-25")
    assert refused.value.instead == ("2026-03-25..2026-03-27",)


def test_a_band_of_hours_may_end_at_midnight() -> None:
    assert read_band("06–24") == Band(6, 24)
    assert read_band("8:00-20:00") == Band(8, 20)
    for text in ("20-08", "0-25", "x"):
        with pytest.raises(Refused):
            read_band(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_deadline, read_duration, read_range, read_band, read_zone):
        refused = refusal_of(read, text)
        assert refused is None or refused.said.msgid.startswith("when.")


@given(
    instants("1990-01-01", "2090-01-01"),
    st.sampled_from(["Europe/Amsterdam", "Asia/Kathmandu", "Pacific/Apia", "America/Toronto"]),
)
def test_an_instant_written_at_a_place_is_read_back_or_offered_among_the_choices(
    instant: datetime, zone: str
) -> None:
    whole = instant.replace(second=0, microsecond=0)
    written = at_place(whole, zone)
    refused = refusal_of(read_deadline, written)
    choices = refused.instead if refused else (written,)
    assert whole in [read_deadline(choice).at for choice in choices]


@given(
    st.one_of(
        st.builds(Deadline, count=st.integers(1, 260), unit=st.sampled_from(Unit)),
        st.builds(Deadline, day=st.dates(date(2000, 1, 1), date(2100, 1, 1))),
    )
)
def test_a_deadline_written_is_read_back(deadline: Deadline) -> None:
    assert read_deadline(str(deadline)) == deadline
