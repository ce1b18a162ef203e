"""A call: who asks, in which hats, where and when."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from coordination import ids
from coordination.parties import Credential, Group, Person, Role, Room
from coordination.refused import Refused
from coordination.said import Said


@dataclass(frozen=True)
class Call:
    """One act as it was received.

    `now` is the instant of the durable receipt and orders acts; `sent_at` is the platform's own
    trusted time or None, used only for DR-11's grace. `thread` is the incident of the thread it
    was written in. `hats` are the credentials in which the person may act here.
    """

    person: Person
    hats: tuple[Credential, ...]
    group: Group
    room: Room
    now: datetime
    sent_at: datetime | None = None
    thread: str | None = None
    seq: int = 0
    event: str = ""
    performed_at: datetime | None = None
    """When the clock really performs it, where that is known; `now` is when it fell due."""
    generation: int = 0
    """Which falling due of a deadline the clock performs; 0 for what somebody said."""
    answers: str | None = None
    """The platform's id of the message that this one replies to."""
    begun: Room | None = None
    """Where the command was begun, when what ends it is said elsewhere."""
    typed: Room | None = None
    """Where its free text was written, when what ends it is said elsewhere."""
    cut: bool = False
    """The free text was left out, because the room may not hold it; the rest counts."""
    confirmed: bool = False
    """The speaker has seen who will see it, or said `now=yes`."""
    keep: bool = False
    """The speaker chose to keep it in the own room of the State or agency."""

    @property
    def roles(self) -> frozenset[Role]:
        """Everything the person may act as, in this group and at this instant."""
        return frozenset(hat.role for hat in self.hats)

    @property
    def party(self) -> str | None:
        """The State or agency the person speaks for here, if any."""
        return next((hat.party for hat in self.hats if hat.party), None)

    @property
    def here(self) -> Room:
        """The room that the command speaks of; its answers go to `room`."""
        return self.begun or self.room

    @property
    def source(self) -> Room:
        """The room in which its words were written, whose ceiling is theirs (T-10)."""
        return self.typed or self.here

    @property
    def by_now(self) -> datetime:
        """What time it really is: days after `now`, where the clock comes back from days away."""
        return max(self.now, self.performed_at or self.now)

    @property
    def once(self) -> bool:
        """Whether it is performed no second time: what it says was never said before."""
        return self.seq > 0 or self.generation > 0

    @property
    def chairs(self) -> bool:
        """Whether the person chairs this group (the National Coordinator, in a national one)."""
        return bool(self.roles & {Role.CHAIR, Role.COORDINATOR})

    def hat(self, *roles: Role) -> Credential:
        """The first credential with one of these roles; raises `Refused` when there is none."""
        for role in roles:
            for hat in self.hats:
                if hat.role is role:
                    return hat
        raise Refused("mandate", Said("form.not_your_role", roles=role_names(roles)))


def role_names(roles: tuple[Role, ...]) -> tuple[Said, ...]:
    """These roles as words; the clock, which nobody is, only where it acts alone."""
    people = [role for role in roles if role is not Role.CLOCK]
    return tuple(Said(f"role.{role.value}") for role in people or roles)


def fresh(prefix: str) -> str:
    """A new opaque identifier such as `INC-7Q4KD3N0Y`."""
    while True:
        made = ids.identifier(prefix, secrets.randbelow(ids.LIMIT))
        if made is not None:
            return made
