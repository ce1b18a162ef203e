"""An interview that is looked at before it is sent: who will see what, and the three ways on."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command
from commands.line import unstopped
from commands.outcome import Page
from commands.wanting import Unfit
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

SEND, KEEP, CANCEL = "1", "2", "3"


def preview_page(made: Command, call: Call, store: Store) -> Page:
    """What will be sent and who will see it, with the three ways on."""
    page = made.preview(call, store)
    ways = (Said("form.preview_send"), Said("form.preview_keep"), Said("form.preview_cancel"))
    lines = tuple(Said("form.way", n=n, way=way) for n, way in enumerate(ways, start=1))
    return replace(page, lines=page.lines + lines)


def decided(text: str) -> str:
    """What was answered to a preview: SEND, KEEP or CANCEL; raises `Refused` for anything else."""
    words = {"send": SEND, "yes": SEND, "keep": KEEP, "cancel": CANCEL, "no": CANCEL}
    word = unstopped(text).casefold()
    choice = words.get(word, word)
    if choice not in (SEND, KEEP, CANCEL):
        no = Refused("form", Said("form.preview_pick"))
        raise Unfit(no, no.said, ())
    return choice
