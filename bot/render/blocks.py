"""Pages → Slack's Block Kit: a strong first line, text, small print, and what to do now last.

Limits are Slack's: 50 blocks a message, 3,000 characters a section, 75 on a button, 2,000 behind
it, 150 behind an entry of a menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeAlias

from bot.render.clean import clean, one_line
from bot.render.cut import cut, shorter
from bot.render.fill import sentence
from bot.render.mrkdwn import DATE, Mrkdwn, escaped, inert
from bot.render.pages import Words, act
from bot.render.reader import Reader
from bot.render.writer import Plain
from commands.line import Line, address
from commands.outcome import Button, Page
from commands.table import FORMS
from coordination.ids import read
from coordination.said import Said
from coordination.tlp import Tlp

Block: TypeAlias = dict[str, Any]

SECTION, LABEL, VALUE, ENTRY = 3_000, 75, 2_000, 150
BLOCKS = 44
"""In one message; Slack takes 50, and a few are kept for buttons and for who is called."""
TEXT = 11_000
"""Characters of all sections of one message: Slack refuses messages far below 50 × 3,000."""
HEADING = 160
"""A longer first line, or one of several sentences, is a paragraph: it is not set strong."""
_SENTENCES = re.compile(r"[.!?] [^\W\d_]")
SHOWN = 5
"""More acts than these stand in a menu behind the first four."""
LINE = "line:"
"""How the ids of buttons and menus that carry lines begin."""


@dataclass(frozen=True)
class _Row:
    """One line of a page: as plain text, and as Slack's; `small` is for small print."""

    plain: str
    marked: str
    small: bool = False


def split(page: Page | Said, reader: Reader, prefix: str = "/comity ") -> tuple[Words, ...]:
    """The page as messages, broken between lines; what can be done stands on the last."""
    page = Page(page) if isinstance(page, Said) else page
    pieces: list[list[_Row]] = [[]]
    for row in chain.from_iterable(map(_short, _rows(page, reader, prefix))):
        if pieces[-1] and not _room_for(row, pieces[-1]):
            pieces.append([])
        pieces[-1].append(row)
    acts = tuple(_actions(page.buttons, reader))
    last = len(pieces) - 1
    made = []
    for n, rows in enumerate(pieces):
        ready = _plain(page, reader, prefix) if n == last else []
        plain = "\n".join([*(row.plain for row in rows if row.plain), *ready])
        made.append(Words(plain, "", (*_texts(rows), *(acts if n == last else ()))))
    return tuple(made)


def _rows(page: Page, reader: Reader, prefix: str) -> Iterator[_Row]:
    plain, marked = Plain(prefix), Mrkdwn(prefix)
    title = one_line(sentence(page.title, reader, marked))
    shown = sentence(page.title, reader, plain)
    heading = title and len(shown) <= HEADING and not _SENTENCES.search(shown)
    yield _Row(shown, marked.strong(title) if heading else title)
    for said in page.lines:
        text = sentence(said, reader, plain)
        if text:
            yield _Row(text, sentence(said, reader, marked), small=_small(said))
    for button in page.buttons:
        if len(button.line) > VALUE:  # no button holds it: it can still be copied
            yield _Row("", sentence(act(button), reader, marked))
        elif _bare(button) and "=" in button.line:  # what it answers stands beside its button
            yield _Row("", marked.line(inert(button.line)), small=True)


def _small(said: Said) -> bool:
    """Whether a line says nothing but for whom it is."""
    values = [value for _, value in said.params]
    return bool(values) and all(isinstance(value, Tlp) for value in values)


def _room_for(row: _Row, rows: list[_Row]) -> bool:
    return len(rows) < BLOCKS and sum(len(one.marked) + 1 for one in (*rows, row)) <= TEXT


def _texts(rows: Iterable[_Row]) -> Iterator[Block]:
    """Sections of lines that belong together; small print in a block of its own."""
    text = ""
    for n, row in enumerate(rows):
        if row.small and n:
            if text:
                yield section(text)
            text = ""
            yield {"type": "context", "elements": [_mrkdwn(row.marked)]}
            continue
        joined = f"{text}\n{row.marked}" if text else row.marked
        if len(joined) > SECTION:
            yield section(text)
            joined = row.marked
        text = joined
    if text:
        yield section(text)


def section(text: str) -> Block:
    """A paragraph of Slack's markup."""
    return {"type": "section", "text": _mrkdwn(text)}


def _mrkdwn(text: str) -> Block:
    """Slack reads no links or names into a text that is verbatim."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str, limit: int) -> Block:
    """Words without markup, cut where they are too long; Slack wants at least one sign."""
    shown = one_line(clean(text)).strip() or "–"
    return {"type": "plain_text", "text": shorter(shown, limit), "emoji": False}


def _actions(buttons: tuple[Button, ...], reader: Reader) -> Iterator[Block]:
    """What can be done: buttons, and a menu where there are many."""
    worded = [_worded(button, buttons) for button in buttons if len(button.line) <= VALUE]
    fit = [_apart(button, worded) for button in worded]
    shown, rest = (fit, []) if len(fit) <= SHOWN else (fit[: SHOWN - 1], fit[SHOWN - 1 :])
    long = [button for button in rest if len(button.line) > ENTRY]
    menu = [button for button in rest if len(button.line) <= ENTRY]
    elements = [button_of(b, reader, f"{LINE}{n}") for n, b in enumerate((*shown, *long)[:24])]
    if menu:
        elements.append(_menu(menu[:100], reader))
    if elements:
        yield {"type": "actions", "elements": elements}


def _bare(button: Button) -> bool:
    """Whether a button says nothing but the line that it sends."""
    return button.label.msgid == "form.line"


def _worded(button: Button, among: Iterable[Button]) -> Button:
    """A bare line by what it does, where no other does the same."""
    does = _does(button.line) if _bare(button) else None
    alike = sum(_does(one.line) == does for one in among)
    return replace(button, label=does) if does and alike == 1 else button


def _does(line: str) -> Said | None:
    """What a line does; of help, on what: two that explain different commands are not alike."""
    form = address(Line(line), FORMS)
    about = FORMS.get(line.removeprefix("help ")) if line.startswith("help ") else None
    if about is not None:
        return Said("render.help_on", act=about.does)
    return form.does if form else None


def _apart(button: Button, among: Iterable[Button]) -> Button:
    """The act with the code of what it is on, where another has the same words."""
    code = next((word for word in button.line.split() if read(word)), "")
    alike = sum(one.label == button.label for one in among) > 1
    return replace(button, label=_on(button, code)) if alike and code else button


def _on(button: Button, code: str) -> Said:
    return Said("render.act_on", act=button.label, about=code)


def button_of(button: Button, reader: Reader, action: str) -> Block:
    """A button that sends its line."""
    text = plain_text(sentence(button.label, reader, Plain()), LABEL)
    return {"type": "button", "action_id": action, "text": text, "value": button.line}


def _menu(buttons: list[Button], reader: Reader) -> Block:
    options = [
        {"text": plain_text(sentence(b.label, reader, Plain()), LABEL), "value": b.line}
        for b in buttons
    ]
    more = plain_text(sentence(Said("render.more"), reader, Plain()), 150)
    return {
        "type": "static_select",
        "action_id": f"{LINE}more",
        "placeholder": more,
        "options": options,
    }


def _plain(page: Page, reader: Reader, prefix: str) -> list[str]:
    """The acts as lines, for whoever reads the text alone."""
    writer = Plain(prefix)
    return [f"→ {sentence(act(button), reader, writer)}" for button in page.buttons]


def _short(row: _Row) -> Iterator[_Row]:
    """The row, or pieces of it without markup where it is longer than a section."""
    if len(row.marked) <= SECTION:
        yield row
        return
    for part in cut(row.plain or row.marked, SECTION // 2):
        whole = inert(part)
        if len(whole) <= SECTION:
            yield replace(row, plain=part, marked=whole)
        else:
            yield from (_Row(one, inert(one)) for one in cut(part, SECTION // 6))


def calling(words: Words, accounts: Iterable[str]) -> Words:
    """The message with those who must act before it; Slack notifies them."""
    users = [account.rpartition(":")[2] for account in accounts]
    called = ", ".join(f"<@{escaped(user)}>" for user in users if user.isalnum())
    if not called or not words.blocks:
        return words
    return replace(words, blocks=(section(called[:SECTION]), *words.blocks))


def without_dates(value: Any) -> Any:
    """The same for a server that does not know Slack's dates: what stands for others is shown."""
    match value:
        case str():
            return DATE.sub(r"\1", value)
        case dict():
            return {key: without_dates(one) for key, one in value.items()}
        case list() | tuple():
            return [without_dates(one) for one in value]
    return value
