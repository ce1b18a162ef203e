"""A declaration read as a form: what is still open, what does not fit, and the line at the end.

`opening(store, heard, deployment, now) -> Shape | Review | None`: None where there is nothing to
ask, or where a rule says no: the line is then heard like any other and the answer follows.

`barred(store, heard, deployment, now) -> Page | None`: where to begin it, if not here.

`submitted(store, heard, carried, values, deployment, now) -> Errors | Shape | Review | Act`.

`widened(store, heard, carried, values, deployment, now) -> Shape | None`: the same form with
everything that may be left out.

`suggestions(store, heard, carried, field, typed, deployment, now) -> tuple[Choice, ...]`.

All of them are run with `database.run`; whatever they try is undone before they return.
"""

from __future__ import annotations

from commands.forming.opening import barred, opening
from commands.forming.shape import Act, Asked, Carried, Errors, Opening, Review, Shape, Step
from commands.forming.submitting import submitted, widened
from commands.forming.suggesting import suggestions

__all__ = [
    "Act",
    "Asked",
    "Carried",
    "Errors",
    "Opening",
    "Review",
    "Shape",
    "Step",
    "barred",
    "opening",
    "submitted",
    "suggestions",
    "widened",
]
