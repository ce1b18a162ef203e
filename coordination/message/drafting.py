"""Writing the text: languages, paragraphs, comments; an edit after freezing voids signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from coordination.hats import chairs, no_mandate, speaks
from coordination.message.entry import Comment
from coordination.message.record import Message, Standing, Tongue
from coordination.message.stage import LIFECYCLE, Stage
from coordination.message.text import paragraphs, same
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.said import Said


def may_write(message: Message, hat: Credential) -> None:
    """Raises `Refused` unless the hat is a sponsor's or the chair's."""
    if speaks(hat) and hat.party in message.proposed and not chairs(hat):
        line = f"message join {message.id} yes"
        raise Refused("mandate", Said("message.join_first", id=message.id), (line,))
    if not chairs(hat) and not (speaks(hat) and hat.party in message.sponsors):
        key = "message.sponsors_write" if message.sponsors else "message.chair_writes"
        raise Refused("mandate", Said(key, parties=message.sponsors))


def revised(message: Message, language: str, paragraphs: tuple[str, ...]) -> Message:
    """The message with this text in one language; raises `Refused` when nothing changes (DR-26).

    Giving a stale text again as it is says that it still renders the original.
    """
    after = LIFECYCLE.after("revise", message.stage)
    tongue = message.tongue(language)
    if tongue is None:
        line = f"message language {message.id} {language} courtesy"
        raise Refused("form", Said("message.no_such_language", language=language), (line,))
    if not paragraphs:
        raise Refused("form", Said("message.no_text"))
    if same(paragraphs, tongue.paragraphs):
        if not message.stale(tongue):
            raise Refused("DR-26", Said("message.nothing_changed", id=message.id))
        return _with(message, replace(tongue, follows=message.original.written))
    version = message.version + 1
    first = language == message.original.language
    follows = version if first else message.original.written
    newer = replace(tongue, paragraphs=paragraphs, written=version, follows=follows)
    made = replace(_with(message, newer), version=version)
    return made if tongue.standing is Standing.COURTESY else _thawed(made, after)


def paragraph_of(message: Message, language: str, number: int) -> str:
    """One paragraph as it stands; raises `Refused` when there is none of this number."""
    tongue = message.tongue(language)
    count = len(tongue.paragraphs) if tongue else 0
    if tongue is None or not 1 <= number <= count:
        said = Said("message.no_such_paragraph", paragraph=number, language=language, n=count)
        raise Refused("form", said, (f"message show {message.id}",))
    return tongue.paragraphs[number - 1]


def paragraph(message: Message, language: str, number: int, text: tuple[str, ...]) -> Message:
    """The message with one paragraph put anew; the one after the last adds, no text removes."""
    tongue = message.tongue(language)
    parts = tongue.paragraphs if tongue else ()
    if tongue is None or number != len(parts) + 1 or not text:
        paragraph_of(message, language, number)
    return revised(message, language, (*parts[: number - 1], *text, *parts[number:]))


def spoken(message: Message, language: str, standing: Standing | None) -> Message:
    """The message with a language more or less, or of another standing.

    The original is always authentic. What changes the authentic texts thaws a frozen message.
    """
    after = LIFECYCLE.after("revise", message.stage)
    old = message.tongue(language)
    if old is not None and old.language == message.original.language:
        raise Refused("form", Said("message.original_stays", language=language))
    if standing is (old.standing if old else None):
        raise Refused("form", Said("message.language_so_already", language=language))
    if standing is None:
        left = tuple(one for one in message.tongues if one.language != language)
    elif old is None:
        left = (*message.tongues, Tongue(language, standing))
    else:
        left = tuple(
            replace(one, standing=standing) if one is old else one for one in message.tongues
        )
    made = replace(message, tongues=left, version=message.version + 1)
    same_authentic = made.texts == message.texts
    return made if same_authentic else _thawed(made, after)


def as_decided(message: Message, texts: Mapping[str, str]) -> Message:
    """The message with these texts and no other authentic one; raises `Refused` as it stands so.

    Another authentic language stays as a translation; the original is always authentic.
    """
    first = message.original.language
    made = message
    for code in sorted(texts, key=lambda one: (one != first, one)):
        tongue = made.tongue(code)
        if tongue is None or tongue.standing is not Standing.AUTHENTIC:
            made = spoken(made, code, Standing.AUTHENTIC)
            tongue = made.tongue(code)
        parts = paragraphs(texts[code])
        if tongue and (made.stale(tongue) or not same(parts, tongue.paragraphs)):
            made = revised(made, code, parts)
    for tongue in message.authentic:
        if tongue.language not in texts:
            made = spoken(made, tongue.language, Standing.COURTESY)
    if made == message:
        raise Refused("DR-26", Said("message.nothing_changed", id=message.id))
    return made


def circulated(
    message: Message, until: datetime, invited: tuple[str, ...], now: datetime
) -> Message:
    """The draft before all that may sign it, for comments until an instant."""
    if until <= now:
        raise Refused("form", Said("message.until_past", at=until))
    if not message.original.paragraphs:
        raise Refused(
            "stage", Said("message.texts_missing", languages=message.behind(courtesy=True))
        )
    after = message.moved("circulate")
    asked = tuple(dict.fromkeys((*message.invited, *invited)))
    return replace(
        after,
        circulated=True,
        shown_from=message.shown_from or message.version,
        comments_until=until,
        invited=asked,
    )


def joined(message: Message, hat: Credential, *, writes: bool) -> Message:
    """The message with a State's own answer whether it writes it too; raises `Refused`.

    No State is shown as a writer by the word of another one (DR-30).
    """
    if not speaks(hat):
        raise no_mandate(hat, "stage.act.message.join")
    if hat.party in message.sponsors:
        raise Refused("DR-26", Said("message.writes_already", id=message.id, party=hat.party))
    if hat.party not in message.proposed:
        line = f"message comment {message.id}"
        raise Refused("mandate", Said("message.not_asked_to_write", id=message.id), (line,))
    after = message.moved("join")
    left = tuple(code for code in message.proposed if code != hat.party)
    sponsors = (*message.sponsors, hat.party) if writes else message.sponsors
    return replace(after, proposed=left, sponsors=sponsors)


def collected(message: Message, now: datetime) -> Message:
    """The time for comments is over: the sponsors go on writing."""
    after = message.moved("collect")
    if message.comments_until is not None and now < message.comments_until:
        raise Refused("stage", Said("message.comments_open", at=message.comments_until))
    return after


def commented(
    message: Message, hat: Credential, on: int | None, text: str, now: datetime
) -> Comment:
    """A comment by a party, or by an organisation that was invited; raises `Refused`."""
    guest = hat.role in (Role.OBSERVER, Role.ASSOCIATION)
    if guest and hat.organisation not in message.invited:
        raise Refused("T-33", Said("message.only_invited"))
    if not guest and not speaks(hat) and not chairs(hat):
        raise no_mandate(hat, "stage.act.message.comment")
    if message.stage is not Stage.COMMENTS:
        LIFECYCLE.after("comment", message.stage)
    if on is not None:
        paragraph_of(message, message.original.language, on)
    if not text.strip():
        raise Refused("form", Said("message.no_text"))
    party = None if guest else hat.party
    organisation = hat.organisation if guest else None
    return Comment(now, hat.person, party, organisation, message.version, on, text.strip())


def _with(message: Message, tongue: Tongue) -> Message:
    """The message with a language's newer text in its place."""
    tongues = tuple(tongue if one.language == tongue.language else one for one in message.tongues)
    return replace(message, tongues=tongues)


def _thawed(message: Message, stage: Stage) -> Message:
    """What is signed has changed: no frozen text, and so no signature stands (4.3)."""
    return replace(message, stage=stage, frozen=None, sign_until=None)
