"""Help on a word that is no command leads to the command that it belongs to."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.table import FORMS
from commands.topics import leads
from config.topics import topics
from coordination.meeting.kinds import MeetingKind
from coordination.poll.rule import Rule
from tests.commands.incidents import said

EVERY = [form for form in FORMS.values() if not form.clockwork]


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("vote", "poll vote"),
        ("objection", "poll object"),
        ("roundtable", "meeting propose"),
        ("suspension", "response suspend"),
        ("quorum", "poll open"),
        ("two-thirds", "poll open"),
        ("ad referendum", "poll confirm"),
        ("embassy", "embassies convene"),
        ("IP-DOC", "incident open"),
        ("votación", "poll open"),
        ("poll silence", "poll open"),
        ("joint letter", "message draft"),
    ],
)
async def test_help_on_an_everyday_word_leads_to_its_command(
    asking: Drill, word: str, command: str
) -> None:
    told = await said(asking, "anouk", "direct", f"help {word}")
    assert told.outcome == "done"
    assert f"`{command}`" in words(told)


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_of_decision_leads_to_the_command_that_puts_a_poll(rule: Rule) -> None:
    for word in (rule.value, f"poll {rule.value.replace('_', ' ')}"):
        found = {lead.form.words: lead.option for lead in leads(word, EVERY)}
        assert found["poll open"] == f"rule={rule.value}"


@pytest.mark.parametrize("kind", MeetingKind)
def test_each_kind_of_meeting_leads_to_where_it_is_proposed(kind: MeetingKind) -> None:
    assert "meeting propose" in {lead.form.words for lead in leads(kind.value.casefold(), EVERY)}


def test_every_everyday_word_leads_to_commands_that_there_are() -> None:
    assert {command for several in topics().values() for command in several} <= FORMS.keys()
    for word, commands in topics().items():
        assert [lead.form.words for lead in leads(word, EVERY)][: len(commands)] == list(commands)
