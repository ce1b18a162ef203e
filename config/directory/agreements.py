"""Agreements of a directory file, and the duties in their articles (E8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from config.directory import values as v
from config.directory.entries import Entries, Entry, Problem
from config.directory.raw import Wrong
from coordination.agreement import Agreement, AgreementKind, Article, strength_of
from coordination.commitment import Every, Series, Strength
from coordination.refused import Refused
from coordination.said import Names, Said

_NUMBER = re.compile(r"\S{1,24}")
_LANGUAGES = {"": "en", "_fr": "fr", "_es": "es"}


def number(value: object) -> str:
    """An article's number as it is typed in a line: without spaces, such as 4(2)."""
    written = v.text(value)
    if not _NUMBER.fullmatch(written):
        raise Wrong(Said("import.not_article", value=written[:40]))
    return written


AGREEMENT = {
    "id": v.code,
    "group": v.code,
    **{f"name{ending}": v.text for ending in _LANGUAGES},
    "kind": v.one_of(AgreementKind),
    "parties": v.several(v.code),
    "signed": v.day,
    "since": v.day,
    "until": v.day,
}
ARTICLE = {
    "agreement": v.code,
    "number": number,
    **{f"duty{ending}": v.text for ending in _LANGUAGES},
    "by": v.several(v.code),
    "strength": v.one_of(Strength),
    "every": v.one_of(Every),
    "due": v.day,
    "grace": v.whole,
}


def agreement(row: dict[str, Any]) -> tuple[Agreement]:
    since, until = row.get("since"), row.get("until")
    if until is not None and (since is None or until < since):
        raise Wrong(Said("import.force_ends_before"))
    return (
        Agreement(
            id=row["id"],
            group=row["group"],
            title=_names(row, "name"),
            kind=row["kind"],
            parties=tuple(dict.fromkeys(row["parties"])),
            signed=row.get("signed"),
            since=since,
            until=until,
        ),
    )


def article(row: dict[str, Any]) -> tuple[Article]:
    """A duty; how firm it is say its own words where the file does not."""
    every, grace = row.get("every"), row.get("grace", 0)
    if grace and every is None:
        raise Wrong(Said("import.grace_alone"))
    if every is not None:
        _possible(every, grace)
    return (
        Article(
            agreement=row["agreement"],
            number=row["number"],
            duty=_names(row, "duty"),
            strength=row.get("strength") or strength_of(row["duty"]),
            by=tuple(dict.fromkeys(row.get("by", ()))),
            every=every,
            due=row.get("due"),
            grace=grace,
        ),
    )


def agreements(entries: Entries) -> Iterator[Problem]:
    """An agreement's parties are its group's, and who owes an article is one of them."""
    members = {e.value.id: set(e.value.parties) for e in entries.groups}
    parties = {e.value.id: set(e.value.parties) for e in entries.agreements}
    for one in entries.agreements:
        yield from _known(one, "group", (one.value.group,), members, "group")
        inside = members.get(one.value.group, set())
        yield from _known(one, "parties", one.value.parties, inside, "party")
    for each in entries.articles:
        yield from _known(each, "agreement", (each.value.agreement,), parties, "agreement")
        inside = parties.get(each.value.agreement, set())
        yield from _known(each, "by", each.value.by, inside, "party")


def _known(
    entry: Entry[Any],
    field: str,
    named: tuple[str, ...],
    known: Mapping[str, object] | set[str],
    kind: str,
) -> Iterator[Problem]:
    for value in named:
        if value not in known:
            said = Said("import.not_known", kind=kind, field=field, value=value)
            yield Problem(entry.at(field), "form", said)


def _possible(every: Every, grace: int) -> None:
    """Raises `Wrong` for a grace that reaches into the next period."""
    try:
        Series("", every, datetime(2000, 1, 1, tzinfo=UTC), "UTC", grace=grace).check()
    except Refused as no:
        raise Wrong(no.said) from None


def _names(row: dict[str, Any], stem: str) -> Names:
    texts = {tongue: row.get(f"{stem}{ending}") for ending, tongue in _LANGUAGES.items()}
    return Names.of({tongue: text for tongue, text in texts.items() if text})
