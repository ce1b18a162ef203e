"""Words of joint messages by language: what to look at again, letters' frames, first texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from config.reading import table
from coordination.message.lint import Lexicon

_LISTS = ("kin", "born", "papers", "named", "law")


@dataclass(frozen=True)
class Template:
    """A text to begin with: for which practices, and in which languages."""

    code: str
    practices: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]

    def text(self, language: str, state: str) -> str:
        """The text in a language with the addressee's name; empty where there is none."""
        return dict(self.texts).get(language, "").replace("{state}", state)


@cache
def lexicons() -> dict[str, Lexicon]:
    """What to look for, by language."""
    found = table("wording.toml")["lexicon"]
    return {
        language: Lexicon(
            tone=tuple(words.get("tone", {}).items()),
            **{name: tuple(words.get(name, ())) for name in _LISTS},
        )
        for language, words in found.items()
    }


@cache
def templates() -> tuple[Template, ...]:
    """Every text to begin with; the first one is for any practice."""
    rows = table("wording.toml")["template"]
    return tuple(
        Template(
            row["code"],
            tuple(row["practices"]),
            tuple((k, v) for k, v in row.items() if k not in ("code", "practices")),
        )
        for row in rows
    )


def template(code: str) -> Template:
    """The one with this code."""
    return next(one for one in templates() if one.code == code)


def fitting(practices: tuple[str, ...]) -> Template:
    """The first template for one of these practices, else the general one."""
    wanted = set(practices)
    return next((one for one in templates() if wanted & set(one.practices)), templates()[0])


def frame(language: str) -> dict[str, str]:
    """The words around a letter, in its language or else in English."""
    frames = table("wording.toml")["frame"]
    found: dict[str, str] = frames.get(language) or frames["en"]
    return found


def lifting(language: str, title: str) -> str:
    """The title of a text that lifts the measure with this title, in its language or English."""
    known = table("wording.toml")["lifting"]
    text: str = known.get(language) or known["en"]
    return text.replace("{title}", title)


def sharing(language: str, label: str) -> str:
    """Whom a label is for, as letters in this language say it; empty where that is not known."""
    known: dict[str, str] = table("wording.toml")["sharing"].get(language, {})
    return known.get(label, "")


def written_day(language: str, day: date) -> str:
    """A date as letters in this language write it; by numbers where no months are known."""
    known = table("wording.toml")["months"].get(language)
    if known is None:
        return day.isoformat()
    first = known.get("first", "{day}") if day.day == 1 else "{day}"
    number = first.replace("{day}", str(day.day))
    text: str = known["form"].replace("{day}", number).replace("{year}", str(day.year))
    return text.replace("{month}", known["names"][day.month - 1])


def day_names(what: str) -> dict[str, int]:
    """Every name by which people write `months` (from 1) or `weekdays` (Monday is 0)."""
    rows = enumerate(table("wording.toml")["written"][what], start=what == "months")
    return {name: number for number, names in rows for name in names}
