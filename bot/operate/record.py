"""What operating the whole leaves on record."""

from __future__ import annotations

CHAIN = "deployment"
"""The audit's chain of what operators do to the whole."""
LAST = "backed_up_at"
"""The setting in the database that tells when the last copy was made."""
