"""Instruction sheets in French and Spanish: whole, and with no English word around the text."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from datetime import timedelta
from textwrap import dedent
from types import ModuleType

import pytest

from bot.rehearse.drill import Drill
from bot.render import fill, times
from bot.render.papers import laid
from bot.words import OURS, SOURCE, Field, Line
from commands.commitment import facts, recurring
from commands.incident import words as incident
from commands.kinds import who
from commands.poll import subject
from commands.poll import words as poll
from commands.response import words as response
from commands.sheet import of_commitment, of_message, of_poll, page
from config.languages import languages, paper_languages, papers_only
from config.wording import sharing
from coordination.tlp import Tlp
from tests.commands.deciding import CLOSES, done, proposed, put, vote
from tests.commands.test_sheet import pages, read, sheet
from tests.said_in_code import _patterns

SAYING: tuple[ModuleType | Callable[..., object], ...] = (
    page,
    of_poll,
    of_message,
    of_commitment,
    laid,
    times,
    fill._list,
    poll.phrase,
    subject.subject,
    incident.party,
    incident.practices,
    who.named,
    response.title,
    response.kind,
    response.parts,
    response._lifts,
    response._own,
    response._shown,
    response._suspension,
    facts.facts,
    facts._source,
    facts._offered,
    facts._steps,
    recurring.facts,
)
"""Where the words of a sheet are said. A commitment has a sheet only while it is offered."""
REFUSALS = frozenset({"sheet.not_asked", "sheet.not_open", "form.unknown_party"})
TRANSLATED = sorted(papers_only())


def keys_of_a_sheet() -> set[str]:
    """Every key, and every key of a shape, that stands in these places."""
    known = OURS.keys()
    found = {"render.pattern." + form for form in times.FORMS} | {response._CRITERION}
    for place in SAYING:
        for node in ast.walk(ast.parse(dedent(inspect.getsource(place)))):
            match node:
                case ast.Constant(value=str(text)) if text in known:
                    found.add(text)
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in text:
                    shapes = [re.compile(shape) for shape in _patterns(node)]
                    found |= {key for key in known for shape in shapes if shape.fullmatch(key)}
    return found - REFUSALS


@pytest.mark.rule("DR-26", "DR-32")
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_that_a_sheet_can_show_is_there_with_the_same_places(language: str) -> None:
    wanted = keys_of_a_sheet()
    assert {"sheet.how.letter", "rule.silence", "strength.shall", "response.part.lift"} <= wanted
    assert not sorted(wanted - OURS.keys(language))
    differ = [
        key for key in sorted(OURS.keys(language)) if placed(key, language) != placed(key, SOURCE)
    ]
    assert not differ
    lines = [key for key in OURS.keys(language) if sent(key, language) != sent(key, SOURCE)]
    assert not lines, "a line to send is the same in every language"
    assert all(sharing(language, label.value) for label in Tlp)


def placed(key: str, language: str) -> set[str]:
    return {name for field in OURS.fields(key, language) for name in field.names}


def sent(key: str, language: str) -> list[Line]:
    return [part for part in OURS.template(key, language) if isinstance(part, Line)]


def test_whoever_chooses_a_language_gets_whole_pages_in_it() -> None:
    for language in languages():
        assert OURS.keys(language) == OURS.keys()
    for language in TRANSLATED:
        assert OURS.keys(language) < OURS.keys(), "it is whole: take it out of papers_only"
    assert {*languages(), *TRANSLATED} == set(paper_languages())


def english_in(text: str, language: str) -> list[str]:
    """Words of the English sentences of a sheet that stand in a text of another language."""
    own = {piece for key in OURS.keys(language) for piece in literal(key, language)}
    ours = {piece for key in OURS.keys(language) for piece in literal(key, SOURCE)}
    return sorted(piece for piece in ours - own if len(piece.split()) > 1 and piece in text)


def literal(key: str, language: str) -> list[str]:
    parts = OURS.template(key, language, 2)
    return [part.strip(" .,;:()") for part in parts if not isinstance(part, (Field, Line))]


WORDS = {
    "fr": ("fiche d’instructions :", "Comment répondre", "Pour approbation"),
    "es": ("hoja de instrucciones:", "Cómo responder", "Para aprobación"),
}
STATES = {"fr": "FR", "es": "CO"}


def checked(files: dict[str, bytes], language: str, *phrases: str) -> None:
    """One page in this language: with these phrases, and without English around the text."""
    text = " ".join(read(files).replace("\xa0", " ").replace("|", " ").split())
    for phrase in (*WORDS[language], *phrases):
        assert phrase in text, text
    assert not english_in(text.replace("Suspend new adoptions", ""), language), text
    assert len(pages(files)) == 1


@pytest.mark.rule("DR-32")
@pytest.mark.parametrize("language", TRANSLATED)
async def test_the_sheet_of_a_vote_is_in_the_language_of_its_state(
    drill: Drill, language: str
) -> None:
    made = await put(drill, "rule=two_thirds basis=eligible")
    asked = f"sheet {made['poll']} party={STATES[language]}"
    day = {"fr": "lundi 16 mars 2026 à ", "es": "lunes 16 de marzo de 2026, "}
    rule = {"fr": "deux tiers de toutes les parties", "es": "dos tercios de todas las partes"}
    lift = {"fr": "jusqu’à ce que l’État ait remédié", "es": "hasta que el Estado haya corregido"}
    phrases = (day[language], rule[language], lift[language])
    checked(await sheet(drill, "anouk", asked), language, *phrases)


@pytest.mark.rule("DR-08", "DR-30")
@pytest.mark.parametrize("language", TRANSLATED)
async def test_the_sheets_of_a_silence_and_of_an_offer_are_too(drill: Drill, language: str) -> None:
    state = STATES[language]
    made = await proposed(drill)
    line = f"commitment offer {made['incident']} 2026-05-04T15:00Z subject=yes Xxx"
    offer = await done(drill, f"{state.lower()}1", "direct", line)
    files = await sheet(drill, "anouk", f"sheet {offer.made['commitment']} party={state}")
    firm = {"fr": "Le silence n’engage jamais un État.", "es": "El silencio nunca compromete"}
    checked(files, language, firm[language])
    later = CLOSES + timedelta(days=14)
    line = f"poll open {made['response']} rule=silence closes={later:%Y-%m-%dT%H:%MZ}"
    opened = await done(drill, "anouk", "draft", line)
    files = await sheet(drill, "anouk", f"sheet {opened.made['poll']} party={state}")
    broken = {"fr": "Le silence est rompu définitivement", "es": "El silencio se rompe"}
    checked(files, language, broken[language])


@pytest.mark.rule("DR-13", "DR-26", "T-42")
async def test_a_message_and_a_confirmation_are_asked_in_every_language(drill: Drill) -> None:
    made = await put(drill)
    answers = {"NL": "yes", "AU": "yes", "IT": "yes", "FR": "yes_ad_referendum"}
    await vote(drill, made["poll"], **answers, PH="no", CA="no", CO="yes_ad_referendum", IL="no")
    line = f"message draft {made['incident']} languages=en,fr,es §1 Yyy."
    id = (await done(drill, "fr1", "direct", line)).made["message"]
    for language in TRANSLATED:
        await done(drill, "fr1", "direct", f"message revise {id} language={language} §1 Yyy.")
    await done(drill, "fr1", "direct", f"message freeze {id}")
    files = await sheet(drill, "anouk", f"sheet {id} party=NL")
    signs = {"fr": "Le silence ne vaut pas signature.", "es": "no equivale a una firma"}
    invites = {"fr": "invite cet État à revoir", "es": "invita a ese Estado a revisar"}
    for language, states in (("fr", "Pays-Bas"), ("es", "Países Bajos")):
        own = {name: content for name, content in files.items() if f".{language}." in name}
        checked(own, language, signs[language], invites[language], states)
    await drill.until(CLOSES + timedelta(minutes=6))
    confirms = {"fr": "Votre capitale confirme-t-elle ?", "es": "¿Confirma su capital?"}
    for language, state in STATES.items():
        asked = f"sheet {made['poll']} party={state}"
        checked(await sheet(drill, "anouk", asked), language, confirms[language])
