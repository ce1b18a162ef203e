"""`docs/operations.md` names only what there is."""

from __future__ import annotations

import re
from pathlib import Path

from bot.metrics import Metrics
from bot.monitor import door
from bot.operate.choices import Choices, secret_files
from bot.slack.scopes import REASONS
from tests.deploy.test_deploy import ROOT, understood

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
FILLED = {"FILE": "file", "[ROW …]": "7"}


def test_the_scopes_of_the_page_are_those_of_the_manifest() -> None:
    shown = dict(re.findall(r"^\| `([a-z_]+(?::[a-z.]+)?)` \| (.+) \|$", PAGE, re.MULTILINE))
    assert shown == REASONS


def test_every_line_that_is_to_be_typed_is_understood() -> None:
    typed = re.findall(r"(?:bin/|^|`)comity ((?:[a-z]+ ?)+[^`'\n#&|]*)", PAGE, re.MULTILINE)
    lines = [line.strip() for line in typed]
    for placeholder, word in FILLED.items():
        lines = [line.replace(placeholder, word) for line in lines]
    lines = [line for line in lines if "-- " not in line and not line.endswith("--help")]
    assert len(lines) > 12
    wrong = [line for line in lines if not understood(line.split())]
    assert wrong == []


def test_every_metric_that_deserves_an_alarm_is_measured() -> None:
    named = set(re.findall(r"comity_[a-z_]+", PAGE)) - {"comity_"}
    known = {sample.name for family in Metrics().registry.collect() for sample in family.samples}
    known |= {family.name for family in Metrics().registry.collect()}
    assert named
    assert named <= known


def test_the_pages_of_monitoring_are_served() -> None:
    source = Path(door.__file__).read_text(encoding="utf-8")
    for page in re.findall(r"^\| `(/[a-z]+)` \|", PAGE, re.MULTILINE):
        assert f'"{page}"' in source


def test_every_secret_has_its_file_and_every_link_leads_somewhere() -> None:
    chosen = (
        Choices(homeserver="https://x", user="@c:x", slack="socket", rotate=True),
        Choices(slack="http", address="https://x/y", database="postgresql://a:b@c/d"),
    )
    names = {name for one in chosen for name in secret_files(one)}
    for name in names - {"slack-refresh-token", "slack-client-secret"}:
        assert f"secrets/{name}" in PAGE, name
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
    headings = {
        re.sub(r"[^a-z -]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings
