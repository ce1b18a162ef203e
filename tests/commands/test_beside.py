"""A whole command that is typed while a question is open is done beside it, or asked about."""

from __future__ import annotations

import pytest
import pytest_asyncio

from bot.console import Console, Screen
from bot.rehearse.drill import Drill, words
from commands import interview
from commands.declare import Form
from commands.kinds.kind import Widget
from commands.table import FORMS
from commands.typed import starts_anew
from storage.draft import Draft
from tests.commands.conftest import START
from tests.commands.incidents import said

OPEN = "incident open XV practices=IP-DOC both now=yes Birth certificates"


async def draft_of(drill: Drill, person: str) -> Draft | None:
    return await drill.runtime.database.run(lambda store: store.drafts.of(person))


@pytest.mark.parametrize("begun", ["language", "timezone", "why", "incident open"])
@pytest.mark.parametrize("typed", ["why T-10", "!why T-10", "incident list", "quiet 20 8"])
async def test_a_whole_command_is_done_while_a_question_waits(
    asking: Drill, begun: str, typed: str
) -> None:
    await said(asking, "nl1", "direct", begun)
    done = await said(asking, "nl1", "direct", typed)
    assert (done.outcome, done.line) == ("done", typed.removeprefix("!"))
    left = await draft_of(asking, "nl1")
    assert left is not None
    assert left.words == begun


async def test_at_a_prompt_too_and_the_question_is_answered_after_it(asking: Drill) -> None:
    console = Console(asking.runtime, "nl1", "direct", Screen(list[str]().append))
    await console._say("language")
    done = await console._say("why T-10")
    assert done is not None
    assert done.line == "why T-10"
    done = await console._say("en")
    assert done is not None
    assert done.line == "language en"


@pytest_asyncio.fixture(loop_scope="session")
async def reason(asking: Drill) -> Drill:
    """Noor is asked for a text: what is new."""
    id = (await said(asking, "nl1", "draft", OPEN)).made["incident"]
    await said(asking, "nl1", "direct", f"incident update {id}")
    draft = await draft_of(asking, "nl1")
    assert draft is not None
    field = FORMS[draft.words].field(draft.at)
    assert field is not None
    assert field.kind.widget is Widget.TEXT
    return asking


@pytest.mark.parametrize("typed", ["why T-10", "language en", "poll list mine=yes"])
async def test_where_words_are_wanted_a_command_without_words_of_its_own_is_done(
    reason: Drill, typed: str
) -> None:
    assert (await said(reason, "nl1", "direct", typed)).line == typed


@pytest.mark.parametrize(
    "typed",
    [
        "why are the fees so high",
        "language matters",
        "today the mother came",
        "incident open questions remain",
        "quiet hours were kept",
    ],
)
async def test_a_sentence_that_begins_like_a_command_is_an_answer(
    reason: Drill, typed: str
) -> None:
    done = await said(reason, "nl1", "direct", typed)
    left = await draft_of(reason, "nl1")
    assert typed in " ".join((done.line, *(left.answers.values() if left else ())))


@pytest.mark.parametrize(("number", "becomes"), [("1", "incident update"), ("2", "find")])
async def test_what_can_be_both_is_asked_about(reason: Drill, number: str, becomes: str) -> None:
    typed = "find out who signed the certificates"
    asked = await said(reason, "nl1", "direct", typed)
    assert asked.outcome == "asked"
    assert typed in words(asked)
    done = await said(reason, "nl1", "direct", number)
    assert words(done)
    left = await draft_of(reason, "nl1")
    if becomes == "find":
        assert done.line == typed
        assert left is not None
        assert typed not in left.answers.values()
    else:
        assert typed in done.line or (left is not None and typed in left.answers.values())


async def test_another_answer_than_one_of_the_two_is_the_answer(reason: Drill) -> None:
    await said(reason, "nl1", "direct", "find out who signed the certificates")
    done = await said(reason, "nl1", "direct", "The registrar signed them")
    left = await draft_of(reason, "nl1")
    kept = " ".join((done.line, *(left.answers.values() if left else ())))
    assert "The registrar signed them" in kept


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("typed", ["find certificates", "why T-10", "hello there"])
async def test_what_is_said_in_a_shared_room_answers_no_question_asked_in_private(
    reason: Drill, typed: str
) -> None:
    before = await draft_of(reason, "nl1")
    done = await said(reason, "nl1", "draft", typed)
    assert done.line in (typed, "")
    assert done.outcome in ("done", "refused")
    after = await draft_of(reason, "nl1")
    assert (after and after.answers) == (before and before.answers)


async def test_an_interview_whose_place_a_preview_takes_is_said_to_be_put_aside(
    asking: Drill,
) -> None:
    await said(asking, "nl1", "direct", "meeting propose")
    await said(asking, "nl1", "direct", "none")
    shown = await said(asking, "nl1", "direct", OPEN.replace("now=yes ", ""))
    assert shown.outcome == "asked"
    assert "meeting propose" in words(shown)


def test_no_open_question_of_any_command_takes_a_whole_command_for_its_answer() -> None:
    """Each question of each interview: a list, a rule and a language are lines of their own."""
    lines = ("why T-10", "incident list", "language en", "help poll", OPEN)
    taken = [
        f"{form.words} {field.name}: {line}"
        for form in FORMS.values()
        if not form.clockwork
        for field in interview.form_fields(_open(form))
        if field.kind.widget is not Widget.TEXT
        for line in lines
        if not starts_anew(line, _open(form, field.name))
    ]
    assert taken == []


def _open(form: Form, at: str = "") -> Draft:
    return Draft(person="nl1", words=form.words, answers={}, at=at, updated_at=START)


@pytest.mark.parametrize("typed", ["answer", "!answer", "Answer."])
async def test_the_open_question_of_an_interview_is_shown_once_more(
    asking: Drill, typed: str
) -> None:
    begun = await said(asking, "nl1", "direct", "incident open")
    await said(asking, "nl1", "direct", "XV")
    assert begun.outcome == "asked"
    again = await said(asking, "nl1", "direct", typed)
    assert again.outcome == "asked", words(again)
    assert "Nothing is recorded yet." in words(again)
    assert "What seems to be happening? (2 of 4, incident open)" in words(again)
    left = await draft_of(asking, "nl1")
    assert left is not None
    assert left.answers == {"state": "XV"}


async def test_the_preview_of_an_interview_is_shown_once_more(asking: Drill) -> None:
    line = OPEN.replace(" now=yes", " preview=yes")
    seen = await said(asking, "nl1", "draft", line)
    again = await said(asking, "nl1", "direct", "answer")
    assert "Nothing is recorded yet." in words(again)
    assert "Birth certificates" in words(again), words(seen)
    sent = await said(asking, "nl1", "direct", "1")
    assert sent.outcome == "done", words(sent)


@pytest.mark.parametrize("typed", ["answer 1", "answer POL-7Q4KD3N0Y", "answer yes"])
async def test_where_nothing_was_asked_an_answer_chooses_among_nothing(
    asking: Drill, typed: str
) -> None:
    no = await said(asking, "nl1", "direct", typed)
    assert (no.outcome, no.rule) == ("refused", "form")
    assert words(no).startswith("Nothing that I asked waits for your answer.")
