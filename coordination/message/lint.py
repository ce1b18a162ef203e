"""What to look at again in a text before States sign it: its tone, and words that show a person.

Words are data (one lexicon for each language). Nothing here judges: it finds and says where.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coordination.message.record import Message, Tongue
from coordination.refused import Refused
from coordination.said import Said


@dataclass(frozen=True)
class Lexicon:
    """The words of one language.

    `tone`: accusing words, each with what could stand instead; `kin`: words for a child or its
    family; `born`: words that a date of birth follows; `papers`: words that a number follows;
    `named`: words between one of the family and the name; `law`: words that begin the title of an
    instrument or a body and no name. A `*` at the end stands for any ending.
    """

    tone: tuple[tuple[str, str], ...] = ()
    kin: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    law: tuple[str, ...] = ()


class Sort(StrEnum):
    """What was found, by what follows from it."""

    PERSON = "person"
    """Personal data: it does not leave (U-44)."""
    DOUBT = "doubt"
    """It may show a person: a reason is recorded."""
    TONE = "tone"
    """It accuses or attributes: printed (T-42)."""
    BRACKET = "bracket"
    """It stands in square brackets, as words do that are not agreed: a reason is recorded."""
    HIDDEN = "hidden"
    """A sign that nobody sees: printed, because it changes the text."""


@dataclass(frozen=True)
class Found:
    """Words that were found, with their place."""

    sort: Sort
    language: str
    paragraph: int
    words: str
    instead: str = ""

    @property
    def said(self) -> Said:
        """What was found, for whoever writes the text."""
        key = "message.lint.tone_instead" if self.instead else f"message.lint.{self.sort.value}"
        more = {"instead": self.instead} if self.instead else {}
        return Said(
            key, language=self.language.upper(), paragraph=self.paragraph, words=self.words, **more
        )


_MONTH = r"(?:de\s)?[^\W\d]{3,12}\.?\s(?:de\s)?\d{4}"
_DATE = rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:\.|er|o|st|nd|rd|th)?\s{_MONTH})"
_YEAR = r"(?:19|20)\d{2}"
# The capital letters of every script; `re` has no class for them.
_UP = "".join(chr(n) for n in range(0x2FFF) if unicodedata.category(chr(n)) in ("Lu", "Lt"))
_NAME = rf"[{_UP}][\w'’-]+(?:\s[{_UP}][\w'’-]*\.?)*"
_INITIAL = re.compile(rf"\b[{_UP}][^\W\d_{_UP}]{{2,}}\s[{_UP}]\.(?=[\s,;)]|$)")
# Letters of scripts without capitals; those of Georgian count as small ones in Unicode.
_OTHER = r"[\u0590-\u13ff\u1780-\u18af\u2e80-\ud7ff\uf900-\ufdff\U00020000-\U0003ffff]+"
_CASELESS = re.compile(rf"{_OTHER}(?:\s{_OTHER})*")
_BRACKET = re.compile(r"\[[^\]]*\]?|\]")
_LONGEST = 60
# Signs that nobody sees, beside those of the category Cf: fillers and selectors.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800") | {
    chr(n) for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F)) for n in range(first, last + 1)
}


def found(
    message: Message, lexicons: Mapping[str, Lexicon], known: Iterable[str] = ()
) -> tuple[Found, ...]:
    """Everything worth a second look, text by text; `known` are names of States and authorities."""
    return found_in(message.tongues, lexicons, known)


def found_in(
    tongues: Iterable[Tongue], lexicons: Mapping[str, Lexicon], known: Iterable[str] = ()
) -> tuple[Found, ...]:
    """The same for texts that are no joint message."""
    no_person = frozenset(
        word for name in known for word in unicodedata.normalize("NFKC", name).casefold().split()
    )
    return tuple(one for tongue in tongues for one in _in(tongue, lexicons, no_person))


def no_person(message: Message, findings: Iterable[Found], line: str) -> None:
    """Raises `Refused` where personal data stand in a text (U-44, 4.3); `line` mends it."""
    sure = tuple(one.said for one in findings if one.sort is Sort.PERSON)
    if sure:
        raise Refused("U-44", Said("message.personal_data", id=message.id, found=sure), (line,))


def _in(tongue: Tongue, lexicons: Mapping[str, Lexicon], known: frozenset[str]) -> Iterator[Found]:
    own = lexicons.get(tongue.language, Lexicon())
    # In a language without a lexicon the words of all others are looked for.
    read = (own,) if tongue.language in lexicons else tuple(lexicons.values())
    for n, text in enumerate(tongue.paragraphs, 1):
        flat = _plain(text, "")
        persons = list(dict.fromkeys(_persons(flat, read, known)))
        # A sign that nobody sees can stand between two words as well as within one.
        apart = dict.fromkeys(_persons(_plain(text, " "), read, known))
        persons += [words for words in apart if not any(words in person for person in persons)]
        for words in persons:
            yield Found(Sort.PERSON, tongue.language, n, words)
        for words in dict.fromkeys(_doubts(flat, read, known)):
            if not any(words in person for person in persons):
                yield Found(Sort.DOUBT, tongue.language, n, words)
        for word, instead in own.tone:
            for hit in re.finditer(_any([word]), flat, re.IGNORECASE):
                yield Found(Sort.TONE, tongue.language, n, hit[0], instead)
        for words in dict.fromkeys(hit[0][:_LONGEST] for hit in _BRACKET.finditer(flat)):
            yield Found(Sort.BRACKET, tongue.language, n, words)
        for sign in dict.fromkeys(filter(_unseen, text)):
            yield Found(Sort.HIDDEN, tongue.language, n, f"U+{ord(sign):04X}")


def _persons(text: str, lexicons: Iterable[Lexicon], known: frozenset[str]) -> Iterator[str]:
    """A birth with its date, a paper with its number, one of a family with the name."""
    for words in lexicons:
        if words.born:
            when = rf"{_any(words.born)}[^\n]{{0,25}}?(?:{_DATE}|{_YEAR})"
            yield from (hit[0] for hit in re.finditer(when, text, re.IGNORECASE))
        if words.papers:
            number = rf"{_any(words.papers)}[^\w\n]{{0,3}}(?:[A-Z]{{0,3}}[ -]?\d[\dA-Z/-]{{3,}})"
            yield from (hit[0] for hit in re.finditer(number, text, re.IGNORECASE))
        yield from (hit for hit, sure in _families(text, words, known) if sure)


def _families(text: str, words: Lexicon, known: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """One of a family with a name behind, and whether it is sure that it is one.

    Behind a comma or a bracket one word alone may be another thing: then it is not sure.
    """
    if not words.kin:
        return
    named = rf"(?:{_any(words.named)}\s){{0,2}}" if words.named else ""
    between = r"(\s?[,;:(\[–—]\s?|\s)"
    family = rf"(?i:{_any(words.kin)}(?:['’]s)?{between}({named}))[\"“„«‘'(\[]?\s?({_NAME})"
    law = frozenset(words.law)
    for hit in re.finditer(family, text):
        name = hit[3].casefold().split()
        if name[0] not in law and not known.issuperset(name):
            yield hit[0], bool(hit[1].isspace() or hit[2] or len(name) > 1)


def _doubts(text: str, lexicons: Iterable[Lexicon], known: frozenset[str]) -> Iterator[str]:
    """What may be a name: with an initial, behind a comma, in a script without capitals.

    And a day in a paragraph that speaks of one of a family.
    """
    for words in lexicons:
        yield from (hit for hit, sure in _families(text, words, known) if not sure)
    for hit in _CASELESS.finditer(text):
        if not known.issuperset(hit[0].casefold().split()):
            yield hit[0][:_LONGEST]
            break
    for hit in _INITIAL.finditer(text):
        if hit[0].split()[0].casefold() not in known:
            yield hit[0]
    kin = [word for words in lexicons for word in words.kin]
    if kin and re.search(_any(kin), text, re.IGNORECASE):
        yield from (hit[0] for hit in re.finditer(_DATE, text))


def _plain(text: str, unseen: str) -> str:
    """The text as it reads: wide and joined letters as plain ones, `unseen` for unseen signs."""
    shown = "".join(unseen if _unseen(sign) else sign for sign in text)
    return re.sub(r"(?:[^\S\n]|_)+", " ", unicodedata.normalize("NFKC", shown))


def _unseen(sign: str) -> bool:
    return sign in _UNSEEN or unicodedata.category(sign) in ("Cf", "Co")


def _any(words: Iterable[str]) -> str:
    """A pattern for any of these as whole words; `*` at an end is any ending."""
    plain = (unicodedata.normalize("NFKC", word) for word in words)
    forms = (
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
        for word in sorted(plain, key=len, reverse=True)
    )
    return rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"
