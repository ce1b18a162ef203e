"""Which platforms a deployment uses."""

from __future__ import annotations

from config.settings import Settings


def platforms_of(chosen: Settings) -> frozenset[str]:
    """The platforms that are set up."""
    here = {"matrix": bool(chosen.matrix.homeserver), "slack": bool(chosen.slack.installs)}
    return frozenset(name for name, there in here.items() if there)
