"""What waits: for the person, and for others; names are for the chair, the number for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commands.call import Call
from commands.commitment.see import above
from commands.commitment.words import owner
from commands.incident.see import cut_for
from commands.incident.words import parties
from commands.meeting import words as meeting_words
from commands.meeting.see import how_much
from commands.meeting.who import answerers
from commands.outcome import Button
from commands.poll.see import around, seen_by, shows_to
from commands.poll.subject import subject
from commands.today.ends import act, left_no_more, soonest
from commands.today.outstanding import outstanding
from commands.today.step import Waiting
from commands.waiting import asked
from coordination import ids
from coordination.audience import Cut
from coordination.hats import SPEAKERS
from coordination.meeting.stage import Stage as MeetingStage
from coordination.parties import Room
from coordination.poll.count import waiting
from coordination.poll.disclosure import Shows
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.said import Param, Said
from coordination.tlp import Tlp
from storage.store import Store

MOST = 8
"""How many things of a sort one page names."""


def needs(call: Call, store: Store, room: Room) -> tuple[list[Waiting], list[Button]]:
    """What was asked of the person and is not answered yet, with the line that answers each.

    What ends first comes first.
    """
    said, ready = [], []
    for ask, until in soonest(store, store.asks.of(call.person.id)):
        if left_no_more(store, ask, call.now):
            continue
        held = room.holds(ask.label)
        what = asked(store, call, ask, room)
        what = Said("today.until", what=what, at=until) if held and until else what
        said.append(Waiting(what, ask.label if held else Tlp.GREEN))
        if held:
            line = _readable(ask.line, alone=len(_parties(call, store)) < 2)
            ready.append(Button(act(ask.line), line))
    return said, ready[:MOST]


def _readable(line: str, *, alone: bool) -> str:
    """The line as a person would type it: the text is shown again when the answer is asked for.

    `alone`: the person speaks for one party only, so that it need not be named.
    """
    short = re.sub(r" on=\S+", "", line)
    return re.sub(r" as=\S+", "", short) if alone else short


def _parties(call: Call, store: Store) -> set[str | None]:
    return {hat.party for hat in store.directory.credentials(call.person.id, call.now)}


def of_others(call: Call, store: Store) -> list[Waiting]:
    """What this group waits for from others."""
    named = () if call.chairs else _asked_about(call, store)
    found = [
        *_polls(call, store, named),
        *outstanding(call, store, named),
        *_replies(call, store),
        *_meetings(call, store, named),
    ]
    return [*found, *_late(call, store)] if call.chairs else found


def _asked_about(call: Call, store: Store) -> tuple[str, ...]:
    """What the person is asked about: it needs an answer here, and is named once."""
    lines = (ask.line for ask in store.asks.of(call.person.id))
    return tuple(found for line in lines for word in line.split() if (found := ids.read(word)))


def own(call: Call) -> str | None:
    """The party whose answers the person gives: a chair who does no more than chair gives none."""
    return call.party if call.roles & SPEAKERS else None


def _polls(call: Call, store: Store, named: tuple[str, ...]) -> Iterator[Waiting]:
    for poll in store.polls.open_in(call.group.id, MOST):
        found = around(store, poll)
        if found is None or poll.rule is Rule.SILENCE or poll.id in named:
            continue
        visible = seen_by(call, store, found, Cut.FULL)
        votes = store.polls.votes(poll.id)
        missing = tuple(code for code in waiting(poll, votes) if code != own(call))
        if visible and missing and shows_to(call, store, poll) is not Shows.NOTHING:
            said = _poll(call, store, poll, subject(found, store), missing)
            yield Waiting(said, found.incident.label)


def _poll(call: Call, store: Store, poll: Poll, title: Param, missing: tuple[str, ...]) -> Said:
    about: dict[str, Param] = {
        "title": title,
        "id": poll.id,
        "at": poll.closes_at,
        "n": len(missing),
    }
    if shows_to(call, store, poll) is Shows.WHO:
        return Said("today.poll_who", parties=parties(missing, poll.group, store), **about)
    return Said("today.poll", **about)


def _replies(call: Call, store: Store) -> Iterator[Waiting]:
    """States that were informed and whose time for a reply runs."""
    for due in store.deadlines.waiting(call.group.id, "incident replies", MOST):
        incident = store.incidents.get(due.subject)
        state = due.line.split()[-1]
        if incident is None or state == own(call):
            continue
        if cut_for(call, store, incident) is Cut.FULL:
            [name] = parties((state,), call.group.id, store)
            said = Said("today.reply", state=name, title=incident.title, at=due.due_at)
            yield Waiting(said, incident.label)


def _meetings(call: Call, store: Store, named: tuple[str, ...]) -> Iterator[Waiting]:
    stages = (MeetingStage.AVAILABILITY,)
    for meeting in store.meetings.of_group(call.group.id, stages, MOST):
        invited = answerers(store, meeting, call.now)
        answered = {*meeting_words.answered(meeting), own(call)}
        missing = [code for code in invited if code not in answered]
        if how_much(call, store, meeting) is not Cut.FULL or not missing or meeting.id in named:
            continue
        title = meeting_words.in_a_list(meeting)
        if call.chairs:
            names = parties(missing, call.group.id, store)
            said = Said("today.meeting_who", n=len(missing), title=title, parties=names)
        else:
            said = Said("today.meeting", n=len(missing), title=title)
        yield Waiting(said, meeting.label)


def _late(call: Call, store: Store) -> Iterator[Waiting]:
    late = store.commitments.page(call.group.id, MOST, overdue=True)
    found = [one for one in late if one.owner != own(call)]
    if found:
        names = tuple(dict.fromkeys(owner(one, store) for one in found))
        labels = (i.label for one in found if (i := above(store, one)))
        yield Waiting(Said("today.late", n=len(names), parties=names), Tlp.highest(labels))
