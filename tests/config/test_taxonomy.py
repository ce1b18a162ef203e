"""Codes of practices and factors, and the default terms of reference."""

from __future__ import annotations

import pytest

from config.taxonomy import checklist, factor, factors, practice, practices, toolkit
from config.terms import default_terms
from coordination.parties import Terms


def test_fourteen_practices_and_eleven_factors_are_named_in_three_languages() -> None:
    assert (len(practices()), len(factors())) == (14, 11)
    for code in (*practices(), *factors()):
        names = [code.names.in_language(language) for language in ("en", "fr", "es")]
        assert all(names)
        assert len({name for name, _ in code.names.by_language}) == 3


def test_codes_are_unique_and_say_what_they_are() -> None:
    assert all(code.code.startswith("IP-") for code in practices())
    assert all(code.code.startswith("EF-") for code in factors())
    codes = [code.code for code in (*practices(), *factors())]
    assert len(codes) == len(set(codes))


def test_a_fact_sheet_is_numbered_only_where_it_was_found() -> None:
    numbered = {code.code: code.fact_sheet for code in practices() if code.fact_sheet}
    assert numbered == {"IP-IDN": 4, "IP-DOC": 5, "IP-ORI": 11}
    assert all(code.verified for code in practices() if code.fact_sheet)


def test_a_checklist_names_each_point_once() -> None:
    points = checklist(("IP-DOC", "IP-IDN", "IP-NON"))
    assert len(points) == len(set(points))
    assert "practice.check.registers" in [point.msgid for point in points]
    assert checklist(("IP-NON",)) == ()


@pytest.mark.rule("T-04")
def test_the_toolkit_has_its_three_companions() -> None:
    assert len(toolkit()) == 3
    assert all(part.link.startswith("https://") for part in toolkit())


def test_a_code_that_is_none_is_none() -> None:
    assert practice("EF-CIV") is None
    assert factor("IP-DOC") is None


def test_the_default_terms_are_those_of_the_design() -> None:
    assert default_terms() == Terms()
