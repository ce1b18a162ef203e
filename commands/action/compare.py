"""States' own measures side by side, aspect by aspect, with what differs (T-35)."""

from __future__ import annotations

from functools import partial

from commands.call import Call
from commands.convergence.see import among
from commands.dates import day_of
from commands.declare import Command, command
from commands.incident.words import parties, party
from commands.kinds.ids import IncidentId
from commands.outcome import Button, Outcome, Page
from coordination.convergence.compare import Aspect, Compared, Term, compared
from coordination.incident.incident import Incident
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("action compare", label=Tlp.GREEN)
class CompareActions(Command):
    """Lay the measures that States took by themselves side by side, and show what differs."""

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = among(call, store, self.incident)
        rows = compared(
            store.actions.of_incident(incident.id), partial(day_of, store, incident.group)
        )
        if not rows:
            board = Button(Said("compare.act.board"), f"board show {incident.id}")
            nothing = Page(Said("compare.nothing", id=incident.id), (), (board,))
            return Outcome(nothing, about=incident.id)
        return Outcome(page(rows, incident, store), shows=incident.label, about=incident.id)


def page(rows: tuple[Compared, ...], incident: Incident, store: Store) -> Page:
    """One line for each aspect, with what each State says of it; what differs is marked."""
    differing = tuple(Said(f"compare.aspect.{r.aspect.value}") for r in rows if r.differs)
    lines = [Said("compare.differs" if differing else "compare.alike", aspects=differing)]
    for row in rows:
        lines += _aspect(row, incident, store)
    lines.append(Said("compare.read_so"))
    unify = Button(Said("board.act.unify"), f"response unify {incident.id}")
    title = Said("compare.title", id=incident.id, title=incident.title)
    return Page(title, tuple(lines), (unify,) if differing else ())


def _aspect(row: Compared, incident: Incident, store: Store) -> list[Said]:
    said = [term for term in row.terms if term.value is not None]
    if not said:
        return []
    key = "compare.row_differs" if row.differs else "compare.row"
    terms = tuple(_term(row.aspect, term, incident, store) for term in said)
    lines = [
        Said(key, aspect=Said(f"compare.aspect.{row.aspect.value}")),
        Said("compare.terms", terms=terms),
    ]
    if row.silent:
        lines.append(Said("compare.silent", parties=parties(row.silent, incident.group, store)))
    return lines


def _term(aspect: Aspect, term: Term, incident: Incident, store: Store) -> Said:
    name = party(term.party, incident.group, store)
    if aspect is Aspect.MEASURE:
        return Said("compare.measure", party=name, measure=Said(f"measure.{term.value}"))
    if aspect is Aspect.STARTS:
        return Said("compare.starts", party=name, at=term.value)
    return Said("compare.term", party=name, text=term.value)


COMMANDS: tuple[type[Command], ...] = (CompareActions,)
