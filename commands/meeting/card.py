"""The card of a meeting: what it is, when it fits, what was concluded, and the next act."""

from __future__ import annotations

from commands.cards import Face
from commands.incident.words import parties
from commands.meeting import silences, words
from commands.meeting.see import room_may
from commands.meeting.who import clocks
from commands.outcome import Button, Page
from coordination.meeting.kinds import agenda_template
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import CONCLUDED, Stage
from coordination.parties import Room
from coordination.said import Said
from storage.store import Store

OFFERED = 5
"""So many conclusions have a button; the others are turned into commitments by their number."""
_ASKING = (Stage.PROPOSED, Stage.AVAILABILITY)
_OFF = (Stage.POSTPONED, Stage.CANCELLED)
_RECORD = (Stage.HELD, Stage.MINUTES_DRAFT, Stage.MINUTES_COMMENTS, Stage.MINUTES_ADOPTED)


def meeting_card(store: Store, identifier: str, room: Room) -> Face | None:
    """The card's face for one room; None where the meeting may not be known of."""
    meeting = store.meetings.get(identifier)
    if meeting is None or not room_may(store, meeting, room):
        return None
    return Face(page(store, meeting), meeting.label)


def page(store: Store, meeting: Meeting) -> Page:
    """The meeting as it is now; what is empty is not shown."""
    lines: list[Said] = []
    if meeting.purpose:
        lines.append(Said("meeting.purpose", purpose=meeting.purpose))
    if meeting.stage is Stage.AVAILABILITY:
        lines += [*words.slot_lines(store, meeting), *words.closed_lines(store, meeting)]
        lines.append(_answered(meeting))
    else:
        lines += _when(store, meeting)
    lines += _record(store, meeting)
    lines += silences.agenda(store, meeting)
    lines.append(Said("meeting.label", label=meeting.label))
    return Page(_title(meeting), tuple(lines), _next(meeting))


def _title(meeting: Meeting) -> Said:
    """What it is; of one that is off, that first."""
    how = meeting.stage.value if meeting.stage in _OFF else "card"
    return Said(f"meeting.{how}", title=words.title(meeting))


def _answered(meeting: Meeting) -> Said:
    done, total = len(words.answered(meeting)), len(meeting.invitees.parties)
    return Said("meeting.answered", done=done, total=total)


def _when(store: Store, meeting: Meeting) -> list[Said]:
    stage = Said(f"stage.meeting.{meeting.stage.value}")
    lines: list[Said] = []
    if meeting.start is None or meeting.stage is Stage.CANCELLED:
        lines += [] if meeting.stage in _OFF else [Said("meeting.stage", stage=stage)]
    else:
        at = words.capitals(clocks(store, meeting), meeting.start)
        lines = [Said("meeting.when", stage=stage, at=at)]
    if meeting.reason:
        lines.append(Said("meeting.reason", reason=meeting.reason))
    if meeting.link and meeting.stage in (Stage.CONVENED, Stage.HELD):
        lines.append(Said("meeting.link", link=meeting.link))
    return lines


def _record(store: Store, meeting: Meeting) -> list[Said]:
    """Agenda, who is there, what was concluded."""
    lines: list[Said] = []
    planned: tuple[Said, ...] = tuple(Said("meeting.item", text=t) for t in meeting.agenda)
    planned = planned or agenda_template(meeting.kind)
    if planned and meeting.stage not in (*_RECORD, Stage.CANCELLED):
        lines.append(Said("meeting.agenda_is", items=planned))
    there = dict.fromkeys(a.party or a.organisation or "" for a in meeting.attendance)
    if codes := tuple(code for code in there if code):
        who = parties(codes, meeting.group, store)
        lines.append(Said("meeting.present", who=who))
    return [*lines, *conclusions(meeting)]


def conclusions(meeting: Meeting) -> tuple[Said, ...]:
    """What was concluded, each with its number."""
    texts = enumerate(meeting.conclusions, start=1)
    return tuple(Said("meeting.conclusion", number=n, text=text) for n, text in texts)


def _next(meeting: Meeting) -> tuple[Button, ...]:
    """What can be done now, for whoever may."""
    id = meeting.id
    match meeting.stage:
        case Stage.AVAILABILITY:
            say = Button(Said("meeting.act.available"), f"meeting available {id}")
            return (say, Button(Said("meeting.act.convene"), f"meeting convene {id} A"))
        case Stage.PROPOSED | Stage.POSTPONED | Stage.ADJOURNED_NO_QUORUM:
            return (Button(Said("meeting.act.slots"), f"meeting slots {id}"),)
        case Stage.CONVENED:
            here = Button(Said("meeting.act.attend"), f"meeting attend {id}")
            return (here, Button(Said("meeting.act.open"), f"meeting open {id}"))
        case Stage.HELD:
            noted = Button(Said("meeting.act.conclude"), f"meeting conclude {id}")
            return (noted, Button(Said("meeting.act.close"), f"meeting close {id}"))
    return to_follow(meeting)


def to_follow(meeting: Meeting) -> tuple[Button, ...]:
    """Each State may turn an adopted conclusion into its own commitment (E5, DR-30)."""
    if meeting.stage not in CONCLUDED or meeting.hidden:
        return ()
    numbers = range(1, len(meeting.conclusions) + 1)
    return tuple(
        Button(Said("commitment.act.follow", n=n), f"commitment follow {meeting.id} {n}")
        for n in numbers[:OFFERED]
    )
