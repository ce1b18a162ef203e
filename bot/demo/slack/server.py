"""The server as a process that ends with the one that started it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import subprocess
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from bot.demo.slack.program import install
from bot.demo.slack.workspace import APP, BOT, TEAM, Channel, Mode, Tokens, User, workspace
from bot.demo.synapse import NotStarted, free_port, is_free

NODE = Path(str(files("bot.demo.slack"))) / "node"
PROGRAM = NODE / "node_modules" / "local-slack-linux-x64" / "bin" / "local-slack"
READY_SECONDS = 20.0
STOP_SECONDS = 5.0


class LocalSlack:
    """One workspace on one data folder; `start` and `stop` block (see `asyncio.to_thread`).

    Port and tokens are kept with the data. What was written is gone when the server ends.
    """

    def __init__(
        self,
        data: Path,
        users: Sequence[User],
        channels: Sequence[Channel],
        mode: Mode = Mode.SOCKET,
        request_url: str | None = None,
    ) -> None:
        """`request_url`: where it sends events over HTTP, such as http://127.0.0.1:4100/slack."""
        self.data = data.absolute()
        self.team, self.app, self.bot = TEAM, APP, BOT
        self.users, self.channels = tuple(users), tuple(channels)
        self.mode, self.request_url = mode, request_url
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The port, kept with the data so that the page's address outlives a restart."""
        return int((self.data / "port").read_text())

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

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def prepare(self) -> None:
        """Choose port and tokens, if there are none yet, and write the configuration."""
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (self.data / "tokens.json").exists():
            made = [f"{kind}-{secrets.token_hex(12)}" for kind in ("xoxb", "xapp")]
            given = {"bot": made[0], "app": made[1], "signing_secret": secrets.token_hex(16)}
            (self.data / "tokens.json").write_text(json.dumps(given))
            (self.data / "tokens.json").chmod(0o600)
        if not (self.data / "port").exists() or not is_free(self.port):
            (self.data / "port").write_text(str(free_port()))
        told = workspace(self.tokens, self.users, self.channels, self.mode, self.request_url)
        (self.data / "config.json").write_text(json.dumps(told, indent=1))
        # Bun reads this file in the folder where it starts, and runs ours before the server.
        (self.data / "bunfig.toml").write_text(
            f"preload = {json.dumps([str(NODE / 'loopback.js')])}\n"
        )

    def start(self) -> None:
        """Returns when it answers; raises `NotInstalled` or `NotStarted`."""
        if not PROGRAM.exists():
            install(NODE)
        self.prepare()
        command = [str(PROGRAM), "--config", "config.json", "--port", str(self.port)]
        command += ["--base-host", "127.0.0.1", "--files-dir", "files"]
        with (self.data / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                command,
                cwd=self.data,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for us; we then stop it in order
            )
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """End it in order; by force when it takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it as a loss of power would (SIGKILL)."""
        if self._process is not None and self._process.stdin is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
        self._process = None

    def _wait(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while self.running and time.monotonic() < end:
            with (
                contextlib.suppress(OSError),
                _direct.open(f"{self.api_url}auth.test", timeout=READY_SECONDS),
            ):
                return
            time.sleep(0.02)
        lines = (self.data / "output.log").read_text(errors="replace").splitlines()
        raise NotStarted("\n".join(["the Slack-compatible server did not start:", *lines[-20:]]))


# Never through a proxy: the server is on this machine.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


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
