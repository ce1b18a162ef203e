"""How a State's own measure is shown."""

from __future__ import annotations

from commands.incident.words import party
from commands.outcome import Page
from coordination.action import Action, Consulted
from coordination.said import Said
from storage.store import Store


def headline(made: Action, store: Store) -> Said:
    """Whose measure, and what sort; withdrawn ones say so."""
    key = "action.withdrawn_line" if made.withdrawn_at else "action.line"
    measure = Said(f"measure.{made.measure.value}")
    return Said(key, party=party(made.owner, made.group, store), measure=measure, id=made.id)


def page(made: Action, store: Store) -> Page:
    """The measure with everything that is known of it."""
    lines = []
    if made.text:
        lines.append(Said("action.text", text=made.text))
    if made.starts is not None:
        lines.append(Said("action.starts", at=made.starts))
    if made.consulted is Consulted.URGENT and made.reason:
        lines.append(Said("action.urgent", reason=made.reason))
    else:
        lines.append(Said(f"action.consulted.{made.consulted.value}"))
    if made.withdrawn_at is not None:
        lines.append(Said("action.withdrawn", at=made.withdrawn_at, reason=made.withdrawn_why))
    return Page(headline(made, store), tuple(lines))
