"""A second look answered by number: `1` does it, until its reader says something else (DR-32)."""

from __future__ import annotations

from commands import meant, parse
from commands.bare import bare
from commands.call import Call
from commands.line import COMMON, Line, Raw, address, unstopped
from commands.outcome import Button, Page
from commands.publish import private_room
from commands.setting import Setting, where
from commands.speaker import CONSOLE
from commands.table import FORMS
from commands.typed import PICKS, starts_anew
from commands.wanting import Unfit
from commands.whisper import WHISPERING
from coordination.parties import Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.draft import Draft

LINE = "sure"
"""Under which a draft keeps the line that a second look is about."""
YES, NO = frozenset({"1", "yes"}), frozenset({"2", "no", "cancel"})


def is_one(draft: Draft) -> bool:
    """Whether this is no interview, but a second look that waits."""
    return LINE in draft.common


def short(draft: Draft) -> bool:
    """Whether it is over once something else is said: a second look, or lines to pick from."""
    return is_one(draft) or PICKS in draft.common


def page(here: Setting, line: str, said: Said, call: Call, label: Tlp) -> Page:
    """What is to be sure of, and its line; numbers where they are read, and no interview waits."""
    button = bare(line)
    cursor = Line(line)
    form = address(cursor, FORMS)
    waits = here.store.drafts.of(call.person.id)  # no interview is lost
    if form is None or waits is not None or not by_number(here, label):
        return Page(said, buttons=(Button(Said("forming.sure"), line),))
    raw = parse.answers(cursor, form, call, here.store)
    draft = Draft(
        person=call.person.id,
        words=form.words,
        answers=raw.answers,
        at="",
        updated_at=call.now,
        common={**raw.common, **where(call), LINE: line},
        group=call.group.id,
        room=call.here.id,
        thread=call.thread,
    )
    here.store.drafts.save(meant.put(here, draft))
    return Page(said, _ways(), (button,))


def once_more(here: Setting, draft: Draft) -> Page:
    """Its line again, where something else was shown below it."""
    here.store.drafts.save(meant.put(here, draft))
    line = draft.common[LINE]
    return Page(Said("form.not_plain"), _ways(), (bare(line),))


def standing(here: Setting, draft: Draft | None, line: str, beside: bool) -> Draft | None:
    """The draft that this message may answer; a second look ends once something else is said.

    `beside` is a message that answers no draft.
    """
    if draft is None or not short(draft):
        return None if beside else draft
    if beside or starts_anew(line, draft) or not meant.in_sight(here, draft):
        here.store.drafts.clear(draft.person)
        return None
    return draft


def answers(text: str) -> bool:
    """Whether this answers a second look, or picks one of several lines."""
    return unstopped(text).casefold() in YES | NO or meant.is_number(text)


def agreed(draft: Draft, text: str) -> bool:
    """Whether its line is to be done; raises `Unfit` for what is neither yes nor no."""
    word = unstopped(text).casefold()
    if word not in YES | NO:
        no = Refused("form", Said("form.sure_pick"))
        raise Unfit(no, no.said, (draft.common[LINE],))
    return word in YES


def raw_of(draft: Draft) -> Raw:
    """What its line says."""
    common = {key: value for key, value in draft.common.items() if key in COMMON}
    return Raw(dict(draft.answers), common)


def _ways() -> tuple[Said, ...]:
    ways = (Said("forming.sure"), Said("form.sure_not"))
    return tuple(Said("form.way", n=n, way=way) for n, way in enumerate(ways, start=1))


def by_number(here: Setting, label: Tlp) -> bool:
    """Whether the speaker can answer by number; on Slack a button does."""
    room, person = here.speaker.room, here.speaker.person.id
    if room.platform in WHISPERING:
        return False
    if room.sees is Sees.DIRECT or room.platform == CONSOLE:
        return room.holds(label)
    return private_room(here.store, person, label, here.deployment, room.platform) is not None
