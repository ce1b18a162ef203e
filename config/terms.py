"""Defaults of a group's terms of reference: configuration, never law in code."""

from __future__ import annotations

from functools import cache

from config.reading import table
from coordination.parties import Terms


@cache
def default_terms() -> Terms:
    """The terms of reference of a group that has set none of its own."""
    return Terms(**{key: row["value"] for key, row in table("terms.toml").items()})
