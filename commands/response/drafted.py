"""A response that was kept as a draft is put to the group once the consultation is open."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Note
from commands.outcome import Outcome
from commands.response.proposing import PROPOSERS, Around, act_of, put
from commands.response.see import seen
from coordination.refused import Refused
from coordination.response.record import Proceeding
from coordination.tlp import Tlp
from storage.store import Store


@command("response propose", by=PROPOSERS, label=Tlp.AMBER_STRICT, back=("response withdraw",))
class Propose(Command):
    """Put a response that you kept as a draft to the group."""

    response: ResponseId
    """Which draft?"""

    new: Proceeding | None = None
    """New adoptions: what happens to them until the response has been actioned?"""

    ongoing: Proceeding | None = None
    """Adoptions in process: what happens to them until the response has been actioned?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    reason: Note = Note("")
    """Why go on all the same? Only where a rule wants something else first; it is recorded."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.response)
        try:
            found.incident.moved(act_of(found.response.parts))
        except Refused as no:
            ready = (f"incident consult {found.incident.id}",)
            raise Refused(no.rule, no.said, ready) from None
        around = Around(self.new, self.ongoing, self.reason, self.safeguards)
        reason = around.reason.strip() or found.response.reason
        draft = around.said_of(replace(found.response, reason=reason))
        return put(call, store, found.incident, draft, around)
