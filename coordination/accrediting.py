"""Accreditation by two acts: one person registers a credential, another confirms it (DR-17).

The second goes through another channel than the note that accredits, so that neither a mistyped
account nor one person of the office makes a voter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coordination.confirmation import Confirmation, Through
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said

OFFICE = (Role.SECRETARIAT, Role.CHAIR, Role.COORDINATOR)
"""The secretariat and the chair's office: who may confirm."""


def in_force(hat: Credential) -> None:
    """Raises `Refused` for a credential that nobody has confirmed: it decides and commits nothing.

    The line is the office's: whoever holds the credential is told who can act, and is offered none.
    """
    if hat.confirmation is None:
        said = Said(
            "accreditation.waits",
            role=Said(f"role.{hat.role.value}"),
            reference=hat.reference or "–",
        )
        raise Refused("DR-17", said, (f"directory confirm {hat.person}",))


def waits(hat: Credential) -> bool:
    """Whether something hangs on a confirmation that this credential has not had."""
    return hat.capacity and hat.confirmation is None


def may_confirm(hat: Credential, by: Credential, at: datetime) -> bool:
    """Whether this person may be the second: of the office, not who registered or holds it."""
    office = by.role in OFFICE and by.group == hat.group and by.valid(at)
    return office and by.person not in (hat.registered_by, hat.person)


def seconds(hat: Credential, hats: Iterable[Credential], at: datetime) -> tuple[str, ...]:
    """Everybody who may confirm it, by id."""
    return tuple(dict.fromkeys(one.person for one in hats if may_confirm(hat, one, at)))


def confirm(
    hat: Credential, by: Credential, through: Through, on: date, reference: str, at: datetime
) -> Confirmation:
    """The confirmation; raises `Refused` for who may not, or for what is no second channel."""
    if by.role not in OFFICE or by.group != hat.group or not by.valid(at):
        raise Refused("DR-17", Said("accreditation.needs_office"))
    if by.person == hat.person:
        raise Refused("DR-17", Said("accreditation.own"))
    if hat.registered_by is None:
        raise Refused("DR-17", Said("accreditation.registered_by_nobody"))
    if by.person == hat.registered_by:
        raise Refused("DR-17", Said("accreditation.second_person"))
    if hat.confirmation is not None and hat.confirmation.through is not None:
        raise Refused("DR-17", Said("accreditation.confirmed_already"))
    if _same(reference, hat.reference) or not reference.strip():
        raise Refused("DR-17", Said("accreditation.same_channel", reference=hat.reference or "–"))
    return Confirmation(by.person, through, on, reference.strip())


def day_of(when: datetime, at: datetime, zone: str) -> date:
    """The day in this zone on which it was confirmed; raises `Refused` for one still to come."""
    if when > at:
        raise Refused("DR-17", Said("accreditation.not_yet", at=when))
    return when.astimezone(ZoneInfo(zone)).date()


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
