"""An ordinary bot (slack-bolt), to try Slack for tests with."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import Channel, User
from tests.servers.slack.world import World

EMILY, JACK = User("U0CA1", "Emily"), User("U0AU1", "Jack")
ROOM = Channel("C0DRAFT", "coordination", (EMILY.id, JACK.id))


class Bolt:
    """An ordinary bot: a form on a command, a card with a button, and answers to mentions."""

    def __init__(self, world: World) -> None:
        self.client = AsyncWebClient(world.bot_token, base_url=world.api_url, retry_handlers=[])
        self.app = AsyncApp(client=self.client, signing_secret=world.signing_secret)
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.app.command("/comity")(self.command)
        self.app.view("title")(self.submitted)
        self.app.action("close")(self.clicked)
        for event in ("app_mention", "message", "app_home_opened", "member_joined_channel"):
            self.app.event(event)(self.event)

    async def command(self, ack: Any, body: Any) -> None:
        self.heard.append(("command", body))
        await ack()
        label = {"type": "plain_text", "text": "Title"}
        element = {"type": "plain_text_input", "action_id": "v"}
        view = {
            "type": "modal",
            "callback_id": "title",
            "private_metadata": body["channel_id"],
            "title": label,
            "submit": {"type": "plain_text", "text": "Go"},
            "blocks": [{"type": "input", "block_id": "t", "label": label, "element": element}],
        }
        await self.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def submitted(self, ack: Any, view: Any) -> None:
        title = view["state"]["values"]["t"]["v"]["value"]
        if not title:
            await ack(response_action="errors", errors={"t": "Say what it is about."})
            return
        await ack()
        await self.card(view["private_metadata"], title)

    async def card(self, channel: str, title: str) -> str:
        words = {"type": "plain_text", "text": "Close"}
        button = {"type": "button", "action_id": "close", "text": words, "value": title}
        said = await self.client.chat_postMessage(
            channel=channel,
            text=title,
            metadata={"event_type": "comity", "event_payload": {"key": title}},
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"*{title}* &amp; more"}},
                {"type": "actions", "block_id": "a", "elements": [button]},
            ],
        )
        return str(said["ts"])

    async def clicked(self, ack: Any, body: Any) -> None:
        self.heard.append(("click", body))
        await ack()
        place, value = body["channel"]["id"], body["actions"][0]["value"]
        if body["container"].get("is_ephemeral"):
            return
        ts = body["message"]["ts"]
        await self.client.chat_update(channel=place, ts=ts, text=f"{value} is closed", blocks=[])

    async def event(self, event: Any, body: Any) -> None:
        self.heard.append((event["type"], body))
        if event["type"] == "app_mention":
            await self.client.chat_postEphemeral(
                channel=event["channel"], user=event["user"], text="Only you see this."
            )
