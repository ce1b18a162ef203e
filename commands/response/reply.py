"""The right of reply of the State to which a measure is addressed (DR-22)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.shown import told
from commands.incident.words import party
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Text
from commands.outcome import Outcome, Page
from commands.response.asked import key
from commands.response.card import cards
from commands.response.see import Seen, seen
from coordination.audience import Cut
from coordination.hats import SPEAKERS
from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.refused import Refused
from coordination.response.stage import OPEN_TO_REPLY
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "response reply",
    by=tuple(role for role in Role if role in SPEAKERS),
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    anew=True,
)
class Reply(Command):
    """Reply to a measure that is addressed to your State: circulated unedited beside the proposal.

    Everybody who decides reads it with the text and on the ballot.
    """

    response: ResponseId
    """To which response?"""

    text: Text
    """What does your State reply?"""

    def ready(self, call: Call, store: Store) -> None:
        self._towards(call, store)

    def _towards(self, call: Call, store: Store) -> tuple[Seen, str]:
        """The response, and the State to which it is addressed: the speaker's; or `Refused`."""
        found = seen(call, store, self.response, Cut.OUTCOME)
        response, incident = found.response, found.incident
        if call.party is None or call.party not in {response.addressed_to, *incident.concerned}:
            raise Refused("DR-22", Said("poll.reply_not_yours", id=self.response))
        if response.stage not in OPEN_TO_REPLY:
            raise Refused("DR-22", Said("poll.reply_too_late", id=self.response))
        return found, call.party

    def handle(self, call: Call, store: Store) -> Outcome:
        found, replies = self._towards(call, store)
        response, incident = found.response, found.incident
        made = Annex(
            self.response,
            call.seq,
            AnnexKind.REPLY,
            replies,
            call.person.id,
            call.now,
            text=self.text.strip(),
        )
        store.polls.annex(made, response.group)
        name = party(made.party, response.group, store)
        said = Said("poll.reply", party=name, text=made.text)
        page = Page(Said("poll.reply_told", id=self.response, title=response.title), (said,))
        return Outcome(
            Said("poll.reply_kept", id=self.response),
            notices=(told(store, incident, page),),
            cards=cards(store, incident, response),
            closes=(key(response.id),),
            shows=incident.label,
            about=incident.id,
        )
