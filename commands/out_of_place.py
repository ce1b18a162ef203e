"""What was said where it may not stand is taken out, or its writer is asked to do so."""

from __future__ import annotations

from dataclasses import replace

from commands import post
from commands.call import Call
from commands.outcome import Page
from commands.whisper import WHISPERING
from coordination.said import Said
from storage.receipt import Receipt
from storage.store import Store


def taken_out(store: Store, call: Call, receipt: Receipt, page: Page) -> Page:
    """Remove the speaker's message; the reply, with what only the speaker can do (T-10, DR-29).

    Nobody but its writer removes a message in Slack. What nobody else saw is left alone.
    """
    if receipt.unseen:
        return page
    if call.room.platform in WHISPERING:
        return replace(page, lines=(*page.lines, Said("form.delete_it")))
    post.redact(store, call, call.room, receipt.event_id)
    return page
