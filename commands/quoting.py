"""A line said in reply to a message may take that message's words; talk is never read (P-03)."""

from __future__ import annotations

from commands.declare import Form
from commands.heard import Incoming
from commands.line import Line, address, has_text, verbatim
from commands.table import FORMS
from storage.store import Store


def wants_quotation(text: str) -> bool:
    """Whether this line takes the words of the message it replies to: it has none of its own.

    A platform asks before it fetches that message; of any other line it fetches nothing.
    """
    typed = text.strip()
    word, _, rest = typed.partition(" ")
    line = rest if word.lower() in ("!comity", "/comity") else typed.lstrip("!/")
    return _taking(line) is not None


def with_quotation(store: Store, heard: Incoming, line: str) -> str:
    """The line with the quoted words as its text, and with their author where it is another.

    The line as it is where nothing was quoted, or where its author is in no directory.
    """
    if heard.quoted is None:
        return line
    form = _taking(line)
    if form is None:
        return line
    author = store.directory.person_of_account(heard.platform, heard.quoted.account)
    if author is None:
        return line
    own = author == store.directory.person_of_account(heard.platform, heard.account)
    named = "" if own else f" {form.quotes}={author.id}"
    return f"{line.rstrip()}{named} {verbatim(heard.quoted.text)}"


def _taking(line: str) -> Form | None:
    form = address(Line(line), FORMS)
    return form if form is not None and form.quotes and not has_text(line, form) else None
