"""What a reader cannot see is passed over by the database, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from coordination.audience import Cut, Sight, Thing, person_sees
from coordination.incident.incident import Incident
from coordination.parties import Credential, Role
from coordination.tlp import Tlp
from storage.database import Database
from storage.store import Store
from tests.storage.test_incident import SEEN
from tests.storage.times import NOON

WORDS = ("birth",)
SEVERAL = [
    replace(
        SEEN,
        id=f"INC-{number}",
        opened_at=NOON + timedelta(minutes=number),
        opened_by="somebody",
        concerned=concerned,
        informed=informed,
        invited=invited,
        originator=originator,
        kept=kept,
        label=label,
    )
    for number, (concerned, informed, invited, originator, kept, label) in enumerate(
        product(
            (("XV",), ("CO", "XV")),
            ((), ("XV",), ("CO", "XV")),
            ((), ("PH", "XVA"), ("iss",)),
            ("NL", "XV", None),
            (False, True),
            (Tlp.AMBER, Tlp.RED),
        )
    )
]
HATS = [
    Credential("c", "p1", "ica", role, party, body, False, NOON, None, "")
    for role in Role
    for party, body in (("NL", None), ("XV", None), ("PH", None), (None, "iss"), (None, None))
]


def thing(one: Incident) -> Thing:
    codes = map(frozenset, (one.concerned, one.informed, (), one.invited))
    concerned, informed, partners, invited = codes
    return Thing(
        one.group,
        one.label,
        originator=one.originator,
        concerned=concerned,
        informed=informed,
        partners=partners,
        invited=invited,
    )


def visible(one: Incident, hat: Credential) -> bool:
    if one.kept:
        return one.speaks_as_author(hat)
    return person_sees((hat,), thing(one)).value >= Cut.OUTCOME.value


@pytest.mark.rule("DR-22", "T-30")
async def test_nothing_that_may_be_seen_is_passed_over(database: Database) -> None:
    def work(store: Store) -> None:
        for one in SEVERAL:
            store.incidents.add(one)
        passed = 0
        for hat in HATS:
            sight = Sight.of(hat.person, (hat,), "ica")
            some, more = store.incidents.worded("ica", WORDS, sight, None, 200)
            ids = {one.id for one in some}
            assert {one.id for one in SEVERAL if visible(one, hat)} <= ids, hat
            assert not more
            passed += len(SEVERAL) - len(ids)
        assert passed > len(SEVERAL) * len(HATS) / 4

    await database.run(work)


@pytest.mark.rule("T-07")
async def test_what_only_its_recipients_read_is_passed_over_by_the_database(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        for one in SEVERAL:
            store.incidents.add(one)
        for hat in HATS:
            sight = Sight.of(hat.person, (hat,), "ica")
            hidden = {one.id for one in SEVERAL if not visible(one, hat)}
            hidden &= {one.id for one in SEVERAL if visible(replace(one, label=Tlp.AMBER), hat)}
            listed = store.incidents.page("ica", hat.party, sight=sight, limit=200)
            worded, _ = store.incidents.worded("ica", WORDS, sight, None, 200)
            assert not hidden & {one.id for one in (*listed, *worded)}, hat

    await database.run(work)


@pytest.mark.rule("DR-22", "T-30")
async def test_a_list_passes_over_what_cannot_be_seen_and_nothing_else(database: Database) -> None:
    def work(store: Store) -> None:
        for one in SEVERAL:
            store.incidents.add(one)
        passed = 0
        for hat in HATS:
            sight = Sight.of(hat.person, (hat,), "ica")
            some = store.incidents.page("ica", hat.party, sight=sight, limit=200)
            ids = {one.id for one in some}
            assert {one.id for one in SEVERAL if visible(one, hat)} <= ids, hat
            passed += len(SEVERAL) - len(ids)
        assert passed > len(SEVERAL) * len(HATS) / 4

    await database.run(work)


async def test_an_embassy_that_is_invited_to_nothing_finds_nothing_however_much_there_is(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        for one in SEVERAL:
            store.incidents.add(replace(one, invited=(), label=Tlp.AMBER))
        embassy = Credential("c", "p1", "ica", Role.EMBASSY, "PH", None, False, NOON, None, "")
        sight = Sight.of("p1", (embassy,), "ica")
        assert store.incidents.worded("ica", WORDS, sight, None, 16, 40) == ([], True)
        chair = replace(embassy, role=Role.CHAIR, party=None)
        sight = Sight.of("p1", (chair,), "ica")
        some, more = store.incidents.worded("ica", WORDS, sight, None, 16, 40)
        assert len(some) == 16
        assert more
        assert [one.opened_at for one in some] == sorted(
            (one.opened_at for one in some), reverse=True
        )

    await database.run(work)
