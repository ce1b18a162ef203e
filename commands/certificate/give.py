"""Giving the certificate of a decision, cut to its reader (DR-29)."""

from __future__ import annotations

from commands.call import Call
from commands.certificate.made import certified, written
from commands.certificate.paper import paper
from commands.declare import Command, command
from commands.kinds.ids import PollId
from commands.outcome import Button, File, Outcome, Page
from commands.poll.see import reads, seen, shows_to
from coordination.audience import Cut
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

MEDIA_TYPE = "application/json"


@command("poll certificate", label=Tlp.GREEN)
class Certificate(Command):
    """Give the certificate of a decision, as PDF and as data that anybody can check.

    It holds the text, the rule, who decided and how, both times of each answer, and the place in
    the audit; whoever does not see how each State answered gets the outcome and the text, and
    the text only where they may read it.
    """

    poll: PollId
    """Which poll?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.poll, Cut.OUTCOME, held=False)
        poll, label = found.poll, found.incident.label
        if not poll.stage.over:
            said = Said("certificate.not_over", id=poll.id, closes=poll.closes_at)
            raise Refused("DR-28", said, (f"poll show {poll.id}",))
        shows = shows_to(call, store, poll)
        data = certified(store, found, shows, label, call.now, text=reads(call, store, found))
        content = written(data)
        title = Said("certificate.title", id=poll.id)
        lines = (Said("certificate.given"), Said("response.label", label=label))
        json = File(f"{poll.id}-certificate.json", MEDIA_TYPE, content, Said("certificate.data"))
        again = Button(Said("certificate.verify.act"), f"poll verify {poll.id}")
        return Outcome(
            Page(title, lines, (again,)),
            files=(paper(store, found, data, content.decode(), call.now), json),
            shows=label,
            about=found.incident.id,
        )
