"""Accreditations: what waits for a second person, and whether there is one (DR-17)."""

from __future__ import annotations

from datetime import datetime

from bot.operate.finding import Finding, doubtful, well
from commands.directory.accredited import nobody_can, waiting
from coordination.said import Said
from storage.store import Store


def accredited(store: Store, now: datetime) -> list[Finding]:
    """A finding for each group in which somebody was registered and not confirmed, or that none."""
    found = []
    for group in store.directory.groups():
        left = len(waiting(store, group.id, now))
        alone = sum(1 for _ in nobody_can(store, group.id, now))
        said = Said("doctor.accredited_waiting", group=group.id, n=left)
        nobody = Said("doctor.accredited_nobody", n=alone)
        advice = nobody if alone else Said("doctor.accredited_advice")
        found += [doubtful("accreditations", said, advice)] if left else []
    return found or [well("accreditations", Said("doctor.accredited"))]
