"""Reading joint messages: one of them, what changed in it, or those of an incident or the group."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident import see
from commands.incident.words import party
from commands.joint import Seen, View, seen, visible
from commands.kinds.codes import Practice
from commands.kinds.ids import IncidentId, MessageId
from commands.kinds.who import StateCode
from commands.message import corrections, words
from commands.message.card import acts_of
from commands.message.fields import STAGES, Became, language
from commands.message.left_out import before_time, left_out
from commands.message.letter import unsigned
from commands.message.own import own
from commands.outcome import Button, Outcome, Page
from coordination.message.drafting import paragraph_of
from coordination.message.entry import Receipt, Reply, Sending
from coordination.message.record import Message, Tongue
from coordination.message.text import difference
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

PAGE = 15
LOOKED_AT = 500
"""So many of the newest are looked through for those asked for."""


@command("message show", label=Tlp.GREEN)
class Show(Command):
    """Show a joint message: its text, how it stands, and the letter as a paper on request."""

    message: MessageId
    """Which message?"""

    language: str = ""
    """In which language, as two letters?"""

    version: int = 0
    """An earlier version, by its number?"""

    letter: bool = False
    """Do you want the letter as a paper, in each language?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message, View.LETTER)
        message = _at(store, found, self.version)
        tongue = _tongue(message, self.language, call.person.language)
        earlier = message is not found.message
        text = unsigned(message) if earlier else message
        lines = [*words.facts(found.message, found.view, store)]
        if earlier:
            lines.append(Said("message.earlier_version", version=message.version))
        lines += (words.text_of(tongue), *corrections.lines(found.message, found.view, store))
        if found.view.value >= View.PARTY.value:
            lines += (*_more(call, store, found), *own(call, store, found.message))
        else:
            lines += _answers(call, store, found.message)
        lines.append(Said("message.label", label=message.label))
        page = Page(
            words.title(message, store),
            tuple(lines),
            acts_of(found),
        )
        return Outcome(
            page,
            files=corrections.papers(text, found.view, store) if self.letter else (),
            shows=message.label,
            about=message.incident,
        )


@command("message compare", label=Tlp.GREEN)
class Compare(Command):
    """Show what changed in a text, paragraph by paragraph, since an earlier version."""

    message: MessageId
    """Which message?"""

    since: int = 0
    """Since which version? Else since the one before the last change."""

    language: str = ""
    """In which language, as two letters?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        found = seen(call, store, self.message)
        message = found.message
        tongue = _tongue(message, self.language, message.original.language)
        since = self.since or max(tongue.written - 1, _first(found))
        old = _at(store, found, since).tongue(tongue.language)
        changes = difference(old.paragraphs if old else (), tongue.paragraphs)
        lines = words.compared(changes)
        buttons = acts_of(found, message)
        code = tongue.language.upper()
        if not lines:
            none = Said("message.diff.none", id=message.id, language=code, since=since)
            return Outcome(Page(none, (), buttons), shows=message.label, about=message.incident)
        title = Said(
            "message.diff.title",
            id=message.id,
            language=code,
            since=since,
            version=message.version,
        )
        page = Page(title, lines, buttons)
        return Outcome(page, shows=message.label, about=message.incident)


@command("message list", label=Tlp.GREEN)
class List(Command):
    """List joint messages: of this thread's incident, or the newest of the group."""

    incident: IncidentId | None = None
    """Only those on this incident; in its thread it is understood."""

    practice: Practice | None = None
    """Only those on incidents with this practice?"""

    state: StateCode | None = None
    """Only those to this State?"""

    outcome: Became | None = None
    """Only those of which this became?"""

    mine: bool = False
    """Only those that my own State or agency drafts, is asked to sign, or is sent."""

    def handle(self, call: Call, store: Store) -> Outcome:
        chosen = bool(self.practice or self.state or self.outcome or self.mine)
        here = self.incident or (None if chosen else call.thread)
        if here:
            see.seen(call, store, here)
            made = store.messages.of_incident(here)
        else:
            made = store.messages.newest(call.group.id, LOOKED_AT if chosen else PAGE)
        fitting = (one for one in made if self._fits(call, store, one))
        shown = [one for one in fitting if _readable(call, store, one)][:PAGE]
        lines = tuple(_line(one, store) for one in shown)
        buttons = tuple(
            Button(Said("message.act.show_one", id=one.id), f"message show {one.id}")
            for one in shown[:PAGE]
        )
        title = Said("message.list", n=len(shown)) if shown else Said("message.none")
        label = Tlp.highest([one.label for one in shown] or [Tlp.GREEN])
        return Outcome(Page(title, lines, buttons), shows=label, about=here)

    def _fits(self, call: Call, store: Store, made: Message) -> bool:
        """Whether it is one of those asked for; practices are told to those that may sign."""
        if self.state and made.addressee != self.state:
            return False
        if self.outcome and made.stage not in STAGES[self.outcome]:
            return False
        if self.mine and call.party not in made.parties:
            return False
        if self.practice is None:
            return True
        incident = store.incidents.get(made.incident)
        if incident is None or self.practice not in incident.practices:
            return False
        return visible(call, store, made, incident).value >= View.PARTY.value


def _line(message: Message, store: Store) -> Said:
    return Said(
        "message.line",
        id=message.id,
        state=party(message.addressee, message.group, store),
        stage=Said(f"stage.message.{message.stage.value}"),
        version=message.version,
    )


def _readable(call: Call, store: Store, message: Message) -> bool:
    incident = store.incidents.get(message.incident)
    return incident is not None and visible(call, store, message, incident) is not View.NOTHING


def _at(store: Store, found: Seen, version: int) -> Message:
    """The message with an earlier version's texts; who only gets the letter sees no other."""
    message = found.message
    if not version or version == message.version or found.view.value < View.PARTY.value:
        return message
    if version < (first := _first(found)):
        said = Said("message.versions_shown", id=message.id, first=first, n=message.version)
        raise Refused("form", said, (f"message show {message.id}",))
    earlier = store.messages.at(message, version)
    if earlier is None:
        raise Refused("form", Said("message.no_such_version", id=message.id, n=message.version))
    return earlier


def _first(found: Seen) -> int:
    """The first version that the speaker may read: what its writers wrote alone stays theirs."""
    if found.writes or found.view is View.OFFICE:
        return 1
    return found.message.shown_from or found.message.version


def _tongue(message: Message, asked: str, own: str) -> Tongue:
    """The text in the language asked for, or the reader's own, or the original."""
    if asked:
        found = message.tongue(language(asked))
        if found is None:
            paragraph_of(message, language(asked), 1)
    else:
        found = message.tongue(own)
    return found if found and found.paragraphs else message.original


def _more(call: Call, store: Store, found: Seen) -> list[Said]:
    """Comments while it is written; after dispatch who has not signed, and what came of it."""
    message = found.message
    if not message.stage.sent:
        return list(words.comments(message, store)) if message.stage.open_text else []
    lines = [*left_out(message, store), *before_time(message, store, message.sent_at or call.now)]
    for copy in store.messages.entries(message.id, Sending):
        way = Said(f"channel.{copy.channel.value}")
        key = "message.copy" if copy.channel.value == "direct" else "message.copy_by_hand"
        more = {} if key == "message.copy" else {"evidence": copy.evidence}
        lines.append(Said(key, channel=way, authority=copy.addressee, at=copy.at, **more))
    return lines + _answers(call, store, message)


def _answers(call: Call, store: Store, message: Message) -> list[Said]:
    """What came of it: receipts, replies, and the messages that followed and can be seen."""
    entries = store.messages.entries
    lines = [Said("message.received_at", at=one.at) for one in entries(message.id, Receipt)]
    state = party(message.addressee, message.group, store)
    lines += [
        Said("message.reply_of", state=state, at=one.at, text=one.text)
        for one in entries(message.id, Reply)
    ]
    following = [one for one in store.messages.following(message.id) if _readable(call, store, one)]
    return lines + [Said("message.followed_by", id=one.id) for one in following]


COMMANDS: tuple[type[Command], ...] = (Show, Compare, List)
