"""What keeps a command waiting: a reason, a confirmation, an answer that does not fit."""

from __future__ import annotations

from datetime import datetime, timedelta

from commands.outcome import Notice
from coordination.refused import Refused
from coordination.said import Said


class Unfit(Refused):
    """A refusal in an interview: its question stays open, and `lines` say how to answer it."""

    def __init__(self, no: Refused, said: Said, instead: tuple[str, ...], *lines: Said) -> None:
        super().__init__(no.rule, said, instead)
        self.lines = lines


class Overheard(Refused):
    """A refusal of which somebody else is told (DR-09)."""

    def __init__(self, no: Refused, notice: Notice) -> None:
        super().__init__(no.rule, no.said, no.instead)
        self.notice = notice


class Wanting(Exception):
    """Raised by a handler that goes on once `field` is answered (force W: warn, then record why).

    `said` tells the person why it is asked; `rule` is the rule that asks.
    """

    def __init__(self, rule: str, field: str, said: Said) -> None:
        super().__init__(f"{rule}: {field}")
        self.rule = rule
        self.field = field
        self.said = said


class NotYet(Exception):
    """Raised by an act of the clock that has to wait: nothing is done, it falls due again later.

    `until` is when it may be done at the latest, `every` how long it waits until it is tried again.
    """

    def __init__(self, until: datetime, every: timedelta = timedelta(seconds=1)) -> None:
        super().__init__(until.isoformat())
        self.until = until
        self.every = every


class Confirm(Exception):
    """Raised by a handler for an act that wants a second look: `line` is the line that does it."""

    def __init__(self, said: Said, line: str) -> None:
        super().__init__(line.split(" ", 2)[0])
        self.said = said
        self.line = line
