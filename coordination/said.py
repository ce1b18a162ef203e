"""What is said to people, before it has a language: a message key and its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from coordination.tlp import Tlp


@dataclass(frozen=True)
class Names:
    """A proper name in several languages, such as a State's; `en` is always there.

    `en_the`, `fr_of` and so on are its forms in running text, where they differ from the name.
    """

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> Names:
        return cls(tuple(sorted(names.items())))

    def has(self, language: str) -> bool:
        """Whether there is a name in this language itself."""
        return bool(dict(self.by_language).get(language))

    def in_language(self, language: str, form: str = "") -> str:
        """The name in this language, or in English; in a form of that language where it has one."""
        names = dict(self.by_language)
        known = language if names.get(language) else "en"
        return names.get(f"{known}_{form}") or names[known]


@dataclass(frozen=True)
class Capitals:
    """One UTC instant, to be shown at each place's own clock: (place, IANA zone) pairs."""

    instant: datetime
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, init=False)
class Said:
    """A message key and what fills it: `Said("poll.opened", poll="POL-…")`.

    The catalogue holds the sentence; the key's part before the first dot names its file.
    Parameters are data and are escaped by the renderer; they are never a format string.
    """

    msgid: str
    params: tuple[tuple[str, Param], ...]

    def __init__(self, msgid: str, /, **params: Param) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "params", tuple(sorted(params.items())))

    def __getitem__(self, name: str) -> Param:
        return dict(self.params)[name]

    @property
    def data(self) -> dict[str, Any]:
        """The sentence as JSON data, made once: many stand in every page of their kind."""
        made: dict[str, Any] | None = self.__dict__.get("_data")
        if made is None:
            made = {"said": self.msgid, "with": {k: dumped(v) for k, v in self.params}}
            self.__dict__["_data"] = made
        return made


Param: TypeAlias = (
    "str | int | bool | datetime | date | Tlp | Names | Capitals | Said | tuple[Param, ...] | None"
)


def dumped(value: Param) -> Any:
    """A parameter as JSON data that `loaded` reads back unchanged."""
    if type(value) is str or type(value) is int:  # nearly every one
        return value
    match value:
        case Said():
            return value.data
        case Names():
            return {"names": dict(value.by_language)}
        case Capitals():
            places = [list(place) for place in value.places]
            return {"capitals": value.instant.isoformat(), "places": places}
        case Tlp():
            return {"tlp": value.value}
        case date():
            kind = "at" if isinstance(value, datetime) else "on"
            return {kind: value.isoformat()}
        case tuple():
            return [dumped(v) for v in value]
        case bool() | None:
            return value
        case str():
            return str.__str__(value)
    raise TypeError(f"{type(value).__name__} is no parameter")


def loaded(data: Any) -> Param:
    """The parameter that `dumped` wrote."""
    if isinstance(data, list):
        return tuple(loaded(item) for item in data)
    if not isinstance(data, dict):
        return data  # type: ignore[no-any-return]
    match data:
        case {"said": msgid, "with": params}:
            return Said(msgid, **{k: loaded(v) for k, v in params.items()})
        case {"names": names}:
            return Names.of(names)
        case {"capitals": instant, "places": places}:
            pairs = tuple((str(place), str(zone)) for place, zone in places)
            return Capitals(datetime.fromisoformat(instant), pairs)
        case {"tlp": value}:
            return Tlp(value)
        case {"at": instant}:
            return datetime.fromisoformat(instant)
        case {"on": day}:
            return date.fromisoformat(day)
    raise ValueError("not a dumped parameter")


def sentence(value: Param) -> Said:
    """The parameter as a sentence; raises TypeError when it is something else."""
    if not isinstance(value, Said):
        raise TypeError("not a sentence")
    return value
