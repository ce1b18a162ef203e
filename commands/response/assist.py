"""Proposing technical assistance: the State that receives it decides on it alone (T-44, DR-22)."""

from __future__ import annotations

from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.kinds.who import StateCode
from commands.outcome import Outcome
from commands.response.proposing import PROPOSERS, Around, consulting, propose
from commands.response.towards import addressee
from coordination.response.parts import Assistance, Direction
from coordination.response.record import Proceeding
from coordination.tlp import Tlp
from storage.store import Store


class Way(StrEnum):
    """Who asked whom for assistance, in a word."""

    OFFERED = "offered"
    REQUESTED = "requested"


_DIRECTIONS = {Way.OFFERED: Direction.OFFERED, Way.REQUESTED: Direction.REQUESTED}


@command("response assist", by=PROPOSERS, label=Tlp.AMBER_STRICT, back=("response withdraw",))
class Assist(Command):
    """Propose technical assistance; the State that receives it decides on it alone."""

    incident: IncidentId
    """On which incident?"""

    way: Way
    """Is it offered by a State with best practice, or requested by the State concerned?"""

    provider: StateCode
    """Which State gives it?"""

    to: StateCode | None = None
    """Which State receives it, where several are concerned?"""

    new: Proceeding | None = None
    """New adoptions: what happens to them until the response has been actioned?"""

    ongoing: Proceeding | None = None
    """Adoptions in process: what happens to them until the response has been actioned?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    reason: Note = Note("")
    """Why go on all the same? Only where a rule wants something else first; it is recorded."""

    text: Text
    """What is it about?"""

    def ready(self, call: Call, store: Store) -> None:
        consulting(store, call, self.incident, "assist")

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = consulting(store, call, self.incident, "assist")
        to = addressee(incident, self.to, "to", store)
        parts = Assistance(_DIRECTIONS[self.way], self.provider, to, self.text.strip())
        around = Around(self.new, self.ongoing, self.reason, self.safeguards)
        return propose(call, store, incident, parts, around)
