"""How an authority is reached directly: said by itself, asked for after a bilateral meeting."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.convergence.see import speakers
from commands.dates import day_of
from commands.declare import Command, command
from commands.incident.hats import SPEAK
from commands.incident.words import parties, party
from commands.kinds.simple import Text
from commands.outcome import Audience, Button, Notice, Outcome, Page
from coordination.direct_channel import asked_of, reached_by
from coordination.meeting.meeting import Meeting
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("directory channel", by=SPEAK, label=Tlp.GREEN, anew=True)
class SayChannel(Command):
    """Say how your authority is reached directly by those of the other parties of your group.

    They read it with `directory contact`. After a bilateral working meeting you are asked once
    whether it still holds.
    """

    text: Text
    """How? Such as a mailbox, a telephone number and the hours in which it is answered."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made = reached_by(call.group.id, call.hat(*SPEAK), self.text, call.now)
        store.direct_channels.put(made)
        name = party(made.party, made.group, store)
        line = f"directory contact {made.party}"
        button = Button(Said("directory.act.contact"), line)
        page = Page(
            Said("directory.channel_recorded", party=name),
            channel(store, made.group, made.party),
            (button,),
        )
        return Outcome(page)


def channel(store: Store, group: str, code: str) -> tuple[Said, ...]:
    """How the party's authority is reached, and since when that stands; nothing where unsaid."""
    found = store.direct_channels.get(group, code)
    if found is None:
        return ()
    at = day_of(store, group, code, found.at)
    return (Said("directory.channel", text=found.text, at=at),)


def asked_after(call: Call, store: Store, meeting: Meeting) -> Iterator[Notice]:
    """To each party of a bilateral meeting, in private and once: whether its channel holds."""
    for code in asked_of(meeting):
        known = channel(store, meeting.group, code)
        others = [one for one in asked_of(meeting) if one != code]
        said = Said("directory.channel_holds" if known else "directory.channel_missing")
        sheets = (
            Button(
                Said("directory.act.contact_of", party=party(one, meeting.group, store)),
                f"directory contact {one}",
            )
            for one in others
        )
        say = Button(Said("directory.act.channel"), "directory channel")
        title = Said("directory.channel_asked", id=meeting.id)
        page = Page(title, (*known, said), (say, *sheets))
        people = speakers(store, meeting.group, code, call.now)
        if people:
            yield Notice(Audience.persons(*people), Tlp.GREEN, page)


def unsaid(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """To whoever closes it: of which of these parties no direct channel is on record (T-47, R)."""
    lacking = [c for c in asked_of(meeting) if not store.direct_channels.get(meeting.group, c)]
    if not lacking:
        return ()
    names = parties(lacking, meeting.group, store)
    return (Said("directory.channel_unsaid", parties=names),)
