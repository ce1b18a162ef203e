"""Requests as Slack signs them; also forged ones and stale ones."""

from __future__ import annotations

import hashlib
import hmac
import time


def signed(secret: str, body: bytes, at: float | None = None) -> dict[str, str]:
    """The headers of a request that Slack signed at this time (now)."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }
