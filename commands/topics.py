"""Which commands a word leads to that is none: a rule, a choice, or what people call a thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from commands.declare import Form
from config.topics import topics

MOST = 8
LEAST = 5
"""Letters of a word that may be but a part of a choice, such as “majority”."""
_BETWEEN = re.compile(r"[\s_+-]+")


@dataclass(frozen=True)
class Lead:
    """A command, and what is said in it for the word: `rule=silence`; or nothing."""

    form: Form
    option: str = ""


def leads(word: str, forms: Collection[Form]) -> tuple[Lead, ...]:
    """Where the word leads among these commands, the likeliest first; at most eight."""
    noun, _, rest = word.partition(" ")
    inside = [form for form in forms if form.noun == noun]
    if inside and rest and word not in topics():
        return leads(rest, inside) or leads(rest, forms)
    named = topics().get(word, ())
    by_name = sorted((f for f in forms if f.words in named), key=lambda f: named.index(f.words))
    found = [*map(Lead, by_name), *_verbs(word, forms), *_choices(word, forms)]
    found = found or [*_close(word, forms), *_told(word, forms)]
    first: dict[str, Lead] = {}
    for lead in found:
        if not first.get(lead.form.words, Lead(lead.form)).option:
            first[lead.form.words] = lead
    return tuple(first.values())[:MOST]


def _verbs(word: str, forms: Collection[Form]) -> Iterator[Lead]:
    yield from (Lead(form) for form in forms if form.words.partition(" ")[2] == word)


def _choices(word: str, forms: Collection[Form]) -> Iterator[Lead]:
    """The commands in which it can be picked by its name."""
    wanted = _BETWEEN.sub("_", word)
    for form in forms:
        for field in form.fields:
            known = [choice.word for choice in field.kind.fixed()]
            exact = [one for one in known if _BETWEEN.sub("_", one.casefold()) == wanted]
            part = [one for one in known if wanted in _BETWEEN.sub("_", one.casefold()).split("_")]
            fits = exact or (part if len(wanted) >= LEAST else [])
            if fits:
                yield Lead(form, f"{field.name}={fits[0]}")
                break


def _close(word: str, forms: Collection[Form]) -> Iterator[Lead]:
    verbs = {form.words.partition(" ")[2] for form in forms} - {""}
    for verb in get_close_matches(word, sorted(verbs), n=2, cutoff=0.75):
        yield from _verbs(verb, forms)


def _told(word: str, forms: Collection[Form]) -> Iterator[Lead]:
    """The commands whose help has the word in its first line."""
    for form in forms:
        if word in re.findall(r"\w+", form.help.splitlines()[0].casefold()):
            yield Lead(form)
