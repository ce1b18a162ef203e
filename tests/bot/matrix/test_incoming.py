"""Reading events: whatever a stranger sends, a text or nothing, never a failure."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.matrix.content import transaction
from bot.matrix.facts import RoomFacts
from bot.matrix.gap import since_joining
from bot.matrix.incoming import gone, signed, written

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["body", "msgtype", "event_id", "rel_type", "m.relates_to", "m.new_content",
             "m.in_reply_to", "membership", "content"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(content=JSON, time=JSON)
def test_any_content_is_read_without_failure(content: Any, time: Any) -> None:
    event = {"type": "m.room.message", "event_id": "$e", "sender": "@a:b"}
    sign = signed({**event, "type": "m.reaction", "content": content})
    assert sign is None or isinstance(sign.on, str)
    removed = gone({**event, "type": "m.room.redaction", "content": content, "redacts": time})
    assert removed is None or isinstance(removed.of, str)
    text = written({**event, "content": content, "origin_server_ts": time})
    assert text is None or isinstance(text.text, str)


@given(content=JSON, kind=st.sampled_from(["m.room.member", "m.room.encryption", "m.room.create"]))
def test_any_state_is_learned_without_failure(content: Any, kind: str) -> None:
    facts = RoomFacts()
    facts.learn({"type": kind, "state_key": "@a:b", "content": content})
    assert facts.security(frozenset()).safe in (True, False)


def test_a_removal_names_its_message_in_every_version_of_rooms() -> None:
    event = {"type": "m.room.redaction", "event_id": "$e", "sender": "@a:b"}
    for removed in (
        gone({**event, "redacts": "$m"}),
        gone({**event, "content": {"redacts": "$m"}}),
    ):
        assert removed is not None
        assert (removed.sender, removed.of) == ("@a:b", "$m")
    assert gone({**event, "type": "m.room.message", "redacts": "$m"}) is None


def said(text: str, **content: Any) -> dict[str, Any]:
    body = {"msgtype": "m.text", "body": text, **content}
    return {"type": "m.room.message", "event_id": "$e", "sender": "@a:b", "content": body}


def test_a_quotation_that_an_older_client_repeats_is_left_out() -> None:
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$q"}}}
    text = written(said("> <@b:c> two\n> lines\n\n!today", **reply))
    assert text is not None
    assert (text.text, text.answers) == ("!today", "$q")
    quoting = written(said("> not a reply\n\nbut a quotation"))
    assert quoting is not None
    assert quoting.text.startswith("> not a reply")


def test_a_fallback_for_clients_without_threads_is_no_answer() -> None:
    thread = {"rel_type": "m.thread", "event_id": "$root", "is_falling_back": True}
    text = written(said("hi", **{"m.relates_to": {**thread, "m.in_reply_to": {"event_id": "$x"}}}))
    assert text is not None
    assert (text.thread, text.answers) == ("$root", None)


def member(user: str, before: str, now: str) -> dict[str, Any]:
    unsigned = {"prev_content": {"membership": before}}
    content = {"membership": now}
    return {"type": "m.room.member", "state_key": user, "content": content, "unsigned": unsigned}


def test_what_was_said_before_our_joining_is_cut_and_a_change_of_name_cuts_nothing() -> None:
    ours, renamed = member("@us:h", "invite", "join"), member("@us:h", "join", "join")
    before, after = said("before"), said("after")
    assert since_joining([before, ours, after], "@us:h") == ([after], True)
    assert since_joining([before, renamed, after], "@us:h")[1] is False
    assert since_joining([before, member("@eve:h", "invite", "join")], "@us:h")[1] is False


@given(st.text(), st.text(), st.text())
def test_a_transaction_is_the_same_for_the_same_thing_alone(room: str, one: str, two: str) -> None:
    assert transaction(room, one) == transaction(room, one)
    assert (transaction(room, one) == transaction(room, two)) == (one == two)
