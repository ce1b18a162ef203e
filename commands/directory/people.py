"""People of the group: their hats, and how to reach them; nobody else sees them."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.direct_channel import channel
from commands.directory.accredited import came
from commands.directory.reach import MEMBERS, accounts, clock, hat_line, speakers, with_roles
from commands.kinds.who import PartyCode, PersonId, named
from commands.outcome import Button, Outcome, Page
from coordination.accrediting import may_confirm, waits
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("directory person", by=MEMBERS, label=Tlp.GREEN)
class ShowPerson(Command):
    """Show somebody of your group: in which roles, for whom, and how to reach them."""

    person: PersonId
    """Who?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        person = store.directory.person(self.person)
        if person is None:
            raise Refused("not_found", Said("directory.nobody"))
        hats = store.directory.credentials(person.id, call.now)
        mine = [hat for hat in hats if hat.group == call.group.id]
        lines = [_hat(hat, call, store) for hat in mine]
        if not mine:
            lines.append(Said("directory.no_hat"))
        lines += [*accounts(person, store), clock(person, call)]
        title = Said("directory.person", name=person.name, id=person.id)
        able = any(
            waits(hat) and may_confirm(hat, one, call.now) for hat in mine for one in call.hats
        )
        line = f"directory confirm {person.id}"
        act = Button(Said("accreditation.act.confirm", name=person.name), line)
        return Outcome(Page(title, tuple(lines), (act,) if able else ()))


def _hat(hat: Credential, call: Call, store: Store) -> Said:
    """A hat; where it decides, signs or commits, also what it rests on (DR-17)."""
    said = hat_line(hat, call, store)
    return came(hat, said, store) if hat.capacity else said


@command("directory contact", by=MEMBERS, label=Tlp.GREEN)
class ShowContact(Command):
    """Show whom to reach for a party now: those who are awake first."""

    party: PartyCode
    """For which State or agency?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = speakers(self.party, call, store)
        told = [(clock(person, call), person, roles) for person, roles in found]
        told.sort(key=lambda one: one[0].msgid != "directory.awake")
        reached = channel(store, call.group.id, self.party)
        lines = [*reached]
        for when, person, roles in told:
            lines += [with_roles(person, roles), *accounts(person, store), when]
        if not told:
            lines.append(Said("directory.nobody_speaks"))
        party = store.directory.party(self.party, call.group.id)
        name = Said("form.party", name=party.names) if party else named(self.party, store)
        page = Page(Said("directory.contact", name=name), tuple(lines))
        # What an authority wrote of itself is for those of the other parties (T-47).
        return Outcome(page, shows=Tlp.AMBER if reached else Tlp.GREEN)
