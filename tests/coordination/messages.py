"""A joint message and hats, for the tests of its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coordination.message.entry import How, Signature
from coordination.message.record import Message, Standing, Tongue
from coordination.message.signing import Word, frozen, given
from coordination.parties import Credential, Role
from coordination.tlp import Tlp
from tests.coordination.confirming import CONFIRMED

NOW = datetime(2026, 4, 2, 14, tzinfo=UTC)
ASKED = ("AU", "CA", "FR", "NL")


def hat(party: str | None, role: Role = Role.VOTER, organisation: str | None = None) -> Credential:
    id = f"{(party or organisation or 'x').lower()}-{role.value}"
    since = NOW - timedelta(days=1)
    made = Credential(id, id, "ica", role, party, organisation, True, since, None, "letter")
    return replace(made, confirmation=CONFIRMED)


CHAIR = hat("NL", Role.CHAIR)


def tongue(language: str, *parts: str, standing: Standing = Standing.AUTHENTIC) -> Tongue:
    return Tongue(language, standing, parts, 1 if parts else 0, 1 if parts else 0)


def draft(*parts: str, others: tuple[Tongue, ...] = (), minimum: int = 2) -> Message:
    first = tongue("en", *(parts or ("We thank Valdora.", "We invite it to look again.")))
    return Message(
        id="MSG-1",
        group="ica",
        incident="INC-1",
        addressee="XV",
        purpose="invites",
        sponsors=("FR",),
        drafted_by="fr1",
        drafted_at=NOW,
        label=Tlp.AMBER_STRICT,
        tongues=(first, *others),
        minimum=minimum,
    )


def signable(*parts: str, others: tuple[Tongue, ...] = (), minimum: int = 2) -> Message:
    """Frozen and open for signature."""
    return frozen(draft(*parts, others=others, minimum=minimum), CHAIR, ASKED, NOW).moved("open")


def signed(message: Message, *parties: str, how: How = How.SIGN) -> tuple[Signature, ...]:
    return tuple(given(message, (), hat(party), Word(how), NOW) for party in parties)


def later(**values: int) -> datetime:
    return NOW + timedelta(**values)


def at(message: Message, **values: object) -> Message:
    return replace(message, **values)  # type: ignore[arg-type]
