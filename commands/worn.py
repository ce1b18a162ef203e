"""A person's hats as sentences: the role, for whom, where, and what it permits."""

from __future__ import annotations

from commands.incident.words import party
from coordination.parties import Credential
from coordination.said import Said
from storage.store import Store


def worn(hat: Credential, store: Store) -> Said:
    """One hat: “accredited voter for Netherlands in ICA Coordination”."""
    role = Said(f"role.{hat.role.value}")
    group = store.directory.group(hat.group)
    where = Said("form.party", name=group.names) if group else Said("form.line", line=hat.group)
    if hat.party is None:
        return Said("basics.hat_in", role=role, group=where)
    whose = party(hat.party, hat.group, store)
    key = "basics.hat_commits" if hat.can_commit else "basics.hat_for"
    return Said(key, role=role, party=whose, group=where)
