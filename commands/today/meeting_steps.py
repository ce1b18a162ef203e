"""What waits for whoever chairs a meeting: to find a time, to convene it, to close its record."""

from __future__ import annotations

from collections.abc import Iterator

from commands.call import Call
from commands.meeting import words
from commands.meeting.see import how_much
from commands.meeting.who import answerers
from commands.today.step import LOOKED_AT, Step
from coordination.audience import Cut
from coordination.meeting.meeting import Meeting
from coordination.meeting.stage import Stage
from coordination.said import Said
from storage.store import Store

_ACTS = {
    Stage.PROPOSED: "slots",
    Stage.POSTPONED: "slots",
    Stage.ADJOURNED_NO_QUORUM: "slots",
    Stage.AVAILABILITY: "convene",
    Stage.CONVENED: "open",
    Stage.HELD: "close",
    Stage.MINUTES_DRAFT: "minutes",
    Stage.MINUTES_COMMENTS: "minutes",
    Stage.MINUTES_ADOPTED: "minutes",
}


def steps(call: Call, store: Store) -> Iterator[Step]:
    """Those of the speaker's group, the newest meeting first; none for who does not chair."""
    if not call.chairs:
        return
    for meeting in store.meetings.of_group(call.group.id, tuple(_ACTS), LOOKED_AT):
        if how_much(call, store, meeting) is Cut.FULL and _due(call, store, meeting):
            act = _ACTS[meeting.stage]
            line = f"meeting {act} {meeting.id}"
            if meeting.stage is Stage.AVAILABILITY:
                line += f" {words.best_letter(meeting)}"
            key = "ended" if meeting.stage is Stage.HELD else act
            said = Said(f"today.step.{key}", title=words.in_a_list(meeting))
            yield Step(said, line, meeting.label)


def _due(call: Call, store: Store, meeting: Meeting) -> bool:
    """Whether it is for the chair now, and not for those who are asked, or for its day."""
    match meeting.stage:
        case Stage.AVAILABILITY:
            return not {*answerers(store, meeting, call.now)} - {*words.answered(meeting)}
        case Stage.CONVENED:
            return meeting.start is not None and meeting.start <= call.now
        case Stage.HELD:
            end = meeting.end
            return end is None or end <= call.now
    return True
