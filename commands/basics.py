"""Help and the menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from commands import oneself
from commands.asked_again import Answer
from commands.call import Call
from commands.declare import Command, Field, Form, command
from commands.incident.card import page
from commands.incident.see import cut_for
from commands.kinds.kind import Choice, Widget, named
from commands.kinds.simple import Text
from commands.outcome import Button, Outcome, Page
from commands.parse import usage
from commands.topics import Lead, leads
from commands.waiting import asked, page_room
from commands.why import Why
from coordination.audience import Cut
from coordination.parties import Room
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_TABLE: dict[str, Form] = {}
WAITING = 5
"""How many things that wait the menu names."""
SAID_AGAIN = 3
"""A list of so many words is said again; of a longer one, where it stands."""
BEGIN = (
    "today",
    "incident open",
    "meeting propose",
    "incident list",
    "find",
    "poll list",
    "commitment list",
    "meeting list",
    "directory show",
    "help",
)
"""Lines that begin something without an id at hand; what is missing is asked."""


def bind(forms: Mapping[str, Form]) -> None:
    """Tell help what there is; called once by the table of commands."""
    _TABLE.update(forms)


def may(form: Form, call: Call) -> bool:
    """Whether one of the person's hats may do this here."""
    return not form.by or bool(call.roles & set(form.by))


@command("help", label=Tlp.CLEAR)
class Help(Command):
    """List what can be said, or explain one command."""

    never_refused = True  # what is offered names a command
    about: Text = Text("")
    """A command such as `poll open`, a noun such as `poll`, or nothing for all of it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        wanted = self.about.strip().lower()
        if wanted in _TABLE:
            return Outcome(explained(_TABLE[wanted]))
        mine = [f for f in _TABLE.values() if may(f, call)]
        chosen = [f for f in mine if not wanted or f.noun == wanted]
        if not chosen and (found := leading(wanted)):
            return Outcome(found)
        if not chosen:
            near = tuple(f"help {one}" for one in nearest(wanted))
            raise Refused("form", Said("form.no_help", typed=wanted[:60]), near or ("help",))
        if not wanted:
            return Outcome(Page(Said("basics.help"), (*by_noun(mine), Said("basics.more"))))
        return Outcome(Page(Said("basics.help_noun", noun=wanted), tuple(map(_short, chosen))))


def nearest(wanted: str) -> list[str]:
    """Up to three nouns and commands that are written much like this, the most alike first."""
    spoken = {words: form.noun for words, form in _TABLE.items() if not form.clockwork}
    known = (*dict.fromkeys(spoken.values()), *spoken)
    return get_close_matches(wanted, known, n=3, cutoff=0.6)


def leading(wanted: str) -> Page | None:
    """Where a word leads that is no command: that command, or those that it may mean."""
    found = leads(wanted, [form for form in _TABLE.values() if not form.clockwork])
    if not found:
        return None
    if len(found) == 1:
        rest = explained(found[0].form).lines
        return Page(Said("basics.leads", typed=wanted[:60]), (_lead(found[0]), *rest))
    return Page(Said("basics.leads", typed=wanted[:60]), tuple(map(_lead, found)))


def _lead(lead: Lead) -> Said:
    """One command in a line, with what is said in it for the word."""
    first = declared(lead.form.help.splitlines()[0])
    if not lead.option:
        return Said("basics.command", line=lead.form.words, help=first)
    return Said("basics.command_with", line=lead.form.words, option=lead.option, help=first)


def _short(form: Form) -> Said:
    first = form.help.splitlines()[0]
    return Said("basics.command", line=form.words, help=declared(first))


def by_noun(forms: Iterable[Form]) -> Iterator[Said]:
    """A line for each noun with its verbs, then one for everything that is a single word."""
    verbs: dict[str, list[str]] = {}
    alone = []
    for form in forms:
        noun, _, verb = form.words.partition(" ")
        if verb:
            verbs.setdefault(noun, []).append(verb)
        else:
            alone.append(noun)
    for noun, theirs in verbs.items():
        yield Said("basics.noun", noun=noun, verbs=tuple(theirs))
    if alone:
        yield Said("basics.alone", words=tuple(alone))


def declared(text: str) -> Said:
    """A text of a declaration, to be translated."""
    return Said("declared.text", text=text)


def explained(form: Form) -> Page:
    """One command: what it does, its shape, each answer, and who may."""
    first, _, rest = form.help.partition("\n")
    lines = [declared(" ".join(rest.split()))] if rest.strip() else []
    lines.append(Said("basics.usage", line=usage(form)))
    said: dict[tuple[Choice, ...], str] = {}
    for field in form.fields:
        lines += _answer(field, said)
    if form.by:
        roles = tuple(Said(f"role.{role.value}") for role in form.by)
        lines.append(Said("basics.by", roles=roles))
    lines.append(_label(form))
    return Page(declared(first), (*lines, *way_back(form)))


def way_back(form: Form) -> Iterator[Said]:
    """What can be done about a mistake: taken back, said anew, or looked at before."""
    if form.sure:
        yield Said("basics.sure")
    if form.preview:
        yield Said("basics.previewed")
    yield from (Said("basics.back", line=line) for line in form.back)
    if form.anew:
        yield Said("basics.anew")


def _label(form: Form) -> Said:
    """Into which rooms it may be typed: with words of one's own often into fewer."""
    if form.labels:
        return Said("basics.label_as", field=form.labels[0])
    texts = Tlp.highest((form.label, form.text_label))
    if form.texts and texts is not form.least:
        return Said("basics.label_texts", label=form.least, texts=texts)
    return Said("basics.label", label=form.least)


def _answer(field: Field, before: dict[tuple[Choice, ...], str]) -> list[Said]:
    """What is asked, and which words may be picked where those are the same for everybody.

    `before`: the lists that have been said, each with the field at which it stands.
    """
    key = "basics.answer" if field.required else "basics.option"
    asked = Said(key, name=field.name, hint=declared(field.hint))
    choices = field.kind.fixed()
    if not choices:
        return [asked]
    if field.kind.widget is Widget.FLAG:
        return [asked, Said("basics.yes_or_no")]
    at = before.setdefault(choices, field.name)
    if at != field.name and len(choices) > SAID_AGAIN:
        return [asked, Said("basics.choices_at", name=at)]
    return [asked, Said("basics.choices", choices=tuple(map(named, choices)))]


@command("menu", label=Tlp.CLEAR)
class Menu(Command):
    """Show what waits for you, and what you can do here."""

    def handle(self, call: Call, store: Store) -> Outcome:
        asks, room = store.asks.of(call.person.id), page_room(store, call)
        shown = [(asked(store, call, ask, room), ask.line) for ask in asks[:WAITING]]
        lines = [Said("basics.waits", what=what, line=line) for what, line in shown]
        if len(asks) > WAITING:
            lines.append(Said("basics.waits_more", n=len(asks) - WAITING))
        lines.append(Said("basics.begin"))
        begin = [form for w in BEGIN if self._offered(form := _TABLE[w], call, room)]
        ready = (*self._here(call, store), *(Button(form.does, form.words) for form in begin))
        label = Tlp.highest([Tlp.GREEN, *(a.label for a in asks[:WAITING] if room.holds(a.label))])
        title = Said("basics.menu", name=call.person.name)
        return Outcome(Page(title, tuple(lines), ready), shows=label)

    def _offered(self, form: Form, call: Call, room: Room) -> bool:
        """Whether the speaker may do it, and could begin it where the menu stands or was asked."""
        return may(form, call) and any(one.holds(form.least) for one in (room, call.room))

    def _here(self, call: Call, store: Store) -> tuple[Button, ...]:
        """In an incident's thread: what can be done with it now."""
        incident = store.incidents.get(call.thread) if call.thread else None
        if incident is None:
            return ()
        cut = cut_for(call, store, incident)
        acts = page(store, incident, cut, call.room, call).buttons if cut is Cut.FULL else ()
        return tuple(act for act in acts if may(_TABLE[" ".join(act.line.split()[:2])], call))


COMMANDS: tuple[type[Command], ...] = (Menu, Answer, Help, Why, *oneself.COMMANDS)
