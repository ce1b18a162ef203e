"""The manifest asks for what the code uses, and for nothing else."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.slack import desk, scopes
from bot.slack.manifest import SHORTCUTS, manifest
from bot.slack.scopes import EVENTS, METHODS, REASONS, SCOPES
from tests.servers.contract import described
from tests.servers.contract import scopes as documented

CODE = Path(desk.__file__).parent
SCHEMA = Path(__file__).parents[2] / "contracts" / "slack" / "manifest.schema.2.0.0.json"
METHOD = re.compile(r"(api|apps|auth|chat|conversations|files|oauth|team|users|views)(\.\w+)+")
BESIDE = {
    "commands",  # the slash command and the shortcuts
    "im:read",  # conversations.info and .members of a direct room
    "channels:read",  # the same of a room that has become public
}
ADDRESS = "https://comity.example.org/slack/events"


def called() -> Iterator[str]:
    """Every method that stands in the code of the Slack edge."""
    for path in CODE.rglob("*.py"):
        if path.name == Path(scopes.__file__).name:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            word = node.value if isinstance(node, ast.Constant) else None
            if isinstance(word, str) and METHOD.fullmatch(word):
                yield word


def faults(made: dict[str, Any]) -> list[str]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return [fault.message for fault in Draft7Validator(schema).iter_errors(made)]


def test_the_table_has_the_methods_that_the_code_calls_and_no_other() -> None:
    assert set(called()) == set(METHODS)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_scope_of_a_method_is_one_that_slack_names_for_it(method: str) -> None:
    assert described(method) is not None
    needed = METHODS[method]
    assert needed in documented(method) if needed else not documented(method)


@pytest.mark.rule("P-01")
def test_no_scope_is_asked_for_that_no_method_and_no_event_needs() -> None:
    used = {scope for scope in (*METHODS.values(), *EVENTS.values()) if scope}
    assert set(SCOPES) == used | BESIDE
    assert all(REASONS.values())


@pytest.mark.rule("P-03")
def test_what_people_say_among_themselves_is_not_subscribed_to() -> None:
    assert not {"message.channels", "message.groups", "message.mpim"} & set(EVENTS)
    assert "channels:history" not in SCOPES


def test_an_event_of_a_room_reaches_the_desk() -> None:
    rooms = [
        one for one in EVENTS if not one.startswith(("app_", "message.", "reaction_", "user_"))
    ]
    assert all(f"event:{one}".startswith(desk._ROOM_EVENTS) for one in rooms)


@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("rotate", [False, True])
def test_a_manifest_is_one_by_slack_s_own_schema(address: str, rotate: bool) -> None:
    made = manifest("Comity", address, rotate=rotate)
    assert faults(made) == []
    assert made["settings"]["socket_mode_enabled"] is (address == "")
    addresses = re.findall(r"https?://[^\"]+", json.dumps(made))
    assert addresses == [ADDRESS] * len(addresses)
    assert len(addresses) == (4 if address else 0)


def test_the_check_would_notice_a_wrong_manifest() -> None:
    assert faults(manifest("A name that is far too long for any app", ""))


def test_each_shortcut_begins_a_line_that_can_be_said() -> None:
    from commands.table import FORMS

    assert all(one["callback_id"] in FORMS for one in SHORTCUTS)
