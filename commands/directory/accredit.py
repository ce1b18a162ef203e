"""The second act behind an accreditation: what waits for it, and how it is done (DR-17)."""

from __future__ import annotations

from dataclasses import dataclass

from commands.call import Call
from commands.declare import Command, command
from commands.directory.accredited import came, issuer, name_of, nobody_can, reference, waiting
from commands.directory.reach import hat_line
from commands.kinds.simple import Text
from commands.kinds.who import PersonId
from commands.outcome import Ask, Audience, Button, Notice, Outcome, Page
from commands.poll.see import around
from commands.poll.silence import questions
from coordination.accrediting import OFFICE, confirm, day_of, may_confirm
from coordination.confirmation import Through
from coordination.instants import Moment
from coordination.parties import Credential, Person
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_MOST = 20
"""How many are listed at once."""


@command("directory waiting", by=OFFICE, label=Tlp.GREEN, private=True)
class ShowWaiting(Command):
    """List the accreditations of your group that wait for a second person to confirm them."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = waiting(store, call.group.id, call.now)
        if not found:
            return Outcome(Page(Said("accreditation.waiting_none", group=call.group.names)))
        title = Said("accreditation.waiting", n=len(found), group=call.group.names)
        lines = [_waits(hat, call, store) for hat in found[:_MOST]]
        mine = [hat for hat in found if _able(hat, call)]
        if any(nobody_can(store, call.group.id, call.now)):
            lines.append(Said("accreditation.waiting_nobody"))
        elif not mine:
            lines.append(Said("accreditation.waiting_not_you"))
        else:
            lines.append(Said("accreditation.waiting_how"))
        people = list(dict.fromkeys(hat.person for hat in mine))[:3]
        acts = tuple(
            Button(Said("accreditation.act.confirm", name=name_of(one, store)), _line(one))
            for one in people
        )
        return Outcome(Page(title, tuple(lines), acts))


@command("directory confirm", by=OFFICE, label=Tlp.AMBER, private=True)
class ConfirmAccreditation(Command):
    """Confirm, as the second person, that somebody is accredited: from then on it counts.

    Make sure with the authority that issued the accreditation, and not by the note itself.
    """

    person: PersonId
    """Whose accreditation?"""

    through: Through
    """Through which other channel did you make sure?"""

    on: Moment
    """When did you make sure?"""

    text: Text
    """Its reference: whom you called or met, or the note, letter or e-mail that answered."""

    def handle(self, call: Call, store: Store) -> Outcome:
        person = store.directory.person(self.person)
        hats = store.directory.credentials_since(call.group.id, call.now)
        open_ = [h for h in hats if h.person == self.person and h.confirmation is None]
        if person is None or not open_:
            said = Said("accreditation.nothing_waits", name=name_of(self.person, store))
            raise Refused("DR-17", said, ("directory waiting",))
        able = [hat for hat in open_ if _able(hat, call)] or open_[:1]
        on = day_of(self.on.at, call.now, call.group.terms.anchor_zone)
        for hat in able:
            given = confirm(hat, call.hat(*OFFICE), self.through, on, self.text, call.now)
            store.directory.confirm(hat, given, call.now)
        return _Confirmed(call, store, person, tuple(hat.id for hat in able)).told(able)


@dataclass(frozen=True)
class _Confirmed:
    """What follows once it counts: its holder is told and asked, whoever registered it is told."""

    call: Call
    store: Store
    person: Person
    ids: tuple[str, ...]

    def told(self, before: list[Credential]) -> Outcome:
        kept = (self.store.directory.credential(id) for id in self.ids)
        hats = [hat for hat in kept if hat is not None]
        lines = tuple(came(hat, hat_line(hat, self.call, self.store), self.store) for hat in hats)
        name = self.person.name
        yours = Page(Said("accreditation.confirmed_for_you"), lines)
        by = self.call.person.name
        copy = Page(Said("accreditation.copy", person=by, name=name), lines)
        registrars = {hat.registered_by for hat in before if hat.registered_by}
        there = [one for one in sorted(registrars) if self._here(one)]
        return Outcome(
            Page(Said("accreditation.confirmed", name=name), lines),
            notices=(
                Notice(Audience.persons(self.person.id), Tlp.GREEN, yours),
                *((Notice(Audience.persons(*there), Tlp.GREEN, copy),) if there else ()),
            ),
            asks=tuple(self._asks(hats)),
        )

    def _here(self, person: str) -> bool:
        return bool(self.store.directory.credentials(person, self.call.now))

    def _asks(self, hats: list[Credential]) -> list[Ask]:
        """What is asked of the party in polls that are open, and that this person may now answer.

        Whoever could answer before has been asked already.
        """
        asked: list[Ask] = []
        for poll in self.store.polls.open_in(self.call.group.id):
            found = around(self.store, poll)
            codes = {code for code, id in poll.voices if id in {hat.id for hat in hats}}
            for code in sorted(codes) if found else ():
                given = questions(found, self.store, self.call.now, code) if found else ()
                asked += [one for one in given if one.person == self.person.id]
        return asked


def _able(hat: Credential, call: Call) -> bool:
    return any(may_confirm(hat, one, call.now) for one in call.hats)


def _line(person: str) -> str:
    return f"directory confirm {person}"


def _waits(hat: Credential, call: Call, store: Store) -> Said:
    return Said(
        "accreditation.waiting_one",
        name=name_of(hat.person, store),
        id=hat.person,
        hat=hat_line(hat, call, store),
        reference=reference(hat),
        issuer=issuer(hat),
        by=name_of(hat.registered_by, store),
    )
