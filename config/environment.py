"""Variables of the environment that set a key: COMITY_MATRIX__HOMESERVER, or one with `_FILE`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

PREFIX = "COMITY_"


def unknown(environment: Mapping[str, str], keys: Iterable[tuple[str, str]]) -> str:
    """The first variable that would set a key of these sections, and there is no such key."""
    there = list(keys)
    names = {f"{PREFIX}{section}__{key}".upper() for section, key in there}
    names |= {f"{name}_FILE" for name in names}
    meant = tuple(f"{PREFIX}{section}__".upper() for section, _ in there)
    return min(
        (one for one in environment if one.startswith(meant) and one not in names), default=""
    )
