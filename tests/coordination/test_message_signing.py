"""Each party's own word on a frozen text, and what may leave (4.3)."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from coordination.message.entry import How, Signature
from coordination.message.record import Message
from coordination.message.signing import (
    Word,
    extended,
    given,
    over,
    settled,
    signers,
    silent,
    standing,
    unconfirmed,
    waiting,
)
from coordination.message.stage import Stage
from coordination.parties import Role
from coordination.refused import Refused
from tests.coordination.messages import (
    ASKED,
    CHAIR,
    NOW,
    hat,
    later,
    signable,
)

SIGN = Word(How.SIGN)


@pytest.mark.rule("DR-17", "DR-20", "T-30", "T-33")
@pytest.mark.parametrize(
    ("who", "rule"),
    [
        (hat("FR", Role.CA_OFFICER), "DR-17"),
        (CHAIR, "DR-17"),
        (hat("FR", Role.EMBASSY), "T-30"),
        (hat(None, Role.OBSERVER, "iss"), "T-33"),
        (hat("XV"), "DR-20"),
        (hat("NZ"), "DR-20"),
    ],
)
def test_only_the_accredited_voter_of_a_party_that_is_asked_signs(who: object, rule: str) -> None:
    with pytest.raises(Refused) as no:
        given(signable(), (), who, SIGN, NOW)  # type: ignore[arg-type]
    assert no.value.rule == rule


@pytest.mark.rule("DR-18")
def test_a_deputy_signs_until_the_voter_has_spoken() -> None:
    message, deputy, voter = signable(), hat("FR", Role.ALTERNATE), hat("FR")
    first = given(message, (), deputy, SIGN, NOW)
    second = given(message, (first,), voter, Word(How.DECLINE), NOW)
    assert standing(message, (first, second))["FR"].how is How.DECLINE
    with pytest.raises(Refused) as no:
        given(message, (first, second), deputy, SIGN, NOW)
    assert no.value.rule == "DR-18"


_WORDS = st.sampled_from([How.SIGN, How.DECLINE, How.UNSIGN])


@pytest.mark.rule("DR-18")
@each(st.lists(st.tuples(st.booleans(), _WORDS), max_size=10))
def test_once_the_voter_has_spoken_only_the_voters_last_word_stands(
    acts: list[tuple[bool, How]],
) -> None:
    message = signable()
    words: tuple[Signature, ...] = ()
    last: How | None = None
    for deputy, how in acts:
        who = hat("FR", Role.ALTERNATE if deputy else Role.VOTER)
        with suppress(Refused):
            words = (*words, given(message, words, who, Word(how), NOW))
            last = last if deputy else how
    if last is not None:
        found = standing(message, words).get("FR")
        assert (found.how if found else How.UNSIGN) is last


_party = st.sampled_from(ASKED)
_how = st.sampled_from([How.SIGN, How.DECLINE, How.UNSIGN, How.FOOTNOTE])


def signers_of(message: Message, words: tuple[Signature, ...]) -> set[str]:
    return {one.party for one in standing(message, words).values() if one.how.signs}


@each(st.lists(st.tuples(_party, _how, st.booleans()), max_size=12))
def test_however_often_a_party_speaks_it_has_one_signature(
    acts: list[tuple[str, How, bool]],
) -> None:
    message = signable()
    words: tuple[Signature, ...] = ()
    for party, how, later_confirmed in acts:
        word = Word(how, "§1 is understood so.", later_confirmed)
        if how is not How.UNSIGN or party in signers_of(message, words):
            words = (*words, given(message, words, hat(party), word, NOW))
        message = settled(message, words)
        stand = signers(message, words)
        assert len(set(stand)) == len(stand)
        assert set(stand).isdisjoint(unconfirmed(message, words))
        assert (message.stage is Stage.READY) == (len(stand) >= message.minimum)
        assert set(waiting(message, words)) | set(standing(message, words)) == set(ASKED)


@pytest.mark.rule("DR-13")
def test_a_signature_to_be_confirmed_counts_once_it_is() -> None:
    message = signable(minimum=1)
    first = given(message, (), hat("CA"), Word(How.SIGN, ad_referendum=True), NOW)
    assert signers(message, (first,)) == ()
    assert unconfirmed(message, (first,)) == ("CA",)
    firm = given(message, (first,), hat("CA"), SIGN, NOW)
    assert signers(message, (first, firm)) == ("CA",)


@pytest.mark.rule("DR-26")
def test_whoever_read_another_text_is_told() -> None:
    message = signable()
    with pytest.raises(Refused) as no:
        given(message, (), hat("FR"), Word(How.SIGN, on="0000ffff"), NOW)
    assert no.value.rule == "DR-26"
    good = given(message, (), hat("FR"), Word(How.SIGN, on=message.mark[:8].upper()), NOW)
    assert good.fingerprint == message.mark


def test_a_footnote_has_words() -> None:
    with pytest.raises(Refused):
        given(signable(), (), hat("FR"), Word(How.FOOTNOTE, "  "), NOW)


@pytest.mark.rule("T-42")
def test_time_for_signatures_grows_and_its_end_closes_nothing() -> None:
    message = extended(signable(), CHAIR, later(days=5))
    for until in (later(days=4), later(days=5)):
        with pytest.raises(Refused):
            extended(message, CHAIR, until)
    with pytest.raises(Refused) as no:
        extended(message, hat("AU"), later(days=9))
    assert no.value.rule == "mandate"
    assert not over(message, later(days=5, seconds=-1))
    assert over(message, later(days=5))
    late = given(message, (), hat("AU"), SIGN, later(days=6))
    assert signers(message, (late,)) == ("AU",)


@pytest.mark.rule("T-42")
def test_who_has_not_answered_and_who_is_still_to_confirm_is_reminded() -> None:
    message = signable()
    words = (
        given(message, (), hat("AU"), SIGN, NOW),
        given(message, (), hat("CA"), Word(How.DECLINE), NOW),
        given(message, (), hat("FR"), Word(How.SIGN, ad_referendum=True), NOW),
    )
    assert silent(message, words) == ("FR", "NL")
