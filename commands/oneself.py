"""How the bot knows a person, and what people choose for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.declare import Command, command
from commands.directory.accredited import rests_on
from commands.outcome import Outcome, Page
from commands.worn import committing, worn
from config.languages import by_name, languages
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import zone_names
from storage.store import Store


@command("whoami", label=Tlp.CLEAR)
class Whoami(Command):
    """Show how the bot knows you: your hats, your party, your language and your hours."""

    def handle(self, call: Call, store: Store) -> Outcome:
        person = call.person
        hats = store.directory.credentials(person.id, call.now)
        lines = tuple(Said("basics.hat", hat=worn(hat, store), word=hat.id) for hat in hats)
        lines += (*committing(hats, store), *rests_on(hats, store))
        lines += (
            _language(person.language),
            Said("basics.zone", zone=person.zone),
            _hours("basics.quiet", person.quiet_from, person.quiet_to),
        )
        return Outcome(Page(Said("basics.whoami", name=person.name), lines))


@command("timezone", label=Tlp.CLEAR, anew=True)
class Timezone(Command):
    """Choose the time zone in which you read times."""

    zone: str
    """An IANA name such as Europe/Amsterdam."""

    def handle(self, call: Call, store: Store) -> Outcome:
        known = zone_names()
        name = known.get(self.zone.casefold())
        if name is None:
            near = _places(self.zone.casefold(), known)
            ready = tuple(f"timezone {known[word]}" for word in near)
            raise Refused("form", Said("form.no_such_zone", typed=self.zone[:40]), ready)
        store.directory.choose_zone(call.person.id, name)
        return Outcome(
            Said("basics.zone_chosen", zone=name, now=call.now.astimezone(ZoneInfo(name)))
        )


@command("language", label=Tlp.CLEAR, anew=True)
class Language(Command):
    """Choose the language in which the bot writes to you in private."""

    language: str
    """Its name, or its two letters: English, en."""

    def handle(self, call: Call, store: Store) -> Outcome:
        word = by_name().get(self.language.casefold(), self.language.lower())
        known = languages()
        if word not in known:
            said = Said("form.no_such_language", typed=word[:20], known=known)
            raise Refused("form", said, tuple(f"language {code}" for code in known))
        store.directory.choose_language(call.person.id, word)
        return Outcome(Said("basics.language_chosen", language=word))


@command("quiet", label=Tlp.CLEAR, anew=True)
class Quiet(Command):
    """Choose the hours in which nothing wakes you."""

    start: int
    """The hour they begin on your own clock, 0 to 23."""

    end: int
    """The hour they end, 0 to 23; the same hour twice means never quiet."""

    def handle(self, call: Call, store: Store) -> Outcome:
        if not (self.start < 24 and self.end < 24):
            raise Refused("form", Said("form.hours"), ("quiet 20 7",))
        store.directory.choose_quiet(call.person.id, self.start, self.end)
        return Outcome(_hours("basics.quiet_chosen", self.start, self.end))


def _places(typed: str, known: Mapping[str, str]) -> list[str]:
    """The zones that are named after this place; else those whose names are nearest."""
    named = [zone for zone in known if zone.rpartition("/")[2] == typed.replace(" ", "_")]
    return named[:3] or get_close_matches(typed, known, n=3, cutoff=0.4)


def _language(code: str) -> Said:
    """The language of a person, and the way to another one where there is one."""
    others = [other for other in languages() if other != code]
    if not others:
        return Said("basics.only_language", language=code)
    return Said("basics.language", language=code, other=others[0])


def _hours(word: str, start: int, end: int) -> Said:
    """The quiet hours; the same hour twice means none."""
    return Said("basics.never_quiet") if start == end else Said(word, start=start, end=end)


COMMANDS: tuple[type[Command], ...] = (Whoami, Timezone, Language, Quiet)
