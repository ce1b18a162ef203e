"""The kinds of answers: one object reads, shows and offers the values of a field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from commands.call import Call
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

T = TypeVar("T")
_MOST_LISTED = 20
_LONG = re.compile(r"[^\W\d_]{4,}")
"""Words that name something: articles and prepositions are shorter."""


class Widget(StrEnum):
    """How a form asks: what a Slack modal, a Matrix interview and the terminal draw."""

    LINE = "line"
    TEXT = "text"
    SELECT = "select"
    MULTI = "multi"
    NUMBER = "number"
    INSTANT = "instant"
    FLAG = "flag"


@dataclass(frozen=True)
class Choice:
    """One value to pick: the word that stands in a line, its name, and the label of the name."""

    word: str
    name: Said
    label: Tlp = Tlp.CLEAR


class Kind(Generic[T]):
    """A kind of answer. `free` kinds take the rest of the line verbatim."""

    widget: Widget = Widget.LINE
    free: bool = False
    moves: bool = False
    """Whether what may be picked changes by itself: a number then means what was shown."""
    alone: bool = False
    """Whether what alone can be picked need not be picked."""
    example: str = ""

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        """How many of these words the value takes in a line."""
        return 1

    def likely(self, word: str) -> bool:
        """Whether the word can be meant as an answer; else a line's free text begins with it."""
        return True

    def read(self, text: str, call: Call, store: Store) -> T:
        """The value that was written; raises `Refused("form")` saying what would be accepted."""
        raise NotImplementedError

    def show(self, value: T) -> str:
        """The value as it stands in a line."""
        return str(value)

    def fixed(self) -> tuple[Choice, ...]:
        """What may be picked whoever asks; empty where that depends, and when it is typed."""
        return ()

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        """What may be picked, and only what the speaker may see; empty when it is typed."""
        return self.fixed()

    def further(self) -> tuple[Choice, ...]:
        """What is accepted beyond the choices, to be found by searching whoever asks."""
        return ()

    def called(self, word: str) -> tuple[str, ...]:
        """Further names by which the choice with this word is read, beside the one shown."""
        return ()


class Near(Refused):
    """Nothing that was written fits, but the `near` choices resemble it.

    `rest` is what was named beside it in an answer that takes several; `key` is what is said.
    """

    def __init__(
        self,
        typed: str,
        near: Sequence[Choice],
        rest: Sequence[str] = (),
        key: str = "form.did_you_mean",
    ) -> None:
        super().__init__("form", _offer(key, typed, near))
        self.typed = typed
        self.near = tuple(near)
        self.rest = tuple(rest)

    def words(self, *, several: bool) -> tuple[str, ...]:
        """Each of what may have been meant, as the whole answer of a line."""
        beside = self.rest if several else ()
        return tuple(",".join((*beside, choice.word)) for choice in self.near)


def _offer(key: str, typed: str, choices: Sequence[Choice]) -> Said:
    return Said(key, typed=typed.strip()[:60], choices=tuple(map(named, choices)))


def named(choice: Choice) -> Said:
    """A choice as people read it, with the word that stands in a line."""
    return Said("form.choice", word=choice.word, name=choice.name)


def resembles(word: str, choices: Sequence[Choice]) -> bool:
    """Whether a word is a number, or written like one of the choices."""
    known = [choice.word.casefold() for choice in choices]
    return word.isdigit() or bool(get_close_matches(word.casefold(), known, cutoff=0.5))


def picked(
    text: str, choices: Sequence[Choice], spoken: Mapping[str, Choice] = MappingProxyType({})
) -> str:
    """The word of the choice that was written or numbered (1 is the first).

    `spoken` are names, casefolded, by which a mistyped choice is found. Raises `Near` with the
    nearest choices, or `Refused("form")` with those that there are; it never guesses.
    """
    wanted = text.strip().casefold()
    for choice in choices:
        if choice.word.casefold() == wanted:
            return choice.word
    if wanted.isdigit() and 1 <= int(wanted) <= len(choices):
        return choices[int(wanted) - 1].word
    words = {choice.word.casefold(): choice for choice in choices}
    alike = [spoken[name] for name in get_close_matches(wanted, spoken, n=3, cutoff=0.75)]
    alike += [words[word] for word in get_close_matches(wanted, words, n=3, cutoff=0.5)]
    near = {choice.word: choice for choice in alike}
    if near:
        raise Near(text, list(near.values())[:3])
    if len(choices) > _MOST_LISTED:
        more = len(choices) - _MOST_LISTED
        listed = _offer("form.pick_one_of_many", text, choices[:_MOST_LISTED])
        raise Refused("form", replace(listed, params=(*listed.params, ("n", more))))
    raise Refused("form", _offer("form.pick_one", text, choices))


def by_words(choices: Mapping[Choice, Iterable[str]]) -> dict[str, Choice]:
    """Choices by what people call them: their names, and words that stand in one name alone."""
    found: dict[str, Choice] = {}
    several: Counter[str] = Counter()
    for choice, names in choices.items():
        words = {name.casefold() for name in names}
        words |= {word for name in words for word in _LONG.findall(name)}
        several.update(words)
        found |= dict.fromkeys(words, choice)
    return {word: choice for word, choice in found.items() if several[word] == 1}
