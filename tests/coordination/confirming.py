"""The second act behind the credentials of these tests (DR-17)."""

from __future__ import annotations

from datetime import date

from coordination.confirmation import Confirmation, Through

CONFIRMED = Confirmation("sofia", Through.CALL, date(2025, 4, 7), "call of 7 April 2025")
