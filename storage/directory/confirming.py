"""Which confirmation a credential has once an import is done (DR-17).

A confirmation is of what was confirmed: another person, account, party, capacity, reference or
authority, or a longer validity, is another credential, and waits for a second person again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update

from coordination.confirmation import Confirmation, Through
from coordination.parties import Credential, Role
from storage.directory.rows import Rows, stands
from storage.directory.tables import credential

_SAME = ("person", "group", "role", "party", "organisation", "can_commit", "reference")


def confirmation(data: Mapping[str, str] | None) -> Confirmation | None:
    """A confirmation as it was stored."""
    if data is None:
        return None
    through = Through(data["through"]) if data["through"] else None
    return Confirmation(data["by"], through, date.fromisoformat(data["on"]), data["reference"])


def confirmed_at(data: Mapping[str, str] | None) -> datetime | None:
    """When it was confirmed here; None for what the register said of it from the first."""
    said = data.get("at") if data else None
    return datetime.fromisoformat(said) if said else None


def stored(given: Confirmation | None) -> dict[str, str] | None:
    """A confirmation as it is stored."""
    if given is None:
        return None
    through = given.through.value if given.through else ""
    return {**vars(given), "through": through, "on": given.on.isoformat()}


def settled(
    values: Mapping[str, Any], standing: Row[Any] | None, *, again: bool, first: bool
) -> dict[str, Any]:
    """What a file says of a credential, with the confirmation that then counts.

    What a file says of confirmations counts where no vote was registered before (`first`): an
    older register is taken over once. `again` where the person gets another account.
    """
    if standing is not None and carried(values, standing) and not again:
        return {**values, "confirmed": standing.confirmed}
    return {**values, "confirmed": values["confirmed"] if first else None}


def deciding(values: Mapping[str, Any]) -> bool:
    """Whether what a credential says lets the person decide, sign or commit."""
    return bool(values["can_commit"]) or values["role"] in (Role.VOTER, Role.ALTERNATE)


def carried(values: Mapping[str, Any], standing: Row[Any]) -> bool:
    """Whether it is the credential that was confirmed, now valid no longer than it was then."""
    same = all(values[name] == getattr(standing, name) for name in _SAME)
    issuer = standing.issued_by in ("", values["issued_by"])
    return same and issuer and not _longer(values, standing)


def _longer(values: Mapping[str, Any], standing: Row[Any]) -> bool:
    start, end = values["declared_from"], values["declared_to"]
    later = standing.declared_to is not None and (end is None or end > standing.declared_to)
    ahead = standing.valid_from > standing.recorded_at
    return later or (ahead and (start is None or start < standing.valid_from))


class Confirming(Rows):
    """The second act, and what waits for it."""

    def nobody_decides_yet(self) -> bool:
        """Whether no credential with a vote was ever registered."""
        able = credential.c.can_commit | credential.c.role.in_((Role.VOTER, Role.ALTERNATE))
        return self._first(select(credential.c.row).where(able)) is None

    def confirm(self, hat: Credential, given: Confirmation, at: datetime) -> None:
        """Write the confirmation to the credential that stands, with the time of it."""
        self.changed()
        kept = {**(stored(given) or {}), "at": at.isoformat()}
        this = update(credential).where(credential.c.id == hat.id, stands(credential))
        self.connection.execute(this.values(confirmed=kept))
