"""Help, the menu, and what a person may choose for oneself."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from commands.call import Call
from commands.declare import Command, Field, Form, command
from commands.kinds.simple import Text
from commands.outcome import Button, Outcome, Page
from commands.parse import usage
from commands.speaker import hat_words
from config.rules import rule
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_TABLE: dict[str, Form] = {}


def bind(forms: Mapping[str, Form]) -> None:
    """Tell help what there is; called once by the table of commands."""
    _TABLE.update(forms)


def may(form: Form, call: Call) -> bool:
    """Whether one of the person's hats may do this here."""
    return not form.by or bool(call.roles & set(form.by))


@command("help", label=Tlp.CLEAR)
class Help(Command):
    """List what can be said, or explain one command."""

    about: Text = Text("")
    """A command such as `poll open`, a noun such as `poll`, or nothing for all of it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        wanted = self.about.strip().lower()
        if wanted in _TABLE:
            return Outcome(explained(_TABLE[wanted]))
        mine = [f for f in _TABLE.values() if may(f, call)]
        chosen = [f for f in mine if not wanted or f.noun == wanted]
        if not chosen:
            near = tuple(f"help {w}" for w in get_close_matches(wanted, _TABLE, n=3, cutoff=0.4))
            raise Refused("form", Said("form.no_help", typed=wanted[:60]), near or ("help",))
        return Outcome(Page(Said("basics.help"), tuple(map(_short, chosen))))


def _short(form: Form) -> Said:
    first = form.help.splitlines()[0]
    return Said("basics.command", line=form.words, help=declared(first))


def declared(text: str) -> Said:
    """A text of a declaration, to be translated."""
    return Said("declared.text", text=text)


def explained(form: Form) -> Page:
    """One command: what it does, its shape, each answer, and who may."""
    first, _, rest = form.help.partition("\n")
    lines = [declared(rest.strip())] if rest.strip() else []
    lines.append(Said("basics.usage", line=usage(form)))
    lines += [_answer(field) for field in form.fields]
    if form.by:
        roles = tuple(Said(f"role.{role.value}") for role in form.by)
        lines.append(Said("basics.by", roles=roles))
    lines.append(Said("basics.label", label=form.label))
    return Page(declared(first), tuple(lines))


def _answer(field: Field) -> Said:
    key = "basics.answer" if field.required else "basics.option"
    return Said(key, name=field.name, hint=declared(field.hint))


@command("menu", label=Tlp.CLEAR)
class Menu(Command):
    """Show what you can do here."""

    def handle(self, call: Call, store: Store) -> Outcome:
        offered = [f for f in _TABLE.values() if f.by and may(f, call)]
        ready = tuple(Button(declared(f.help.splitlines()[0]), f.words) for f in offered[:12])
        asks = store.asks.of(call.person.id)
        waiting = tuple(Said("basics.waits", line=ask.line) for ask in asks)
        return Outcome(Page(Said("basics.menu", name=call.person.name), waiting, ready))


@command("why", label=Tlp.CLEAR)
class Why(Command):
    """Show a rule's text and its source."""

    rule: str
    """The rule's id, such as DR-08."""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = rule(self.rule)
        if found is None:
            raise Refused("form", Said("form.no_such_rule", typed=self.rule[:40]), ("why DR-08",))
        lines = (Said("basics.rule_source", source=found.source),)
        return Outcome(Page(Said("basics.rule", rule=found.id, text=found.text), lines))


@command("whoami", label=Tlp.CLEAR)
class Whoami(Command):
    """Show how the bot knows you: your hats, your party, your language and your hours."""

    def handle(self, call: Call, store: Store) -> Outcome:
        person = call.person
        hats = store.directory.credentials(person.id, call.now)
        lines = tuple(Said("basics.hat", hat=hat) for hat in hat_words(hats))
        lines += (
            Said("basics.language", language=person.language),
            Said("basics.zone", zone=person.zone),
            Said("basics.quiet", start=person.quiet_from, end=person.quiet_to),
        )
        return Outcome(Page(Said("basics.whoami", name=person.name), lines))


@command("timezone", label=Tlp.CLEAR)
class Timezone(Command):
    """Choose the time zone in which you read times."""

    zone: str
    """An IANA name such as Europe/Amsterdam."""

    def handle(self, call: Call, store: Store) -> Outcome:
        known = {name.casefold(): name for name in available_timezones()}
        name = known.get(self.zone.casefold())
        if name is None:
            near = get_close_matches(self.zone.casefold(), known, n=3, cutoff=0.4)
            ready = tuple(f"timezone {known[word]}" for word in near)
            raise Refused("form", Said("form.no_such_zone", typed=self.zone[:40]), ready)
        store.directory.choose_zone(call.person.id, name)
        return Outcome(
            Said("basics.zone_chosen", zone=name, now=call.now.astimezone(ZoneInfo(name)))
        )


@command("language", label=Tlp.CLEAR)
class Language(Command):
    """Choose the language in which the bot writes to you in private."""

    language: str
    """Its two letters, such as en, fr or es."""

    def handle(self, call: Call, store: Store) -> Outcome:
        word = self.language.lower()
        if not (word.isascii() and word.isalpha() and len(word) == 2):
            raise Refused("form", Said("form.no_such_language", typed=word[:20]), ("language en",))
        store.directory.choose_language(call.person.id, word)
        return Outcome(Said("basics.language_chosen", language=word))


@command("quiet", label=Tlp.CLEAR)
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
        return Outcome(Said("basics.quiet_chosen", start=self.start, end=self.end))


COMMANDS: tuple[type[Command], ...] = (Menu, Help, Why, Whoami, Timezone, Language, Quiet)
