"""What was adopted under silence is announced at the group's next meeting (DR-08 e)."""

from __future__ import annotations

from datetime import timedelta

from commands.call import Call
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import Stage
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.record import Poll
from coordination.said import Said
from storage.store import Store

_WITHIN = timedelta(days=366)
_AHEAD = (Stage.PROPOSED, Stage.AVAILABILITY, Stage.CONVENED)


def waiting(store: Store, meeting: Meeting) -> list[Poll]:
    """The decisions that this meeting is the next one for: all who took them are invited."""
    since = meeting.proposed_at - _WITHIN
    found = store.polls.silences(meeting.group, since)
    there = set(meeting.invitees.parties)
    return [one for one in found if there.issuperset(one.eligible) and not _told(one)]


def agenda(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """A line of the agenda; numbers only, so that it may stand in any room."""
    found = waiting(store, meeting) if meeting.stage in _AHEAD else []
    return (_line("meeting.silences_ahead", found),) if found else ()


def announced(call: Call, store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """The announcement at the opening, and the record that it was made."""
    found = waiting(store, meeting)
    for poll in found:
        kind, by = AnnexKind.TOLD_MEETING, call.person.id
        made = Annex(poll.id, call.seq, kind, poll.sponsor, by, call.now, other=meeting.id)
        store.polls.annex(made, poll.group)
    return (_line("meeting.silences", found),) if found else ()


def _told(poll: Poll) -> bool:
    return any(one.kind is AnnexKind.TOLD_MEETING for one in poll.annexes)


def _line(key: str, polls: list[Poll]) -> Said:
    numbers = tuple(Said("meeting.decision", number=one.number, id=one.id) for one in polls)
    return Said(key, decisions=numbers)
