"""A form carries which text it shows: what was amended meanwhile gets no answer from it (DR-26)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill
from bot.render.pages import text
from bot.render.reader import Reader
from commands.forming import Shape
from commands.outcome import Page
from tests.commands.deciding import done, put, refused
from tests.commands.forming.filling import Hand


@pytest.mark.rule("DR-26")
async def test_a_form_that_shows_the_old_text_gives_no_answer_to_the_new_one(drill: Drill) -> None:
    made = await put(drill)
    hand = Hand(drill, "nl1", "draft")
    old = await hand.shape(f"poll vote {made['poll']}")
    await done(drill, "au1", "draft", f"response amend {made['response']} Suspend new files")
    line = await hand.acts(old.carried, answer="yes")
    rule, _ = await refused(drill, "nl1", "direct", line)
    assert rule == "DR-26"
    new = await hand.shape(f"poll vote {made['poll']}")
    await done(drill, "nl1", "direct", await hand.acts(new.carried, answer="yes"))


async def test_which_text_was_shown_is_no_question(drill: Drill) -> None:
    made = await put(drill)
    hand = Hand(drill, "nl1", "draft")
    shape = await hand.shape(f"poll vote {made['poll']}")
    wide = await hand.widens(shape.carried, answer="yes")
    assert isinstance(wide, Shape)
    assert "on" not in {asked.name for asked in wide.fields}
    assert await hand.acts(wide.carried, answer="yes") == await hand.acts(
        shape.carried, answer="yes"
    )


async def test_a_form_begins_with_the_matter_and_says_once_that_nobody_else_sees_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    shape = await Hand(drill, "nl1", "draft").shape(f"poll vote {made['poll']}")
    about = [text(Page(line), Reader(shared=False)) for line in shape.about]
    assert about[1].startswith("Suspend new adoptions, closes Mon 16 Mar 2026")
    assert about[1].endswith(f" · {made['poll']}")
    assert len([line for line in about if "Only you see" in line]) == 1
