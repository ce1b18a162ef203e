"""An amendment as a form: what was never said is asked for at once, and nothing for nothing."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill
from commands.forming import Shape
from tests.commands.deciding import consulted, done
from tests.commands.forming.filling import Hand, names, text_of
from tests.commands.incidents import said

UNIFY = "IP-DOC reason=urgent One register for all"
ADOPTIONS = "new=pause ongoing=continue reason=None"


@pytest.mark.rule("T-41")
async def test_an_amendment_without_words_asks_for_what_was_never_said(asking: Drill) -> None:
    incident = await consulted(asking)
    proposing = f"response unify {incident} {UNIFY}"
    made = (await done(asking, "au1", "draft", proposing)).made["response"]
    hand = Hand(asking, "au1", "draft")
    bare = await hand.shape("response amend")
    assert names(bare) == ["response", "text"]
    picked = await hand.submits(bare.carried, response=made)
    named = await hand.shape(f"response amend {made}")
    for shape in (picked, named):
        assert isinstance(shape, Shape)
        assert names(shape) == ["condition"]
        assert not shape.fields[0].optional
        assert "T-41" in text_of(shape.about)
    line = await hand.acts(named.carried, condition="A fee that is equal for all")
    assert (await said(asking, "au1", "draft", line)).outcome == "done"


@pytest.mark.rule("DR-26")
async def test_an_amendment_of_what_lacks_nothing_asks_for_its_new_text(asking: Drill) -> None:
    incident = await consulted(asking)
    proposing = f"response message {incident} to=XV {ADOPTIONS} We ask for records"
    made = (await done(asking, "au1", "draft", proposing)).made["response"]
    hand = Hand(asking, "au1", "draft")
    shape = await hand.shape(f"response amend {made}")
    assert names(shape) == ["text"]
    assert not shape.fields[0].optional
    line = await hand.acts(shape.carried, text="We ask for all records")
    assert (await said(asking, "au1", "draft", line)).outcome == "done"
