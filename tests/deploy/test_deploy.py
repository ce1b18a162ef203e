"""What `deploy/` says must exist: commands, settings, files, and systemd's own opinion."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from bot.__main__ import parser_of
from config.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
VARIABLE = re.compile(r"COMITY_[A-Z]+__[A-Z_]+")


def understood(words: list[str]) -> bool:
    """Whether the command line takes these words."""
    parser = parser_of(words)
    parser.exit_on_error = False
    try:
        return "run" in parser.parse_args(words)
    except (SystemExit, argparse.ArgumentError):
        return False


def section(path: Path, name: str) -> set[str]:
    """The lines of one section of a unit, without notes."""
    text = path.read_text().partition(f"[{name}]\n")[2].partition("\n[")[0]
    return {line for line in text.splitlines() if line and not line.startswith("#")}


def commands_of(path: Path) -> list[list[str]]:
    """The words after `comity` in each line that starts something."""
    lines = re.findall(r"^Exec\w+=(.*)$", path.read_text(), re.MULTILINE)
    shells = [shlex.split(line)[-1] if line.startswith("/bin/sh -c") else line for line in lines]
    ours = [line.removeprefix("exec ") for line in shells if "bin/comity" in line]
    return [shlex.split(line.replace("%%", "%"))[1:] for line in ours]


def keys() -> set[str]:
    """Every setting, as the environment names it; `…_FILE` beside each."""
    found = set()
    for section in fields(Settings):
        for key in vars(getattr(Settings(), section.name)):
            name = f"COMITY_{section.name}__{key}".upper()
            found |= {name, f"{name}_FILE"}
    return found


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong_but_that_it_is_not_installed(path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not on this machine")
    done = subprocess.run(
        [program, "verify", "--man=no", path], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if path.stem in line]
    assert [line for line in said if "is not executable: No such file" not in line] == []


def test_the_units_start_what_the_command_line_knows() -> None:
    started = [words for path in UNITS for words in commands_of(path)]
    assert [words[0] for words in started] == ["backup", "migrate", "run"]
    assert all(understood(words) for words in started)


def test_the_bot_and_its_copy_are_shut_in_alike() -> None:
    service, copy = (
        section(DEPLOY / name, "Service") for name in ("comity.service", "comity-backup.service")
    )
    assert {"User=comity", "UMask=0077", "CapabilityBoundingSet=", "NoNewPrivileges=yes"} <= service
    assert {"ProtectSystem=strict", "MemoryDenyWriteExecute=yes"} <= service
    own = ("Type=", "StateDirectory=", "Exec", "Timeout", "Restart=", "RestartSec=")
    assert {line for line in service ^ copy if not line.startswith(own)} == set()
    timer = section(DEPLOY / "comity-backup.timer", "Timer")
    assert "Persistent=true" in timer
    assert (DEPLOY / "comity-backup.service").exists()


@pytest.mark.parametrize("name", ["comity.service", "comity-backup.service"])
def test_systemd_finds_little_that_the_unit_could_reach(name: str) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not on this machine")
    line = [program, "security", "--offline=yes", "--no-pager", "--threshold=20"]
    line.append(str(DEPLOY / name))
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


def test_what_the_image_is_built_of_is_there_and_let_in() -> None:
    # Docker reads no other name; Podman reads this one too.
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text().splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    assert copied
    for source in " ".join(copied).split():
        assert (ROOT / source).exists(), source
        assert any(source == one or source.startswith(f"{one}/") for one in let_in), source
    packages = {"bot", "commands", "config", "coordination", "storage"}
    assert packages <= set(" ".join(copied).split())


@pytest.mark.rule("P-14")
def test_what_runs_in_the_image_is_not_root_and_is_the_second_stage() -> None:
    stages = CONTAINERFILE.split("\nFROM ")
    assert len(stages) == 3
    last = stages[-1]
    assert "pip install" not in last
    user = re.findall(r"^USER (\d+):(\d+)$", last, re.MULTILINE)
    assert user == [("10001", "10001")]
    assert last.index("\nUSER ") < last.index("\nENTRYPOINT ")
    [command] = re.findall(r'^CMD \["(\w+)"\]$', last, re.MULTILINE)
    assert understood([command])
    assert (
        f":{COMPOSE['services']['comity']['environment']['COMITY_MONITOR__PORT']}/healthz" in last
    )


def test_compose_names_only_what_it_declares() -> None:
    services = COMPOSE["services"]
    declared = {kind: set(COMPOSE[kind]) for kind in ("secrets", "networks", "volumes")}
    for service in services.values():
        assert set(service.get("secrets", ())) <= declared["secrets"]
        assert set(service["networks"]) <= declared["networks"]
        assert {one.split(":")[0] for one in service.get("volumes", ())} <= declared["volumes"]
        assert set(service.get("depends_on", ())) <= set(services)
    for name in ("migrate", "comity"):
        assert understood(services[name]["command"])
        assert (DEPLOY / services[name]["build"]["context"] / "deploy" / "Containerfile").exists()
        assert services[name]["env_file"] == ["comity.env"]


def test_the_bot_s_container_writes_to_its_volume_alone() -> None:
    bot = COMPOSE["services"]["comity"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert "privileged" not in bot
    assert bot["volumes"] == ["comity:/var/lib/comity"]
    written = [v for k, v in bot["environment"].items() if k.endswith(("__KEY", "__STORE"))]
    assert len(written) == 3
    assert all(path.startswith("/var/lib/comity/") for path in written)


def test_only_the_loopback_reaches_a_port() -> None:
    ports = [p for service in COMPOSE["services"].values() for p in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert COMPOSE["services"]["postgres"]["networks"] == ["inside"]


def test_every_variable_is_a_setting_and_no_secret_stands_in_the_files() -> None:
    texts = [path.read_text() for path in (DEPLOY / "compose.yaml", DEPLOY / "comity.env.example")]
    named = {name for text in texts for name in VARIABLE.findall(text)}
    assert named
    assert named <= keys()
    for text in texts:
        secret = re.findall(r"(?:PASSWORD|TOKEN|SECRET|URL)[=:] *\S+", text)
        assert secret == []


def test_the_images_have_versions() -> None:
    images = [
        s["image"] for s in COMPOSE["services"].values() if not s["image"].startswith("comity")
    ]
    assert all(re.search(r":v?\d", image) for image in images)
    assert re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE) == ["python:3.13-slim"] * 2


def test_what_operators_put_into_this_folder_is_no_part_of_it() -> None:
    # `docs/operations.md` has them make the first four here; the others are those of `comity init`.
    names = [
        "deploy/secrets/database-url",
        "deploy/comity.env",
        "directory.toml",
        "copies/a.comity",
    ]
    names += [
        "comity.toml",
        "comity.key",
        "slack-manifest.json",
        "secrets/x",
        "matrix/x",
        "slack/x",
    ]
    program = shutil.which("git")
    if program is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    line = [program, "check-ignore", "--no-index", *names]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == names
