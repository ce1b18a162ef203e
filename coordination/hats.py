"""What a hat permits, where several rules ask the same (vocabulary 2.2)."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said

CHAIRS = frozenset({Role.CHAIR, Role.COORDINATOR})
OFFICERS = frozenset({Role.CA_OFFICER, Role.AGENCY_OFFICER})
SPEAKERS = OFFICERS | {Role.VOTER, Role.ALTERNATE, Role.CONCERNED}
AUTHORITIES = SPEAKERS | CHAIRS | {Role.SECRETARIAT}
"""Who reads what an authority keeps to itself: its own people, and no guest of its State's code."""
_MANDATE = {
    Role.EMBASSY: "T-30",
    Role.OBSERVER: "T-33",
    Role.ASSOCIATION: "T-33",
    Role.RAPPORTEUR: "U-39",
}


def chairs(hat: Credential) -> bool:
    """Whether the hat chairs its group; the coordinator of a national group does."""
    return hat.role in CHAIRS


def officer(hat: Credential) -> bool:
    """Whether the hat is that of a party's own staff."""
    return hat.role in OFFICERS


def speaks(hat: Credential) -> bool:
    """Whether the hat speaks for a party of the group."""
    return hat.role in SPEAKERS and hat.party is not None


def barred(hats: Iterable[Credential]) -> str:
    """The rule that keeps these hats from acting for a party (T-30, T-33, U-39), or `mandate`."""
    return next((_MANDATE[hat.role] for hat in hats if hat.role in _MANDATE), "mandate")


def no_mandate(hat: Credential, act: str) -> Refused:
    """The refusal of an act (`stage.act.…`) that the hat does not permit, with its rule."""
    return Refused(barred((hat,)), Said("stage.no_mandate", role=_role(hat), act=Said(act)))


def only_chair(hat: Credential, act: str) -> None:
    """Raises `Refused` unless the hat chairs its group."""
    if not chairs(hat):
        raise no_mandate(hat, act)


def party_of(hat: Credential, act: str) -> str:
    """The party that the hat speaks for; raises `Refused` when it speaks for none."""
    if not speaks(hat) or hat.party is None:
        raise no_mandate(hat, act)
    return hat.party


def reason_given(reason: str, act: str) -> str:
    """The reason without outer space; raises `Refused` when there is none."""
    if not reason.strip():
        raise Refused("form", Said("stage.reason_missing", act=Said(act)))
    return reason.strip()


def _role(hat: Credential) -> Said:
    return Said(f"role.{hat.role.value}")
