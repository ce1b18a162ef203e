"""A sign on the message of a poll is no vote and no objection, and that is said once (DR-09)."""

from __future__ import annotations

from datetime import datetime

from commands import post
from commands.call import Call
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.outcome import Button, Page
from commands.poll import silence_page
from commands.poll.see import Item, around
from commands.poll.unheard import able
from commands.post import Words
from commands.publish import private_room
from commands.speaker import recognise
from coordination.parties import Room
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.receipt import Kept, Receipt
from storage.store import Store

REACTION = "reaction"
"""What a receipt says that was made by a sign; its text is the poll's id, and no sign is kept."""

_RUNNING = (Stage.ANNOUNCED, Stage.OPEN)


def noted(store: Store, incoming: Incoming, now: datetime) -> Kept | None:
    """Keep that somebody of a State that decides put a sign on an open poll; else keep nothing.

    Once for a person and a poll: the receipt has their names in the place of the event's.
    """
    alone = incoming.direct and incoming.safe
    speaker = recognise(store, incoming.platform, incoming.account, incoming.room, alone)
    if speaker is None or incoming.answers is None:
        return None
    found = around(store, store.polls.look(poll_at(store, speaker.room, incoming.answers)))
    person = speaker.person.id
    if found is None or not _listeners(store, found, person, now):
        return None
    event = f"{REACTION}:{found.poll.id}:{person}"
    platforms = store.directory.platforms_of(person)
    if any(store.receipts.by_event(platform, event) for platform in platforms):
        return None
    sign = incoming._replace(event=event, text=found.poll.id, answers=None, direct=alone)
    return store.receipts.add(sign, now, REACTION)


def told(store: Store, call: Call, receipt: Receipt, deployment: Deployment) -> Page | None:
    """Say in private what a sign is not, and what counts; nothing of it goes on record."""
    found = around(store, store.polls.look(receipt.text))
    if found is None:
        return None
    page = _page(found, call.person.name)
    for person in _listeners(store, found, call.person.id, call.now):
        home = private_room(store, person, Tlp.GREEN, deployment, receipt.source)
        if home is not None:
            post.answer(store, call, home, Words(page, Tlp.GREEN), None)
    return page


def poll_at(store: Store, room: Room, remote: str) -> str:
    """The poll whose card, text or ballot this message of ours is; empty for any other."""
    kind, _, id = (store.cards.key_of(room.id, remote) or "").partition(":")
    if kind == "poll":
        return id
    if kind == "response":
        running = (one.id for one in store.polls.on(id) if one.stage in _RUNNING)
        return next(running, "")
    words = (store.outbox.asked(room.id, remote) or "").split()
    return words[2] if words[:1] == ["poll"] and len(words) > 2 else ""


def _listeners(store: Store, found: Item, person: str, at: datetime) -> tuple[str, ...]:
    """Who can still say it so that it counts: the person, or else whoever speaks for the State."""
    poll = found.poll
    if poll.stage not in _RUNNING or at >= poll.closes_at:
        return ()
    hats = store.directory.credentials(person, at)
    codes = {hat.party for hat in hats if hat.group == poll.group} & set(poll.eligible)
    speaking = [one for code in sorted(filter(None, codes)) for one in able(store, found, code, at)]
    return (person,) if person in speaking else tuple(dict.fromkeys(speaking))


def _page(found: Item, name: str) -> Page:
    """What a sign is not, with what counts."""
    poll = found.poll
    about = {"name": name, "id": poll.id}
    if poll.stage is Stage.ANNOUNCED:
        return Page(Said("silence.sign.announced", **about), (), silence_page.before(found))
    if poll.rule is Rule.SILENCE:
        return Page(Said("silence.sign.open", **about), (), silence_page.acts(found))
    vote = Button(Said("poll.act.vote"), f"poll vote {poll.id}")
    read = Button(Said("poll.act.read"), f"response show {poll.response}")
    objects = (Said("poll.ballot.no_objects", id=poll.id),) if poll.rule.by_objection else ()
    return Page(Said("poll.sign", **about), objects, (vote, read))
