"""The check of outgoing calls finds what Slack would refuse, and lets good calls pass."""

from typing import Any

import pytest

from tests.servers.contract import scopes, wrong

Call = tuple[str, dict[str, Any]]


def button(text: str = "Vote", **more: Any) -> dict[str, Any]:
    words = {"type": "plain_text", "text": text}
    return {"type": "button", "action_id": "line", "text": words, **more}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def modal(**more: Any) -> dict[str, Any]:
    title = {"type": "plain_text", "text": "Vote"}
    return {"type": "modal", "title": title, "blocks": [section("Which?")], **more}


def said(*blocks: dict[str, Any], **more: Any) -> Call:
    return "chat.postMessage", {"channel": "C1", "text": "x", "blocks": [*blocks], **more}


GOOD: tuple[Call, ...] = (
    said(section("a"), {"type": "actions", "elements": [button(value="poll list")]}),
    said(metadata={"event_type": "comity", "event_payload": {"key": "1"}}, unfurl_links="false"),
    ("views.open", {"trigger_id": "1", "view": modal()}),
    ("conversations.history", {"channel": "C1", "limit": "20", "include_all_metadata": "1"}),
    ("chat.update", {"channel": "C1", "ts": "1.2", "text": "y"}),
)


@pytest.mark.parametrize("call", GOOD)
def test_a_right_call_passes(call: Call) -> None:
    assert wrong(*call) == []


BAD: tuple[tuple[Call, str], ...] = (
    (("chat.postMessage", {"text": "x"}), "channel is missing"),
    (said(thread_id="1"), "thread_id is unknown"),
    (("chat.update", {"channel": "C1", "text": "x"}), "ts is missing"),
    (("views.open", {"view": modal()}), "trigger_id is missing"),
    (("chat.scream", {}), "not among the methods"),
    (("conversations.history", {"channel": "C1", "limit": "many"}), "limit"),
    (said(section("a" * 3001)), "3000"),
    (said(section("")), "section.text has 0"),
    (said({"type": "actions", "elements": [button("b" * 76)]}), "75"),
    (said({"type": "actions", "elements": [button(value="v" * 2001)]}), "2000"),
    (said({"type": "actions", "elements": [button()] * 26}), "25"),
    (said({"type": "header", "text": {"type": "plain_text", "text": "h" * 151}}), "150"),
    (said(*[{"type": "divider"}] * 51), "51 blocks"),
    (said(section("a") | {"block_id": "1"}, section("b") | {"block_id": "1"}), "twice"),
    (("views.open", {"trigger_id": "1", "view": modal(private_metadata="x" * 3001)}), "too long"),
    (
        (
            "views.open",
            {"trigger_id": "1", "view": modal(title={"type": "plain_text", "text": "t" * 25})},
        ),
        "24",
    ),
    (("views.open", {"trigger_id": "1", "view": modal(blocks=[{"type": "divider"}] * 101)}), "100"),
)


@pytest.mark.parametrize(("call", "fault"), BAD)
def test_a_wrong_call_is_named_with_its_fault(call: Call, fault: str) -> None:
    found = wrong(*call)
    assert any(fault in one for one in found), found


def test_a_method_names_the_scopes_that_allow_it() -> None:
    assert scopes("chat.postMessage") == {"chat:write"}
