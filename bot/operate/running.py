"""The bot that runs: whether it is there, and what it misses by its own account."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.operate.finding import Finding, doubtful, well, wrong
from coordination.said import Said

SECONDS = 5.0


async def running(host: str, port: int) -> Finding:
    """What `/readyz` says of the process at this address."""
    shown, advice = str(port), Said("doctor.monitor_advice")
    try:
        page = await asyncio.wait_for(_ready(host, port), SECONDS)
    except (OSError, TimeoutError):
        return doubtful("monitor", Said("doctor.monitor_none", port=shown), advice)
    except ValueError:
        return wrong("monitor", Said("doctor.monitor_other", port=shown), advice)
    if page["missing"]:
        said = Said("doctor.monitor_missing", what=tuple(map(str, page["missing"])))
        return wrong("monitor", said, Said("doctor.monitor_missing_advice"))
    return well("monitor", Said("doctor.monitor", port=shown))


async def _ready(host: str, port: int) -> dict[str, Any]:
    """The page of a bot; raises ValueError where it is no bot that answers."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(b"GET /readyz HTTP/1.0\r\n\r\n")
        await writer.drain()
        answer = await reader.read(1 << 16)
        while more := await reader.read(1 << 16):
            answer += more
    except OSError as cut:
        raise ValueError("no bot") from cut
    finally:
        writer.close()
    page = json.loads(answer.partition(b"\r\n\r\n")[2])
    if not isinstance(page, dict) or not isinstance(page.get("missing"), list):
        raise ValueError("no bot")  # noqa: TRY004 - what is malformed is malformed
    return page
