"""What Slack's documentation says of a call, and what is wrong with one of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

METHODS = Path(__file__).parent.parent / "contracts" / "slack" / "methods"
BLOCKS = {"modal": 100, "home": 100, "message": 50}
METADATA = 3000
TEXT = 40_000
"""Slack cuts a longer text off."""
NEEDED = {"views.open": "trigger_id", "views.push": "trigger_id"}
"""Needed, though the documentation's data does not mark it."""
TAKEN = {("auth.test", "team_id"), ("chat.postMessage", "client_msg_id")}
"""Not among the documented arguments: slack-bolt sends the one; an error of chat.postMessage,
duplicate_message_not_found, speaks of the other."""
_CHECKED = ("type", "anyOf", "enum", "minLength", "maxLength", "minimum", "maximum")


@cache
def described(method: str) -> dict[str, Any] | None:
    """The documentation of a method; None where the bot has no business to call it."""
    file = METHODS / f"{method}.json"
    return json.loads(file.read_text()) if file.exists() else None


def scopes(method: str) -> frozenset[str]:
    """The bot scopes of which one allows the call."""
    return frozenset((described(method) or {}).get("scope", {}).get("bot", ()))


def wrong(method: str, arguments: Mapping[str, Any]) -> list[str]:
    """What Slack would not take in this call; nothing when it is right."""
    spec = described(method)
    if spec is None:
        return [f"{method} is not among the methods that the bot may call"]
    properties = spec["args"]["properties"]
    needed = {*spec["args"]["required"], NEEDED.get(method, "token")} - {"token"}
    found = [f"{name} is missing" for name in sorted(needed - arguments.keys())]
    for name, value in arguments.items():
        if (method, name) in TAKEN:
            continue
        if name not in properties:
            found.append(f"{name} is unknown")
        else:
            found += _values(name, properties[name], value)
    return [f"{method}: {fault}" for fault in (*found, *_shown(arguments))]


def _values(name: str, spec: Mapping[str, Any], value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        return  # given as JSON; what it shows is checked as blocks
    rule = {key: spec[key] for key in _CHECKED if key in spec}
    kind = spec.get("type")
    read = _read(value) if kind in ("boolean", "integer", "number") else value
    if kind == "boolean" and read in (0, 1):
        read = bool(read)  # so a form says it
    for error in Draft202012Validator(rule).iter_errors(read):
        yield f"{name}: {error.message[:90]}"


def _read(value: object) -> object:
    """A value as it was meant, where it came in a form, which knows texts only."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _shown(arguments: Mapping[str, Any]) -> Iterator[str]:
    """Whether all that is shown keeps to the limits of Block Kit."""
    if len(arguments.get("text") or "") > TEXT:
        yield "text is cut off"
    view = arguments.get("view")
    if isinstance(view, dict):
        yield from _view(view)
    blocks = arguments.get("blocks")
    if isinstance(blocks, list):
        yield from _blocks(blocks, BLOCKS["message"])


def _view(view: dict[str, Any]) -> Iterator[str]:
    if len(view.get("private_metadata") or "") > METADATA:
        yield "private_metadata is too long"
    if len(view.get("callback_id") or "") > 255:
        yield "callback_id is too long"
    if view.get("type") == "modal" and not view.get("submit"):
        inputs = [block for block in view.get("blocks", ()) if block.get("type") == "input"]
        if inputs:
            yield "a modal with inputs needs a submit button"
    try:
        first = view.get("blocks", [])[:1]  # all of them are looked at one by one
        View(**{**view, "blocks": first}).to_dict()
    except (SlackObjectFormationError, TypeError) as fault:
        yield f"view: {fault}"
    yield from _blocks(view.get("blocks", []), BLOCKS.get(view.get("type", ""), 0))


def _blocks(blocks: list[dict[str, Any]], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"{len(blocks)} blocks are more than {most}"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield "a block_id stands twice"
    for number, block in enumerate(blocks):
        yield from (f"block {number}{fault}" for fault in _block(json.dumps(block)))


@lru_cache(maxsize=10_000)  # the same few blocks stand in most messages and forms
def _block(written: str) -> tuple[str, ...]:
    block = json.loads(written)
    found = []
    try:
        made = Block.parse(block)
        if made is None:
            found.append(" is of an unknown type")
        else:
            made.validate_json()
            made.to_dict()
    except (SlackObjectFormationError, TypeError, ValueError) as fault:
        found.append(f" ({block.get('type')}): {fault}")
    return (*found, *_texts(block))


LENGTHS = {
    ("section", "text"): 3000,
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("button", "value"): 2000,
    ("option", "text"): 75,
    ("option", "value"): 150,
    ("option", "description"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("context", "text"): 3000,
    ("any", "action_id"): 255,
    ("any", "block_id"): 255,
    ("any", "placeholder"): 150,
}
"""Limits of docs.slack.dev that slack_sdk does not check, or not in every place."""


def _texts(part: object, kind: str = "") -> Iterator[str]:
    """Texts that are too long or empty, wherever they stand in a block."""
    if isinstance(part, list):
        for one in part:
            yield from _texts(one, kind)
    if not isinstance(part, dict):
        return
    kind = str(part.get("type") or ("option" if "value" in part else kind))
    for name, inner in part.items():
        text = inner.get("text") if isinstance(inner, dict) else inner
        limit = LENGTHS.get((kind, name)) or LENGTHS.get(("any", name))
        if limit is not None and isinstance(text, str) and not 0 < len(text) <= limit:
            yield f": {kind}.{name} has {len(text)} of at most {limit} characters"
        if name != "private_metadata":
            yield from _texts(inner, "option" if name == "options" else kind)
