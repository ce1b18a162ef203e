"""Synapse on the loopback: a Matrix homeserver for the demonstration and the tests."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, Self

READY_SECONDS = 90.0
STOP_SECONDS = 10.0


class NotStarted(Exception):
    """Synapse ended, or did not answer in time; the text holds the end of its log."""


class Synapse:
    """One homeserver on one data folder; everything here blocks (see `asyncio.to_thread`)."""

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The port, kept with the data so that sessions outlive a restart."""
        return int((self.data / "port").read_text())

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start on the same data and port as before, if any; returns when it answers."""
        self._configure()
        with (self.data / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.demo.homeserver", "-c", "homeserver.yaml"],
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

    def kill(self) -> None:
        """End it as a loss of power would (SIGKILL)."""
        if self._process is not None:
            self._process.kill()
            self._ended()

    def stop(self) -> None:
        """End it in order; by force when it takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._ended()

    def register(
        self, name: str, password: str, *, admin: bool = False, shown: str | None = None
    ) -> str:
        """Make an account, if it is not there yet; gives its id, such as `@name:localhost`.

        `shown` is what clients call it; the name where there is nothing better.
        """
        address = "/_synapse/admin/v1/register"
        nonce = self._asked(address)["nonce"]
        secret = (self.data / "secret").read_text().encode()
        said = [nonce, name, password, "admin" if admin else "notadmin"]
        mac = hmac.new(secret, "\0".join(said).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
        body["displayname"] = shown or name
        # Without a login: a device that nobody uses would stay unverified in every room.
        body["inhibit_login"] = True
        try:
            self._asked(address, body)
        except urllib.error.HTTPError as error:
            with error:
                if json.load(error).get("errcode") != "M_USER_IN_USE":
                    raise
        return f"@{name}:localhost"

    def _ended(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.wait()
            self._process.stdin.close()
        self._process = None

    def _configure(self) -> None:
        """Write what is not there yet; another port only where the old one is taken."""
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._once("secret", secrets.token_hex(32))
        key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        self._once("signing.key", f"ed25519 a_{secrets.token_hex(2)} {key}\n")
        self._once("port", str(free_port()))
        if not is_free(self.port):
            (self.data / "port").write_text(str(free_port()))
        (self.data / "log.json").write_text(json.dumps(_logging(self.data / "homeserver.log")))
        template = files("bot.demo").joinpath("homeserver.yaml.tmpl").read_text("utf-8")
        text = Template(template).substitute(
            data=self.data, port=self.port, secret=(self.data / "secret").read_text()
        )
        (self.data / "homeserver.yaml").write_text(text)

    def _once(self, name: str, text: str) -> None:
        with contextlib.suppress(FileExistsError), (self.data / name).open("x") as file:
            Path(file.name).chmod(0o600)
            file.write(text)

    def _wait(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while self.running and time.monotonic() < end:
            with contextlib.suppress(OSError):
                self._asked("/_matrix/client/versions")
                return
            time.sleep(0.05)
        lines = (self.data / "output.log").read_text(errors="replace").splitlines()
        raise NotStarted("\n".join(["the homeserver did not start:", *lines[-20:]]))

    def _asked(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data)  # noqa: S310 (our own loopback)
        with _direct.open(request, timeout=READY_SECONDS) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


# Never through a proxy: the homeserver is on this machine.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether nobody uses this port of the loopback now."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _logging(file: Path) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
        "handlers": {
            "file": {"class": "logging.FileHandler", "filename": str(file), "formatter": "line"}
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
    }
