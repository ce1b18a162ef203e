"""A joint message as it stands: its texts in their languages, its stage, what is frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.message.stage import LIFECYCLE, Stage
from coordination.message.text import numbered
from coordination.text import fingerprint
from coordination.tlp import Tlp


class Standing(StrEnum):
    """What a text in one language counts for."""

    AUTHENTIC = "authentic"
    """It is signed: equal to the other authentic texts."""
    COURTESY = "courtesy"
    """A translation for the reader; nobody signs it."""


@dataclass(frozen=True)
class Tongue:
    """The text in one language.

    `written` is the message's version in which it was last changed, 0 while there is none;
    `follows` is the version of the original that it renders.
    """

    language: str
    standing: Standing
    paragraphs: tuple[str, ...] = ()
    written: int = 0
    follows: int = 0

    @property
    def text(self) -> str:
        return numbered(self.paragraphs)


@dataclass(frozen=True)
class Frozen:
    """The text that is signed: its fingerprint over every authentic language (DR-26).

    `asked` are the parties that are asked for their signature; `reason` says why words that
    may point to a person stay in it; `within` is the time for signatures, as it was typed: it
    runs from the opening on.
    """

    version: int
    fingerprint: str
    at: datetime
    by: str
    asked: tuple[str, ...]
    reason: str = ""
    within: str = ""


@dataclass(frozen=True)
class Message:
    """A message of several parties to the State in which the practices exist (T-42).

    The first of `tongues` is the original. `version` grows with each change of a text. Sponsors
    see the draft, and so do the parties of `proposed`, which are asked to write it too; all others
    that may sign see it once it was circulated or frozen, from the version `shown_from` on (0:
    not recorded). `invited` are organisations that comment. `minimum` is how many must sign.
    `sign_until` is when the time for signatures ends: who has not signed may do so even later,
    until dispatch. `earlier` is the message that a further one follows. `signatories` is final at
    dispatch.
    """

    id: str
    group: str
    incident: str
    addressee: str
    purpose: str
    sponsors: tuple[str, ...]
    drafted_by: str
    drafted_at: datetime
    label: Tlp
    tongues: tuple[Tongue, ...]
    version: int = 1
    stage: Stage = Stage.DRAFT
    response: str | None = None
    earlier: str | None = None
    minimum: int = 2
    circulated: bool = False
    comments_until: datetime | None = None
    invited: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    shown_from: int = 0
    frozen: Frozen | None = None
    sign_until: datetime | None = None
    signatories: tuple[str, ...] = ()
    sent_at: datetime | None = None
    reason: str = ""

    @property
    def original(self) -> Tongue:
        """The text that the others render."""
        return self.tongues[0]

    @property
    def authentic(self) -> tuple[Tongue, ...]:
        return tuple(one for one in self.tongues if one.standing is Standing.AUTHENTIC)

    @property
    def texts(self) -> dict[str, str]:
        """Every authentic text by its language: what is frozen and signed."""
        return {one.language: one.text for one in self.authentic}

    @property
    def parties(self) -> tuple[str, ...]:
        """Who writes it, whom it asks to sign, and to whom it goes."""
        asked = self.frozen.asked if self.frozen else ()
        return (*self.sponsors, *self.proposed, *asked, self.addressee)

    @property
    def mark(self) -> str:
        """The fingerprint of the authentic texts as they stand now."""
        return fingerprint(self.texts)

    def tongue(self, language: str) -> Tongue | None:
        return next((one for one in self.tongues if one.language == language), None)

    def stale(self, one: Tongue) -> bool:
        """Whether the original has changed since this text was made from it."""
        return one.follows < self.original.written

    def behind(self, *, courtesy: bool) -> tuple[str, ...]:
        """Languages without a text, or with a stale one; those of courtesy only if asked for."""
        looked_at = self.tongues if courtesy else self.authentic
        return tuple(o.language for o in looked_at if not o.paragraphs or self.stale(o))

    def moved(self, act: str) -> Message:
        """The message after an act; raises `Refused` when its stage does not list it."""
        return replace(self, stage=LIFECYCLE.after(act, self.stage))
