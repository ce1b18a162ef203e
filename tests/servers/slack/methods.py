"""Methods that the server does not have, or that Slack answers with more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.demo.slack.workspace import BOT

if TYPE_CHECKING:
    from tests.servers.slack.calls import Desk

Arguments = Mapping[str, Any]
Answer = dict[str, Any]
Method = Callable[["Desk", str, Arguments], Awaitable[Answer]]
own: dict[str, Method] = {}


def method(*names: str) -> Callable[[Method], Method]:
    def known(made: Method) -> Method:
        own.update(dict.fromkeys(names, made))
        return made

    return known


def no(error: str) -> Answer:
    return {"ok": False, "error": error}


@method("chat.postMessage")
async def post_message(desk: Desk, name: str, given: Arguments) -> Answer:
    """Keeps the metadata; only in channels where the bot is."""
    members = await desk.members(given["channel"])
    if members is not None and BOT not in members:
        return no("not_in_channel")
    answer = await desk.passed(name, given)
    if answer["ok"] and "metadata" in given:
        desk.facts.metadata[answer["channel"], answer["ts"]] = given["metadata"]
        answer["message"]["metadata"] = given["metadata"]
    return answer


@method("chat.postEphemeral")
async def post_ephemeral(desk: Desk, name: str, given: Arguments) -> Answer:
    members = await desk.members(given["channel"])
    if members is None:
        return no("channel_not_found")
    if BOT not in members:
        return no("not_in_channel")
    if given.get("user") not in members:
        return no("user_not_in_channel")
    return await desk.passed(name, given)


@method("chat.update", "chat.delete")
async def change(desk: Desk, name: str, given: Arguments) -> Answer:
    """Only what the bot wrote itself, and everybody saw."""
    found = [m for m in await desk.messages(given["channel"]) if m["ts"] == given["ts"]]
    if not found or found[0].get("subtype") == "ephemeral":
        return no("message_not_found")
    if found[0].get("user") != BOT:
        return no("cant_delete_message" if name == "chat.delete" else "cant_update_message")
    answer = await desk.passed(name, given)
    if answer["ok"] and "metadata" in given:
        desk.facts.metadata[given["channel"], given["ts"]] = given["metadata"]
    return answer


@method("conversations.history", "conversations.replies")
async def history(desk: Desk, _name: str, given: Arguments) -> Answer:
    """Within the given time, by pages; a channel's newest first, a thread's oldest first."""
    if not desk.facts.history:
        return no("missing_scope")
    members = await desk.members(given["channel"])
    if members is None:
        return no("channel_not_found")
    if BOT not in members:
        return no("not_in_channel")
    thread = given.get("ts")
    there = [
        m
        for m in await desk.messages(given["channel"])
        if m.get("subtype") != "ephemeral"
        and (thread in (m["ts"], m.get("thread_ts")) if thread else not m.get("thread_ts"))
    ]
    if thread and not there:
        return no("thread_not_found")
    shown = [with_metadata(desk, given, m) for m in there if _within(m["ts"], given)]
    ordered = shown if thread else shown[::-1]
    first = int(given.get("cursor") or 0)
    last = first + int(given.get("limit") or 100)
    more = len(ordered) > last
    return {
        "ok": True,
        "messages": ordered[first:last],
        "has_more": more,
        "response_metadata": {"next_cursor": str(last) if more else ""},
    }


def with_metadata(desk: Desk, given: Arguments, message: dict[str, Any]) -> dict[str, Any]:
    kept = desk.facts.metadata.get((given["channel"], message["ts"]))
    asked = str(given.get("include_all_metadata", "0")).lower() in ("1", "true")
    return message | {"metadata": kept} if kept and asked else message


def _within(ts: str, given: Arguments) -> bool:
    oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or "inf")
    if str(given.get("inclusive", "0")).lower() in ("1", "true"):
        return oldest <= float(ts) <= latest
    return oldest < float(ts) < latest


@method("views.open", "views.push")
async def open_view(desk: Desk, name: str, given: Arguments) -> Answer:
    """A trigger opens one form, soon after the click."""
    fault = desk.facts.used(given.get("trigger_id"))
    if fault is not None:
        return no(fault)
    return await desk.passed(name, given)


@method("users.info")
async def user(desk: Desk, name: str, given: Arguments) -> Answer:
    answer = await desk.passed(name, given)
    return answer | {"user": desk.facts.user(answer["user"])} if answer["ok"] else answer


@method("users.list")
async def users(desk: Desk, name: str, given: Arguments) -> Answer:
    answer = await desk.passed(name, given)
    return answer | {"members": [desk.facts.user(one) for one in answer["members"]]}


@method("conversations.info")
async def channel(desk: Desk, name: str, given: Arguments) -> Answer:
    await desk.members(given["channel"])
    answer = await desk.passed(name, given)
    return answer | {"channel": desk.facts.channel(answer["channel"])} if answer["ok"] else answer


@method("conversations.members")
async def members(desk: Desk, _name: str, given: Arguments) -> Answer:
    found = await desk.members(given["channel"])
    if found is None:
        return no("channel_not_found")
    return {"ok": True, "members": list(found), "response_metadata": {"next_cursor": ""}}


@method("conversations.invite")
async def invite(desk: Desk, _name: str, given: Arguments) -> Answer:
    found = await desk.members(given["channel"])
    if found is None:
        return no("channel_not_found")
    new = str(given["users"]).split(",")
    if set(new) <= set(found):
        return no("already_in_channel")
    found += [one for one in new if one not in found]
    return {"ok": True, "channel": {"id": given["channel"]}}


@method("conversations.kick")
async def kick(desk: Desk, _name: str, given: Arguments) -> Answer:
    found = await desk.members(given["channel"])
    if found is None or given["user"] not in found:
        return no("not_in_channel" if found else "channel_not_found")
    found.remove(given["user"])
    return {"ok": True, "errors": {}}


@method("conversations.setTopic", "conversations.setPurpose", "conversations.archive")
async def arrange(desk: Desk, _name: str, given: Arguments) -> Answer:
    """Taken, and shown nowhere."""
    known = await desk.members(given["channel"]) is not None
    return {"ok": True} if known else no("channel_not_found")
