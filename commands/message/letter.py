"""The letter: a paper in each language, with the signatories in the order of their names in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from commands.document import (
    Document,
    Numbered,
    Paragraph,
    Section,
    Signatures,
    Verbatim,
)
from commands.document import Signature as Signed
from commands.joint import View
from config.wording import frame, written_day
from coordination.message.entry import Correction, How, Signature
from coordination.message.protocol import in_order
from coordination.message.record import Message, Tongue
from coordination.message.signing import signers, standing
from coordination.message.stage import Stage
from coordination.said import Said
from storage.store import Store

_STANDING = ("authentic", "authentic_stale", "courtesy", "courtesy_stale")
_SMALL = ("reference", "fingerprint", *_STANDING)


def letters(message: Message, store: Store, view: View = View.LETTER) -> tuple[Document, ...]:
    """One paper for each language that has a text, the original first."""
    return tuple(letter(message, one, store, view) for one in message.tongues if one.paragraphs)


def unsigned(message: Message) -> Message:
    """An earlier text of a message: nobody has signed it, and it was never sent (DR-26)."""
    return replace(message, stage=Stage.DRAFT, frozen=None, signatories=(), sent_at=None)


def letter(message: Message, tongue: Tongue, store: Store, view: View) -> Document:
    """The letter in one language, as it is or as it would be sent now.

    Until it is sent each page says so, and only the office reads who has signed (DR-29).
    """
    around = _Frame(tongue.language)
    sent = message.stage.sent
    foot = (_standing(message, tongue, around), around.line("fingerprint", mark=_mark(message)))
    named = sent or (message.frozen is not None and view is View.OFFICE)
    signed = _signed(message, tongue.language, around, store) if named else ()
    return Document(
        name=f"{message.id}.{tongue.language}",
        title=around.words("further" if message.earlier else "heading", earlier=message.earlier),
        label=message.label,
        at=message.sent_at or message.drafted_at,
        head=None if sent else around.words("unsent", version=str(message.version)),
        sections=(
            Section(_head(message, tongue.language, around, store)),
            Section((Numbered(tuple(Verbatim(p, tongue.language) for p in tongue.paragraphs)),)),
            *signed,
            Section(foot),
        ),
        alternative=Said(
            "message.letter.alternative", id=message.id, language=tongue.language.upper()
        ),
        language=tongue.language,
    )


def corrigendum(message: Message, made: Correction, store: Store) -> Document:
    """The paper that corrects one paragraph; it goes to everybody who has the letter."""
    around = _Frame(made.language)
    lines = [
        around.line("to", authority=_authority(message, made.language, store)),
        around.day(made.until),
        around.line("corrected", place=f"§{made.paragraph}", was=made.was, now=made.now),
    ]
    if made.reason:
        lines.append(around.line("reason", reason=made.reason))
    return Document(
        name=f"{message.id}.corrigendum-{made.number}",
        title=around.words("corrigendum", id=message.id),
        label=message.label,
        at=made.until,
        sections=(
            Section(tuple(lines)),
            Section((_signatures(message, made.language, store),), around.words("signatories")),
        ),
        alternative=Said("message.letter.corrigendum", id=message.id),
        language=made.language,
    )


class _Frame:
    """The words around a letter in its language; what fills them stays data."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words = frame(language)

    def words(self, key: str, **given: str | None) -> Verbatim:
        parts = self._words[key].split("{")
        text = parts[0]
        for part in parts[1:]:
            name, _, rest = part.partition("}")
            text += f"{given[name] or ''}{rest}"
        return Verbatim(text, self._language)

    def day(self, at: datetime) -> Paragraph:
        """The date (UTC) as letters in this language write it."""
        return self.line("date", day=written_day(self._language, at.date()))

    def line(self, key: str, **given: str | None) -> Paragraph:
        return Paragraph(self.words(key, **given), small=key in _SMALL)


def _head(message: Message, language: str, around: _Frame, store: Store) -> tuple[Paragraph, ...]:
    """To whom, when it was sent, and under which reference."""
    to = around.line("to", authority=_authority(message, language, store))
    day = (around.day(message.sent_at),) if message.sent_at is not None else ()
    return (to, *day, around.line("reference", id=message.id, incident=message.incident))


def _signed(message: Message, language: str, around: _Frame, store: Store) -> tuple[Section, ...]:
    signed = _signatures(message, language, store)
    return (Section((signed,), around.words("signatories")),) if signed.entries else ()


def _standing(message: Message, tongue: Tongue, around: _Frame) -> Paragraph:
    """What the text in this language counts for, and whether it lags behind the original."""
    key = f"{tongue.standing.value}{'_stale' if message.stale(tongue) else ''}"
    known = ", ".join(one.language.upper() for one in message.authentic)
    return around.line(key, languages=known, original=message.original.language.upper())


def _authority(message: Message, language: str, store: Store) -> str:
    found = store.directory.party(message.addressee, message.group)
    return found.authority.in_language(language) if found else message.addressee


def _signatures(message: Message, language: str, store: Store) -> Signatures:
    """Those who have signed, by name in the letter's language; a footnote stands with its State."""
    words = standing(message, store.messages.entries(message.id, Signature))
    codes = message.signatories or signers(message, words.values())
    entries = tuple(
        Signed(
            Verbatim(_name(message, code, language, store), language),
            (Verbatim(_of(message, code, language, store), language),),
            _note(words.get(code), language),
        )
        for code in _ordered(message, codes, language, store)
    )
    return Signatures(entries)


def _note(one: Signature | None, language: str) -> tuple[Verbatim, ...]:
    if one is None or one.how is not How.FOOTNOTE:
        return ()
    return (Verbatim(one.footnote, language),)


def _ordered(
    message: Message, codes: Iterable[str], language: str, store: Store
) -> tuple[str, ...]:
    return in_order({code: _name(message, code, language, store) for code in codes})


def _name(message: Message, code: str, language: str, store: Store) -> str:
    found = store.directory.party(code, message.group)
    return found.names.in_language(language) if found else code


def _of(message: Message, code: str, language: str, store: Store) -> str:
    found = store.directory.party(code, message.group)
    return found.authority.in_language(language) if found else code


def _mark(message: Message) -> str:
    return message.frozen.fingerprint if message.frozen else message.mark
