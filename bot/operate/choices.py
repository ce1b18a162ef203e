"""What `comity init` must be told, and the files that follow from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from bot.slack.manifest import manifest
from coordination.tlp import Tlp
from storage.connect import address

SECRETS = Path("secrets")
NO, SOCKET, HTTP = "no", "socket", "http"
ACCEPTANCE = """
# To do the whole job in Slack, have the risk accepted, then write this instead of the ceiling:
# ceiling = "TLP:AMBER+STRICT"
# accepted = { by = "Chair of the group", on = 2026-03-01, reference = "Decision 7 of the group" }
"""
"""Lines of the room whose ceiling somebody must accept."""


@dataclass(frozen=True)
class Choices:
    """Answers; empty where something is left out."""

    database: str = "sqlite:///comity.db"
    key: str = "comity.key"
    homeserver: str = ""
    user: str = ""
    slack: str = NO
    address: str = ""
    """Where Slack reaches the bot (mode http), with https and the path."""
    team: str = ""
    rotate: bool = False
    group: str = "coordination"
    group_name: str = "Coordination"
    state: str = ""
    state_name: str = ""
    """Of a State whose code ISO leaves to its users (XA to XZ)."""
    authority: str = ""
    capital: str = ""
    zone: str = ""
    languages: tuple[str, ...] = ("en",)
    operators: str = "matrix"
    operator: str = ""
    operator_name: str = "Operator"
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    """Secrets that were typed, by the name of the file that will hold them."""


def comity_toml(chosen: Choices) -> str:
    """The settings, with a comment for each."""
    text = _filled("comity", database=_database(chosen), key=_quoted(chosen.key))
    if chosen.homeserver:
        text += _filled(
            "matrix",
            homeserver=_quoted(chosen.homeserver),
            user=_quoted(chosen.user),
            password_file=_secret("matrix-password"),
            store=_quoted("matrix"),
            servers=_list([chosen.user.partition(":")[2]]),
        )
    if chosen.slack != NO:
        text += _slack(chosen)
    return text + _filled("monitor")


def secret_files(chosen: Choices) -> tuple[str, ...]:
    """The names of the files whose content must be there before the first start."""
    names = []
    if has_password(chosen.database):
        names.append("database-url")
    if chosen.homeserver:
        names.append("matrix-password")
    if chosen.slack != NO:
        names.append("slack-bot-token")
        names.append("slack-app-token" if chosen.slack == SOCKET else "slack-signing-secret")
    if chosen.slack != NO and chosen.rotate:
        names += ["slack-refresh-token", "slack-client-secret"]
    return tuple(names)


def slack_manifest(chosen: Choices) -> str:
    """The app's manifest as a file."""
    where = chosen.address if chosen.slack == HTTP else ""
    everywhere = chosen.team.startswith("E")
    made = manifest("Comity", where, rotate=chosen.rotate, everywhere=everywhere)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def directory_toml(chosen: Choices) -> str:
    """A directory to begin with: one group, one State, the operator, two rooms."""
    seat = "matrix" if chosen.homeserver else chosen.operators  # where the whole job fits (P-01)
    ceiling = Tlp.AMBER_STRICT if seat == "matrix" else Tlp.GREEN
    workspace = chosen.operator.partition(":")[0]
    in_slack = _filled("directory_slack", team=workspace or "T0123ABCD")
    return _filled(
        "directory",
        acceptance=ACCEPTANCE if seat == "slack" else "",
        seat=seat,
        workspaces=in_slack if chosen.operators == "slack" else "",
        group=chosen.group,
        group_name=_quoted(chosen.group_name),
        state=_quoted(chosen.state),
        code=chosen.state,
        named=f"name = {_quoted(chosen.state_name)}\n" if chosen.state_name else "",
        authority=_quoted(chosen.authority),
        capital=_quoted(chosen.capital),
        zone=_quoted(chosen.zone),
        languages=_list(chosen.languages),
        operator=_quoted(chosen.operator),
        operator_name=_quoted(chosen.operator_name),
        platform=chosen.operators,
        ceiling=_quoted(ceiling.value),
    )


def has_password(url: str) -> bool:
    """Whether a secret stands in the address; raises ValueError for another kind of database."""
    return address(url).password is not None


def _database(chosen: Choices) -> str:
    if has_password(chosen.database):
        return f"url_file = {_secret('database-url')}"
    return f"url = {_quoted(chosen.database)}"


def _slack(chosen: Choices) -> str:
    mode = _filled(
        f"slack_{chosen.slack}",
        address=chosen.address,
        path=_quoted(urlsplit(chosen.address).path or "/slack/events"),
        app_token_file=_secret("slack-app-token"),
        signing_secret_file=_secret("slack-signing-secret"),
    )
    rotation = _filled(
        "slack_rotation",
        refresh_token_file=_secret("slack-refresh-token"),
        client_id=_quoted(""),
        client_secret_file=_secret("slack-client-secret"),
        store=_quoted("slack"),
    )
    return _filled(
        "slack",
        team=_quoted(chosen.team),
        bot_token_file=_secret("slack-bot-token"),
        mode=mode.rstrip(),
        rotation=rotation if chosen.rotate else "",
    )


def _filled(name: str, **values: str) -> str:
    template = files("bot.operate").joinpath("templates", f"{name}.toml.tmpl").read_text("utf-8")
    return Template(template).substitute(values)


def _secret(name: str) -> str:
    return _quoted(str(SECRETS / name))


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _list(values: tuple[str, ...] | list[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
