"""A person's hats as sentences: the role, for whom, where, and what they permit."""

from __future__ import annotations

from collections.abc import Iterable

from commands.incident.words import party
from coordination.parties import Credential
from coordination.said import Said
from storage.store import Store


def worn(hat: Credential, store: Store) -> Said:
    """One hat: “accredited voter for the Netherlands in ICA Coordination”."""
    return _worn((hat,), store)


def worn_together(hats: Iterable[Credential], store: Store) -> tuple[Said, ...]:
    """Hats for the same party in one: “voter and Central Authority officer for Italy in …”."""
    groups: dict[tuple[str, str | None], list[Credential]] = {}
    for hat in hats:
        groups.setdefault((hat.group, hat.party), []).append(hat)
    return tuple(_worn(tuple(same), store) for same in groups.values())


def committing(hats: Iterable[Credential], store: Store) -> tuple[Said, ...]:
    """For each party that the person may commit: in which roles (DR-30)."""
    groups: dict[tuple[str, str], list[Credential]] = {}
    for hat in hats:
        if hat.can_commit and hat.party is not None:
            groups.setdefault((hat.group, hat.party), []).append(hat)
    return tuple(
        Said("basics.commits", party=party(code, group, store), roles=_roles(same))
        for (group, code), same in groups.items()
    )


def _worn(hats: tuple[Credential, ...], store: Store) -> Said:
    first = hats[0]
    group = store.directory.group(first.group)
    where = Said("form.party", name=group.names) if group else Said("form.line", line=first.group)
    if first.party is None:
        return Said("basics.hat_in", roles=_roles(hats), group=where)
    whose = party(first.party, first.group, store)
    return Said("basics.hat_for", roles=_roles(hats), party=whose, group=where)


def _roles(hats: Iterable[Credential]) -> tuple[Said, ...]:
    return tuple(Said(f"role.{hat.role.value}") for hat in hats)
