"""The directory in words: parties and authorities for all, people for the group's own."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.perform import Performed


async def said(drill: Drill, person: str, line: str) -> Performed:
    done = await drill.say(person, "direct", line)
    assert done is not None
    return done


async def test_the_group_is_shown_with_its_authorities_and_offices(drill: Drill) -> None:
    shown = words(await said(drill, "nl1", "directory show"))
    assert "9 parties" in shown
    assert "Valdora (XV) — Central Authority of Valdora" in shown
    assert "Chair: Anouk" in shown
    national = words(await said(drill, "dario", "directory show"))
    assert "Casa Ponte (NGO)" in national
    assert "National Coordinator: Bianca" in national


@pytest.mark.rule("T-02", "T-48")
async def test_a_state_is_shown_with_its_programmes_and_accredited_bodies(drill: Drill) -> None:
    shown = words(await said(drill, "nl1", "directory state Valdora"))
    assert "Adoptions are arranged with Australia, Canada, France" in shown
    assert "Ponte Aperto" in shown
    assert "State of origin" in shown
    other = words(await said(drill, "nl1", "directory state Brazil"))
    assert "Brazil is not in the directory" in other


@pytest.mark.performs("directory authority", "directory show", "directory state")
@pytest.mark.rule("T-30", "T-33")
async def test_embassies_and_observers_see_authorities_and_no_people(drill: Drill) -> None:
    for guest in ("emb-fr", "iss1"):
        group = words(await said(drill, guest, "directory show"))
        assert "Central Authority of Canada" in group
        state = words(await said(drill, guest, "directory state XV"))
        authority = words(await said(drill, guest, "directory authority NL"))
        assert "Central Authority of the Netherlands" in authority
        for text in (group, state, authority):
            assert not any(name in text for name in ("Anouk", "Noor", "Emily", "Sofia", "Ponte"))
        for line in ("directory person nl1", "directory contact NL", "directory person nobody"):
            refused = await said(drill, guest, line)
            assert refused.outcome == "refused"
            assert "Noor" not in words(refused)


async def test_an_authority_says_when_it_works_and_who_speaks_for_it(drill: Drill) -> None:
    shown = words(await said(drill, "ca1", "directory authority NL"))
    assert "It is at work." in shown
    assert "Good Friday" in shown
    assert "Noor (nl1): accredited voter and Central Authority officer" in shown
    assert "directory contact NL" in shown
    far = words(await said(drill, "nl1", "directory authority AU"))
    assert "not at work" in far


@pytest.mark.performs("directory person")
async def test_a_person_is_shown_with_hats_accounts_and_hours(drill: Drill) -> None:
    shown = words(await said(drill, "nl1", "directory person ca1"))
    assert "Accredited voter, for Canada, may commit it" in shown
    assert "@ca1:localhost" in shown
    assert "T0COMITY:U0CA1" in shown
    assert "Quiet hours" in shown  # 05:00 in Toronto
    assert "Can be reached now" in words(await said(drill, "nl1", "directory person it1"))


async def test_people_of_another_group_are_not_in_ones_directory(drill: Drill) -> None:
    other = await said(drill, "nl1", "directory person bianca")
    nobody = await said(drill, "nl1", "directory person bionca")
    assert other.outcome == nobody.outcome == "refused"
    assert words(other).replace("bianca", "bionca") == words(nobody)


@pytest.mark.performs("directory contact", "quiet")
async def test_who_is_awake_comes_first_among_contacts(drill: Drill) -> None:
    await said(drill, "fr1", "quiet 0 23")
    shown = words(await said(drill, "nl1", "directory contact FR"))
    assert shown.index("Hugo") < shown.index("Camille")
    assert "@fr2:localhost" in shown


async def test_a_person_is_found_by_name_and_never_guessed_among_several(drill: Drill) -> None:
    by_name = words(await said(drill, "nl1", "directory person Emily"))
    assert by_name == words(await said(drill, "nl1", "directory person ca1"))
    several = await said(drill, "nl1", "directory person a")
    assert several.rule == "form"
    assert "Which one is meant" in words(several)
    assert "(anouk)" in words(several)
