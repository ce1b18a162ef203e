"""Whoever decided before two acts were asked for decides after the upgrade as well (DR-17)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, insert

from config.directory import read
from coordination.accrediting import in_force
from coordination.parties import Credential, Role
from coordination.refused import Refused
from storage.database import migrate
from storage.directory.plan import apply, difference
from storage.keyring import Keyring
from storage.store import Store
from tests.storage.conftest import opened
from tests.storage.test_accrediting_laws import HEAD, PERSON

BEFORE = "0032_receipt_did"
"""The last version of the tables that knew nothing of a second act."""
THEN = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)
HAT = 'roles = ["voter"], can_commit = true, reference = "Note 12"{more}'


def micros(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000


def hat(role: str, **changes: Any) -> dict[str, Any]:
    """A credential as that version kept it."""
    return {
        "id": f"noor:{role}:ica",
        "person": "noor",
        "group": "ica",
        "role": role,
        "party": "NL",
        "can_commit": role == "voter",
        "reference": "Note 12",
        "valid_from": micros(THEN),
        "recorded_at": micros(THEN),
        **changes,
    }


def fill(store: Store) -> None:
    """An accreditation that stands, one that was replaced, one that ended, an embassy's."""
    noor = {"id": "noor", "name": "Noor", "language": "en", "zone": "UTC"}
    day = {"quiet_from": 20, "quiet_to": 7, "recorded_at": micros(THEN)}
    _rows(store, "directory_person", {**noor, **day})
    account = {"platform": "matrix", "account": "@noor:example.org", "person": "noor"}
    _rows(store, "directory_account", {**account, "recorded_at": micros(THEN)})
    change = micros(THEN + timedelta(days=2))
    old = hat("voter", reference="Note 11", valid_to=change, superseded_at=change)
    new = hat("voter", valid_from=change, recorded_at=change)
    ended = hat("alternate", valid_to=micros(THEN + timedelta(days=9)))
    for row in (old, new, ended, hat("embassy")):
        _rows(store, "directory_credential", row)


def _rows(store: Store, name: str, row: dict[str, Any]) -> None:
    there = store.connection
    there.execute(insert(Table(name, MetaData(), autoload_with=there)).values(row))


def imported(store: Store, folder: Path, more: str) -> dict[Role, Credential]:
    """The register of then, imported once more by the operator, with something new in it."""
    path = folder / "directory.toml"
    worn = HAT.format(more=more)
    path.write_text(HEAD + PERSON.format(account="@noor:example.org", hat=worn), "utf-8")
    apply(difference(read(path), store.directory), store.directory, NOW, "operator")
    later = NOW + timedelta(hours=1)
    return {one.role: one for one in store.directory.credentials("noor", later)}


@pytest.mark.rule("DR-17")
async def test_an_accreditation_in_force_stays_so_through_the_upgrade(
    database_url: str, keys: Keyring, tmp_path: Path
) -> None:
    await migrate(database_url, to=BEFORE)
    async with opened(database_url, keys) as database:
        await database.run(fill)
    await migrate(database_url)
    async with opened(database_url, keys) as database:
        hats = await database.run(lambda store: store.directory.credentials("noor", NOW))
        assert {one.role for one in hats} == {Role.VOTER, Role.EMBASSY}
        voter = next(one for one in hats if one.role is Role.VOTER)
        in_force(voter)
        assert voter.confirmation is not None
        assert (voter.confirmation.by, voter.confirmation.through) == ("", None)
        assert voter.confirmation.on == date(2026, 1, 7)  # the day of the version that stands
        assert (voter.reference, voter.can_commit, voter.registered_by) == ("Note 12", True, None)
        then = await database.run(
            lambda store: store.directory.credential_then(voter.id, THEN + timedelta(days=1))
        )
        assert then is not None
        assert then.reference == "Note 11"
        in_force(then)
        same = await database.run(lambda store: imported(store, tmp_path, ""))
        in_force(same[Role.VOTER])
        until = ", valid_to = 2027-01-01"
        shorter = await database.run(lambda store: imported(store, tmp_path, until))
        in_force(shorter[Role.VOTER])


@pytest.mark.rule("DR-17")
async def test_what_is_registered_after_the_upgrade_waits_for_a_second_person(
    database_url: str, keys: Keyring, tmp_path: Path
) -> None:
    await migrate(database_url, to=BEFORE)
    async with opened(database_url, keys) as database:
        await database.run(fill)
    await migrate(database_url)
    more = ', valid_to = 2027-01-01, confirmed = { by = "Registry", through = "call", '
    more += 'on = 2025-01-02, reference = "Register" }'
    async with opened(database_url, keys) as database:
        again = await database.run(lambda store: imported(store, tmp_path, more))
        in_force(again[Role.VOTER])
        path = tmp_path / "directory.toml"
        path.write_text(path.read_text("utf-8").replace("Note 12", "Note 13"), "utf-8")

        def other_note(store: Store) -> Credential:
            apply(difference(read(path), store.directory), store.directory, NOW, "operator")
            found = store.directory.credentials("noor", NOW + timedelta(hours=1))
            return next(one for one in found if one.role is Role.VOTER)

        waits = await database.run(other_note)
        assert waits.registered_by == "operator"
        with pytest.raises(Refused) as no:
            in_force(waits)
        assert no.value.rule == "DR-17"
