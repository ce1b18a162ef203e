"""What the Slack edge must be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from config.settings import SlackAccount, Workspace

SOCKET, HTTP = "socket", "http"


@dataclass(frozen=True)
class SlackSettings:
    """One app, or several, in one or more workspaces.

    `key` seals rotated tokens in `store`. `lacks` names what a compatible server cannot do.
    `pace` is how many seconds lie between two messages in one channel, once a short burst is over.
    """

    installs: tuple[Workspace, ...]
    key: bytes = field(repr=False)
    store: Path
    mode: str = SOCKET
    host: str = "127.0.0.1"
    port: int = 3000
    path: str = "/slack/events"
    api_url: str = "https://slack.com/api/"
    lacks: frozenset[str] = frozenset()
    allowed_teams: frozenset[str] = frozenset()
    pace: float = 1.0

    @classmethod
    def of(cls, account: SlackAccount, key: bytes) -> SlackSettings:
        """The settings of a deployment; raises ValueError when they do not fit together."""
        if account.mode not in (SOCKET, HTTP):
            raise ValueError(f"[slack] mode must be {SOCKET} or {HTTP}, not {account.mode}")
        needed = "app_token" if account.mode == SOCKET else "signing_secret"
        if len(account.installs) > 1 and not all(one.team for one in account.installs):
            raise ValueError("[slack] needs the team of each workspace where there are several")
        for install in account.installs:
            if not getattr(install, needed):
                raise ValueError(f"[slack] mode {account.mode} needs {needed} ({install.team})")
            if install.refresh_token and not (install.team and install.client_secret):
                raise ValueError("[slack] refresh_token needs team, client_id and client_secret")
        return cls(
            installs=account.installs,
            key=key,
            store=account.store,
            mode=account.mode,
            host=account.host,
            port=account.port,
            path=account.path,
            api_url=account.api_url.rstrip("/") + "/",
            lacks=frozenset(account.lacks),
            allowed_teams=frozenset(account.allowed_teams),
        )
