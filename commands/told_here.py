"""The answer to whoever spoke, where it is more than what the room itself is told of the act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commands import answer, post
from commands.call import Call
from commands.deployment import Deployment
from commands.outcome import Outcome, Page
from commands.post import Words
from commands.publish import cut, rooms_for
from commands.whisper import whispers
from storage.receipt import Receipt
from storage.store import Store


def reply(
    store: Store,
    call: Call,
    receipt: Receipt,
    words: Words,
    made: Outcome,
    deployment: Deployment,
) -> None:
    """Answer in private what does not come below the message; where that is all, with a sign."""
    page = words.page
    told = _told_here(store, call, made, deployment) if _beside(receipt, call) else ()
    same = [one for one in told if one.title == page.title]
    for one in same:
        page = _beyond(page, one)
    if not same or page.lines or page.buttons:
        left = replace(words, page=page)
        answer.reply(store, call, receipt, left, deployment, "✅")
    elif not whispers(call.room):
        post.mark(store, call, call.room, receipt.event_id, "✅")


def _beside(receipt: Receipt, call: Call) -> bool:
    """Whether the speaker sees what the room is told: not after a command that no room shows.

    Where no sign is put on messages, it is seen only from within the thread.
    """
    if call.room.person is not None or receipt.unseen:
        return False
    return receipt.thread is not None or not whispers(call.room)


def _told_here(store: Store, call: Call, made: Outcome, deployment: Deployment) -> Iterator[Page]:
    """What the speaker's own room is told of the act."""
    for notice in made.notices:
        rooms = rooms_for(store, call.group.id, notice.audience, deployment)
        shown = cut(notice, call.room)
        if shown is not None and call.room.id in {room.id for room in rooms}:
            yield shown[0]


def _beyond(answered: Page, told: Page) -> Page:
    """What the answer says and offers beyond what the room is told; its title names the act."""
    return replace(
        answered,
        lines=tuple(line for line in answered.lines if line not in told.lines),
        buttons=tuple(button for button in answered.buttons if button not in told.buttons),
    )
