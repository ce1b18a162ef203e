"""Forms as Slack's modals: the questions, the review, and errors at their places (pure)."""

from __future__ import annotations

from typing import Any

from bot.render.blocks import Block, plain_text, section, split
from bot.render.fill import sentence
from bot.render.mrkdwn import Mrkdwn
from bot.render.reader import Reader
from bot.slack.inputs import ACTION, inputs, option, words
from commands.forming import Errors, Opening, Review, Shape
from commands.forming.shape import WAY
from commands.outcome import Page
from commands.table import FORMS
from coordination.said import Said

CALLBACK = "form"
MORE = "form:more"
"""The button that shows the questions which may be left out."""
TITLE, SHORT, BLOCKS, ERROR = 24, 24, 100, 1_000


def view(step: Opening, reader: Reader, lacks: frozenset[str]) -> Block:
    """The modal of a form's step."""
    blocks = (
        _questions(step, reader, lacks) if isinstance(step, Shape) else _review(step, reader, lacks)
    )
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(_title(step, reader), TITLE),
        "submit": plain_text(_submit(step, reader), SHORT),
        "close": plain_text(words(Said("form.preview_cancel"), reader), SHORT),
        "private_metadata": step.carried.text(),
        "blocks": blocks[:BLOCKS],
    }


def signpost(page: Page, reader: Reader) -> Block:
    """A modal that asks nothing: it says where something can be done."""
    return {
        "type": "modal",
        "title": plain_text(words(page.title, reader), TITLE),
        "close": plain_text(words(Said("forming.close"), reader), SHORT),
        "blocks": [section(sentence(said, reader, Mrkdwn())) for said in page.lines],
    }


def errors(found: Errors, reader: Reader) -> dict[str, Any]:
    """The acknowledgement that shows at each question what does not fit."""
    shown = {
        name: plain_text(words(said, reader), ERROR)["text"] for name, said in found.fields.items()
    }
    return {"response_action": "errors", "errors": shown}


def _questions(shape: Shape, reader: Reader, lacks: frozenset[str]) -> list[Block]:
    """What is asked is never cut off: where it is too much, less stands above it."""
    blocks = [block for asked in shape.fields for block in inputs(asked, reader, lacks)]
    above = _above(shape, reader)
    blocks = [*above[: max(0, BLOCKS - 1 - len(blocks))], *blocks]
    if shape.more and "buttons" not in lacks:
        more = plain_text(words(Said("forming.more", n=shape.more), reader), 75)
        button = {"type": "button", "action_id": MORE, "text": more, "value": "more"}
        blocks.append({"type": "actions", "elements": [button]})
    return blocks


def _review(review: Review, reader: Reader, lacks: frozenset[str]) -> list[Block]:
    """Who sees it; then the ways on, and answers too long to be carried unseen."""
    pieces = split(review.page, reader)
    blocks = [block for words in pieces for block in words.blocks if block["type"] != "actions"]
    blocks = blocks[: BLOCKS - 20]
    others = [option(way, reader) for way in review.ways[1:]]
    if others:
        element = {"type": "checkboxes", "action_id": ACTION, "options": others}
        label = plain_text(words(Said("forming.way"), reader), 2_000)
        way = {"type": "input", "block_id": WAY, "label": label, "element": element}
        blocks.append({**way, "optional": True})
    for asked in review.fields:
        blocks += inputs(asked, reader, lacks)
    return blocks


def _above(shape: Shape, reader: Reader) -> list[Block]:
    """What stands above the questions, without the title where a line begins with it."""
    title = f"{_title(shape, reader)}: "
    lines = (sentence(said, reader, Mrkdwn()) for said in shape.about)
    short = ((line.removeprefix(title), line) for line in lines)
    return [_small(rest if rest == line else rest[:1].upper() + rest[1:]) for rest, line in short]


def _small(text: str) -> Block:
    """A line of small print; a long one is a paragraph."""
    if len(text) > 300:
        return section(text[:3_000])
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _title(step: Opening, reader: Reader) -> str:
    """At most 24 signs: what the command does, or what the step is about."""
    text = words(step.title, reader)
    if isinstance(step, Review) and len(text) <= TITLE:
        return text
    return words(FORMS[step.carried.words].does, reader)


def _submit(step: Opening, reader: Reader) -> str:
    if isinstance(step, Review):
        return words(step.ways[0].name, reader)
    form = FORMS[step.carried.words]
    return words(Said("forming.preview" if form.preview else "form.preview_send"), reader)
