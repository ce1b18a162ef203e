"""Whatever is imported and confirmed, in whatever order: two people stand behind who decides."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from config.directory import read
from coordination.accrediting import confirm, in_force
from coordination.confirmation import Through
from coordination.parties import Credential, Role
from coordination.refused import Refused
from storage.directory import Directory
from storage.directory.plan import apply, difference
from storage.tables import metadata

OFFICE = ("sofia", "samir", "anouk")
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ROLES = ("voter", "alternate", "ca_officer")


@dataclass(frozen=True)
class File:
    """One import: who does it, and what the file says of the State's person."""

    by: str
    account: str
    roles: tuple[str, ...]
    reference: str
    commits: bool
    until: int | None
    says_confirmed: bool

    def text(self) -> str:
        second = 'by = "Registry", through = "call", on = 2025-01-02, reference = "Register"'
        hat = {
            "roles": "[" + ", ".join(f'"{role}"' for role in self.roles) + "]",
            "reference": f'"{self.reference}"',
            "can_commit": str(self.commits).lower(),
        }
        if self.until is not None:
            hat["valid_to"] = f"2026-{self.until:02}-01"
        if self.says_confirmed:
            hat["confirmed"] = "{ " + second + " }"
        worn = ", ".join(f"{name} = {value}" for name, value in hat.items())
        return HEAD + PERSON.format(account=self.account, hat=worn)


HEAD = """
[state.NL]
authority = "Central Authority of the Netherlands"
capital = "The Hague"
zone = "Europe/Amsterdam"

[group.ica]
name = "ICA"
kind = "interstate"
parties = ["NL"]

[person.sofia]
name = "Sofia"
zone = "UTC"
hats = [{ group = "ica", roles = ["secretariat"] }]

[person.samir]
name = "Samir"
zone = "UTC"
hats = [{ group = "ica", roles = ["secretariat"] }]

[person.anouk]
name = "Anouk"
zone = "UTC"
hats = [{ group = "ica", party = "NL", roles = ["chair", "alternate"], reference = "Minutes" }]
"""
PERSON = """
[person.noor]
name = "Noor"
zone = "UTC"
matrix = "{account}"
hats = [{{ group = "ica", party = "NL", {hat} }}]
"""
FILES = st.builds(
    File,
    by=st.sampled_from(OFFICE),
    account=st.sampled_from(("@noor:example.org", "@other:example.org")),
    roles=st.lists(st.sampled_from(ROLES), min_size=1, unique=True).map(tuple),
    reference=st.sampled_from(("Letter 1", "Letter 2")),
    commits=st.booleans(),
    until=st.none() | st.integers(6, 9),
    says_confirmed=st.booleans(),
)
CONFIRMS = st.tuples(st.sampled_from(OFFICE), st.sampled_from(("noor", "anouk")))
ACTS = st.lists(FILES | CONFIRMS, min_size=1, max_size=6)


Known = tuple[str, str, Role, bool, str]
"""What a confirmation is of: person, account, capacity and reference."""


@dataclass
class Model:
    """Who registered each credential last, and which are confirmed, kept apart from the code."""

    says: dict[str, tuple[Known, int | None]] = field(default_factory=dict)
    registered: dict[str, str] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)

    def imported(self, file: File, *, first: bool) -> None:
        now = {
            f"noor:{role}:ica": (
                ("noor", file.account, Role(role), file.commits, file.reference),
                file.until,
            )
            for role in file.roles
        }
        now["anouk:alternate:ica"] = (("anouk", "", Role.ALTERNATE, False, "Minutes"), None)
        for id, (known, until) in now.items():
            before, ended = self.says.get(id, (None, None))
            longer = ended is not None and (until is None or until > ended)
            if before != known or longer:
                self.registered[id] = file.by
                self.confirmed.discard(id)
                if first and file.says_confirmed and id.startswith("noor"):
                    self.confirmed.add(id)
        self.confirmed &= now.keys()
        self.says = now


def standing(directory: Directory, at: datetime) -> list[Credential]:
    hats = (*directory.credentials("noor", at), *directory.credentials("anouk", at))
    return [hat for hat in hats if hat.role.value in ROLES]


def second_act(directory: Directory, model: Model, by: str, person: str, at: datetime) -> None:
    """Somebody of the office tries to confirm everything that this person holds."""
    office = directory.credentials(by, at)[0]
    for hat in standing(directory, at):
        if hat.person != person:
            continue
        may = by not in (person, model.registered[hat.id]) and hat.id not in model.confirmed
        given = None
        with suppress(Refused):
            given = confirm(hat, office, Through.CALL, at.date(), "call", at)
        assert (given is not None) == may
        if given is not None:
            directory.confirm(hat, given, at)
            model.confirmed.add(hat.id)


def stands(hat: Credential) -> bool:
    """Whether its votes, signatures and commitments are taken."""
    try:
        in_force(hat)
    except Refused:
        return False
    return True


@pytest.mark.rule("DR-17")
@settings(max_examples=25, deadline=None)
@given(FILES, ACTS)
def test_nobody_decides_by_what_one_person_alone_has_registered(
    tmp_path_factory: pytest.TempPathFactory, start: File, acts: list[File | tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("d") / "directory.toml"
    engine = create_engine("sqlite://")
    model = Model()
    with engine.begin() as connection:
        metadata.create_all(connection)
        directory = Directory(connection)
        for day, act in enumerate((start, *acts)):
            at = START + timedelta(days=day)
            if isinstance(act, File):
                path.write_text(act.text(), encoding="utf-8")
                apply(difference(read(path), directory), directory, at, act.by)
                model.imported(act, first=day == 0)
            else:
                second_act(directory, model, *act, at)
            for hat in standing(directory, at):
                assert hat.registered_by == model.registered[hat.id]
                assert stands(hat) == (hat.id in model.confirmed)
                assert not hat.confirmation or hat.confirmation.by != hat.registered_by
    engine.dispose()
