"""Each thing that `comity init` asks: when, with which default, and what an answer must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.operate.choices import HTTP, NO, SOCKET, Choices, has_password
from bot.operate.zones import zones_of
from config.aliases import state_names

LANGUAGES = ("en", "fr", "es")
BACK = "back"
"""What somebody answers to return to the question before."""
Check = Callable[[str], bool]


@dataclass(frozen=True)
class Asked:
    """One question: the field it fills, whether it is asked, and whether an answer will do.

    The words are `init.<field>`, and `init.wrong.<field>` for an answer that will not do.
    """

    field: str
    fits: Check
    when: Callable[[Choices], bool] = lambda _: True
    default: Callable[[Choices], str] = lambda _: ""
    among: Callable[[Choices], tuple[str, ...]] = lambda _: ()
    """What can be answered by number."""


def _database(text: str) -> bool:
    try:
        has_password(text)
    except ValueError:
        return False
    return True


def _address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("https", "http") and bool(parts.hostname)


def _secure(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme == "https" and bool(parts.hostname) and parts.path not in ("", "/")


def _zone(text: str) -> bool:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _state(text: str) -> bool:
    return state_names(text.upper()) is not None or re.fullmatch("X[A-Z]", text.upper()) is not None


def _languages(text: str) -> bool:
    return bool(text) and all(one.strip() in LANGUAGES for one in text.split(","))


def _written(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()


_ACCOUNTS = {
    "matrix": re.compile(r"@[^\s:@]+:[^\s:]+(:\d+)?"),
    "slack": re.compile(r"[ET][A-Z0-9]+:[UW][A-Z0-9]+"),
}


def is_account(platform: str, text: str) -> bool:
    """Whether this is how accounts of the platform are written."""
    return _ACCOUNTS[platform].fullmatch(text) is not None


def platform_of(account: str) -> str | None:
    """The platform on which accounts are written like this; None where they are on none."""
    return next((platform for platform in _ACCOUNTS if is_account(platform, account)), None)


def _platforms(chosen: Choices) -> tuple[str, ...]:
    here = (("matrix", bool(chosen.homeserver)), ("slack", chosen.slack != NO))
    return tuple(name for name, there in here if there)


def _zones(chosen: Choices) -> tuple[str, ...]:
    """Those of the State, where it has several: which of them is its seat's nobody can guess."""
    listed = zones_of(chosen.state, chosen.capital)
    return listed if len(listed) > 1 else ()


def _only_zone(chosen: Choices) -> str:
    listed = zones_of(chosen.state, chosen.capital)
    return listed[0] if len(listed) == 1 else ""


def _user(chosen: Choices) -> str:
    host = urlsplit(chosen.homeserver).hostname or "example.org"
    return f"@comity:{host.removeprefix('matrix.')}"


QUESTIONS = (
    Asked("database", _database, default=lambda chosen: chosen.database),
    Asked("key", _written, default=lambda chosen: chosen.key),
    Asked("homeserver", lambda text: not text or _address(text)),
    Asked("user", lambda text: is_account("matrix", text), lambda c: bool(c.homeserver), _user),
    Asked("slack", lambda text: text in (NO, SOCKET, HTTP), default=lambda chosen: chosen.slack),
    Asked("address", _secure, lambda chosen: chosen.slack == HTTP),
    Asked(
        "team",
        lambda text: not text or re.fullmatch("[ET][A-Z0-9]+", text) is not None,
        lambda chosen: chosen.slack != NO,
    ),
    Asked("group_name", _written, default=lambda chosen: chosen.group_name),
    Asked("languages", _languages, default=lambda chosen: ",".join(chosen.languages)),
    Asked("state", _state),
    Asked("state_name", _written, lambda c: bool(c.state) and state_names(c.state) is None),
    Asked("authority", _written),
    Asked("capital", _written),
    Asked("zone", _zone, lambda chosen: bool(chosen.state), _only_zone, _zones),
    Asked(
        "operators",
        lambda text: text in ("matrix", "slack"),
        lambda chosen: len(_platforms(chosen)) > 1,
        lambda chosen: _platforms(chosen)[0],
    ),
    Asked("operator", _written),
    Asked("operator_name", _written, default=lambda chosen: chosen.operator_name),
)
"""In the order in which they are asked; those that another answer makes idle are left out."""


def fitting(asked: Asked, answer: str, chosen: Choices) -> bool:
    """Whether this answer will do, after those before it."""
    if asked.field == "operator":
        return is_account(chosen.operators, answer)
    return asked.fits(answer)


def picked(asked: Asked, answer: str, chosen: Choices) -> str:
    """The answer, or what stands under its number."""
    among = dict(enumerate(asked.among(chosen), start=1))
    return among.get(int(answer), answer) if answer.isdecimal() else answer


def settled(chosen: Choices) -> Choices:
    """What follows from other answers: operators sit where there is a platform at all."""
    here = _platforms(chosen)
    if here and chosen.operators not in here:
        return replace(chosen, operators=here[0])
    return chosen
