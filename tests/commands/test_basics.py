"""Help, menu, refusals of form, and what people choose for themselves."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.basics import explained
from commands.table import FORMS
from coordination.tlp import Tlp


async def test_an_unknown_command_is_refused_with_what_to_say_next(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", "incidnt opn XV")
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "form")
    assert "incident open" in words(done)


@pytest.mark.performs("timezone")
async def test_a_question_is_answered_in_the_direct_room(drill: Drill) -> None:
    asked = await drill.say("nl1", "draft", "timezone")
    assert asked is not None
    assert asked.outcome == "asked"
    refused = await drill.say("nl1", "direct", "Europe/Pari")
    assert refused is not None
    assert "timezone Europe/Paris" in words(refused)
    done = await drill.say("nl1", "direct", "Europe/Paris")
    assert done is not None
    assert done.outcome == "done"


@pytest.mark.performs("quiet", "whoami")
async def test_who_has_no_quiet_hours_is_told_so(drill: Drill) -> None:
    for line in ("quiet 0 0", "whoami"):
        done = await drill.say("nl1", "draft", line)
        assert done is not None
        assert "You have no quiet hours" in words(done)
        assert "0:00" not in words(done)
    await drill.say("nl1", "draft", "quiet 20 7")
    done = await drill.say("nl1", "draft", "whoami")
    assert done is not None
    assert "from 20:00 to 7:00" in words(done)


async def test_private_answers_leave_only_a_sign_in_the_room(drill: Drill) -> None:
    await drill.say("nl1", "draft", "whoami")
    assert drill.texts("draft") == []
    assert len(drill.texts("direct:nl1")) == 1


async def test_ordinary_talk_is_neither_answered_nor_kept(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", "!shopping list")
    assert done is None
    kept = await drill.runtime.database.run(lambda store: store.receipts.next())
    assert kept is None


async def test_a_stranger_hears_one_polite_line(drill: Drill) -> None:
    from commands.heard import Incoming

    for event in ("a", "b"):
        line = Incoming("matrix", event, "@nobody:elsewhere", "draft", "!comity help", None)
        await drill.runtime.say(line)
    [line_said] = drill.texts("draft")
    assert "do not know this account" in line_said


@pytest.mark.performs("why")
async def test_a_rule_is_found_however_its_id_is_typed(drill: Drill) -> None:
    for typed in ("DR-08", "dr8", "Dr-8"):
        shown = await drill.say("nl1", "draft", f"why {typed}")
        assert shown is not None
        assert shown.outcome == "done", typed


@pytest.mark.performs("menu")
async def test_the_menu_fits_a_screen_and_names_only_what_the_person_may_do(drill: Drill) -> None:
    mine = await drill.say("nl1", "direct", "menu")
    guest = await drill.say("iss1", "direct", "menu")
    assert mine is not None
    assert guest is not None
    assert len(words(mine).splitlines()) <= 25
    assert "incident open" in words(mine)
    assert "incident open" not in words(guest)


@pytest.mark.performs("whoami")
async def test_whoami_says_for_whom_and_whether_the_person_can_commit(drill: Drill) -> None:
    noor = await drill.say("nl1", "direct", "whoami")
    hugo = await drill.say("fr2", "direct", "whoami")
    assert noor is not None
    assert hugo is not None
    assert "ccredited voter for the Netherlands in ICA Coordination (as=nl1:voter" in words(noor)
    assert words(noor).count("commit") == 1
    assert "You may commit the Netherlands, as accredited voter or Central" in words(noor)
    assert "commit" not in words(hugo)


async def test_whoami_names_the_language_and_offers_no_other_that_has_no_words(
    drill: Drill,
) -> None:
    done = await drill.say("nl1", "direct", "whoami")
    assert done is not None
    shown = words(done)
    assert "I write to you in English" in shown
    assert "language fr" not in shown


async def test_help_on_a_command_names_what_may_be_picked(drill: Drill) -> None:
    done = await drill.say("anouk", "draft", "help poll open")
    assert done is not None
    assert "two_thirds" in words(done)
    assert "`poll open RESPONSE" in words(done)


def test_help_says_for_whom_the_words_are_that_are_typed() -> None:
    for form in FORMS.values():
        [said] = [dict(x.params) for x in explained(form).lines if "basics.label" in x.msgid]
        if form.labels:
            assert said == {"field": form.labels[0]}
        elif form.texts:
            highest = Tlp.highest((form.label, form.text_label))
            assert said.get("texts", said["label"]) is highest, form.words
        else:
            assert said == {"label": form.label}
