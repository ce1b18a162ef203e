"""Papers as people have them on their own platform: PDFs that `comity verify` accepts."""

from __future__ import annotations

import asyncio
from pathlib import Path

from nio.crypto.attachments import decrypt_attachment

from bot.__main__ import main
from tests.stories.both import Both
from tests.stories.delegate import DIRECT, Delegate
from tests.stories.in_slack import SlackDelegate


async def reach(here: Both, line: str, noor: Delegate, jack: SlackDelegate, folder: Path) -> None:
    """Who asks for a paper has it on either platform, and it is what the bot sealed."""
    for number, content in enumerate(
        [await _in_matrix(noor, f"!{line}"), await _in_slack(here, jack, line)]
    ):
        assert content.startswith(b"%PDF-")
        file = folder / f"{number}.pdf"
        file.write_bytes(content)
        assert await asyncio.to_thread(main, ["verify", str(file), "--alone"]) == 0


async def _in_matrix(reader: Delegate, line: str) -> bytes:
    """What this person's client downloads and decrypts."""
    had = {seen.event for seen in reader.told()}
    await reader.asks_in_private(line)
    seen = await reader.hears(
        lambda m: m.event not in had and m.content.get("filename", "").endswith(".pdf")
    )
    assert seen.sealed
    sealed = seen.content["file"]
    got = await reader.client._client.download(mxc=sealed["url"])
    return bytes(
        decrypt_attachment(got.body, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"])
    )


async def _in_slack(here: Both, reader: SlackDelegate, line: str) -> bytes:
    """What this person's workspace keeps."""
    had = {seen.ts for seen in reader.told(DIRECT)}
    before = _kept(here)
    await reader.types(DIRECT, line)
    await reader.hears(
        lambda m: m.ts not in had and any(f["name"].endswith(".pdf") for f in m.files), DIRECT
    )
    found = [one.read_bytes() for one in _kept(here) - before]
    return next(one for one in found if one.startswith(b"%PDF-"))


def _kept(here: Both) -> set[Path]:
    return {one for one in (here.slack.server.data / "files").rglob("*") if one.is_file()}
