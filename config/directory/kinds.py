"""The kinds of entries: which fields each has, how they are read, and what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from config.aliases import state_names
from config.directory import values as v
from config.directory.agreements import AGREEMENT, ARTICLE, agreement, article
from config.directory.confirmed import CONFIRMED, confirmation
from config.directory.entries import Accreditation, Agency, Member, State
from config.directory.places import ROOM, WORKSPACE, room, workspace
from config.directory.raw import Wrong
from config.terms import default_terms
from coordination.parties import (
    Body,
    Group,
    Kind,
    Organisation,
    Party,
    Person,
    Role,
    Terms,
)
from coordination.poll.category import Votes
from coordination.poll.delegating import Alternates
from coordination.poll.rule import Rule
from coordination.said import Names, Said

Read = Callable[[object], Any]
LANGUAGES = ("en", "fr", "es")
_TONGUES = {"": "en", "_fr": "fr", "_es": "es"}
_NAMES = {f"name{ending}{form}": v.text for ending in _TONGUES for form in ("", "_the", "_of")}
_AUTHORITY = {f"authority{ending}": v.text for ending in _TONGUES}
_TERMS: dict[str, Read] = {field.name: v.whole for field in fields(Terms)} | {
    "anchor_zone": v.zone,
    "rule": lambda value: v.one_of(Rule)(value).value,
    "ratio": v.majority,
    "quorum": v.share,
    "debate_quorum": v.share,
    "silence_agreed": v.yes,
    "alternates": lambda value: v.one_of(Alternates)(value).value,
    "votes": lambda value: v.one_of(Votes)(value).value,
}


@dataclass(frozen=True)
class Form:
    """One kind: its fields with their readers, those it needs, and what is made of them."""

    read: Mapping[str, Read]
    needs: tuple[str, ...]
    make: Callable[[dict[str, Any]], tuple[Any, ...]]


def _names(row: dict[str, Any], stem: str = "name") -> Names:
    """A name by language, and its forms in running text: `name_the` is that of English."""
    texts = {
        f"{language}{form}": row.get(f"{stem}{ending}{form}")
        for ending, language in _TONGUES.items()
        for form in ("", "_the", "_of")
    }
    return Names.of({language: text for language, text in texts.items() if text})


def _party(row: dict[str, Any], country: str, names: Names) -> Party:
    return Party(
        code=row["code"],
        names=names,
        country=country,
        authority=_names(row, "authority") if "authority" in row else names,
        zone=row["zone"],
        capital=row["capital"],
        language=row.get("language", "en"),
        capacity=row.get("capacity"),
        closures=row.get("closures", ()),
        subdivision=row.get("subdivision"),
    )


def _state(row: dict[str, Any]) -> tuple[State]:
    """A State; what it is called in other languages may come from the table of State names."""
    own = dict(_names(row).by_language)
    usual = dict((state_names(row["code"]) or Names.of({})).by_language)
    # The usual article belongs to the usual name.
    kept = {key: name for key, name in usual.items() if key[:2] not in own}
    names = Names.of({**kept, **own})
    if "en" not in dict(names.by_language):
        raise Wrong(Said("import.missing", field="name", kind="state"))
    return (State(_party(row, row["code"], names), row.get("programmes", ())),)


def _agency(row: dict[str, Any]) -> tuple[Agency]:
    return (Agency(_party(row, row["country"], _names(row)), row["group"]),)


def _organisation(row: dict[str, Any]) -> tuple[Organisation]:
    return (Organisation(row["id"], _names(row), row.get("association", False)),)


def _body(row: dict[str, Any]) -> tuple[Body]:
    return (Body(row["id"], _names(row), row["accredited_by"], row.get("authorised_by", ())),)


def _group(row: dict[str, Any]) -> tuple[Group]:
    terms = replace(default_terms(), **{name: row[name] for name in _TERMS if name in row})
    languages = row.get("languages", ("en",))
    return (Group(row["id"], _names(row), row["kind"], row["parties"], languages, terms),)


def _person(row: dict[str, Any]) -> tuple[Member]:
    known = {
        name: row[name] for name in ("language", "zone", "quiet_from", "quiet_to") if name in row
    }
    accounts = tuple((platform, row[platform]) for platform in v.PLATFORMS if platform in row)
    return (Member(Person(id=row["id"], name=row["name"], **known), accounts),)


def _credentials(row: dict[str, Any]) -> tuple[Accreditation, ...]:
    """A credential for each role; its id is `nl1:voter:ica` unless the file gives one."""
    if "accredited_to" in row and Role.EMBASSY not in row["roles"]:
        raise Wrong(Said("import.accredited_to"))
    rest = {
        "person": row["person"],
        "group": row["group"],
        "party": row.get("party"),
        "organisation": row.get("organisation"),
        "reference": row.get("reference", ""),
        "issued_by": row.get("issued_by", ""),
        "confirmation": confirmation(row),
        "valid_from": row.get("valid_from"),
        "valid_to": row.get("valid_to"),
    }
    stem = row.get("id", row["person"])
    return tuple(
        Accreditation(
            id=f"{stem}:{role.value}:{row['group']}",
            role=role,
            can_commit=row.get("can_commit", False),
            accredited_to=row.get("accredited_to", ()) if role is Role.EMBASSY else (),
            **rest,
        )
        for role in dict.fromkeys(row["roles"])
    )


def _roles(value: object) -> tuple[Role, ...]:
    return tuple(v.one_of(Role)(role) for role in v.several(v.text)(value))


FORMS: dict[str, Form] = {
    "state": Form(
        {
            "code": v.state,
            **_NAMES,
            **_AUTHORITY,
            "zone": v.zone,
            "capital": v.text,
            "language": v.language,
            "capacity": v.code,
            "closures": v.closures,
            "subdivision": v.code,
            "programmes": v.several(v.state),
        },
        ("code", "authority", "zone", "capital"),
        _state,
    ),
    "agency": Form(
        {
            "code": v.code,
            "group": v.code,
            "country": v.state,
            **_NAMES,
            **_AUTHORITY,
            "zone": v.zone,
            "capital": v.text,
            "language": v.language,
            "closures": v.closures,
            "subdivision": v.code,
        },
        ("code", "group", "country", "name", "zone", "capital"),
        _agency,
    ),
    "organisation": Form(
        {"id": v.code, **_NAMES, "association": v.yes}, ("id", "name"), _organisation
    ),
    "body": Form(
        {"id": v.code, **_NAMES, "accredited_by": v.state, "authorised_by": v.several(v.state)},
        ("id", "name", "accredited_by"),
        _body,
    ),
    "group": Form(
        {
            "id": v.code,
            **_NAMES,
            "kind": v.one_of(Kind),
            "parties": v.several(v.code),
            "languages": v.several(v.language),
            **_TERMS,
        },
        ("id", "name", "kind", "parties"),
        _group,
    ),
    "person": Form(
        {
            "id": v.code,
            "name": v.text,
            "language": v.language,
            "zone": v.zone,
            "quiet_from": v.hour,
            "quiet_to": v.hour,
            "matrix": v.matrix,
            "slack": v.slack,
        },
        ("id", "name", "zone"),
        _person,
    ),
    "credential": Form(
        {
            "id": v.code,
            "person": v.code,
            "group": v.code,
            "roles": _roles,
            "party": v.code,
            "organisation": v.code,
            "can_commit": v.yes,
            "valid_from": v.start,
            "valid_to": v.end,
            "reference": v.text,
            "issued_by": v.text,
            "accredited_to": v.several(v.state),
            **CONFIRMED,
        },
        ("person", "group", "roles"),
        _credentials,
    ),
    "room": Form(ROOM, ("id", "name", "platform", "sees", "ceiling"), room),
    "slack": Form(WORKSPACE, ("id", "name"), workspace),
    "agreement": Form(AGREEMENT, ("id", "group", "name", "kind", "parties"), agreement),
    "article": Form(ARTICLE, ("agreement", "number", "duty"), article),
}
"""Every kind, in the order in which a directory is told."""
