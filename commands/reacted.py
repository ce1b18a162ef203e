"""A sign on the message of a poll, or a comment under it, is no vote and no objection (DR-09).

That is said once, in private. Which sign it was is not read, nor what was written.
"""

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

COMMENT = "comment"
"""The same of people's talk."""
MARKS = (REACTION, COMMENT)

_RUNNING = (Stage.ANNOUNCED, Stage.OPEN)


def noted(store: Store, incoming: Incoming, now: datetime) -> Kept | None:
    """Keep that somebody of a State that decides put a sign on an open poll; else keep nothing."""
    return _noted(store, incoming, now, REACTION)


def commented(store: Store, incoming: Incoming, now: datetime) -> Kept | None:
    """The same of talk in reply to a poll's message, or in the thread of what is under silence."""
    return _noted(store, incoming, now, COMMENT)


def _noted(store: Store, incoming: Incoming, now: datetime, mark: str) -> Kept | None:
    """Once for a person and a poll: the receipt has their names in the place of the event's."""
    alone = incoming.direct and incoming.safe
    speaker = recognise(store, incoming.platform, incoming.account, incoming.room, alone)
    if speaker is None:
        return None
    poll = poll_at(store, speaker.room, incoming.answers) if incoming.answers else ""
    if not poll and mark == COMMENT:
        poll = _under_silence(store, speaker.room, incoming.thread)
    found = around(store, store.polls.look(poll))
    person = speaker.person.id
    if found is None or not _listeners(store, found, person, now):
        return None
    if mark == COMMENT and _answered(store, found, person, now):
        return None
    event = f"{mark}:{found.poll.id}:{person}"
    platforms = store.directory.platforms_of(person)
    if any(store.receipts.by_event(platform, event) for platform in platforms):
        return None
    kept = incoming._replace(event=event, text=found.poll.id, answers=None, direct=alone)
    return store.receipts.add(kept, now, mark)


def _under_silence(store: Store, room: Room, remote: str | None) -> str:
    """What is placed under silence in the thread with this root; empty where nothing is."""
    incident = store.outbox.thread_of(room.id, remote) if remote else None
    if incident is None or room.group is None:
        return ""
    running = (*store.polls.open_in(room.group), *store.polls.announced_in(room.group))
    silent = (one for one in running if one.rule is Rule.SILENCE and one.incident == incident)
    return next((one.id for one in silent), "")


def _answered(store: Store, found: Item, person: str, at: datetime) -> bool:
    """Whether a State of this person has voted: then a comment is only that."""
    if found.poll.rule is Rule.SILENCE:
        return False
    return any(
        store.polls.votes_of(found.poll.id, code) for code in _codes(store, found, person, at)
    )


def told(store: Store, call: Call, receipt: Receipt, deployment: Deployment) -> Page | None:
    """Say in private what a sign or a comment is not; nothing of it goes on record."""
    found = around(store, store.polls.look(receipt.text))
    if found is None:
        return None
    page = _page(found, call.person.name, receipt.rule == COMMENT)
    for person in _listeners(store, found, call.person.id, call.now):
        home = private_room(store, person, Tlp.GREEN, deployment, receipt.source)
        if home is not None:
            post.answer(store, call, home, Words(page, Tlp.GREEN, (person,)), None)
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
    codes = _codes(store, found, person, at)
    speaking = [one for code in codes for one in able(store, found, code, at)]
    return (person,) if person in speaking else tuple(dict.fromkeys(speaking))


def _codes(store: Store, found: Item, person: str, at: datetime) -> list[str]:
    """The parties that decide here and that this person belongs to."""
    hats = store.directory.credentials(person, at)
    codes = {hat.party for hat in hats if hat.group == found.poll.group}
    return sorted(filter(None, codes & set(found.poll.eligible)))


def _page(found: Item, name: str, comment: bool) -> Page:
    """What a sign or a comment is not, with what counts."""
    poll = found.poll
    what = "comment" if comment else "sign"
    about = {"name": name, "id": poll.id}
    if poll.stage is Stage.ANNOUNCED:
        return Page(Said(f"silence.{what}.announced", **about), (), silence_page.before(found))
    if poll.rule is Rule.SILENCE:
        return Page(Said(f"silence.{what}.open", **about), (), silence_page.acts(found))
    vote = Button(Said("poll.act.vote"), f"poll vote {poll.id}")
    read = Button(Said("poll.act.read"), f"response show {poll.response}")
    objects = (Said("poll.ballot.no_objects", id=poll.id),) if poll.rule.by_objection else ()
    return Page(Said(f"poll.{what}", **about), objects, (vote, read))
