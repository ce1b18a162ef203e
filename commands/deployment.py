"""What this running bot has: its platforms, and whether it previews."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Deployment:
    """Facts of the runtime that a command may depend on.

    `platforms` are those that this bot serves: rooms elsewhere get nothing from it.
    `previews` is false in a rehearsal, where a line counts as confirmed unless it says otherwise.
    `live` is false where nothing real is reached (rehearsal, console).
    """

    platforms: frozenset[str]
    previews: bool = True
    live: bool = True
