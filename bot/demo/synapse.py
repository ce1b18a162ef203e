"""Synapse on the loopback: a Matrix homeserver for the demonstration and the tests."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from bot.demo.served import Served, direct


class Synapse(Served):
    """One homeserver on one data folder; everything here blocks (see `asyncio.to_thread`)."""

    name = "the homeserver"
    ready_seconds = 90.0
    stop_seconds = 10.0
    look_seconds = 0.05

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"http://127.0.0.1:{self.port}"

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

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "bot.demo.homeserver", "-c", "homeserver.yaml"]

    def answers(self) -> None:
        self._asked("/_matrix/client/versions")

    def prepare(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._once("secret", secrets.token_hex(32))
        key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        self._once("signing.key", f"ed25519 a_{secrets.token_hex(2)} {key}\n")
        self.keep_port()
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

    def _asked(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data)  # noqa: S310 (our own loopback)
        with direct.open(request, timeout=self.ready_seconds) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


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
