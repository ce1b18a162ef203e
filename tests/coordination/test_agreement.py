"""What an agreement's articles ask: of whom, since when, and how firmly (E6, E8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.agreement import Agreement, AgreementKind, Article, in_order, strength_of
from coordination.commitment import Strength
from coordination.said import Names

DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))
TITLE = Names.of({"en": "Memorandum on referral"})
MOU = Agreement("mou", "it-rt", TITLE, AgreementKind.MOU, ("MoI", "POL"))
DUTY = Article("mou", "4", Names.of({"en": "Report"}), Strength.SHALL)


@given(since=DAYS, days=st.integers(0, 4000), day=DAYS)
def test_it_is_in_force_from_its_first_day_to_its_last(since: date, days: int, day: date) -> None:
    until = since + timedelta(days=days)
    made = replace(MOU, since=since, until=until)
    assert made.in_force(day) == (since <= day <= until)
    assert replace(made, until=None).in_force(day) == (since <= day)


@given(day=DAYS)
def test_what_was_only_signed_is_not_in_force(day: date) -> None:
    assert not replace(MOU, signed=date(2000, 1, 1)).in_force(day)


@pytest.mark.rule("A-15")
def test_an_article_is_owed_by_those_it_names_else_by_every_party() -> None:
    assert [DUTY.owed_by(who, MOU) for who in ("MoI", "POL", "NGO")] == [True, True, False]
    named = replace(DUTY, by=("POL", "NGO"))
    assert [named.owed_by(who, MOU) for who in ("MoI", "POL", "NGO")] == [False, True, False]


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("Each Party shall report every year, and may add what it wishes.", "shall"),
        ("States should exchange information.", "should"),
        ("Central Authorities are encouraged to meet, which they should do yearly.", "encouraged"),
        ("A Party may ask for a meeting; the other shall answer.", "may"),
        ("To publish annual reports on persons convicted for child trafficking", "shall"),
        ("Les Parties s’engagent à publier un rapport.", "shall"),
        ("Les États devraient coopérer.", "should"),
        ("Les autorités sont encouragées à se réunir.", "encouraged"),
        ("Las Partes podrán consultarse.", "may"),
        ("Las Partes deberán informar.", "shall"),
        ("Los Estados deberían cooperar.", "should"),
        ("By the end of May each Party shall report.", "shall"),
        ("In May and June the Parties may consult each other.", "may"),
        ("A Party may not suspend the procedure alone.", "shall"),
        ("Aucune Partie ne peut suspendre la procédure.", "shall"),
        ("The marshalling of the mayor's canoe", "shall"),
    ],
)
def test_the_first_verb_of_duty_says_how_firm_it_is(words: str, strength: str) -> None:
    assert strength_of(words).value == strength


def test_articles_stand_in_the_order_of_their_numbers() -> None:
    numbers = ["10", "4(2)", "8", "4", "4(10)", "Annex", "4bis"]
    assert sorted(numbers, key=in_order) == ["Annex", "4", "4(2)", "4(10)", "4bis", "8", "10"]
