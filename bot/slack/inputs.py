"""Questions of a form as Slack's inputs, and what was filled in, read back (pure).

Whatever Slack returns becomes the text of a line: nothing in it is trusted before a kind reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.render.blocks import Block, plain_text
from bot.render.fill import sentence
from bot.render.reader import Reader
from bot.render.writer import Plain
from commands.forming import Asked
from commands.kinds.kind import Choice, Widget
from coordination.said import Said

ACTION = "answer"
FEW, BOXES, MANY = 5, 10, 100
"""Radio buttons up to here; checkboxes in one group; choices in one list."""
LONGEST = 3_000
NAME, HINT, OPTION = 2_000, 2_000, 75
_PART = "#"
"""Stands before the number of a further group of checkboxes in a block's id."""
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ")


def inputs(asked: Asked, reader: Reader, lacks: frozenset[str]) -> list[Block]:
    """The blocks of one question: one, or several groups of checkboxes."""
    elements = _elements(asked, reader, lacks)
    return [_input(asked, reader, one, n, lacks) for n, one in enumerate(elements)]


def _input(asked: Asked, reader: Reader, element: Block, part: int, lacks: frozenset[str]) -> Block:
    # A label has no markup: what a declaration sets apart as code stands as it is typed.
    question, _, rest = words(asked.question, reader).replace("`", "").partition("? ")
    question = f"{question}?" if rest else question
    hints = [rest, _hint(asked, reader), _standing(element, lacks, reader)]
    block: Block = {
        "type": "input",
        "block_id": f"{asked.name}{_PART}{part}" if part else asked.name,
        "label": plain_text(_again(question, reader) if part else question, NAME),
        "element": {**element, "action_id": ACTION},
        # The answer may stand in any of several groups: what is missing is said after sending.
        "optional": asked.optional or asked.widget is Widget.MULTI,
    }
    hint = " ".join(text for text in hints if text) if not part else ""
    return {**block, "hint": plain_text(hint, HINT)} if hint else block


def _again(question: str, reader: Reader) -> str:
    """The heading of a further group of what can be picked for the same question."""
    return words(Said("forming.further", question=question), reader)


def _hint(asked: Asked, reader: Reader) -> str:
    if asked.hint is not None:
        return words(asked.hint, reader)
    return words(Said("form.example", example=asked.example), reader) if asked.example else ""


def _standing(element: Block, lacks: frozenset[str], reader: Reader) -> str:
    """What counts when nothing is picked, for a page that does not show it."""
    if "initial" not in lacks or element["type"] == "static_select":
        return ""
    if len(element.get("options", ())) == 1 and "initial_option" in element:
        return words(Said("forming.only"), reader)
    chosen = [element["initial_option"]] if "initial_option" in element else []
    names = [one["text"]["text"] for one in (*chosen, *element.get("initial_options", ()))]
    return words(Said("forming.stands", choices=tuple(names)), reader) if names else ""


def words(said: Said, reader: Reader) -> str:
    """A sentence as plain text."""
    return sentence(said, reader, Plain("/comity "))


def _elements(asked: Asked, reader: Reader, lacks: frozenset[str]) -> list[Block]:
    count = len(asked.choices)
    several = asked.widget is Widget.MULTI
    if not count:
        return [_typed(asked, lacks)]
    if (asked.searched or count > MANY) and "external_select" not in lacks:
        return [_searched(asked, reader)]
    if count > MANY:
        return [_typed(asked, lacks)]
    if not several and count <= FEW and (asked.initial or not asked.optional):
        return [_picking(asked, reader, "radio_buttons", asked.choices)]
    if not several:
        list_of = {**_pick(reader), **_picking(asked, reader, "static_select", asked.choices)}
        if "initial" in lacks and "initial_option" in list_of:
            list_of["placeholder"] = list_of["initial_option"]["text"]
        return [list_of]
    if count > BOXES and "multi_select" not in lacks:
        return [{**_picking(asked, reader, "multi_static_select", asked.choices), **_pick(reader)}]
    groups = [asked.choices[at : at + BOXES] for at in range(0, count, BOXES)]
    return [_picking(asked, reader, "checkboxes", group) for group in groups]


def _picking(asked: Asked, reader: Reader, kind: str, choices: tuple[Choice, ...]) -> Block:
    """An element with its options, and what is picked already."""
    options = [option(choice, reader) for choice in choices]
    wanted = set(asked.initial.split(",")) if asked.initial else set()
    picked = [one for one in options if one["value"] in wanted]
    made: Block = {"type": kind, "options": options}
    if picked and asked.widget is Widget.MULTI:
        made["initial_options"] = picked
    elif picked:
        made["initial_option"] = picked[0]
    return made


def option(choice: Choice, reader: Reader) -> Block:
    """One entry of a list: its name, and the word that stands in a line."""
    return {"text": plain_text(words(choice.name, reader), OPTION), "value": choice.word}


def _pick(reader: Reader) -> Block:
    return {"placeholder": plain_text(words(Said("forming.choose"), reader), 150)}


def _searched(asked: Asked, reader: Reader) -> Block:
    """A list that is searched by typing; it opens with the nearest choices."""
    wanted = set(asked.initial.split(",")) if asked.initial else set()
    picked = [option(choice, reader) for choice in asked.choices if choice.word in wanted]
    several = asked.widget is Widget.MULTI
    made: Block = {
        "type": "multi_external_select" if several else "external_select",
        "min_query_length": 0,
        **_pick(reader),
    }
    if picked:
        made |= {"initial_options": picked} if several else {"initial_option": picked[0]}
    return made


def _typed(asked: Asked, lacks: frozenset[str]) -> Block:
    """A field to type in; an instant is picked where it is none such as `5wd`."""
    exact = not asked.initial or _UTC.fullmatch(asked.initial)
    if asked.widget is Widget.INSTANT and exact and "datetime" not in lacks:
        made: Block = {"type": "datetimepicker"}
        if asked.initial:
            made["initial_date_time"] = int(datetime.fromisoformat(asked.initial).timestamp())
        return made
    text = asked.widget is Widget.TEXT and "multiline" not in lacks
    made = {"type": "plain_text_input", "multiline": text, "max_length": LONGEST}
    return {**made, "initial_value": asked.initial[:LONGEST]} if asked.initial else made


def filled(view: Mapping[str, Any], lacks: frozenset[str]) -> dict[str, str]:
    """The answers of a submitted view by question; what was left empty is an empty text."""
    state = view.get("state") or {}
    shown = {block.get("block_id"): block.get("element") for block in view.get("blocks") or ()}
    found: dict[str, list[str]] = {}
    for block, answers in (state.get("values") or {}).items():
        name = str(block).partition(_PART)[0]
        element = shown.get(block) or {}
        for answer in answers.values() if isinstance(answers, dict) else ():
            texts = _texts(answer)
            if not any(texts) and "initial" in lacks:
                texts = _texts(_initial(element))
            found.setdefault(name, []).extend(text for text in texts if text)
    return {name: ",".join(texts) for name, texts in found.items()}


def _texts(answer: Mapping[str, Any]) -> list[str]:
    """One answer as it would stand in a line."""
    if answer.get("selected_date_time"):
        at = datetime.fromtimestamp(int(answer["selected_date_time"]), UTC)
        return [at.strftime("%Y-%m-%dT%H:%MZ")]
    several = answer.get("selected_options")
    if several:
        return [str(one.get("value")) for one in several]
    one = answer.get("selected_option")
    return [str(one.get("value")) if one else str(answer.get("value") or "")]


def _initial(element: Mapping[str, Any]) -> dict[str, Any]:
    """What an element shows from the start, as if it had been filled in."""
    return {
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options"),
        "selected_date_time": element.get("initial_date_time"),
        "value": element.get("initial_value"),
    }
