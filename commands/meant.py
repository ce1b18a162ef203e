"""Which open question an answer means: only one that stands last, for nothing is guessed (DR-32).

A number, or a word or two, counts for what was shown since its writer last spoke. Where that is
nothing, or more than one thing, the bot asks which is meant, and nothing is recorded.
"""

from __future__ import annotations

from dataclasses import replace

from commands.line import unstopped
from commands.setting import Setting
from commands.speaker import CONSOLE
from commands.wanting import Unfit
from coordination.refused import Refused
from coordination.said import Said
from storage.ask import OpenAsk
from storage.draft import Draft

HEARD = "heard"
"""Under which a draft keeps the number of the receipt that its question answered."""
MOST = 40
"""Characters of an answer to what was asked; what is longer is a line of its own."""


def replied_to(here: Setting) -> OpenAsk | None:
    """The open ask that the message replies to; None when it replies to none.

    Raises `Refused` when that question is over, or asks of another text by now (DR-26, DR-32).
    """
    remote = here.receipt.answers
    line = here.store.outbox.asked(here.speaker.room.id, remote) if remote else None
    if line is None:
        return None
    found = [ask for ask in here.store.asks.of(here.speaker.person.id) if ask.line == line]
    if not found:
        raise Refused("form", Said("form.ask_over"), ("today",))
    return found[0]


def waiting(here: Setting) -> list[OpenAsk]:
    """What was asked of the speaker and shown: nobody answers a ballot that waits for morning."""
    asks = here.store.asks.of(here.speaker.person.id)
    return [ask for ask in asks if ask.remote_id]


def nothing_shown(here: Setting, typed: str) -> Refused:
    """Why a number answers nothing: nothing is asked, or what is asked waits for the morning."""
    if here.store.asks.of(here.speaker.person.id):
        return Refused("form", Said("form.asked_in_the_morning", typed=typed[:20]), ("answer",))
    return Refused("form", Said("form.nothing_asked", typed=typed[:20]), ("today",))


def last(here: Setting, asks: list[OpenAsk]) -> list[OpenAsk]:
    """Those that were shown in this room since the speaker last spoke, before this was written."""
    room = here.speaker.room
    shown = (ask for ask in asks if room.platform == CONSOLE or ask.room == room.id)
    return [ask for ask in shown if ask.heard is not None and _in_sight(here, ask.heard)]


def is_last(here: Setting, draft: Draft) -> bool:
    """Whether the draft's question is all that was shown since the speaker last spoke."""
    if not in_sight(here, draft):
        return False
    heard = int(draft.common[HEARD])
    return not any((ask.heard or 0) >= heard for ask in waiting(here))


def in_sight(here: Setting, draft: Draft) -> bool:
    """Whether the draft's question was shown since the speaker last spoke."""
    heard = draft.common.get(HEARD, "")
    return heard.isdecimal() and _in_sight(here, int(heard))


def put(here: Setting, draft: Draft) -> Draft:
    """The draft whose question is what answers this message."""
    return replace(draft, common={**draft.common, HEARD: str(here.receipt.seq)})


def still_asked(here: Setting, no: Refused) -> None:
    """An answer that does not fit leaves its question the one that stands last."""
    if not isinstance(no, Unfit) or not here.private:
        return
    store, person, seq = here.store, here.speaker.person.id, here.receipt.seq
    asks, draft = _meant(here), store.drafts.of(person)
    if draft is not None and not here.receipt.answers:
        store.drafts.save(put(here, draft))
        return
    for ask in asks:
        store.asks.shown_again(ask.key, person, seq)


def _meant(here: Setting) -> list[OpenAsk]:
    try:
        found = replied_to(here)
    except Refused:
        return []
    return [found] if found else last(here, waiting(here))


def is_number(text: str) -> bool:
    """Whether it says nothing but which of several: a number, or several with commas."""
    return unstopped(text).replace(",", "").replace(" ", "").isdecimal()


def _in_sight(here: Setting, heard: int) -> bool:
    """Whether this came after that receipt, and nothing of the speaker between them."""
    seq, person = here.receipt.seq, here.speaker.person.id
    directory = here.store.directory
    theirs = (directory.account_of(person, one) for one in directory.platforms_of(person))
    accounts = {person, *filter(None, theirs)}
    return seq > heard and not here.store.receipts.spoken_between(accounts, heard, seq)
