"""A common message is worded for the State that reads it: no accusation, no person (T-42, U-44)."""

from __future__ import annotations

from commands.unnamed import known_names
from config.wording import lexicons
from coordination.message.lint import Found, Sort, found_in
from coordination.message.record import Standing, Tongue
from coordination.refused import Refused
from coordination.response.parts import Message
from coordination.response.record import Response
from coordination.said import Said
from storage.store import Store


def reminders(response: Response, store: Store) -> tuple[Said, ...]:
    """What whoever words it looks at again: words that may read as an accusation, or show a person.

    Nothing is refused for it while the text is only proposed.
    """
    return tuple(one.said for one in _found(response, store))


def nobody_named(response: Response, store: Store) -> None:
    """Raises `Refused` where what is put to the States shows a person: it leaves the group."""
    sure = tuple(one.said for one in _found(response, store) if one.sort is Sort.PERSON)
    if sure:
        said = Said("response.personal_data", id=response.id, found=sure)
        raise Refused("U-44", said, (f"response amend {response.id}",))


def _found(response: Response, store: Store) -> tuple[Found, ...]:
    if not isinstance(response.parts, Message):
        return ()
    text = (response.parts.wording,)
    alone = (Tongue(response.language, Standing.AUTHENTIC, text, 1, 1),)
    return found_in(alone, lexicons(), known_names(response.group, store))
