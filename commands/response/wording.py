"""A common message is worded for the State that reads it: no accusation, no person (T-42, U-44)."""

from __future__ import annotations

from collections.abc import Iterator

from commands.seeded import PURPOSE
from commands.unnamed import known_names
from config.wording import lexicons
from coordination.message.lint import Found, Sort, found_in
from coordination.message.record import Standing, Tongue
from coordination.refused import Refused
from coordination.response.parts import Message
from coordination.response.record import Response
from coordination.said import Said
from storage.store import Store

_OF_PURPOSE = (Sort.PERSON, Sort.DOUBT, Sort.TONE)
"""What is said of a purpose: brackets and unseen signs matter where a text is signed."""


def reminders(response: Response, store: Store) -> tuple[Said, ...]:
    """What whoever words it looks at again: words that may read as an accusation, or show a person.

    Nothing is refused for it while the text is only proposed.
    """
    return tuple(said for _, said in _found(response, store))


def nobody_named(response: Response, store: Store) -> None:
    """Raises `Refused` where what is put to the States shows a person: it leaves the group."""
    sure = tuple(said for sort, said in _found(response, store) if sort is Sort.PERSON)
    if sure:
        said = Said("response.personal_data", id=response.id, found=sure)
        raise Refused("U-44", said, (f"response amend {response.id}",))


def purpose_looked_through(
    purpose: str, language: str, group: str, store: Store
) -> Iterator[tuple[Sort, Said]]:
    """The same of what a message is for, in words of one's own: the other States read it too."""
    if purpose == PURPOSE:
        return
    for one in _in(purpose, language, group, store):
        if one.sort in _OF_PURPOSE:
            key = "tone_instead" if one.instead else one.sort.value
            more = {"instead": one.instead} if one.instead else {}
            yield one.sort, Said(f"response.purpose.{key}", words=one.words, **more)


def _found(response: Response, store: Store) -> Iterator[tuple[Sort, Said]]:
    parts = response.parts
    if not isinstance(parts, Message):
        return
    language, group = response.language, response.group
    yield from ((one.sort, one.said) for one in _in(parts.wording, language, group, store))
    yield from purpose_looked_through(parts.purpose, language, group, store)


def _in(text: str, language: str, group: str, store: Store) -> tuple[Found, ...]:
    alone = (Tongue(language, Standing.AUTHENTIC, (text,), 1, 1),)
    return found_in(alone, lexicons(), known_names(group, store))
