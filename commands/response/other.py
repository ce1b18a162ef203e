"""Proposing something that is none of the four types, with the reason why none fits (T-40)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.outcome import Outcome
from commands.response.proposing import PROPOSERS, Around, consulting, propose, spelt
from commands.wanting import Wanting
from coordination.response.parts import Other as Parts
from coordination.response.record import Proceeding
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("response other", by=PROPOSERS, label=Tlp.AMBER_STRICT, back=("response withdraw",))
class Other(Command):
    """Propose a response that is none of the four types: say why none of them fits."""

    incident: IncidentId
    """On which incident?"""

    why: Note = Note("")
    """Why does none of the four types fit?"""

    new: Proceeding | None = None
    """New adoptions: what happens to them until the response has been actioned?"""

    ongoing: Proceeding | None = None
    """Adoptions in process: what happens to them until the response has been actioned?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    reason: Note = Note("")
    """Why go on all the same? Only where a rule wants something else first; it is recorded."""

    text: Text
    """What is proposed?"""

    def ready(self, call: Call, store: Store) -> None:
        consulting(store, call, self.incident)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = consulting(store, call, self.incident)
        why = spelt(self.why)
        if not why:
            raise Wanting("T-40", "why", Said("response.missing.reason"))
        parts = Parts(self.text.strip(), why)
        around = Around(self.new, self.ongoing, self.reason, self.safeguards)
        return propose(call, store, incident, parts, around)
