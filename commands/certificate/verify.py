"""Counting a decision again in the room, from its record and the audit alone (C20)."""

from __future__ import annotations

from commands.call import Call
from commands.certificate.checked import Finding, by_itself
from commands.certificate.compared import with_record
from commands.certificate.made import certified, written
from commands.declare import Command, command
from commands.incident.words import party
from commands.kinds.ids import PollId
from commands.outcome import Button, Outcome, Page
from commands.poll.see import Item, seen, shows_to
from coordination.audience import Cut
from coordination.poll.disclosure import Shows
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_TOLD = ("certificate.check.counted", "certificate.check.entries")
"""What holds and is worth a line; the rest is about a file that somebody kept."""


@command("poll verify", label=Tlp.GREEN)
class Verify(Command):
    """Count a decision again from its votes and its rule, and look for each answer in the audit.

    Whoever sees the outcome alone is told whether it holds, and not how the States answered.
    """

    poll: PollId
    """Which poll?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll, Cut.OUTCOME, held=False)
        poll, label = found.poll, found.incident.label
        if not poll.stage.over:
            said = Said("certificate.verify.not_over", id=poll.id, closes=poll.closes_at)
            raise Refused("DR-28", said, (f"poll show {poll.id}",))
        # Counted over everything, and told to each reader what the reader may know (DR-29).
        data = certified(store, found, Shows.ROLL_CALL, label, call.now)
        findings = [*by_itself(written(data), data), *with_record(store, data)]
        whole = shows_to(call, store, poll) is Shows.ROLL_CALL
        return Outcome(
            _page(store, found, findings, whole=whole), shows=label, about=found.incident.id
        )


def _page(store: Store, found: Item, findings: list[Finding], *, whole: bool) -> Page:
    poll = found.poll
    bad = [_in_chat(one.said, poll.group, store) for one in findings if one.wrong]
    holds = "broken" if bad else "holds"
    uncounted = not bad and all(one.said.msgid != _TOLD[0] for one in findings)
    if not whole:
        apart = "uncounted" if uncounted else f"{holds}_apart"
        return Page(
            Said(f"certificate.verify.{holds}", id=poll.id),
            (Said(f"certificate.verify.{apart}"),),
        )
    lines = bad or [one.said for one in findings if one.said.msgid in _TOLD]
    if uncounted:
        lines.insert(0, Said("certificate.verify.uncounted"))
    last = Said(
        "certificate.verify.tell" if bad else "certificate.verify.chain", incident=found.incident.id
    )
    kept = Button(Said("certificate.act"), f"poll certificate {poll.id}")
    return Page(Said(f"certificate.verify.{holds}", id=poll.id), (*lines, last), (kept,))


def _in_chat(said: Said, group: str, store: Store) -> Said:
    """The same about the record itself, for people: there is no file in the room."""
    if said.msgid == "certificate.check.count":
        return Said("certificate.verify.count")
    if said.msgid == "certificate.check.no_entry":
        who = party(str(said["party"]), group, store)
        return Said("certificate.verify.no_entry", party=who)
    return said
