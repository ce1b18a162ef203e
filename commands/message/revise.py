"""Changing a text, a paragraph, or the languages; after freezing this voids every signature."""

from __future__ import annotations

from datetime import datetime

from commands.call import Call
from commands.cleared import voided
from commands.declare import Command, command
from commands.incident.words import plainly
from commands.joint import Seen, writing
from commands.kinds.ids import MessageId
from commands.kinds.simple import Text
from commands.message import words
from commands.message.deciding import put_back, words_stand
from commands.message.fields import WRITERS, Tongues, language
from commands.message.said import kept, privately, spoke_on, told
from commands.outcome import Notice, Outcome
from commands.wanting import Wanting
from coordination.message.drafting import paragraph, paragraph_of, revised, spoken
from coordination.message.record import Message, Standing
from coordination.message.text import difference, numbered, paragraphs
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

SHOWN = 1500
"""A longer text is not repeated above the question for a new one."""


@command("message revise", by=WRITERS, label=Tlp.AMBER_STRICT, anew=True)
class Revise(Command):
    """Change the text in one language, all of it or one paragraph.

    One changed character of an authentic text after freezing takes it back to the draft: every
    signature is void, and those who gave one are told.
    """

    message: MessageId
    """Which message?"""

    language: str = ""
    """In which language, as two letters? Else the original's."""

    paragraph: int = 0
    """Which paragraph, by its number? The next number adds one; 0 is the whole text."""

    remove: bool = False
    """Is the paragraph left out?"""

    decided: bool = False
    """Are the words put back of the response that it carries out, in all its languages?"""

    text: Text = Text("")
    """The new words. To say that a translation still fits, give it as it is."""

    def ready(self, call: Call, store: Store) -> None:
        writing(call, store, self.message).message.moved("revise")

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        found.message.moved("revise")
        if self.decided:
            after = put_back(found.message, store)
            return changed(store, found, after, found.message.original.language, call.now)
        code = language(self.language) if self.language else found.message.original.language
        if not self.text.strip() and not self.remove:
            raise Wanting("form", "text", self._what(found.message, code))
        parts = () if self.remove else paragraphs(self.text)
        with plainly(found.message.group, store):
            if self.paragraph:
                after = paragraph(found.message, code, self.paragraph, parts)
            else:
                after = revised(found.message, code, parts)
        return changed(store, found, after, code, call.now)

    def _what(self, message: Message, code: str) -> Said:
        """What is asked, with the words as they stand now."""
        tongue = message.tongue(code)
        now = numbered(tongue.paragraphs) if tongue else ""
        if len(now) > SHOWN:
            now = ""
        if self.paragraph and tongue and self.paragraph <= len(tongue.paragraphs):
            now = paragraph_of(message, code, self.paragraph)
        elif self.paragraph:
            now = ""
        if now:
            return Said("message.new_words", language=code.upper(), text=now)
        return Said("message.first_words", language=code.upper(), id=message.id)


@command("message language", by=WRITERS, label=Tlp.GREEN, anew=True)
class Language(Command):
    """Add a language, say whether its text is signed or only a translation, or leave it out."""

    message: MessageId
    """Which message?"""

    language: str
    """Which language, as two letters?"""

    standing: Tongues
    """Is its text authentic (signed), a courtesy translation, or left out?"""

    def ready(self, call: Call, store: Store) -> None:
        writing(call, store, self.message).message.moved("revise")

    def handle(self, call: Call, store: Store) -> Outcome:
        found = writing(call, store, self.message)
        code = language(self.language)
        wanted = None if self.standing is Tongues.NONE else Standing(self.standing.value)
        after = spoken(found.message, code, wanted)
        return changed(store, found, after, code, call.now)


def changed(store: Store, found: Seen, after: Message, code: str, now: datetime) -> Outcome:
    """Keep the new text, show what changed, and tell whose signatures are void by it."""
    before = found.message
    words_stand(store, before, after, found.view)
    old, new = before.tongue(code), after.tongue(code)
    changes = difference(old.paragraphs if old else (), new.paragraphs if new else ())
    lines = [*words.compared(changes), *words.languages(after)]
    lines += [one.said for one in words.looked_through(after, store) if one.language == code]
    void = before.frozen is not None and after.frozen is None
    notices: tuple[Notice, ...] = ()
    if after.circulated and after.version != before.version:
        said = Said("message.revised_void" if void else "message.revised", **_what(after, code))
        people = spoke_on(before, store) if void else ()
        # In private alone: who has answered is for the chair until the message is sent.
        notices = (*told(store, after, found.incident, said), *privately(after, said, *people))
    if void and before.frozen is not None:
        mark = before.frozen.fingerprint
        notices = (*notices, *voided(store, (before.group, before.id), mark, before.label, now))
    said = Said("message.revised_reply" if not void else "message.thawed", **_what(after, code))
    asked = before.frozen.asked if void and before.frozen else ()
    closes = tuple(f"sign:{before.id}:{party}" for party in asked)
    return kept(store, after, found, said, lines=tuple(lines), notices=notices, closes=closes)


def _what(message: Message, code: str) -> dict[str, str | int]:
    return {"id": message.id, "language": code.upper(), "version": message.version}
