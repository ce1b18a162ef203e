"""What may be kept of a heard message: decided from the declaration alone, before it is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from commands import edited, reacted
from commands.declare import Form
from commands.heard import Incoming
from commands.kinds.kind import Widget
from commands.line import Line, address, label_of, unstopped, without_words
from commands.quoting import with_quotation
from commands.second_look import short
from commands.speaker import Speaker, settled
from commands.table import FORMS, NOUNS
from commands.unknown import nearest
from coordination.parties import Room, Sees
from coordination.poll.vote import Answer
from coordination.tlp import Tlp
from storage.receipt import Kept
from storage.store import Store

LEAVING = frozenset({"back", "skip", "cancel"})
"""Words of an interview that say nothing of what it is about."""


_BALLOT = frozenset(answer.value for answer in Answer)
_VOTE = 4
"""Words of a ballot without any text: noun, verb, id and answer."""
_FEW = 6
"""Words of a line that can be a ballot with a slip; a sentence of people's talk has more."""
_LONG, _NEAR = 5, 0.8
"""Letters of a word that may be one of our nouns with a slip, and how like it must be."""
_SHOWN = re.compile(r"(?P<sign>`{1,3}|\*{1,2}|_{1,2})(?P<line>[^\n`*_].*[^\n`*_\s])(?P=sign)")
"""A line between the signs in which it is shown: code, or bold."""
UNCLEAR = "unclear"
"""Why a line was cut that names no command, and may have shown a vote or more than fits."""


@dataclass(frozen=True)
class Admitted:
    """What is kept: the text (perhaps cut), and the rule that kept the rest out, if one did.

    `rule` is None, `T-10` (nothing kept), `bare` (the same, but nothing was typed beyond the
    command's name), `text` (kept without its free text), `unclear`, `stranger` or `nowhere`.
    """

    text: str
    rule: str | None = None


def addressed(text: str, direct: bool) -> str | None:
    """The line that is meant for the bot; `!` stands before one that names itself a command.

    None for people's own talk, which is neither read nor kept. A whole ballot is none (DR-29).
    A line that was copied as it is shown here, as code, is a line.
    """
    typed = text.strip()
    shown = _unmarked(typed)
    if shown != typed and address(Line(shown.removeprefix("!")), FORMS) is not None:
        typed = shown
    first, *rest = typed.split(maxsplit=1) or ("",)
    word = first.lower()
    if word in ("!comity", "/comity"):
        return f"!{''.join(rest)}"
    if word.startswith(("!", "/")) and _shows_vote(typed[1:]):
        return f"!{typed[1:]}"
    if word.startswith(("!", "/")) and (word[1:] in NOUNS or _slipped(word[1:])):
        return f"!{typed[1:]}"
    if direct:
        return typed
    return f"!{typed}" if _votes(typed) else None


def _unmarked(text: str) -> str:
    """What stands between the signs in which a line is shown (code, bold), if anything does."""
    shown = _SHOWN.fullmatch(text.strip())
    return shown.group("line") if shown else text


def _votes(typed: str) -> bool:
    """Whether this is a whole ballot without the sign before it: no talk says that by chance."""
    form = address(Line(typed), FORMS)
    return form is not None and form.private and _shows_vote(typed)


def _slipped(word: str) -> bool:
    """Whether this is a noun of ours but for a slip; short words are too near to people's own."""
    return len(word) >= _LONG and bool(get_close_matches(word, NOUNS, n=1, cutoff=_NEAR))


def admit(store: Store, incoming: Incoming, now: datetime) -> Kept | None:
    """Keep a receipt of what is meant for the bot; None when nothing is kept.

    A repeated event keeps nothing: it has no number. Ordinary talk is not stored at all.
    """
    if incoming.reaction:
        return reacted.noted(store, incoming, now)
    if incoming.removed:
        return edited.noted(store, incoming, now)
    alone = incoming.direct and incoming.safe
    speaker = settled(store, incoming.platform, incoming.account, incoming.room, alone)
    # Somebody alone in a shared room talks to its others, not to us.
    direct = incoming.direct if speaker is None else speaker.room.sees is Sees.DIRECT
    typed = addressed(incoming.text, direct)
    if typed is None:
        of_talk = edited.noted if incoming.replaces else reacted.commented
        return of_talk(store, incoming, now)
    if speaker is None:
        known = store.directory.person_of_account(incoming.platform, incoming.account)
        kept = Admitted("", "stranger" if known is None else "nowhere")
    else:
        mark = "!" if typed.startswith("!") else ""
        typed = mark + with_quotation(store, incoming, typed.removeprefix("!"))
        line = typed.removeprefix("!")
        kept = _answer(store, typed, speaker) or keep(line, speaker.room, incoming.unseen)
        kept = Admitted(mark + kept.text, kept.rule) if mark else kept
    heard = incoming._replace(text=kept.text, direct=direct and alone)
    return store.receipts.add(heard, now, kept.rule)


def _answer(store: Store, typed: str, speaker: Speaker) -> Admitted | None:
    """What may be kept of an answer to an open question; None when it is a line of its own."""
    if speaker.room.sees is not Sees.DIRECT or typed.startswith("!") or label_of(typed, FORMS):
        return None
    draft = store.drafts.of(speaker.person.id)
    form = FORMS.get(draft.words) if draft else None
    if draft is None or form is None or short(draft):
        return None
    field = form.field(draft.at)
    text = field is not None and field.kind.widget is Widget.TEXT
    label = _with_words(form) if text else form.label
    fits = label.fits(_ceiling(speaker.room)) or unstopped(typed).casefold() in LEAVING
    return Admitted(typed) if fits else Admitted(form.words, "T-10")


def _ceiling(room: Room) -> Tlp:
    """A frozen room may hold nothing that is not for everybody (T-11)."""
    return room.ceiling if room.trusted else Tlp.CLEAR


def keep(line: str, room: Room, unseen: bool = False) -> Admitted:
    """What of this line may be kept in a room with this ceiling (T-10, DR-29).

    `unseen` is a line that nobody else of the room saw.
    """
    read = label_of(line, FORMS)
    if read is None:
        if room.trusted and (room.sees is Sees.DIRECT or (unseen and _fits(line, room))):
            return Admitted(line)
        return Admitted(_first_words(line), UNCLEAR if _may_show(line, room) else None)
    _, with_text, form = read
    ceiling = _ceiling(room)
    if with_text.fits(ceiling):
        return Admitted(line)
    if form.counts_without_text:
        return Admitted(without_words(line, form), "text")
    bare = " ".join(Line(line).words()).lower() == form.words
    return Admitted(form.words, "bare" if bare else "T-10")


def _may_show(line: str, room: Room) -> bool:
    """Whether a line that names no command may show a vote, or what the room may not hold."""
    typed = Line(line).words()
    meant = [FORMS[words] for words in nearest(typed[:2], FORMS)]
    high = (form.private or not _with_words(form).fits(_ceiling(room)) for form in meant)
    return (len(typed) > 2 and any(high)) or _shows_vote(line)


def _fits(line: str, room: Room) -> bool:
    """Whether the room may hold whatever a line with a slip may have meant."""
    typed = Line(line).words()
    if _shows_vote(line) and len(typed) <= _VOTE:
        return True
    meant = [FORMS[words] for words in nearest(typed[:2], FORMS)]
    return bool(meant) and all(room.holds(_with_words(form)) for form in meant)


def _with_words(form: Form) -> Tlp:
    """The label of what this command makes with words of people; of some the words are lower."""
    return Tlp.highest((form.label, form.text_label))


def _shows_vote(line: str) -> bool:
    """Whether a line that names no command holds a poll's id and a ballot's word (DR-29)."""
    words = Line(line).words()
    polls = any(word.upper().startswith("POL-") for word in words)
    return polls and any(word.lower() in _BALLOT for word in words) and len(words) <= _FEW


def _first_words(line: str) -> str:
    """A line that names no command may hold anything: only its first two words are kept."""
    cursor = Line(line)
    address(cursor, FORMS)
    return " ".join(cursor.words()[:2])[:60]
