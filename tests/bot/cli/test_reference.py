"""docs/commands.md and `comity help` say what the declarations say."""

from __future__ import annotations

import json

import pytest

from bot.__main__ import main
from bot.cli.reference import PAGE, page
from commands.table import FORMS

SPOKEN = [form for form in FORMS.values() if not form.clockwork]
"""What people may say; what only the clock says is not listed."""


def test_the_reference_is_what_the_declarations_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "say: make reference"


def test_the_reference_names_every_command_and_every_answer() -> None:
    text = page()
    for form in SPOKEN:
        assert f"### {form.words}\n" in text
        for field in form.fields:
            name = field.name.upper() if field.required else field.name
            assert f"| `{name}" in text


def test_help_as_data_has_every_form_with_kinds_and_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["commands"]
    assert [one["words"] for one in told] == [form.words for form in SPOKEN]
    [opened] = [one for one in told if one["words"] == "incident open"]
    assert (opened["noun"], opened["verb"]) == ("incident", "open")
    fields = {field["name"]: field for field in opened["fields"]}
    assert fields["state"]["kind"] == "state"
    assert fields["practices"]["many"]
    assert fields["practices"]["widget"] == "multi"
    assert {"word": "IP-DOC", "name": "Forged or falsified documents"} in fields["practices"][
        "choices"
    ]
    assert [one["word"] for one in fields["scope"]["choices"]] == ["individual_case", "pattern"]
    assert fields["text"]["free"]


def test_help_lists_a_noun_explains_a_command_and_knows_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "incident"]) == 0
    listed = capsys.readouterr().out
    assert "incident open" in listed
    assert "whoami" not in listed
    assert main(["help", "incident", "open"]) == 0
    assert "Which State does it concern?" in capsys.readouterr().out
    assert main(["help", "nonsense"]) == 2
    told = capsys.readouterr().err
    assert "nonsense" in told
    assert "`comity help`" in told


def test_help_as_data_has_whatever_decides_who_may_say_what_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "--json"]) == 0
    told = {one["words"]: one for one in json.loads(capsys.readouterr().out)["commands"]}
    for form in SPOKEN:
        one = told[form.words]
        assert one["title"]
        assert not one["title"].startswith("["), f"does.po names no {form.words}"
        assert [who["role"] for who in one["roles"]] == one["who"]
        assert all(who["name"] for who in one["roles"])
        assert one["least_label"] == form.least.value
        assert one["counts_without_text"] is form.counts_without_text
    report = told["incident report"]
    assert report["labels"]["field"] == "kind"
    assert report["labels"]["by_value"]["mission_report"].startswith("TLP:")
    assert told["poll vote"]["labels"] is None
    incident = {field["name"]: field for field in report["fields"]}["incident"]
    assert incident["prefix"] == "INC"
    options = {option["name"]: option["hint"] for option in told["menu"]["common"]}
    assert set(options) == {"as", "now", "preview", "keep"}
    assert all(options.values())


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("pol", "`comity help poll`"),
        ("vote", "poll vote"),
        ("incidnet", "`comity help incident`"),
        ("xqzw", "`comity help`"),
    ],
)
def test_help_in_a_terminal_leads_on_from_a_slip_as_it_does_in_a_room(
    typed: str, leads: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["help", typed])
    told = capsys.readouterr()
    assert leads in told.out + told.err
