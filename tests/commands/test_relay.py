"""One message is carried into other rooms: by its author, or when its author says yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming, Quoted
from commands.quoting import wants_quotation
from tests.commands.incidents import OPEN, everything, opened, said
from tests.commands.workspace import imported

LINE = "incident relay {id} to=slack-coord label=green We read it on Monday"


@pytest.mark.rule("P-01")
async def test_an_author_s_own_words_are_carried_with_the_name_and_the_label(drill: Drill) -> None:
    id = await opened(drill)
    done = await said(drill, "nl1", "draft", LINE.format(id=id))
    assert done.outcome == "done", words(done)
    shown = everything(drill, "slack-coord")
    assert "“We read it on Monday”" in shown
    assert "carried here from" in shown
    assert "the Netherlands" in shown or "Netherlands" in shown
    assert "TLP:GREEN" in shown


@pytest.mark.rule("T-10", "P-01")
async def test_words_for_fewer_people_enter_no_lower_room(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident relay {id} to=slack-coord We read it on Monday"
    done = await said(drill, "nl1", "draft", line)
    assert (done.outcome, done.rule) == ("refused", "T-10")
    assert "Monday" not in everything(drill, "slack-coord")


@pytest.mark.rule("T-10")
async def test_in_a_lower_room_the_words_need_a_label_that_fits_it(drill: Drill) -> None:
    id = await opened(drill)
    for label in ("", "label=amber ", "label=TLP:AMBER "):
        line = f"incident relay {id} to=draft {label}Seen on Monday"
        tried = await said(drill, "ca1", "slack-coord", line)
        assert (tried.outcome, tried.rule) == ("refused", "T-10"), label
    line = f"incident relay {id} to=draft label=TLP:GREEN Seen on Monday"
    done = await said(drill, "ca1", "slack-coord", line)
    assert done.outcome == "done", words(done)
    assert "“Seen on Monday”" in everything(drill, "draft")


async def test_without_a_room_the_words_go_where_the_same_people_read(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident relay {id} label=green We read it on Monday"
    assert (await said(drill, "nl1", "draft", line)).outcome == "done"
    assert "Monday" in everything(drill, "slack-coord")
    assert not any("Monday" in everything(drill, room) for room in ("full", "xv", "embassies"))


@pytest.mark.performs("incident consent", "incident relay")
@pytest.mark.rule("P-01")
async def test_another_s_words_wait_for_that_person_s_yes(drill: Drill) -> None:
    id = await opened(drill)
    line = LINE.format(id=id).replace("label=", "of=fr1 label=")
    asked = await said(drill, "nl1", "draft", line)
    assert asked.outcome == "done", words(asked)
    assert "Monday" not in everything(drill, "slack-coord")
    assert "“We read it on Monday”" in everything(drill, "direct:fr1")
    await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 yes")
    assert "“We read it on Monday”" in everything(drill, "slack-coord")
    assert "agreed" in everything(drill, "direct:nl1")


async def test_a_no_carries_nothing_is_told_and_can_become_a_yes(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", LINE.format(id=id).replace("label=", "of=fr1 label="))
    no = await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 no")
    assert f"incident consent {id} 1 yes" in words(no)
    again = await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 no")
    assert again.outcome == "refused"
    assert "Monday" not in everything(drill, "slack-coord")
    assert "rather not" in everything(drill, "direct:nl1")
    await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 yes")
    assert "“We read it on Monday”" in everything(drill, "slack-coord")
    late = await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 no")
    assert (late.outcome, late.rule) == ("refused", "stage")


async def test_words_are_carried_only_after_a_second_look(asking: Drill) -> None:
    id = await opened(asking, line=OPEN.replace("both", "both now=yes"))
    line = LINE.format(id=id).replace("label=", "of=fr1 now=yes label=")
    await said(asking, "nl1", "draft", line)
    sure = await said(asking, "fr1", "direct:fr1", f"incident consent {id} 1 yes")
    assert sure.outcome == "asked"
    assert f"incident consent {id} 1 yes now=yes" in words(sure)
    assert "cannot be called back" in words(sure)
    assert "Monday" not in everything(asking, "slack-coord")
    await said(asking, "fr1", "direct:fr1", f"incident consent {id} 1 yes now=yes")
    assert "“We read it on Monday”" in everything(asking, "slack-coord")


async def test_nobody_else_may_agree_for_the_author(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", LINE.format(id=id).replace("label=", "of=fr1 label="))
    for person in ("nl1", "it1", "xv1"):
        tried = await said(drill, person, f"direct:{person}", f"incident consent {id} 1 yes")
        assert (tried.outcome, tried.rule) == ("refused", "not_found")
    assert "Monday" not in everything(drill, "slack-coord")


async def test_the_preview_says_who_will_read_it(drill: Drill) -> None:
    id = await opened(drill)
    line = LINE.format(id=id).replace("label=", "preview=yes label=")
    shown = await said(drill, "nl1", "direct:nl1", line)
    assert shown.outcome == "asked"
    assert "#coordination in Slack: 8 authorities read it" in words(shown)
    assert "Monday" not in everything(drill, "slack-coord")
    assert (await said(drill, "nl1", "direct:nl1", "1")).outcome == "done"
    assert "Monday" in everything(drill, "slack-coord")


async def test_words_go_into_no_room_that_does_not_know_the_incident(drill: Drill) -> None:
    id = await opened(drill)
    line = LINE.format(id=id).replace("slack-coord", "full")
    done = await said(drill, "anouk", "draft", line)
    assert done.outcome == "refused"
    assert "Monday" not in everything(drill, "full")


async def replying(drill: Drill, author: str, line: str, words_of: str) -> None:
    """The Netherlands' officer says a line in the coordination room, in reply to a message."""

    def account(person: str) -> str:
        return accounts.get(person) or f"@{person}:example.org"

    people = ("nl1", author)
    accounts = await drill.runtime.database.run(
        lambda store: {p: store.directory.account_of(p, "matrix") for p in people}
    )
    quoted = Quoted(account(author), words_of)
    event = f"${author}"
    await drill.runtime.say(
        Incoming("matrix", event, account("nl1"), "draft", line, None, answers="$1", quoted=quoted)
    )


@pytest.mark.rule("P-03")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("!incident relay label=green", True),
        ("!comity incident relay INC-7Q4KD3N0Y", True),
        ("/comity incident relay", True),
        ("!incident relay INC-7Q4KD3N0Y Words of my own", False),
        ("!incident pin", False),
        ("We read it on Monday", False),
        ("", False),
    ],
)
def test_a_message_is_fetched_only_for_a_line_that_carries_it(text: str, wanted: bool) -> None:
    assert wants_quotation(text) is wanted


async def test_a_reply_carries_the_words_of_the_message(drill: Drill) -> None:
    id = await opened(drill)
    line = f"!incident relay {id} to=slack-coord label=green"
    await replying(drill, "nl1", line, "now=here\nWe read it")
    assert "“now=here" in everything(drill, "slack-coord")
    await replying(drill, "fr1", line, "We did not")
    assert "We did not" not in everything(drill, "slack-coord")
    assert "“We did not”" in everything(drill, "direct:fr1")
    await replying(drill, "comity", line, "Words of the bot")
    assert "Words of the bot" not in everything(drill, "slack-coord")


@pytest.mark.rule("DR-22")
@pytest.mark.parametrize("person", ["xv1", "emb-fr", "iss1"])
async def test_whoever_may_not_read_the_incident_is_not_asked(drill: Drill, person: str) -> None:
    id = await opened(drill)
    line = LINE.format(id=id).replace("label=", f"of={person} label=")
    tried = await said(drill, "nl1", "draft", line)
    assert (tried.outcome, tried.rule) == ("refused", "DR-22")
    assert id not in everything(drill, f"direct:{person}")
    await replying(drill, person, f"!incident relay {id} to=slack-coord label=green", "Seen it")
    assert id not in everything(drill, f"direct:{person}")


async def test_a_yes_after_the_incident_is_closed_carries_nothing(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", LINE.format(id=id).replace("label=", "of=fr1 label="))
    inform = f"incident inform {id} channel=note_verbale when=2026-03-09T09:00Z language=en"
    await said(drill, "anouk", "draft", f"{inform} authority=CA-XV We saw two certificates")
    await said(drill, "nl1", "draft", f"incident stance {id} addressing evidence=law-12")
    closed = await said(drill, "anouk", "draft", f"incident close {id}")
    assert closed.outcome == "done", words(closed)
    late = await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 yes")
    assert (late.outcome, late.rule) == ("refused", "stage")
    assert "Monday" not in everything(drill, "slack-coord")


@pytest.mark.rule("DR-22", "T-10")
async def test_a_yes_carries_nothing_into_a_room_that_others_have_joined(
    drill: Drill, tmp_path: Path
) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", LINE.format(id=id).replace("label=", "of=fr1 label="))
    rows = "id,name,platform,group,sees,ceiling,without\n"
    row = "slack-coord,coordination,slack,ica,parties,TLP:GREEN,\n"
    await imported(drill, tmp_path / "room.csv", rows + row)
    late = await said(drill, "fr1", "direct:fr1", f"incident consent {id} 1 yes")
    assert late.outcome == "refused"
    assert "Monday" not in everything(drill, "slack-coord")


async def test_rooms_are_called_as_people_call_them(drill: Drill) -> None:
    id = await opened(drill)
    done = await said(drill, "nl1", "draft", LINE.format(id=id))
    assert "Carried into #coordination in Slack." in words(done)
    lost = await said(drill, "nl1", "draft", LINE.format(id=id).replace("slack-coord", "full"))
    assert "Not carried: ICA Coordination: all States has no thread" in words(lost)


async def test_another_number_than_the_one_asked_about_is_told(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", LINE.format(id=id).replace("label=", "of=fr1 label="))
    other = await said(drill, "fr1", "direct:fr1", f"incident consent {id} 2 yes")
    assert other.outcome == "refused"
    assert f"incident consent {id} 1 yes" in words(other)
    stranger = await said(drill, "it1", "direct:it1", f"incident consent {id} 1 yes")
    assert stranger.rule == "not_found"
