"""A line that names no command: what it may have meant, to be picked and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from commands.declare import Form
from commands.kinds.ids import IdKind
from commands.line import Line, unstopped
from coordination import ids
from coordination.poll.vote import Answer
from coordination.refused import Refused
from coordination.said import Said

ALONE = "form.noun_alone"
"""What is said to a noun without its verb."""
_ANSWERS = frozenset({"back", "skip", "cancel", "yes", "no"})
"""What answers a question, and is no command."""
_BALLOT = frozenset(answer.value for answer in Answer)
_JOINED = re.compile(r"[-_]+")
"""What some put between a noun and its verb."""


def unknown(line: Line, forms: dict[str, Form]) -> Refused:
    """The refusal of a line that names no command, with the nearest ones to pick from."""
    typed = line.words()[:2]
    name = " ".join(typed).lower()
    if (answer := unstopped(name)) in _ANSWERS:
        return Refused("form", Said("form.nothing_open", typed=answer), ("menu",))
    if acts := tuple(words for words in forms if words.startswith(f"{name} ")):
        spoken = tuple(words for words in acts if not forms[words].clockwork)
        return Refused("form", Said(ALONE, noun=name), (*spoken, f"help {name}"))
    ready = tuple(_of_a_thing(typed, line, forms)) or _of_words(typed, line, forms)
    if not ready:
        return Refused("form", Said("form.unknown_command", typed=name[:60]), ("help",))
    return Refused("form", Said("form.did_you_mean_line", typed=name[:60]), ready)


def _of_words(typed: list[str], line: Line, forms: dict[str, Form]) -> tuple[str, ...]:
    """The nearest commands, with all that stands behind their names."""
    near = nearest(typed, forms)
    line.take(2)
    return tuple(f"{words} {line.rest()}".strip() for words in near)


def _of_a_thing(typed: list[str], line: Line, forms: dict[str, Form]) -> Iterator[str]:
    """The lines that name a thing without its noun: `INC-…`, `show INC-…`, `report INC-… text`."""
    id = next(filter(None, map(ids.read, typed)), None)
    if id is None:
        return
    verbs, other = _on(id, forms), _beside(typed)
    if "vote" in verbs and other in _BALLOT - verbs.keys():
        yield f"{verbs['vote']} {id} {other}"
    elif near := _nearest_verbs(other, verbs, id):
        line.take(2)
        yield from (f"{verbs[verb]} {id} {line.rest()}".strip() for verb in near)
    elif "show" in verbs:
        yield f"{verbs['show']} {id}"


def _on(id: str, forms: dict[str, Form]) -> dict[str, str]:
    """The commands that begin with a thing of this sort, by their verbs."""
    found: dict[str, str] = {}
    for words, form in forms.items():
        kind = form.fields[0].kind if form.fields and not form.clockwork else None
        if isinstance(kind, IdKind) and kind.made.prefix == id.partition("-")[0]:
            noun, _, verb = words.partition(" ")
            if verb and f"{noun} show" in forms:
                found.setdefault(verb, words)
    return found


def _beside(typed: list[str]) -> str:
    """The word that stands beside an id."""
    return next((unstopped(word).lower() for word in typed if ids.read(word) is None), "")


def _nearest_verbs(other: str, verbs: dict[str, str], id: str) -> list[str]:
    """The verbs that this word may mean, also with the noun grown on to it (`incident-show`)."""
    nouns = {words.partition(" ")[0] for words in verbs.values()}
    bare = _JOINED.sub(" ", other)
    for noun in (*nouns, id.partition("-")[0].lower()):
        bare = bare.removeprefix(noun)
    bare = bare.strip()
    return [bare] if bare in verbs else get_close_matches(bare, verbs, n=3, cutoff=0.6)


def nearest(typed: list[str], forms: dict[str, Form]) -> list[str]:
    """The commands that these first words may mean; where the noun is right, by the verb alone."""
    if id := next(filter(None, map(ids.read, typed)), None):
        verbs = _on(id, forms)
        return [verbs[verb] for verb in _nearest_verbs(_beside(typed), verbs, id)]
    known = [words for words, form in forms.items() if not form.clockwork]
    noun, verb = (*(word.lower() for word in typed), "", "")[:2]
    turned = [f"{one} {noun}" for one in (verb, verb.removesuffix("s"))]  # `list polls`
    turned += [f"{noun[:-1]} list"] if noun.endswith("s") and not verb else []  # `polls`
    if found := [words for words in turned if words in known]:
        return found[:1]
    verbs = {words.partition(" ")[2]: words for words in known if words.split()[0] == noun}
    if verbs:
        close = get_close_matches(verb, verbs, n=3, cutoff=0.6)
        return [verbs[one] for one in close] or list(verbs.values())[:8]
    return get_close_matches(f"{noun} {verb}".strip(), known, n=3, cutoff=0.6)
