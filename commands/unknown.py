"""A line that names no command: what it may have meant, to be picked and never guessed."""

from __future__ import annotations

from difflib import get_close_matches

from commands.declare import Form
from commands.line import Line, unstopped
from coordination.refused import Refused
from coordination.said import Said

ALONE = "form.noun_alone"
"""What is said to a noun without its verb."""
_ANSWERS = frozenset({"back", "skip", "cancel", "yes", "no"})
"""What answers a question, and is no command."""


def unknown(line: Line, forms: dict[str, Form]) -> Refused:
    """The refusal of a line that names no command, with the nearest ones to pick from."""
    typed = line.words()[:2]
    name = " ".join(typed).lower()
    if (answer := unstopped(name)) in _ANSWERS:
        return Refused("form", Said("form.nothing_open", typed=answer), ("menu",))
    near = nearest(typed, forms)
    poll = next((word for word in typed if word.upper().startswith("POL-")), None)
    if poll is not None:
        given = line.words()
        meant = " ".join(("poll vote", *given[given.index(poll) :][:2]))
        return Refused("form", Said("form.did_you_mean_line", typed=name[:60]), (meant,))
    if acts := tuple(words for words in forms if words.startswith(f"{name} ")):
        spoken = tuple(words for words in acts if not forms[words].clockwork)
        return Refused("form", Said(ALONE, noun=name), (*spoken, f"help {name}"))
    if not near:
        return Refused("form", Said("form.unknown_command", typed=name[:60]), ("help",))
    line.take(2)
    ready = tuple(f"{words} {line.rest()}".strip() for words in near)
    return Refused("form", Said("form.did_you_mean_line", typed=name[:60]), ready)


def nearest(typed: list[str], forms: dict[str, Form]) -> list[str]:
    """The commands that these first words may mean; where the noun is right, by the verb alone."""
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
