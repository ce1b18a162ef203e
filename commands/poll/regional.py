"""A regional organisation's declaration of competence, and what it permits (DR-24)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.shown import told
from commands.incident.words import parties, party, plainly
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Text
from commands.kinds.who import PartyCode
from commands.outcome import Outcome, Page
from commands.poll.open import CHAIR
from commands.response.course import no_open_poll
from commands.response.see import seen
from coordination.parties import Organisation, Role
from coordination.poll.regional import declared, taken_back
from coordination.refused import Refused
from coordination.response.stage import LIFECYCLE
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "poll competence",
    by=(Role.SECRETARIAT, *CHAIR),
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    back=("poll competence back=yes",),
)
class Competence(Command):
    """Enter that a regional organisation votes on a response instead of its members, or no more.

    It has as many votes as those members that decide. Once one side has answered, the other cannot.
    """

    response: ResponseId
    """On which response? Before its poll opens."""

    organisation: str
    """Which organisation? Its id in the directory."""

    members: tuple[PartyCode, ...]
    """For which members, with commas between them?"""

    back: bool = False
    """Is the competence taken back for them?"""

    text: Text
    """The declaration: its date and reference."""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response)
        LIFECYCLE.after("adopt", about.response.stage)
        no_open_poll(store, about.response)
        body = self._body(store)
        hat = call.hat(Role.SECRETARIAT, *CHAIR)
        group, here = call.group.id, call.group.parties
        with plainly(group, store):
            said = declared(
                self.response, body.id, self.members, here, hat, call.now, call.seq, self.text
            )
            made = taken_back(store.polls.annexes(self.response), said) if self.back else said
        store.polls.annex(made, group)
        title = Said(
            "poll.regional.taken_back" if self.back else "poll.regional.declared",
            id=self.response,
            organisation=party(body.id, group, store),
            parties=parties(said.items, group, store),
        )
        page = Page(title, (Said("poll.reason", text=made.text),))
        return Outcome(
            page,
            notices=(told(store, about.incident, page),),
            shows=about.incident.label,
            about=about.incident.id,
        )

    def _body(self, store: Store) -> Organisation:
        """The organisation of the directory; an association has no members' competence."""
        body = store.directory.organisation(self.organisation)
        if body is None or body.association:
            known = tuple(one.id for one in store.directory.organisations() if not one.association)
            said = Said("poll.regional.unknown", typed=self.organisation[:60], known=known)
            raise Refused("DR-24", said)
        return body
