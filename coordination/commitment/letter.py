"""A commitment that its State made by note, letter, e-mail or call (DR-30, DR-33).

It is the State's own: the office enters what the State's letter says, as an offer, and it is firm
once a second person of the office, or the State itself, has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coordination.accrediting import OFFICE
from coordination.commitment.offering import due_after
from coordination.commitment.record import ByLetter, Commitment, Promise
from coordination.commitment.stage import Stage
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said


def entered(
    id: str,
    incident: str,
    owner: str,
    promise: Promise,
    letter: ByLetter,
    hat: Credential,
    parties: Iterable[str],
    now: datetime,
) -> Commitment:
    """The State's offer as its letter makes it, by which nobody is bound yet; raises `Refused`."""
    _office(hat, hat.group, now, Role.SECRETARIAT)
    if owner not in parties:
        raise Refused("DR-30", Said("commitment.letter_no_party", party=owner))
    if not letter.evidence.strip():
        raise Refused("DR-33", Said("commitment.letter_without_evidence"))
    if letter.reached > now:
        raise Refused("DR-33", Said("commitment.letter_without_time", at=letter.reached))
    if not promise.what.strip():
        fields = (Said("commitment.field.what"),)
        raise Refused("form", Said("commitment.incomplete", fields=fields))
    due_after(promise, promise.due, now)
    stage = Stage.OFFERED
    return Commitment(
        id, hat.group, incident, owner, promise, stage, hat.person, now, letter=letter
    )


def countersigned(made: Commitment, hat: Credential, now: datetime) -> Commitment:
    """Firm, and begun unless it starts later: a second person has seen the letter."""
    letter = _seen(made, hat, now)
    after = replace(made.moved("accept"), letter=letter)
    starts = after.promise.starts
    return after if starts is not None and now < starts else after.moved("start")


def not_so(made: Commitment, hat: Credential, now: datetime) -> Commitment:
    """The letter says something else: there is no commitment."""
    letter = _seen(made, hat, now)
    return replace(made.moved("lapse"), letter=letter)


def waiting(made: Commitment) -> ByLetter:
    """The letter by which it was made, which nobody has seconded yet; raises `Refused`."""
    if made.letter is None:
        raise Refused("DR-30", Said("commitment.no_letter", id=made.id))
    made.moved("accept")
    return made.letter


def _seen(made: Commitment, hat: Credential, now: datetime) -> ByLetter:
    if made.letter is None:
        raise Refused("DR-30", Said("commitment.no_letter", id=made.id))
    _office(hat, made.group, now, *OFFICE)
    if hat.person == made.offered_by:
        raise Refused("DR-33", Said("commitment.letter_second_person", id=made.id))
    return replace(made.letter, seen_by=hat.person)


def _office(hat: Credential, group: str, at: datetime, *roles: Role) -> None:
    if hat.group != group or hat.role not in roles or not hat.valid(at):
        raise Refused("DR-33", Said("commitment.letter_needs_secretariat"))
