"""Names of States are read exactly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.aliases import folded, names_of, state_code, state_names
from config.reading import table

CODES = sorted(table("aliases.toml"))


def test_every_code_of_iso_3166_and_kosovo_is_there_and_no_fictional_one() -> None:
    assert len(CODES) == 250
    assert "XK" in CODES
    assert "XV" not in CODES


@given(code=st.sampled_from(CODES), language=st.sampled_from(["en", "fr", "es"]))
def test_every_name_leads_to_its_own_state(code: str, language: str) -> None:
    names = state_names(code)
    assert names is not None
    name = names.in_language(language)
    assert state_code(names.in_language(language, "the")) == code
    assert state_code(name) == state_code(name.upper()) == state_code(f"  {name} ") == code
    assert state_code(code.lower()) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Kosovo", "XK"),
        ("Côte d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Pays-Bas", "NL"),
        ("Estados Unidos", "US"),
        ("Czech Republic", "CZ"),
        ("Brunei Darussalam", "BN"),
        ("Burma", "MM"),
        ("cote d'ivoire", "CI"),
        ("cote d\u00b4ivoire", "CI"),
        ("sao tome", "ST"),
        ("Antigua and Barbuda", "AG"),
        ("guinea bissau", "GW"),
        ("timor_leste", "TL"),
        ("st lucia", "LC"),
        ("turkiye", "TR"),
        ("Vatican", "VA"),
    ],
)
def test_formal_and_colloquial_names_are_read(name: str, code: str) -> None:
    assert state_code(name) == code


def test_no_two_states_are_called_the_same_as_people_type_it() -> None:
    owners = {(folded(name), code) for code in CODES for name in (code, *names_of(code))}
    assert len(owners) == len({name for name, _ in owners})


@pytest.mark.parametrize("name", ["Valdora", "XV", "Congo", "Korea", "Netherland", "Nether", ""])
def test_what_is_unknown_misspelt_or_ambiguous_is_nobody(name: str) -> None:
    assert state_code(name) is None


def test_a_code_that_is_none_has_no_name() -> None:
    assert state_names("XV") is None
