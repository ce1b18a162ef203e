"""From an outcome to rows: one outbox row per room, cut for that room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commands import below, post
from commands.call import Call
from commands.deployment import Deployment
from commands.outcome import Ask, Audience, Card, Due, Invitation, Notice, Outcome, Page
from commands.post import Words
from coordination.parties import Room, Sees
from coordination.tlp import Tlp
from storage.ask import OpenAsk
from storage.deadline import Deadline
from storage.store import Store


def outcome(store: Store, call: Call, made: Outcome, deployment: Deployment) -> None:
    """Write everything that an outcome asks for, inside the command's own transaction."""
    for identifier in made.made.values():
        store.things.add(identifier, call.group.id, made.about)
    for card in made.cards:
        _card(store, call, card, deployment)
    for number, notice in enumerate(made.notices):
        _notice(store, call, notice, number, deployment)
    for key in made.closes:
        ask_key, _, person = key.partition("@")
        store.asks.close(ask_key, person or None, call.now)
    for ask in made.asks:
        if not ask.again:
            _ask(store, call, ask, deployment)
    for key in made.settles:
        store.deadlines.cancel(key)
    store.deadlines.set(*(_deadline(due, call.group.id) for due in made.deadlines))


def once_more(store: Store, call: Call, made: Outcome, deployment: Deployment) -> None:
    """Put the questions that the speaker wants to see again, below the answer to the line."""
    for ask in made.asks:
        if ask.again:
            _ask(store, call, ask, deployment)


def _deadline(due: Due, group: str) -> Deadline:
    words = due.line.split()
    return Deadline(
        key=due.key,
        kind=" ".join(words[:2]),
        subject=words[2] if len(words) > 2 else due.key,
        group=group,
        due_at=due.due,
        zone=due.zone,
        line=due.line,
    )


def rooms_for(
    store: Store, group: str, audience: Audience, deployment: Deployment
) -> Iterator[Room]:
    """The shared rooms of an audience that this bot serves."""
    for room in store.directory.rooms(group):
        fits = room.sees in audience.sees and audience.party in (None, room.party)
        named = audience.only is None or room.id in audience.only
        if fits and named and room.platform in deployment.platforms:
            yield room


def direct_room(store: Store, person: str, deployment: Deployment) -> Room | None:
    """Where this person is reached in private: the room with the highest ceiling."""
    return _chosen(store, person, _private(store, person, deployment))


def private_room(
    store: Store, person: str, label: Tlp, deployment: Deployment, first: str = ""
) -> Room | None:
    """The person's private room that may hold this now: on this platform first, else elsewhere."""

    def able() -> tuple[Room, ...]:
        rooms = [room for room in _private(store, person, deployment) if room.holds(label)]
        return tuple([room for room in rooms if room.platform == first] or rooms)

    key = ("private rooms for", person, label, deployment.platforms, first)
    return _chosen(store, person, store.directory.derived(key, able))


def _private(store: Store, person: str, deployment: Deployment) -> tuple[Room, ...]:
    def rooms() -> tuple[Room, ...]:
        served = [p for p in store.directory.platforms_of(person) if p in deployment.platforms]
        return tuple(store.directory.direct_room(person, platform) for platform in served)

    return store.directory.derived(("private rooms", person, deployment.platforms), rooms)


def _chosen(store: Store, person: str, rooms: Sequence[Room]) -> Room | None:
    """The room with the highest ceiling; among equals, where the person was heard last."""
    if len(rooms) < 2:
        return rooms[0] if rooms else None
    highest = max(room.ceiling.rank for room in rooms)
    rooms = [room for room in rooms if room.ceiling.rank == highest]
    if len(rooms) == 1:
        return rooms[0]
    accounts = [store.directory.account_of(person, room.platform) for room in rooms]
    last = store.receipts.last_spoken([account for account in accounts if account])
    return next((room for room in rooms if room.platform == last), rooms[0])


def cut(notice: Notice, room: Room) -> tuple[Page, Tlp] | None:
    """What of a notice may enter a room: all of it, its form for a lower one, or nothing."""
    if room.holds(notice.label):
        return notice.page, notice.label
    if notice.below is None or not room.holds(notice.below_label):
        return None
    return notice.below, notice.below_label


def _for_person(
    store: Store, call: Call, notice: Notice, person: str, deployment: Deployment
) -> tuple[Room, Page, Tlp] | None:
    """In which private room somebody is told, and what of it; the words, or where they are."""
    room = private_room(store, person, notice.label, deployment, notice.audience.platform)
    if room is not None:
        return room, notice.page, notice.label
    room = direct_room(store, person, deployment)
    if room is None:
        return None
    shown = cut(notice, room)
    page, label = shown or (below.notice(store, call, notice, person, deployment), Tlp.CLEAR)
    return room, page, label


def _told(
    store: Store, call: Call, notice: Notice, deployment: Deployment
) -> Iterator[tuple[Room, Page, Tlp]]:
    """Every room that is told, with what of it may be said there."""
    for room in rooms_for(store, call.group.id, notice.audience, deployment):
        shown = cut(notice, room)
        if shown is not None:
            yield room, *shown
    for person in notice.audience.people:
        mine = _for_person(store, call, notice, person, deployment)
        if mine is not None:
            yield mine


def _notice(store: Store, call: Call, notice: Notice, number: int, deployment: Deployment) -> None:
    told = tuple(_told(store, call, notice, deployment))
    if not told and notice.otherwise is not None:
        _notice(store, call, notice.otherwise, number, deployment)
    for room, page, label in told:
        mention = notice.mention or ((room.person,) if room.person else ())
        words = Words(page, label, mention)
        post.message(store, call, room, words, f"notice{number}", notice.thread)
        for place, file in enumerate(notice.files):
            name = f"notice{number}.{place}"
            if isinstance(file, Invitation):  # without its subject where that is not for everybody
                post.invitation(store, call, room, file, label, name)
            elif page is notice.page:
                post.file(store, call, room, file, label, name, notice.thread)


def _card(store: Store, call: Call, card: Card, deployment: Deployment) -> None:
    rooms = list(rooms_for(store, call.group.id, card.audience, deployment))
    new = store.cards.touch(card.key, {room.id for room in rooms}, card.label, call.now)
    for room in rooms:
        if room.id in new:
            post.card(store, call, room, card)


def _stands(store: Store, ask: Ask) -> bool:
    """Whether this is what was asked under its key, and not something else since."""
    kept = store.asks.get(ask.key, ask.person)
    return kept is not None and kept.line == ask.line


def _ask(store: Store, call: Call, ask: Ask, deployment: Deployment) -> None:
    """Ask one person in private, once; the person is mentioned, and so notified.

    Where no private room of the person may hold it, the question comes without its words.
    """
    room = private_room(store, ask.person, ask.label, deployment)
    if ask.again and call.room.sees is Sees.DIRECT and call.room.holds(ask.label):
        room = call.room
    words = Words(ask.page, ask.label, (ask.person,))
    if room is None:
        room = direct_room(store, ask.person, deployment)
        words = Words(below.ask(store, call, ask, deployment), Tlp.CLEAR, (ask.person,))
    if room is None:
        return
    if not (ask.again and _stands(store, ask)):
        kept = OpenAsk(ask.key, ask.person, ask.line, ask.page.data(), ask.label, call.now)
        store.asks.open(kept, ask.page.written)
    post.ask(store, call, room, words, ask)
