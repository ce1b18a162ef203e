"""Help, menu, refusals of form, and what people choose for themselves."""

from __future__ import annotations

from bot.rehearse.drill import Drill, words


async def test_an_unknown_command_is_refused_with_what_to_say_next(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", "incidnt opn XV")
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "form")
    assert "incident open" in words(done)


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
