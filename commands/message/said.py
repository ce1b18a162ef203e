"""What most acts on a joint message end with: it is kept, its card shows it, the others hear."""

from __future__ import annotations

from commands.cleared import keys
from commands.document import Document
from commands.incident.words import party
from commands.joint import Seen, View, rooms
from commands.message.card import acts_of, cards, read_it
from commands.outcome import Ask, Audience, Due, File, Notice, Outcome, Page
from coordination.incident.incident import Incident
from coordination.message.entry import Signature
from coordination.message.record import Message
from coordination.message.signing import standing
from coordination.message.stage import Stage
from coordination.said import Said
from storage.store import Store


def kept(
    store: Store,
    message: Message,
    found: Seen,
    said: Said,
    *,
    lines: tuple[Said, ...] = (),
    notices: tuple[Notice, ...] = (),
    asks: tuple[Ask, ...] = (),
    closes: tuple[str, ...] = (),
    files: tuple[File | Document, ...] = (),
    deadlines: tuple[Due, ...] = (),
    made: dict[str, str] | None = None,
) -> Outcome:
    """The outcome of an act: its newest state is kept and shown on its card."""
    store.messages.save(message)
    own = acts_of(found, message)
    return Outcome(
        reply=Page(said, (*lines, *_seen_by(message, found, store)), (*own, read_it(message))),
        notices=notices,
        cards=cards(store, message, found.incident),
        asks=asks,
        closes=(*closes, *_over(message), *_not_cleared(message, store)),
        files=files,
        shows=message.label,
        about=message.incident,
        deadlines=deadlines,
        settles=_settled(store, message),
        made=made or {},
    )


def join_key(message: Message, code: str) -> str:
    """The key of the question to one State whether it writes the message too."""
    return f"join:{message.id}:{code}"


def _settled(store: Store, message: Message) -> tuple[str, ...]:
    """Nobody is reminded to sign what is not open for signature any more."""
    if message.stage.signing or message.stage is Stage.FROZEN:
        return ()
    kinds = ("message remind", "message overdue", "clearance remind")
    return tuple(one.key for one in store.deadlines.of(message.id) if one.kind in kinds)


def _not_cleared(message: Message, store: Store) -> tuple[str, ...]:
    """Nothing is cleared at home any more for a text that is not signed now."""
    if message.stage.signing or message.stage is Stage.FROZEN:
        return ()
    return keys(message.id, store.clearances.of(message.id))


def _over(message: Message) -> tuple[str, ...]:
    """Once the text is not written any more, nobody is asked to write it."""
    if message.stage.open_text:
        return ()
    return tuple(join_key(message, code) for code in message.proposed)


def told(
    store: Store, message: Message, incident: Incident, page: Page | Said, *who: str
) -> tuple[Notice, ...]:
    """A line under the incident in the rooms of those that may sign; `who` must act."""
    words = page if isinstance(page, Page) else Page(page)
    audience = rooms(store, message, incident)
    if not audience.only:
        return ()
    return (Notice(audience, message.label, words, thread=incident.id, mention=who),)


def privately(message: Message, page: Page | Said, *people: str) -> tuple[Notice, ...]:
    """To some people alone."""
    words = page if isinstance(page, Page) else Page(page)
    unique = tuple(dict.fromkeys(people))
    return (Notice(Audience.persons(*unique), message.label, words),) if unique else ()


def spoke_on(message: Message, store: Store) -> tuple[str, ...]:
    """The people who have given their State's word on the text as it is frozen."""
    given = standing(message, store.messages.entries(message.id, Signature)).values()
    return tuple(dict.fromkeys(one.person for one in given))


def who_sees(message: Message) -> Said:
    """Who reads it now."""
    key = "message.who_sees" if message.circulated else "message.who_sees_draft"
    if message.proposed and not message.circulated:
        key = "message.who_sees_asked"
    return Said(key, label=message.label)


def _seen_by(message: Message, found: Seen, store: Store) -> tuple[Said, ...]:
    """The same after an act; the State that got the letter is not told of the others' rooms."""
    if found.view is View.LETTER:
        return ()
    if message.stage.sent:
        state = name(message.addressee, message, store)
        return (Said("message.who_sees_sent", state=state, label=message.label),)
    return (who_sees(message),)


def name(code: str | None, message: Message, store: Store) -> Said:
    return party(code, message.group, store)
