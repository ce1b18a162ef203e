"""How an accreditation came to be, in words: who issued it, and who confirmed it (DR-17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from coordination.accrediting import OFFICE, seconds, waits
from coordination.parties import Credential
from coordination.said import Said
from storage.store import Store

Word = Said | str


def came(hat: Credential, said: Said, store: Store) -> Said:
    """A hat's words with its note or letter, who issued it, and how it was confirmed."""
    return Said(
        "accreditation.issued",
        hat=said,
        reference=reference(hat),
        issuer=issuer(hat),
        confirmed=second(hat, store),
    )


def rests_on(hats: Iterable[Credential], store: Store) -> tuple[Said, ...]:
    """What one's own hats rest on with which one decides, signs or commits: each once."""
    said = (
        Said(
            "accreditation.yours",
            reference=reference(hat),
            issuer=issuer(hat),
            confirmed=second(hat, store),
        )
        for hat in hats
        if hat.capacity
    )
    return tuple(dict.fromkeys(said))


def reference(hat: Credential) -> Word:
    """The note or letter that accredits."""
    return hat.reference or Said("accreditation.reference_none")


def issuer(hat: Credential) -> Word:
    """The authority that issued it."""
    return hat.issued_by or Said("accreditation.issuer_unknown")


def second(hat: Credential, store: Store) -> Said:
    """The second act behind it, or that there has been none."""
    given = hat.confirmation
    if given is None:
        return Said("accreditation.unconfirmed")
    if given.through is None:
        return Said("accreditation.before")
    return Said(
        "accreditation.by_two",
        person=name_of(given.by, store),
        through=Said(f"through.{given.through.value}"),
        on=given.on,
        reference=given.reference,
    )


def name_of(person: str | None, store: Store) -> Word:
    """Somebody of the directory by name; an older register may name somebody who is not in it."""
    if person is None:
        return Said("accreditation.unknown_registrar")
    known = store.directory.person(person)
    return known.name if known else person


def waiting(store: Store, group: str, at: datetime) -> tuple[Credential, ...]:
    """The accreditations of a group that would decide now or later, and wait for a second act."""
    hats = store.directory.credentials_since(group, at)
    return tuple(sorted(filter(waits, hats), key=lambda hat: (hat.party or "", hat.id)))


def office(store: Store, group: str, at: datetime) -> tuple[Credential, ...]:
    """The secretariat's people and the chair's of a group."""
    return tuple(hat for hat in store.directory.credentials_of(group, at) if hat.role in OFFICE)


def nobody_can(store: Store, group: str, at: datetime) -> Iterator[Credential]:
    """Those that wait, and for which there is no second person."""
    there = office(store, group, at)
    return (hat for hat in waiting(store, group, at) if not seconds(hat, there, at))
