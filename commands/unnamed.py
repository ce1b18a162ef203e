"""A text that leaves the group shows no person (U-44)."""

from __future__ import annotations

from config.wording import lexicons
from coordination.message.lint import Sort, found_in
from coordination.message.record import Standing, Tongue
from storage.store import Store


def persons_in(text: str, group: str, store: Store) -> tuple[str, ...]:
    """The words that surely show a person, in whichever language they are."""
    alone = (Tongue("", Standing.COURTESY, (text,), 1, 1),)
    findings = found_in(alone, lexicons(), known_names(group, store))
    return tuple(one.words for one in findings if one.sort is Sort.PERSON)


def known_names(group: str, store: Store) -> list[str]:
    """Names of States, authorities and capitals: they are no person's."""
    known = []
    for one in (*store.directory.parties(group), *store.directory.states()):
        known += [name for _, name in (*one.names.by_language, *one.authority.by_language)]
        known.append(one.capital)
    return known
