"""When a meeting could be: what is offered and how it stands, and looking again (T-12, DR-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import MeetingId
from commands.meeting import asking, fields, prompt, told, words
from commands.meeting.propose import CHAIR, proposed_page
from commands.meeting.see import seen
from commands.meeting.who import parties_of
from commands.outcome import Button, Outcome, Page
from commands.parse import again
from coordination.meeting.meeting import Meeting
from coordination.said import Said
from coordination.spans import Band, DateRange
from coordination.tlp import Tlp
from storage.store import Store


@command("meeting slots", label=Tlp.GREEN, anew=True)
class Slots(Command):
    """Show when a meeting could be; the chair may ask again with other days, hours or length."""

    meeting: MeetingId
    """Which meeting."""

    dates: DateRange | None = None
    """Other days."""

    band: Band | None = None
    """Other local hours, such as 06-24."""

    duration: timedelta | None = None
    """Another length."""

    def handle(self, call: Call, store: Store) -> Outcome:
        meeting = seen(call, store, self.meeting)
        if self.dates is None and self.band is None and self.duration is None:
            return Outcome(standing_page(call, store, meeting), shows=Tlp.GREEN)
        call.hat(*CHAIR)
        minutes = int(self.duration.total_seconds() // 60) if self.duration else meeting.minutes
        sought = replace(
            meeting,
            dates=self.dates or meeting.dates,
            band=self.band or meeting.band,
            minutes=minutes,
        )
        offered = fields.offer(store, sought, call.now, self._on)
        store.meetings.save(offered)
        return Outcome(
            proposed_page(store, offered, None, "meeting.asked_again"),
            cards=(told.card(store, offered),),
            asks=asking.asks(store, offered, call.now),
            deadlines=prompt.dues(store, offered, call.now),
            about=offered.incident,
            shows=offered.label,
        )

    def _on(self, dates: DateRange) -> str:
        """The same on other days."""
        return again(self, dates=str(dates))


def standing_page(call: Call, store: Store, meeting: Meeting) -> Page:
    """The offered starts; the chair sees who can, the others how many have answered (DR-29)."""
    lines = list(words.slot_lines(store, meeting))
    done, total = words.answered(meeting), len(meeting.invitees.parties)
    lines.append(Said("meeting.answered", done=len(done), total=total))
    ready: tuple[Button, ...] = ()
    if call.chairs and meeting.offered:
        lines += words.standing_lines(meeting)
        waiting = tuple(p.names for p in parties_of(store, meeting) if p.code not in done)
        if waiting:
            lines.append(Said("meeting.no_answer_yet", parties=waiting))
        best = words.best_letter(meeting)
        line = f"meeting convene {meeting.id} {best}"
        ready = (Button(Said("meeting.act.convene_best", letter=best), line),)
    if call.chairs:
        days = f"{meeting.dates.first}..{meeting.dates.last}"
        lines.append(Said("meeting.slots_how", line=f"meeting slots {meeting.id} dates={days}"))
    return Page(Said("meeting.slots", title=words.title(meeting)), tuple(lines), ready)
