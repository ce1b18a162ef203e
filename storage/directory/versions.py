"""A directory's entries as rows: which tables a kind fills, and what each row says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table

from config.directory.entries import Agency, Entries, Entry, Member, Spot, State
from coordination.ceilings import Acceptance
from coordination.parties import Group, Party
from storage.directory import agreed
from storage.directory import tables as t
from storage.directory.confirming import stored


@dataclass(frozen=True)
class Kept:
    """A table that a kind of entries fills: its key, and which of its rows are the kind's."""

    kind: str
    table: Table
    key: tuple[str, ...]
    only: ColumnElement[bool] | None = None

    def key_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(values[column] for column in self.key)


@dataclass(frozen=True)
class Version:
    """What one row says, and where the file says so."""

    kept: Kept
    values: Mapping[str, Any]
    spot: Spot


STATE = Kept("state", t.party, ("scope", "code"), t.party.c.scope == t.SHARED)
PROGRAMME = Kept("state", t.cooperation, ("party", "partner"))
AGENCY = Kept("agency", t.party, ("scope", "code"), t.party.c.scope != t.SHARED)
ORGANISATION = Kept("organisation", t.organisation, ("id",))
BODY = Kept("body", t.body, ("id",))
GROUP = Kept("group", t.group, ("id",))
MEMBER = Kept("group", t.member, ("group", "party"))
PERSON = Kept("person", t.person, ("id",))
ACCOUNT = Kept("person", t.account, ("platform", "account"))
CREDENTIAL = Kept("credential", t.credential, ("id",))
ROOM = Kept("room", t.room, ("id",))
WORKSPACE = Kept("slack", t.workspace, ("id",))
AGREEMENT = Kept("agreement", agreed.agreement, ("id",))
ARTICLE = Kept("article", agreed.article, ("agreement", "number"))
_KEPT = {"row", "recorded_at", "superseded_at", "registered_by", "valid_from", "valid_to"}
DECLARED = tuple(column.name for column in t.credential.c if column.name not in _KEPT)
"""What the file says of a credential."""
ALL = (
    STATE,
    PROGRAMME,
    AGENCY,
    ORGANISATION,
    BODY,
    GROUP,
    MEMBER,
    PERSON,
    ACCOUNT,
    CREDENTIAL,
    ROOM,
    WORKSPACE,
    AGREEMENT,
    ARTICLE,
)


def versions(entries: Entries) -> Iterator[Version]:
    """Every row that these entries stand for."""
    for state in entries.states:
        yield from _state(state)
    for agency in entries.agencies:
        yield _agency(agency)
    for organisation in entries.organisations:
        named = organisation.value
        values = {"id": named.id, "names": _names(named), "association": named.association}
        yield Version(ORGANISATION, values, organisation.spot)
    for body in entries.bodies:
        value = body.value
        accredited = {"accredited_by": value.accredited_by, "authorised_by": [*value.authorised_by]}
        yield Version(BODY, {"id": value.id, "names": _names(value), **accredited}, body.spot)
    for group in entries.groups:
        yield from _group(group)
    for person in entries.people:
        yield from _person(person)
    for credential in entries.credentials:
        said = asdict(credential.value)
        del said["confirmation"]
        said["confirmed"] = stored(credential.value.confirmation)
        said["accredited_to"] = list(credential.value.accredited_to) or None
        dates = {f"declared_{end}": said.pop(f"valid_{end}") for end in ("from", "to")}
        yield Version(CREDENTIAL, {**said, **dates}, credential.spot)
    yield from _places(entries)
    yield from _agreements(entries)


def _places(entries: Entries) -> Iterator[Version]:
    for room in entries.rooms:
        columns = {c.name for c in t.room.columns}
        values = {name: v for name, v in vars(room.value).items() if name in columns}
        values["without"] = list(room.value.without)
        values["accepted"] = _accepted(room.value.accepted)
        yield Version(ROOM, values, room.spot)
    for workspace in entries.workspaces:
        said = {**vars(workspace.value), "accepted": _accepted(workspace.value.accepted)}
        yield Version(WORKSPACE, said, workspace.spot)


def _agreements(entries: Entries) -> Iterator[Version]:
    for agreement in entries.agreements:
        said = {**vars(agreement.value), "parties": [*agreement.value.parties]}
        del said["title"]
        days = {name: _day(said.pop(name)) for name in ("signed", "since", "until")}
        names = dict(agreement.value.title.by_language)
        yield Version(AGREEMENT, {**said, **days, "names": names}, agreement.spot)
    for article in entries.articles:
        said = {**vars(article.value), "by": [*article.value.by], "due": _day(article.value.due)}
        said["duty"] = dict(article.value.duty.by_language)
        yield Version(ARTICLE, said, article.spot)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _accepted(given: Acceptance | None) -> dict[str, str] | None:
    return {**vars(given), "on": given.on.isoformat()} if given else None


def _names(value: Any) -> dict[str, str]:
    return dict(value.names.by_language)


def _party(party: Party, scope: str) -> dict[str, Any]:
    return {
        **vars(party),
        "scope": scope,
        "names": _names(party),
        "authority": dict(party.authority.by_language),
        "closures": [list(closure) for closure in party.closures],
    }


def _state(entry: Entry[State]) -> Iterator[Version]:
    party = entry.value.party
    yield Version(STATE, _party(party, t.SHARED), entry.spot)
    for partner in dict.fromkeys(entry.value.programmes):
        pair = {"party": party.code, "partner": partner}
        yield Version(PROGRAMME, pair, entry.at("programmes"))


def _agency(entry: Entry[Agency]) -> Version:
    return Version(AGENCY, _party(entry.value.party, entry.value.group), entry.spot)


def _group(entry: Entry[Group]) -> Iterator[Version]:
    group = entry.value
    values = {
        "id": group.id,
        "names": _names(group),
        "kind": group.kind,
        "languages": [*group.languages],
        "terms": asdict(group.terms),
    }
    yield Version(GROUP, values, entry.spot)
    for position, code in enumerate(dict.fromkeys(group.parties)):
        member = {"group": group.id, "party": code, "position": position}
        yield Version(MEMBER, member, entry.at("parties"))


def _person(entry: Entry[Member]) -> Iterator[Version]:
    person = entry.value.person
    said = {name: value for name, value in vars(person).items() if name != "welcomed"}
    yield Version(PERSON, said, entry.spot)
    for platform, account in entry.value.accounts:
        known = {"platform": platform, "account": account, "person": person.id}
        yield Version(ACCOUNT, known, entry.at(platform))
