"""The corrections of a message that was sent, and what its paragraphs read since (DR-26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from coordination.message.drafting import paragraph_of
from coordination.message.entry import Correction, Ended
from coordination.message.record import Message
from coordination.refused import Refused
from coordination.said import Said


@dataclass(frozen=True)
class Corrections:
    """Those of one message, oldest first, and how the silence on each of them ended."""

    made: tuple[Correction, ...] = ()
    ended: tuple[Ended, ...] = ()

    @property
    def sent(self) -> tuple[tuple[Correction, datetime], ...]:
        """Those that went to everybody who has the message, each with when it did."""
        ends: Mapping[int, Ended] = {one.number: one for one in self.ended if one.sent}
        return tuple((one, ends[one.number].at) for one in self.made if one.number in ends)

    @property
    def waiting(self) -> tuple[Correction, ...]:
        """Those under silence: a signatory may still object."""
        over = {one.number for one in self.ended}
        return tuple(one for one in self.made if one.number not in over)

    def reads(self, message: Message, language: str, paragraph: int) -> str:
        """The paragraph as it reads with what was corrected in it; raises `Refused`.

        While a correction of it waits for objections nobody knows what the next one would correct.
        """
        text = paragraph_of(message, language, paragraph)
        for one in self.waiting:
            if (one.language, one.paragraph) == (language, paragraph):
                said = Said(
                    "message.correction_first", n=one.number, paragraph=paragraph, at=one.until
                )
                raise Refused("DR-26", said, (f"message show {message.id}",))
        for one, _ in self.sent:
            if (one.language, one.paragraph) == (language, paragraph):
                text = one.now
        return text
