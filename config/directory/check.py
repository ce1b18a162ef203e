"""What must hold across the entries of a whole directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from config.aliases import state_names
from config.directory.agreements import agreements
from config.directory.entries import Accreditation, Entries, Entry, Problem
from config.directory.mandate import mandates
from config.directory.subdivisions import unknown_parts
from coordination.ceilings import most
from coordination.parties import Kind, Role, Sees
from coordination.said import Said

_ASSIGNED = frozenset({"AA", "ZZ", *(f"Q{letter}" for letter in "MNOPQRSTUVWXYZ")})


def check(entries: Entries) -> tuple[Problem, ...]:
    """Every mistake that shows only when entries are seen together; none when all is well."""
    rules: tuple[Iterator[Problem], ...] = (
        _twice(entries),
        _codes(entries),
        unknown_parts(entries),
        _references(entries),
        _parties(entries),
        _rooms(entries),
        mandates(entries),
        agreements(entries),
        _one_voter(entries.credentials),
    )
    return tuple(dict.fromkeys(problem for rule in rules for problem in rule))


def _twice(entries: Entries) -> Iterator[Problem]:
    """Ids, accounts and rooms on a platform are unique (DR-19: an account is one person's)."""
    yield from _unique((e, "code", e.value.party.code) for e in entries.states)
    yield from _unique((e, "code", (e.value.group, e.value.party.code)) for e in entries.agencies)
    yield from _unique((e, "id", e.value.id) for e in entries.organisations)
    yield from _unique((e, "id", e.value.id) for e in entries.bodies)
    yield from _unique((e, "id", e.value.id) for e in entries.groups)
    yield from _unique((e, "id", e.value.person.id) for e in entries.people)
    yield from _unique((e, "id", e.value.id) for e in entries.credentials)
    yield from _unique((e, "id", e.value.id) for e in entries.rooms)
    yield from _unique((e, "id", e.value.id) for e in entries.workspaces)
    # Both are typed in lines, where nobody tells capital letters from small ones.
    yield from _unique((e, "id", e.value.id.casefold()) for e in entries.agreements)
    yield from _unique(
        (e, "number", (e.value.agreement, e.value.number.casefold())) for e in entries.articles
    )
    yield from _unique(
        (e, platform, (platform, account))
        for e in entries.people
        for platform, account in e.value.accounts
    )
    yield from _unique(
        (e, "remote", (e.value.platform, e.value.remote)) for e in entries.rooms if e.value.remote
    )


def _unique(things: Iterable[tuple[Entry[Any], str, Hashable]]) -> Iterator[Problem]:
    seen: dict[Hashable, Entry[Any]] = {}
    for entry, field, key in things:
        first = seen.setdefault(key, entry)
        if first is not entry:
            shown = str(key[-1] if isinstance(key, tuple) else key)
            said = Said("import.twice", field=field, value=shown, where=first.at(field).where)
            yield Problem(entry.at(field), "DR-19", said)


def _codes(entries: Entries) -> Iterator[Problem]:
    """A State's code is ISO 3166-1's, or one that it leaves to its users (XA-XZ and so on)."""
    for entry in entries.states:
        code = entry.value.party.code
        if not (code.startswith("X") or code in _ASSIGNED or state_names(code)):
            yield Problem(entry.at("code"), "form", Said("import.no_such_state", code=code))


def _references(entries: Entries) -> Iterator[Problem]:
    """Whatever an entry names is in the directory."""
    states = {e.value.party.code for e in entries.states}
    groups = {e.value.id for e in entries.groups}
    people = {e.value.person.id for e in entries.people}
    organisations = {e.value.id for e in entries.organisations}
    for s in entries.states:
        yield from _known(s, "programmes", s.value.programmes, states, "state")
    for a in entries.agencies:
        yield from _known(a, "group", (a.value.group,), groups, "group")
        yield from _known(a, "country", (a.value.party.country,), states, "state")
    for b in entries.bodies:
        yield from _known(b, "accredited_by", (b.value.accredited_by,), states, "state")
        yield from _known(b, "authorised_by", b.value.authorised_by, states, "state")
    for c in entries.credentials:
        yield from _known(c, "person", (c.value.person,), people, "person")
        yield from _known(c, "group", (c.value.group,), groups, "group")
        yield from _known(c, "organisation", (c.value.organisation,), organisations, "organisation")
    for r in entries.rooms:
        yield from _known(r, "group", (r.value.group,), groups, "group")


def _known(
    entry: Entry[Any], field: str, named: tuple[str | None, ...], known: set[str], kind: str
) -> Iterator[Problem]:
    for value in named:
        if value is not None and value not in known:
            yield Problem(
                entry.at(field),
                "form",
                Said("import.not_known", kind=kind, field=field, value=value),
            )


def _parties(entries: Entries) -> Iterator[Problem]:
    """The parties of an inter-State group are States, those of a national group its agencies."""
    states = {e.value.party.code for e in entries.states}
    agencies: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for a in entries.agencies:
        agencies[a.value.group].add(a.value.party.code)
        countries[a.value.group].add(a.value.party.country)
    for group in entries.groups:
        national = group.value.kind is Kind.NATIONAL
        allowed = agencies[group.value.id] if national else states
        kind = "agency" if national else "state"
        yield from _known(group, "parties", group.value.parties, allowed, kind)
        if len(countries[group.value.id]) > 1:
            found = ", ".join(sorted(countries[group.value.id]))
            yield Problem(group.spot, "DR-01", Said("import.many_countries", countries=found))


def _rooms(entries: Entries) -> Iterator[Problem]:
    parties = {e.value.id: set(e.value.parties) for e in entries.groups}
    states = {e.value.party.code for e in entries.states}
    for room in entries.rooms:
        value = room.value
        one = value.sees in (Sees.PARTY, Sees.CONCERNED)
        if one and value.party is None:
            yield Problem(
                room.at("sees"), "form", Said("import.room_of_whom", sees=value.sees.value)
            )
        if value.group is None and value.sees is not Sees.OPERATORS:
            yield Problem(room.spot, "form", Said("import.missing", field="group", kind="room"))
        if value.sees is Sees.DIRECT:
            yield Problem(room.at("sees"), "form", Said("import.direct_room"))
        abroad = value.sees is Sees.EMBASSIES
        known = states if abroad else parties.get(value.group or "", set())
        yield from _known(room, "party", (value.party,), known, "party")
        limit = most(value.platform, value.accepted)
        if not value.ceiling.fits(limit):
            key = "import.not_accepted" if value.accepted is None else "import.never_accepted"
            said = Said(key, ceiling=value.ceiling.value, limit=limit.value)
            yield Problem(room.at("ceiling"), "P-01", said)


def _one_voter(credentials: tuple[Entry[Accreditation], ...]) -> Iterator[Problem]:
    """At most one voter for each party of a group at an instant (DR-17)."""
    seats: dict[tuple[str, str | None], list[Entry[Accreditation]]] = defaultdict(list)
    for entry in credentials:
        if entry.value.role is not Role.VOTER:
            continue
        seat = seats[entry.value.group, entry.value.party]
        for other in seat:
            if other.value.meets(entry.value):
                said = Said(
                    "import.two_voters",
                    party=entry.value.party,
                    group=entry.value.group,
                    other=other.value.person,
                    where=other.spot.where,
                )
                yield Problem(entry.spot, "DR-17", said)
        seat.append(entry)
