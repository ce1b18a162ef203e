"""Values in sentences: time, labels, lists, numbers, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.fill import bar
from bot.render.pages import text
from bot.render.reader import Reader
from bot.words import FOLDER, Catalogue
from coordination.said import Capitals, Names, Param, Said
from coordination.tlp import Tlp

APRIL = datetime(2026, 4, 9, 15, tzinfo=UTC)
ROOM = Reader(zone="Europe/Amsterdam", place="The Hague")
CANBERRA = Reader(zone="Australia/Sydney", shared=False)
PLACES = (
    ("The Hague", "Europe/Amsterdam"),
    ("Ottawa", "America/Toronto"),
    ("Rome", "Europe/Rome"),
    ("Canberra", "Australia/Sydney"),
    ("Manila", "Asia/Manila"),
)


def shown(value: Param, reader: Reader = ROOM) -> str:
    return text(Said("render.code", code=value), reader)


@pytest.fixture
def french(tmp_path: Path) -> Catalogue:
    """The English catalogue with a French folder beside it: nothing but files."""
    folder = copytree(FOLDER / "en", tmp_path / "en").parent / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words = {"render.no": "non", "render.instant.utc": "{day} à {time} UTC"}
    entries = [f'msgid "{key}"\nmsgstr "{sentence}"\n' for key, sentence in words.items()]
    (folder / "render.po").write_text("\n".join(entries), encoding="utf-8")
    declared = 'msgid "Open a poll."\nmsgstr "Ouvrir un scrutin."\n'
    (folder / "declared.po").write_text(declared, encoding="utf-8")
    return Catalogue(tmp_path)


def test_an_instant_has_its_weekday_first_and_names_its_clock() -> None:
    assert shown(APRIL, Reader()) == "Thu 9 Apr 2026, 15:00 UTC"
    assert shown(APRIL) == "Thu 9 Apr 2026, 17:00 (The Hague, UTC+2)"
    assert shown(APRIL, CANBERRA) == "Fri 10 Apr 2026, 01:00 (your time, UTC+10)"


def test_a_shared_room_without_a_named_place_names_the_city_of_its_zone() -> None:
    assert shown(APRIL, Reader(zone="America/St_Johns")).endswith("(St John’s, UTC-2:30)")


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.sampled_from(PLACES))  # noqa: DTZ001
def test_an_instant_shows_the_wall_clock_of_the_zone(at: datetime, place: tuple[str, str]) -> None:
    aware = at.replace(tzinfo=UTC)
    local = aware.astimezone(ZoneInfo(place[1]))
    assert f" {local.year}, {local:%H:%M} (your time, UTC" in shown(
        aware, Reader(zone=place[1], shared=False)
    )


def test_an_instant_without_a_zone_is_never_shown() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        shown(APRIL.replace(tzinfo=None))


@pytest.mark.rule("DR-31")
def test_capitals_share_a_time_and_repeat_the_weekday_only_where_it_differs() -> None:
    assert shown(Capitals(APRIL, PLACES)) == (
        "Thu 9 Apr — 17:00 The Hague, Rome · 11:00 Ottawa · 01:00 Fri Canberra · 23:00 Manila"
    )


def test_a_day_in_another_year_than_the_readers_has_its_year() -> None:
    in_march = datetime(2027, 3, 1, 16, tzinfo=UTC)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    due = Capitals(in_march, PLACES[:2])
    assert shown(due, replace(ROOM, now=now)).startswith("Mon 1 Mar 2027 — 17:00 The Hague")
    assert shown(due, replace(ROOM, now=in_march)).startswith("Mon 1 Mar — 17:00 The Hague")
    new_year = replace(ROOM, now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert shown(due, new_year).startswith("Mon 1 Mar — 17:00 The Hague")


@pytest.mark.parametrize("day", [date(2027, 3, 1), datetime(2027, 3, 1, 16, tzinfo=UTC)])
def test_a_short_day_in_another_year_than_the_readers_has_its_year(day: date) -> None:
    said = Said("board.on", at=day)
    assert text(said, replace(ROOM, now=datetime(2026, 11, 22, tzinfo=UTC))) == "Mon 1 Mar 2027"
    assert text(said, replace(ROOM, now=datetime(2027, 2, 1, tzinfo=UTC))) == "Mon 1 Mar"
    new_year = replace(ROOM, now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert text(said, new_year) == "Mon 1 Mar"


def test_a_person_alone_sees_the_own_time_instead_of_all_capitals() -> None:
    assert shown(Capitals(APRIL, PLACES), CANBERRA) == "Fri 10 Apr 2026, 01:00 (your time, UTC+10)"
    assert shown(Capitals(APRIL, PLACES[1:2]), CANBERRA) == "Thu 9 Apr — 11:00 Ottawa"


@pytest.mark.rule("T-07")
@pytest.mark.parametrize("label", Tlp)
def test_a_label_is_shown_with_its_meaning_first_and_its_code_last(label: Tlp) -> None:
    meaning, code = shown(label).split(" — ")
    assert code == label.value
    assert meaning[0].isupper()
    assert "TLP" not in meaning


def test_a_label_among_other_words_has_its_code_in_brackets() -> None:
    among = text(Said("render.label", words="Now", code=Tlp.GREEN), ROOM)
    assert among == "Now — members of this group, not public (TLP:GREEN)"
    assert shown((Tlp.CLEAR, Tlp.RED)) == (
        "Anyone (TLP:CLEAR) and only those who receive it (TLP:RED)"
    )


def test_lists_numbers_and_names_read_naturally() -> None:
    assert shown(("A", "B", "C")) == "A, B and C"
    assert shown(()) == shown(None) == "—"
    assert shown(2026) == "2026"
    assert shown(1234567) == "1,234,567"
    assert shown(True) == "Yes"
    assert shown(date(2026, 5, 1)) == "Fri 1 May 2026"
    state = Names.of({"en": "Netherlands", "fr": "Pays-Bas"})
    assert shown(state, Reader("fr")) == "Pays-Bas"
    assert shown(state, Reader("es")) == "Netherlands"


def test_a_sentence_within_a_sentence_is_filled_in_the_same_language(french: Catalogue) -> None:
    inner = Said("render.code", code=(False, APRIL, date(2026, 4, 9)))
    reader = Reader("fr", catalogue=french)
    assert shown(inner, reader) == "Non, jeu. 9 avr. 2026 à 15:00 UTC et jeu. 9 avr. 2026"
    assert shown(True, reader) == "Yes"


def test_a_text_of_a_declaration_is_translated_as_a_whole(french: Catalogue) -> None:
    reader = Reader("fr", catalogue=french)
    assert text(Said("declared.text", text="Open a\n    poll."), reader) == "Ouvrir un scrutin."
    assert text(Said("declared.text", text="Close {it}."), reader) == "Close {it}."


def test_a_language_without_words_has_english_dates_too() -> None:
    assert shown(APRIL, Reader("fr")) == shown(APRIL, Reader("zz")) == "Thu 9 Apr 2026, 15:00 UTC"


def test_a_template_chooses_the_form_of_a_value(tmp_path: Path) -> None:
    copytree(FOLDER / "en", tmp_path / "en")
    sentences = {
        "at": "{x:day}, {x:short}, {x:weekday}, {x:time}, {x:seconds}",
        "on": "{x:short}, {x:weekday}",
        "all": "{x:or}; {x:dots}; {x:lines}",
        "named": "{x:ordered}",
        "label": "{x:words}; {x:code}",
        "answered": "{done:bar:total} {done} of {total}",
    }
    entries = [f'msgid "try.{key}"\nmsgstr "{words}"\n' for key, words in sentences.items()]
    (tmp_path / "en" / "LC_MESSAGES" / "try.po").write_text("\n".join(entries), encoding="utf-8")
    reader = Reader(catalogue=Catalogue(tmp_path))

    def tried(key: str, value: Param) -> str:
        return text(Said(f"try.{key}", x=value), reader)

    assert tried("at", APRIL) == "Thu 9 Apr 2026, Thu 9 Apr, Thu, 15:00, 15:00:00 UTC"
    assert tried("on", APRIL.date()) == "Thu 9 Apr, Thu"
    assert tried("all", ("A", "B", "C")) == "A, B or C; A · B · C; • A\n• B\n• C"
    assert tried("named", ("Spain", "Åland", "Estonia")) == "Åland, Estonia and Spain"
    assert text(Said("try.answered", done=5, total=8), reader) == "▓▓▓▓▓░░░ 5 of 8"
    assert tried("label", Tlp.RED) == "Only those who receive it; TLP:RED"
    assert tried("label", "as it is") == "as it is; as it is"
    assert tried("at", APRIL.date()).startswith("Thu 9 Apr 2026, Thu 9 Apr, Thu, ")


def test_a_missing_key_or_parameter_is_shown_by_its_name(caplog: pytest.LogCaptureFixture) -> None:
    assert text(Said("nowhere.at_all"), ROOM) == "[nowhere.at_all]"
    assert text(Said("render.label", words="x"), ROOM) == "x — [code]"
    assert {record.message for record in caplog.records} == {"missing_words", "missing_parameter"}


@given(st.integers(-3, 300), st.integers(-3, 300))
def test_a_bar_is_full_only_when_all_is_done(done: int, total: int) -> None:
    signs = bar(done, total)
    assert len(signs) == min(max(total, 0), 10)
    assert ("░" in signs) == (total > 0 and done < total)


@given(st.timedeltas(timedelta(), timedelta(days=400)))
def test_capitals_never_lose_a_place(later: timedelta) -> None:
    line = shown(Capitals(APRIL + later, PLACES))
    assert all(place in line for place, _ in PLACES)


@pytest.mark.usefixtures("french")
def test_a_name_takes_its_article_in_running_text_and_a_capital_at_the_start(
    tmp_path: Path,
) -> None:
    dutch = Names.of(
        {
            "en": "Netherlands",
            "en_the": "the Netherlands",
            "fr": "Pays-Bas",
            "fr_of": "des Pays-Bas",
        }
    )
    italy = Names.of({"en": "Italy", "fr": "Italie"})
    both = (Said("form.party", name=italy), Said("form.party", name=dutch))
    said = Said("embassies.comes", party=both[1])
    assert text(said, ROOM) == "The embassy of the Netherlands comes."
    verified = Said("incident.verified_by", party=both[1])
    assert text(verified, ROOM) == "The Netherlands confirms the suspicion."
    assert text(Said("commitment.participating", parties=both), ROOM) == (
        "Committed so far: Italy and the Netherlands."
    )
    folder = tmp_path / "fr" / "LC_MESSAGES"
    (folder / "embassies.po").write_text(
        'msgid "embassies.comes"\nmsgstr "L’ambassade {party:of} vient."\n', encoding="utf-8"
    )
    reader = Reader("fr", catalogue=Catalogue(tmp_path))
    assert text(said, reader) == "L’ambassade des Pays-Bas vient."
    assert text(Said("embassies.comes", party=both[0]), reader) == "L’ambassade Italie vient."


def test_states_are_named_by_their_names_and_by_no_code_or_article(tmp_path: Path) -> None:
    copytree(FOLDER / "en", tmp_path / "en")
    words = "{x:the}; {x:ordered_the}; {x:ordered_dots}"
    entry = f'msgid "try.states"\nmsgstr "{words}"\n'
    (tmp_path / "en" / "LC_MESSAGES" / "try.po").write_text(entry, encoding="utf-8")
    states = ({"en": "Spain"}, {"en": "Philippines", "en_the": "the Philippines"}, {"en": "Canada"})
    listed = tuple(Said("form.party", name=Names.of(one)) for one in states)
    shown = text(Said("try.states", x=listed), Reader(catalogue=Catalogue(tmp_path)))
    as_given, by_name, beside = shown.split("; ")
    assert as_given == "Spain, the Philippines and Canada"
    assert by_name == "Canada, the Philippines and Spain"
    assert beside == "Canada · Philippines · Spain"
