"""Incidents with their reports, and everything that gathers under them."""

from __future__ import annotations

from storage.incident.found import Found, Place
from storage.incident.items import Item, Items
from storage.incident.reports import Reports

__all__ = ["Incidents", "Item", "Place"]


class Incidents(Found, Reports, Items):
    """Everything that is kept of incidents, inside one transaction."""
