"""Who may see what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coordination.audience import Cut, Nature, Reader, Thing, cut, person_sees, room_sees, under
from coordination.parties import Role, Room, Sees
from coordination.tlp import Tlp
from tests.coordination.incidents import hat

THING = Thing("ica", Tlp.AMBER_STRICT, originator="NL", concerned=frozenset({"XV"}))
INFORMED = replace(THING, informed=frozenset({"XV"}))
PARTNER = replace(INFORMED, partners=frozenset({"XV"}))
EIGHT = ("AU", "CA", "CO", "FR", "IL", "IT", "NL", "PH")


def reader(party: str | None, role: Role = Role.CA_OFFICER, body: str | None = None) -> Reader:
    return Reader("ica", role, party, body)


def room(sees: Sees, ceiling: Tlp = Tlp.AMBER_STRICT, **changes: Any) -> Room:
    return replace(Room("r", "matrix", "!r", "ica", sees, ceiling), **changes)


BODIES = (Role.OBSERVER, Role.ASSOCIATION)

readers = st.builds(
    Reader,
    group=st.sampled_from(["ica", "other"]),
    role=st.sampled_from(Role),
    party=st.sampled_from([None, "NL", "CA", "XV"]),
    organisation=st.sampled_from([None, "iss"]),
)
things = st.builds(
    Thing,
    group=st.just("ica"),
    label=st.sampled_from(Tlp),
    nature=st.sampled_from(Nature),
    originator=st.sampled_from([None, "NL", "CA", "XV"]),
    concerned=st.sets(st.sampled_from(["XV", "CA"])).map(frozenset),
    informed=st.sets(st.sampled_from(["XV", "CA"])).map(frozenset),
    partners=st.sets(st.sampled_from(["XV", "CA"])).map(frozenset),
    invited=st.sets(st.sampled_from(["iss", "NL"])).map(frozenset),
)


@given(who=readers, thing=things)
def test_another_group_learns_nothing(who: Reader, thing: Thing) -> None:
    if who.group != thing.group:
        assert cut(who, thing) is Cut.NOTHING


@pytest.mark.rule("DR-22")
@given(who=readers, thing=things)
@example(
    who=Reader("ica", Role.OBSERVER, "XV", "iss"),
    thing=Thing("ica", Tlp.CLEAR, concerned=frozenset({"XV"}), invited=frozenset({"iss"})),
)
def test_a_state_concerned_learns_nothing_before_it_is_informed(who: Reader, thing: Thing) -> None:
    unaware = who.party in thing.concerned and who.party not in thing.informed
    if unaware and who.party != thing.originator and thing.nature is not Nature.PUBLIC:
        assert cut(who, thing) is Cut.NOTHING


@pytest.mark.rule("T-33", "DR-22")
@given(role=st.sampled_from(BODIES), thing=things, invited=st.booleans())
def test_an_organisation_of_a_state_concerned_sees_no_more_than_that_state(
    role: Role, thing: Thing, invited: bool
) -> None:
    it = replace(thing, invited=thing.invited | {"iss"} if invited else thing.invited)
    if "XV" in it.concerned and it.originator != "XV":
        assert cut(reader("XV", role, "iss"), it).value <= cut(reader("XV"), it).value


@pytest.mark.rule("T-33", "DR-29")
@given(who=readers, thing=things)
def test_guests_never_see_positions_or_a_caucus(who: Reader, thing: Thing) -> None:
    if who.role in (Role.OBSERVER, Role.ASSOCIATION, Role.EMBASSY):
        found = cut(who, thing)
        if thing.nature is Nature.CAUCUS:
            assert found is Cut.NOTHING
        if thing.nature is Nature.POSITIONS:
            assert found.value <= Cut.OUTCOME.value
        if not thing.invited & {who.party, who.organisation} and thing.nature is not Nature.PUBLIC:
            assert found is Cut.NOTHING


@pytest.mark.rule("T-10")
@given(
    sees=st.sampled_from(Sees),
    ceiling=st.sampled_from(Tlp),
    parties=st.sets(st.sampled_from(["NL", "CA", "XV"])),
    thing=things,
)
def test_no_room_shows_what_is_above_its_ceiling_or_beyond_its_least_entitled_member(
    sees: Sees, ceiling: Tlp, parties: set[str], thing: Thing
) -> None:
    found = room_sees(room(sees, ceiling, party="XV"), parties, thing)
    if not thing.label.fits(ceiling):
        assert found.value <= Cut.CARD.value
    if sees in (Sees.PARTIES, Sees.EVERYBODY):
        assert all(found.value <= cut(reader(party), thing).value for party in parties)


@pytest.mark.rule("DR-22")
def test_once_informed_a_state_concerned_is_a_partner_by_default() -> None:
    assert cut(reader("XV"), THING) is Cut.NOTHING
    assert cut(reader("XV"), INFORMED) is Cut.OUTCOME
    assert cut(reader("XV"), PARTNER) is Cut.FULL


@pytest.mark.rule("DR-22", "DR-29")
def test_a_state_concerned_gets_the_outcome_without_positions_and_no_caucus() -> None:
    assert cut(reader("XV"), replace(PARTNER, nature=Nature.POSITIONS)) is Cut.OUTCOME
    assert cut(reader("XV"), replace(PARTNER, nature=Nature.CAUCUS)) is Cut.NOTHING
    assert cut(reader("IT"), replace(PARTNER, nature=Nature.POSITIONS)) is Cut.FULL


def test_a_state_sees_its_own_incident() -> None:
    assert cut(reader("XV"), replace(THING, originator="XV")) is Cut.FULL


@pytest.mark.rule("T-30")
def test_an_embassy_sees_only_what_its_state_is_invited_to() -> None:
    assert cut(reader("FR", Role.EMBASSY), THING) is Cut.NOTHING
    invited = replace(THING, invited=frozenset({"FR"}))
    assert cut(reader("FR", Role.EMBASSY), invited) is Cut.FULL
    assert cut(reader("IT", Role.EMBASSY), invited) is Cut.NOTHING


@pytest.mark.rule("T-33")
def test_an_invited_organisation_reads_only_what_is_not_for_authorities_alone() -> None:
    invited = replace(THING, invited=frozenset({"iss"}))
    iss = reader(None, Role.OBSERVER, "iss")
    assert cut(iss, invited) is Cut.CARD
    assert cut(iss, replace(invited, label=Tlp.AMBER)) is Cut.FULL


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.AUDITOR, Role.RAPPORTEUR])
def test_who_operates_or_counts_reads_no_incident(role: Role) -> None:
    assert cut(reader("NL", role), THING) is Cut.NOTHING


def test_red_is_for_its_originator_and_those_it_names() -> None:
    red = replace(THING, label=Tlp.RED, named=frozenset({"IT"}))
    assert [cut(reader(p), red) for p in ("NL", "IT", "FR")] == [Cut.FULL, Cut.FULL, Cut.CARD]


def test_another_hat_does_not_let_a_state_concerned_in() -> None:
    hats = (hat("XV", Role.CONCERNED), hat(None, Role.SECRETARIAT))
    assert person_sees(hats, THING) is Cut.NOTHING
    assert person_sees((hat("NL"), hat("NL", Role.CHAIR)), THING) is Cut.FULL
    assert person_sees((), THING) is Cut.NOTHING


def test_the_caucus_reads_it_and_a_lower_room_gets_a_card() -> None:
    assert room_sees(room(Sees.PARTIES), EIGHT, THING) is Cut.FULL
    assert room_sees(room(Sees.PARTIES, Tlp.GREEN), EIGHT, THING) is Cut.CARD
    assert room_sees(room(Sees.PARTIES), (*EIGHT, "XV"), THING) is Cut.NOTHING


def test_the_bilateral_room_and_a_partys_own_room_follow_their_party() -> None:
    assert room_sees(room(Sees.CONCERNED, party="XV"), (), THING) is Cut.NOTHING
    assert room_sees(room(Sees.CONCERNED, party="XV"), (), PARTNER) is Cut.FULL
    assert room_sees(room(Sees.PARTY, party="NL"), (), THING) is Cut.FULL


@pytest.mark.rule("T-11")
def test_a_room_that_lost_its_security_is_shown_nothing() -> None:
    assert room_sees(room(Sees.PARTIES, trusted=False), EIGHT, THING) is Cut.NOTHING


def test_operators_and_empty_rooms_are_shown_nothing() -> None:
    assert room_sees(room(Sees.OPERATORS), EIGHT, THING) is Cut.NOTHING
    assert room_sees(room(Sees.PARTIES), (), THING) is Cut.NOTHING


@given(label=st.sampled_from(Tlp), ceiling=st.sampled_from(Tlp), found=st.sampled_from(Cut))
def test_a_ceiling_never_lets_more_through(label: Tlp, ceiling: Tlp, found: Cut) -> None:
    assert under(ceiling, label, found).value <= found.value


@pytest.mark.rule("T-30")
def test_an_embassy_is_not_the_authority_that_a_red_thing_names() -> None:
    red = replace(THING, label=Tlp.RED, invited=frozenset({"NL"}))
    assert cut(reader("NL"), red) is Cut.FULL
    assert cut(reader("NL", Role.EMBASSY), red) is Cut.CARD
    assert cut(reader("NL", Role.EMBASSY), replace(red, named=frozenset({"NL"}))) is Cut.CARD
