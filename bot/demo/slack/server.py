"""The Slack-compatible server on the loopback, for the demonstration and the tests."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from bot.demo.served import Served, direct
from bot.demo.slack.program import install
from bot.demo.slack.workspace import APP, BOT, TEAM, Channel, Mode, Tokens, User, workspace

NODE = Path(str(files("bot.demo.slack"))) / "node"
PROGRAM = NODE / "node_modules" / "local-slack-linux-x64" / "bin" / "local-slack"


class LocalSlack(Served):
    """One workspace on one data folder; `start` and `stop` block (see `asyncio.to_thread`).

    Tokens are kept with the data. What was written is gone when the server ends.
    """

    name = "the Slack-compatible server"
    ready_seconds = 20.0
    stop_seconds = 5.0
    look_seconds = 0.02

    def __init__(
        self,
        data: Path,
        users: Sequence[User],
        channels: Sequence[Channel],
        mode: Mode = Mode.SOCKET,
        request_url: str | None = None,
    ) -> None:
        """`request_url`: where it sends events over HTTP, such as http://127.0.0.1:4100/slack."""
        super().__init__(data)
        self.team, self.app, self.bot = TEAM, APP, BOT
        self.users, self.channels = tuple(users), tuple(channels)
        self.mode, self.request_url = mode, request_url

    @property
    def page_url(self) -> str:
        """The web page where a person acts as any user."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """The base address for `AsyncWebClient(base_url=…)`."""
        return f"{self.page_url}/api/"

    @property
    def tokens(self) -> Tokens:
        """Made once for this data folder."""
        return Tokens(**json.loads((self.data / "tokens.json").read_text()))

    @property
    def bot_token(self) -> str:
        return self.tokens.bot

    @property
    def app_token(self) -> str:
        return self.tokens.app

    @property
    def signing_secret(self) -> str:
        return self.tokens.signing_secret

    def prepare(self) -> None:
        """Choose port and tokens, if there are none yet, and write the configuration.

        Raises `NotInstalled`, where the program is not there and cannot be had.
        """
        if not PROGRAM.exists():
            install(NODE)
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (self.data / "tokens.json").exists():
            made = [f"{kind}-{secrets.token_hex(12)}" for kind in ("xoxb", "xapp")]
            given = {"bot": made[0], "app": made[1], "signing_secret": secrets.token_hex(16)}
            (self.data / "tokens.json").write_text(json.dumps(given))
            (self.data / "tokens.json").chmod(0o600)
        self.keep_port()
        told = workspace(self.tokens, self.users, self.channels, self.mode, self.request_url)
        (self.data / "config.json").write_text(json.dumps(told, indent=1))
        # Bun reads this file in the folder where it starts, and runs ours before the server.
        (self.data / "bunfig.toml").write_text(
            f"preload = {json.dumps([str(NODE / 'loopback.js')])}\n"
        )

    def command(self) -> Sequence[str]:
        options = ["--config", "config.json", "--port", str(self.port)]
        return [str(PROGRAM), *options, "--base-host", "127.0.0.1", "--files-dir", "files"]

    def answers(self) -> None:
        direct.open(f"{self.api_url}auth.test", timeout=self.ready_seconds).close()


@asynccontextmanager
async def local_slack(
    data: Path,
    users: Sequence[User],
    channels: Sequence[Channel],
    mode: Mode = Mode.SOCKET,
    request_url: str | None = None,
) -> AsyncIterator[LocalSlack]:
    """A server for as long as the block lasts."""
    server = LocalSlack(data, users, channels, mode, request_url)
    await asyncio.to_thread(server.start)
    try:
        yield server
    finally:
        await asyncio.to_thread(server.stop)
