"""What the clock leaves unsaid where it comes late: the bot was away, or its clock jumped.

A line of the clock is performed at its own instant (`Call.now`), and may be read days after it
(`Call.by_now`). What is decided counts from the first; a reminder is for who reads it now.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from commands.call import Call
from storage.store import Store

ON_TIME = timedelta(minutes=10)
"""So late a line of the clock is on time: no two reminders of the same are as near."""


def past(call: Call, end: datetime | None) -> bool:
    """Whether what is reminded of has ended by the time when the reminder is read."""
    return end is not None and end <= call.by_now


def overtaken(call: Call, store: Store, subject: str, line: str) -> bool:
    """Whether a later reminder of the same is due by now as well: then that one is enough."""
    waits = store.deadlines.of(subject) if call.by_now - call.now > ON_TIME else []
    return any(one.line == line and call.now < one.due_at <= call.by_now for one in waits)
