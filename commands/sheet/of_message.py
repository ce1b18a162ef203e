"""The sheet of a joint message that waits for signatures: one in each of its languages."""

from __future__ import annotations

from commands.document import Quoted, Verbatim
from commands.incident.words import parties
from commands.kinds.who import named
from commands.seeded import in_words
from commands.sheet.page import Option, Sheet
from coordination.message.record import Frozen, Message, Standing
from coordination.parties import Party
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short
from storage.store import Store

_ANSWERS = ("sign", "footnote", "subject", "decline", "nothing")


def of_message(store: Store, message: Message, asked: Party) -> Sheet:
    """What this party is asked to sign; raises `Refused` when it is not asked, or nothing is."""
    frozen = _open_to(message, asked)
    tongues = [one for one in message.tongues if one.paragraphs]
    return Sheet(
        id=message.id,
        matter=named(message.addressee, store),
        asked=Said("sheet.asked.message", id=message.id),
        title=Said("sheet.title.message", state=named(message.addressee, store)),
        texts=tuple((one.language, Quoted(Verbatim(one.text, one.language))) for one in tongues),
        until=message.sign_until,
        facts=_facts(store, message, frozen),
        options=tuple(
            Option(Said(f"sheet.message.{name}"), Said(f"sheet.effect.message.{name}"))
            for name in _ANSWERS
        ),
        how=(
            Said("sheet.how.message", line=f"message answer {message.id}"),
            Said("sheet.how.until_sent"),
        ),
        label=message.label,
        fingerprint=frozen.fingerprint,
        stale=tuple(one.language for one in tongues if message.stale(one)),
        authentic=tuple(one.language.upper() for one in message.authentic),
        line=f"message answer {message.id}",
    )


def _open_to(message: Message, asked: Party) -> Frozen:
    """What this party may sign now; raises `Refused` where there is nothing."""
    frozen = message.frozen
    if frozen is None or message.stage.sent or message.stage.open_text:
        line = f"message show {message.id}"
        raise Refused("stage", Said("sheet.not_open", id=message.id), (line,))
    if asked.code not in frozen.asked:
        raise Refused("DR-20", Said("sheet.not_asked", id=message.id, party=asked.names))
    return frozen


def _facts(store: Store, message: Message, frozen: Frozen) -> tuple[tuple[Said, Said], ...]:
    return (
        (Said("sheet.fact.addressee"), named(message.addressee, store)),
        (Said("sheet.fact.purpose"), Said("sheet.plain", text=in_words(message.purpose))),
        *((Said("sheet.fact.sponsor"), _names(store, message)) for _ in message.sponsors[:1]),
        (Said("sheet.fact.languages"), _languages(message)),
        (Said("sheet.fact.signed"), Said("sheet.signed", n=message.minimum)),
        (Said("sheet.fact.text"), Said("sheet.signed_text", text=short(frozen.fingerprint))),
    )


def _names(store: Store, message: Message) -> Said:
    return Said("sheet.names", parties=parties(message.sponsors, message.group, store))


def _languages(message: Message) -> Said:
    """Which texts are signed, and which are for the reader."""
    equal = tuple(one.language.upper() for one in message.authentic)
    read = tuple(
        one.language.upper() for one in message.tongues if one.standing is Standing.COURTESY
    )
    key = "sheet.languages_courtesy" if read else "sheet.languages"
    return Said(key, authentic=equal, courtesy=read) if read else Said(key, authentic=equal)
