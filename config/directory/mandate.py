"""Which hats can be: for whom each role speaks, and what it may carry (vocabulary 2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from config.directory.entries import Accreditation, Entries, Entry, Problem
from coordination.parties import Kind, Role
from coordination.said import Said

_FOR_A_PARTY = frozenset(
    {
        Role.CA_OFFICER,
        Role.AGENCY_OFFICER,
        Role.VOTER,
        Role.ALTERNATE,
        Role.EMBASSY,
        Role.CONCERNED,
    }
)
_FOR_AN_ORGANISATION = frozenset({Role.OBSERVER, Role.ASSOCIATION})
_MAY_COMMIT = _FOR_A_PARTY - {Role.EMBASSY}
_ONLY_IN = {
    Role.CHAIR: Kind.INTERSTATE,
    Role.CA_OFFICER: Kind.INTERSTATE,
    Role.EMBASSY: Kind.INTERSTATE,
    Role.CONCERNED: Kind.INTERSTATE,
    Role.COORDINATOR: Kind.NATIONAL,
    Role.AGENCY_OFFICER: Kind.NATIONAL,
}


def mandates(entries: Entries) -> Iterator[Problem]:
    """Every hat whose role does not fit its group, its party or its powers."""
    groups = {e.value.id: e.value for e in entries.groups}
    for entry in entries.credentials:
        hat = entry.value
        yield from _for_whom(entry)
        group = groups.get(hat.group)
        if group is None:
            continue
        if hat.party is not None and hat.party not in group.parties:
            said = Said("import.not_a_party", party=hat.party, group=group.id)
            yield Problem(entry.at("party"), "DR-01", said)
        if _ONLY_IN.get(hat.role, group.kind) is not group.kind:
            said = Said("import.wrong_group", role=_role(hat), group=group.id)
            yield Problem(entry.at("roles"), "form", said)


def _for_whom(entry: Entry[Accreditation]) -> Iterator[Problem]:
    hat = entry.value
    if hat.role is Role.CLOCK:
        yield Problem(entry.at("roles"), "form", Said("import.nobody_is_the_clock"))
    if hat.role in _FOR_A_PARTY and hat.party is None:
        yield Problem(entry.spot, "DR-17", Said("import.for_which_party", role=_role(hat)))
    if hat.role in _FOR_AN_ORGANISATION and hat.organisation is None:
        yield Problem(entry.spot, "T-33", Said("import.for_which_organisation", role=_role(hat)))
    if hat.can_commit and hat.role not in _MAY_COMMIT:
        rule = "T-30" if hat.role is Role.EMBASSY else "DR-30"
        yield Problem(entry.at("can_commit"), rule, Said("import.cannot_commit", role=_role(hat)))
    if hat.party in hat.accredited_to:
        said = Said("import.own_embassy", state=hat.party)
        yield Problem(entry.at("accredited_to"), "T-29", said)
    if hat.valid_from and hat.valid_to and hat.valid_to <= hat.valid_from:
        yield Problem(entry.at("valid_to"), "DR-17", Said("import.ends_before"))


def _role(hat: Accreditation) -> Said:
    return Said(f"role.{hat.role.value}")
