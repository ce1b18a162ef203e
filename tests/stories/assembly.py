"""Sixty States with three delegates each, over Matrix and Slack; and Valdora, which has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests.stories.both import Both

STATES = (
    *("AD", "AL", "AM", "AR", "AT", "AU", "BE", "BG", "BO", "BR"),
    *("CA", "CH", "CL", "CO", "CR", "CY", "CZ", "DE", "DK", "EC"),
    *("EE", "ES", "FI", "FR", "GB", "GE", "GR", "HR", "HU", "IE"),
    *("IL", "IN", "IS", "IT", "JP", "KE", "LT", "LU", "LV", "MA"),
    *("MD", "MK", "MN", "MT", "MX", "NL", "NO", "NZ", "PE", "PH"),
    *("PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UY", "ZA"),
)
THREE = ("voter", "alternate", "alternate")
SYNCING = 4
"""States whose voters in Matrix read along; their other delegates only write."""
WRITING = 3
"""Further States whose voters are in Matrix and only write there."""
GRACE = timedelta(seconds=5)

_HEAD = """\
since = 2025-01-01
confirmed = {{ by = "Registry", through = "call", on = 2025-04-07, reference = "Register 2025" }}
[group.ica]
name = "ICA Coordination"
kind = "interstate"
parties = [{parties}, "XV"]
anchor_zone = "Europe/Amsterdam"
rule = "simple_majority"
grace_seconds = {grace}
alternates = "standing"
[state.XV]
name = "Valdora"
authority = "Central Authority of Valdora"
capital = "Valdora City"
zone = "Etc/GMT-3"
capacity = "SO"
[person.anouk]
name = "Anouk"
zone = "Europe/Amsterdam"
matrix = "@anouk:{{server}}"
hats = [{{ group = "ica", party = "NL", roles = ["chair"], reference = "Minutes" }}]
[room.draft]
name = "the other States"
platform = "matrix"
group = "ica"
sees = "parties"
without = ["XV"]
ceiling = "TLP:AMBER+STRICT"
[room.slack-draft]
name = "the-other-states"
platform = "slack"
group = "ica"
sees = "parties"
without = ["XV"]
ceiling = "TLP:AMBER+STRICT"
accepted = {{ by = "Chair", on = 2025-12-02, reference = "Minutes" }}
remote = "T0COMITY:C0STATES"
[slack.T0COMITY]
name = "Assembly"
accepted = {{ by = "Chair", on = 2025-12-02, reference = "Minutes" }}
"""
_STATE = """\
[state.{code}]
authority = "Central Authority of {code}"
capital = "Capital of {code}"
zone = "Europe/Amsterdam"
capacity = "RS"
"""
_PERSON = """\
[person.{id}]
name = "{name}"
zone = "Europe/Amsterdam"
{account}
hats = [{{ group = "ica", party = "{code}", roles = {roles}, reference = "Letter" }}]
"""


@dataclass(frozen=True)
class Seat:
    """A delegate's place: the State, and the platform."""

    id: str
    state: str
    platform: str


def seats() -> list[Seat]:
    """180 delegates: the voters of seven States are in Matrix, everybody else is in Slack."""
    found = []
    for number, state in enumerate(STATES):
        for place in range(len(THREE)):
            there = place == 0 and number < SYNCING + WRITING
            id = f"{state.lower()}{place + 1}"
            found.append(Seat(id, state, "matrix" if there else "slack"))
    return found


def _person(seat: Seat) -> str:
    in_matrix = seat.platform == "matrix"
    address = f"@{seat.id}:{{server}}" if in_matrix else f"T0COMITY:U0{seat.id.upper()}"
    roles = f'["{THREE[int(seat.id[-1]) - 1]}", "ca_officer"]'
    name = f"Delegate {seat.id[-1]} of {seat.state}"
    account = f'{seat.platform} = "{address}"'
    return _PERSON.format(id=seat.id, name=name, account=account, code=seat.state, roles=roles)


class Assembly(Both):
    """An installation with these people."""

    def directory(self) -> str:
        parties = ", ".join(f'"{one}"' for one in STATES)
        states = (_STATE.format(code=one) for one in STATES)
        return "".join(
            [
                _HEAD.format(parties=parties, grace=int(GRACE.total_seconds())),
                *states,
                *map(_person, seats()),
            ]
        )
