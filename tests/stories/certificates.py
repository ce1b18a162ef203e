"""A certificate as people have it on their own platform: a PDF that `comity verify` accepts."""

from __future__ import annotations

import asyncio
from pathlib import Path

from nio.crypto.attachments import decrypt_attachment

from bot.__main__ import main
from tests.stories.both import Both
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate


async def holds(content: bytes, file: Path) -> None:
    """It is a PDF, and whole: its seal, its data and its count agree."""
    assert content.startswith(b"%PDF-")
    file.write_bytes(content)
    assert await asyncio.to_thread(main, ["verify", str(file), "--alone"]) == 0


async def in_matrix(reader: Delegate, poll: str) -> bytes:
    """What this person's client downloads and decrypts."""
    await reader.asks_in_private(f"!poll certificate {poll}")
    seen = await reader.hears(lambda m: m.content.get("filename", "").endswith(".pdf"))
    assert seen.sealed
    sealed = seen.content["file"]
    got = await reader.client._client.download(mxc=sealed["url"])
    return bytes(
        decrypt_attachment(got.body, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"])
    )


async def in_slack(here: Both, reader: SlackDelegate, poll: str) -> bytes:
    """What this person's workspace keeps."""
    await reader.types(DIRECT, f"poll certificate {poll}")
    await reader.hears(lambda m: any(f["name"].endswith(".pdf") for f in m.files), DIRECT)
    files = (here.slack.server.data / "files").rglob("*")
    found = [one.read_bytes() for one in files if one.is_file()]
    return next(one for one in found if one.startswith(b"%PDF-"))
