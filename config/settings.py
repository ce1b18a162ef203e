"""Settings: one TOML file, every key overridable by the environment, secrets also from files.

`COMITY_MATRIX__PASSWORD` overrides `password` in `[matrix]`; `COMITY_MATRIX__PASSWORD_FILE` names
a file that holds it, and so does `password_file` in the TOML. Secrets never appear in a message.
A secret whose file is not there (yet) is `UNREAD`: what does not need it goes on without.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from config.environment import PREFIX
from config.environment import unknown as unknown_variable

UNREAD = "(its file cannot be read)"
"""Stands for a secret whose file cannot be read; `looked` names it."""
_PORTS = 65_535


@dataclass(frozen=True)
class Missing:
    """A secret that cannot be read: of which key, from which file, and why not."""

    key: str
    path: Path
    why: str


class Unset(Exception):
    """A setting is missing, unknown or malformed; says which, and what would be right."""


@dataclass(frozen=True)
class DatabaseSettings:
    """Where the rows are kept."""

    url: str = field(default="sqlite:///comity.db", repr=False)
    """sqlite:///path, or postgresql://user@host/name."""
    key: Path = Path("comity.key")
    """The master key, made with mode 0600 at the first start. Keep a copy elsewhere."""


@dataclass(frozen=True)
class MatrixAccount:
    """The bot's account on a homeserver; leave the section out to do without Matrix."""

    homeserver: str = ""
    """Its address, such as https://matrix.example.org."""
    user: str = ""
    """The bot's account, such as @comity:example.org."""
    password: str = field(default="", repr=False)
    """Used once, at the first start; the session is kept afterwards."""
    store: Path = Path("matrix")
    """A folder for the session and the encryption keys; processes on one database share it."""
    allowed_homeservers: tuple[str, ...] = ()
    """Whose accounts may be in the rooms; the bot's own server when empty (T-11)."""
    trusted_homeservers: tuple[str, ...] = ()
    """Whose clocks count as the time of sending (DR-11)."""

    def __post_init__(self) -> None:
        if self.homeserver and not self.homeserver.startswith(("https://", "http://")):
            raise Unset("matrix.homeserver must begin with https://")
        if self.user and not (self.user.startswith("@") and ":" in self.user):
            raise Unset("matrix.user must be an account, such as @comity:example.org")


@dataclass(frozen=True)
class Workspace:
    """The app as it is installed in one Slack workspace."""

    team: str = ""
    """The workspace's id, such as T0123ABCD (with an organisation-wide install its E… id)."""
    bot_token: str = field(default="", repr=False)
    """xoxb-…, or the first xoxe.xoxb-… where tokens rotate."""
    refresh_token: str = field(default="", repr=False)
    """xoxe-…, where tokens rotate; used once, the following ones are kept sealed."""
    client_id: str = ""
    """Needed where tokens rotate."""
    client_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    """xapp-…, needed for Socket Mode."""
    signing_secret: str = field(default="", repr=False)
    """Needed for HTTP: nothing without a signature made with it is read."""


@dataclass(frozen=True)
class SlackAccount(Workspace):
    """The bot in Slack; leave the section out to do without. Further workspaces: `workspace`."""

    mode: str = "socket"
    """`socket` (no address of our own is needed) or `http`."""
    host: str = "127.0.0.1"
    """Where HTTP listens; the loopback, behind a reverse proxy, unless you say otherwise."""
    port: int = 3000
    path: str = "/slack/events"
    api_url: str = "https://slack.com/api/"
    """Another address for a compatible server; it ends with a slash."""
    lacks: tuple[str, ...] = ()
    """What a compatible server cannot do: multi_select, external_select, datetime, multiline,
    initial (what is chosen beforehand) or dates (instants on each reader's clock)."""
    allowed_teams: tuple[str, ...] = ()
    """Other workspaces' ids whose people may be in the rooms (Slack Connect; T-11)."""
    store: Path = Path("slack")
    """A folder for rotated tokens, sealed with the master key."""
    workspace: tuple[Workspace, ...] = ()
    """More workspaces, each its own install: [[slack.workspace]]."""

    @property
    def installs(self) -> tuple[Workspace, ...]:
        """Every workspace with a token."""
        return tuple(one for one in (self, *self.workspace) if one.bot_token or one.refresh_token)


@dataclass(frozen=True)
class Monitoring:
    """Where health and metrics are shown over HTTP; leave the section out to do without."""

    host: str = "127.0.0.1"
    """The address to listen on; keep it on the loopback, for anybody who reaches it may read."""
    port: int = 0
    """The port, such as 9464; 0 for none."""


@dataclass(frozen=True)
class Settings:
    """Everything that a deployment chooses."""

    database: DatabaseSettings = DatabaseSettings()
    matrix: MatrixAccount = MatrixAccount()
    slack: SlackAccount = SlackAccount()
    monitor: Monitoring = Monitoring()


def settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Read the file (where there is one) and the environment, all of it; raises `Unset`."""
    text = path.read_text(encoding="utf-8") if path is not None and path.exists() else ""
    chosen, missing = looked(text, environment, str(path))
    for one in missing:
        raise Unset(f"{one.key}: the file {one.path} cannot be read ({one.why})")
    return chosen


def looked(
    text: str, environment: Mapping[str, str], name: str
) -> tuple[Settings, tuple[Missing, ...]]:
    """The settings in this text, named so, with what cannot be read of them; raises `Unset`."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise Unset(f"{name}: {wrong}") from None
    missing: list[Missing] = []
    sections = {section.name: section for section in fields(Settings)}
    unknown = sorted(set(given) - set(sections))
    if unknown:
        raise Unset(f"unknown section [{unknown[0]}]; there are {', '.join(sections)}")
    hints = get_type_hints(Settings)
    keys = ((name, key.name) for name in sections for key in fields(hints[name]))
    if odd := unknown_variable(environment, keys):
        raise Unset(f"unknown variable {odd}: there is no such key in comity.toml")
    read = {
        name: _section(name, hints[name], given.get(name, {}), environment, missing)
        for name in sections
    }
    return Settings(**read), tuple(missing)


def _section(
    name: str, made: Any, given: Any, env: Mapping[str, str], missing: list[Missing]
) -> Any:
    if not isinstance(given, dict):
        raise Unset(f"[{name}] must be a section")
    known = {one.name: one for one in fields(made)}
    keys = set(known) | {f"{key}_file" for key in known}
    unknown = sorted(set(given) - keys)
    if unknown:
        raise Unset(f"unknown key {unknown[0]} in [{name}]; there are {', '.join(known)}")
    hints = get_type_hints(made)
    found = {key: _value(name, one, given, env, missing) for key, one in known.items()}
    return made(
        **{
            key: _typed(f"{name}.{key}", hints[key], value, missing)
            for key, value in found.items()
            if value is not None
        }
    )


def _value(
    section: str,
    one: Field[Any],
    given: dict[str, Any],
    env: Mapping[str, str],
    missing: list[Missing],
) -> Any:
    """The environment first, then a file that it names, then the TOML, then a file named there."""
    variable = f"{PREFIX}{section}__{one.name}".upper()
    if variable in env:
        return env[variable]
    if file := file_of(section, one, given, env):
        return _content(f"{section}.{one.name}", file, None if one.repr else missing)
    if one.name not in given and one.default is MISSING:
        raise Unset(f"[{section}] needs {one.name}")
    return given.get(one.name)


def file_of(
    section: str, one: Field[Any], given: Mapping[str, Any], env: Mapping[str, str]
) -> Path | None:
    """The file that holds the value, where one is named and the value is not beside it."""
    variable = f"{PREFIX}{section}__{one.name}_FILE".upper()
    file = env.get(variable) or given.get(f"{one.name}_file")
    return Path(str(file)) if file and one.name not in given else None


def _content(key: str, path: Path, missing: list[Missing] | None) -> str:
    """What the file holds; of a secret that cannot be read it is noted that it is missing."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        why = str(getattr(wrong, "strerror", "") or "not text")
        if missing is None:
            raise Unset(f"{key}: the file {path} cannot be read ({why})") from None
        missing.append(Missing(key, path, why))
        return UNREAD


def _typed(key: str, wanted: Any, value: Any, missing: list[Missing]) -> Any:
    """The value in its type; text from the environment is split at commas for a list."""
    if wanted is Path:
        return Path(str(value))
    if wanted is int and isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    if key.endswith(".port") and isinstance(value, int) and not 0 <= value <= _PORTS:
        raise Unset(f"{key} must be a port: 0 to {_PORTS}")
    if get_args(wanted) and is_dataclass(inner := get_args(wanted)[0]):
        if not isinstance(value, list):
            raise Unset(f"{key} must be tables: [[{key}]]")
        return tuple(_section(key, inner, one, {}, missing) for one in value)
    if get_args(wanted):
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list):
            raise Unset(f"{key} must be a list")
        return tuple(str(part).strip() for part in parts if str(part).strip())
    if not isinstance(value, wanted):
        raise Unset(f"{key} must be {wanted.__name__}")
    return value
