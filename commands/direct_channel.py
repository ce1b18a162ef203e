"""How an authority is reached directly: as others read it, and asked for after a meeting (T-47)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.convergence.see import speakers
from commands.dates import day_of
from commands.incident.words import parties, party
from commands.outcome import Audience, Button, Notice, Page
from coordination.direct_channel import asked_of
from coordination.meeting.meeting import Meeting
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


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
            yield Notice(Audience.persons(*people), Tlp.AMBER, page)


def unsaid(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """To whoever closes it: of which of these parties no direct channel is on record (T-47, R)."""
    lacking = [c for c in asked_of(meeting) if not store.direct_channels.get(meeting.group, c)]
    if not lacking:
        return ()
    names = parties(lacking, meeting.group, store)
    return (Said("directory.channel_unsaid", parties=names),)
