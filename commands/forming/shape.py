"""What a form is made of, before any platform draws it: questions, a review, errors, or the line.

Everything here is data. Reading a form stores nothing; only the line that comes out of it does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from commands.kinds.kind import Choice, Widget
from commands.outcome import Page
from coordination.said import Said

SEND, KEEP = "send", "keep"
"""The ways on from a review; closing the form is the third."""
WAY = "way"
"""The name under which a review's answer comes back."""


@dataclass(frozen=True)
class Carried:
    """What a form remembers of where it was opened, and the answers that are not asked again.

    `room` and `thread` are the platform's own ids; the account is never carried: it is that of
    whoever submits. `line` is set where the next step only confirms a line that is ready.
    """

    words: str
    room: str
    thread: str | None = None
    group: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    common: Mapping[str, str] = field(default_factory=dict)
    wide: bool = False
    """Whether what may be left out is asked too."""
    review: bool = False
    line: str = ""

    def text(self) -> str:
        """As short JSON, for a platform that keeps a word with each form."""
        kept = {name: value for name, value in vars(self).items() if value}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Carried:
        """What `text` wrote."""
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Asked:
    """One question of a form.

    `initial` is the answer so far as it stands in a line (several with commas, texts verbatim).
    `choices` are those that the person may pick here; without any, the answer is typed. `searched`
    says that more can be found by typing.
    """

    name: str
    question: Said
    widget: Widget
    choices: tuple[Choice, ...] = ()
    initial: str = ""
    optional: bool = False
    hint: Said | None = None
    example: str = ""
    searched: bool = False


@dataclass(frozen=True)
class Shape:
    """A form to fill in: `title` is short, `about` stands above the questions."""

    title: Said
    about: tuple[Said, ...]
    fields: tuple[Asked, ...]
    carried: Carried
    more: int = 0
    """How many questions that may be left out are not shown; `widened` shows them."""


@dataclass(frozen=True)
class Review:
    """What will happen and who sees it, with the ways on; nothing has happened yet.

    `fields` are long answers that stay in the form, since it cannot carry them elsewhere.
    """

    title: Said
    page: Page
    ways: tuple[Choice, ...]
    carried: Carried
    fields: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Errors:
    """What does not fit, by field, with what would be accepted."""

    fields: Mapping[str, Said]


@dataclass(frozen=True)
class Act:
    """The line that does it; it was confirmed where it had to be.

    `private`: nobody else saw the answer, though the form stood in a shared room (DR-29).
    """

    line: str
    private: bool = True


Opening: TypeAlias = Shape | Review
Step: TypeAlias = Errors | Shape | Review | Act
