"""The reason behind something: a rule's text, or how a poll is decided and came to its end."""

from __future__ import annotations

import re

from commands.call import Call
from commands.declare import Command, command
from commands.outcome import Outcome, Page
from commands.poll.why import why_then
from config.rules import rule
from coordination import ids
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("why", label=Tlp.CLEAR)
class Why(Command):
    """Show a rule's text and its source, or how a poll is decided and why it ends when it does."""

    rule: str
    """The rule's id, such as DR-08, or a poll's, such as POL-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        id = ids.read(self.rule)
        if id is not None and id.startswith("POL-"):
            return why_then(call, store, id)
        found = rule(_rule_id(self.rule))
        if found is None:
            raise Refused("form", Said("form.no_such_rule", typed=self.rule[:40]), ("why DR-08",))
        lines = (Said("basics.rule_source", source=found.source),)
        return Outcome(Page(Said("basics.rule", rule=found.id, text=found.text), lines))


def _rule_id(typed: str) -> str:
    """The id as rules write it: `dr8` is DR-08."""
    parts = re.fullmatch(r"([A-Za-z]+)[-\s]*(\d+)", typed.strip())
    return f"{parts[1].upper()}-{int(parts[2]):02}" if parts else typed
