"""The directory: who speaks, and for whom, on both kinds of database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coordination.parties import Role
from storage.database import Database
from storage.directory import Directory
from tests.storage.register import Register, demonstration
from tests.storage.times import NOON


@pytest.fixture
async def register(database: Database) -> Register:
    return await demonstration(database)


async def test_an_account_leads_to_a_person_and_back(register: Register) -> None:
    person = await register(lambda d: d.person_of_account("matrix", "@nl1:localhost"))
    assert person is not None
    assert (person.id, person.name, person.zone) == ("nl1", "Noor", "Europe/Amsterdam")
    assert await register(lambda d: d.account_of("nl1", "matrix")) == "@nl1:localhost"
    assert await register(lambda d: d.account_of("nl1", "slack")) == "T0COMITY:U0NL1"
    assert await register(lambda d: d.account_of("fr1", "slack")) is None
    assert await register(lambda d: d.person_of_account("matrix", "@stranger:localhost")) is None
    assert await register(lambda d: d.person_of_account("slack", "@nl1:localhost")) is None


@pytest.mark.rule("DR-19")
async def test_two_accounts_of_one_person_lead_to_the_same_person(register: Register) -> None:
    here = await register(lambda d: d.person_of_account("matrix", "@ca1:localhost"))
    there = await register(lambda d: d.person_of_account("slack", "T0COMITY:U0CA1"))
    assert here == there
    assert await register(lambda d: d.platforms_of("ca1")) == ("matrix", "slack")


@pytest.mark.rule("DR-17")
async def test_hats_count_from_their_date(register: Register) -> None:
    hats = await register(lambda d: d.credentials("nl1", NOON))
    assert {hat.role for hat in hats} == {Role.VOTER, Role.CA_OFFICER}
    assert all(hat.party == "NL" and hat.can_commit for hat in hats)
    before = datetime(2024, 12, 31, 23, 59, tzinfo=UTC)
    assert await register(lambda d: d.credentials("nl1", before)) == ()
    assert await register(lambda d: d.credential("nl1:voter:ica")) in hats


@pytest.mark.rule("DR-01", "DR-18")
async def test_each_party_has_one_voter_and_perhaps_alternates(register: Register) -> None:
    voter = await register(lambda d: d.voter("FR", "ica", NOON))
    assert voter is not None
    assert voter.person == "fr1"
    alternates = await register(lambda d: d.alternates("FR", "ica", NOON))
    assert [hat.person for hat in alternates] == ["fr2"]
    agency = await register(lambda d: d.voter("CWA", "it-rt", NOON))
    assert agency is not None
    assert agency.person == "cwa1"
    assert await register(lambda d: d.voter("FR", "it-rt", NOON)) is None


async def test_an_inter_state_group_has_a_chair_and_a_national_one_a_coordinator(
    register: Register,
) -> None:
    chair = await register(lambda d: d.chair("ica", NOON))
    coordinator = await register(lambda d: d.chair("it-rt", NOON))
    assert chair is not None
    assert (chair.person, chair.role) == ("anouk", Role.CHAIR)
    assert coordinator is not None
    assert coordinator.person == "bianca"
    assert [hat.person for hat in await register(lambda d: d.operators(NOON))] == ["op1"]


@pytest.mark.rule("DR-01")
async def test_parties_are_states_in_one_group_and_agencies_in_the_other(
    register: Register,
) -> None:
    states = await register(lambda d: d.parties("ica"))
    assert [p.code for p in states] == ["NL", "IT", "FR", "CA", "AU", "IL", "CO", "PH", "XV"]
    agencies = await register(lambda d: d.parties("it-rt"))
    assert [p.code for p in agencies] == ["MoI", "CWA", "POL", "NGO"]
    group = await register(lambda d: d.group("it-rt"))
    assert group is not None
    assert group.parties == ("MoI", "CWA", "POL", "NGO")
    assert group.terms.rule == "simple_majority"
    assert [g.id for g in await register(lambda d: d.groups())] == ["ica", "it-rt"]
    assert await register(lambda d: d.party("CWA")) is None
    assert await register(lambda d: d.party("CWA", "ica")) is None
    agency = await register(lambda d: d.party("CWA", "it-rt"))
    assert agency is not None
    assert agency.country == "IT"
    assert len(await register(lambda d: d.states())) == 9
    assert await register(lambda d: d.joined("ica", "NL")) == NOON


async def test_an_authority_s_own_closing_days_come_with_it(register: Register) -> None:
    valdora = await register(lambda d: d.party("XV", "ica"))
    assert valdora is not None
    days = [day for day, _ in valdora.closures]
    assert days == ["2026-03-25", "2026-04-10", "2026-05-05"]


@pytest.mark.rule("T-02")
async def test_cooperating_states_are_found_from_either_side(register: Register) -> None:
    assert await register(lambda d: d.cooperates_with("XV")) == {"NL", "IT", "FR", "CA", "AU", "IL"}
    assert await register(lambda d: d.cooperates_with("NL")) == {"XV"}
    assert await register(lambda d: d.cooperates_with("PH")) == frozenset()


@pytest.mark.rule("T-48")
async def test_a_body_is_known_with_who_accredited_and_authorised_it(register: Register) -> None:
    body = await register(lambda d: d.body("ponte-aperto"))
    assert body is not None
    assert (body.accredited_by, body.authorised_by) == ("IT", ("XV",))
    assert [b.id for b in await register(lambda d: d.bodies())] == ["ponte-aperto"]
    assert [o.id for o in await register(lambda d: d.organisations())] == ["iss", "voices"]
    voices = await register(lambda d: d.organisation("voices"))
    assert voices is not None
    assert voices.association


async def test_people_of_a_group_are_those_with_a_hat_in_it(register: Register) -> None:
    people = await register(lambda d: d.people("it-rt", NOON))
    assert [p.id for p in people] == ["bianca", "cwa1", "dario", "ngo1", "pol1"]
    assert await register(lambda d: d.people("it-rt")) == people
    assert len(await register(lambda d: d.everybody())) == 22
    hats = await register(lambda d: d.credentials_of("it-rt", NOON))
    assert {hat.person for hat in hats} == {p.id for p in people}


async def test_what_a_person_chose_stands_before_what_the_register_says(
    register: Register,
) -> None:
    def choose(d: Directory) -> None:
        d.choose_language("co1", "es")
        d.choose_zone("co1", "Europe/Madrid")
        d.choose_quiet("co1", 0, 24)
        d.mark_welcomed("co1", NOON)

    await register(choose)
    person = await register(lambda d: d.person("co1"))
    assert person is not None
    assert (person.language, person.zone, person.quiet_from, person.quiet_to) == (
        "es",
        "Europe/Madrid",
        0,
        24,
    )
    assert person.welcomed
    other = await register(lambda d: d.person("ph1"))
    assert other is not None
    assert not other.welcomed


async def test_a_database_remembers_that_it_has_served_a_live_room(register: Register) -> None:
    assert not await register(lambda d: d.has_served_live())
    await register(lambda d: d.mark_served_live("demo"))
    assert not await register(lambda d: d.has_served_live()), "the demonstration's own"
    await register(lambda d: d.mark_served_live("run"))
    await register(lambda d: d.mark_served_live("demo"))
    assert await register(lambda d: d.has_served_live())
    assert await register(lambda d: d.setting("served_live")) == "run"
