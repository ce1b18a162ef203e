"""What repeats typed words has their label, and is never said where they might not stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recording import Shown
from bot.rehearse.drill import Drill
from commands.admit import keep
from commands.heard import Incoming
from commands.line import label_of
from commands.speaker import Speaker
from commands.table import FORMS
from commands.typed import of_answers, of_message
from commands.unknown import nearest
from coordination.parties import Person, Room, Sees
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.deciding import put

SECRET = "Marigold-Petunia of the third floor"
CHANNEL = "slack-coord"
ACCOUNT = "T0COMITY:U0CA1"


def labels(drill: Drill) -> dict[str, str]:
    """The label of each private answer by its words."""
    return {one.text: one.label for one in drill.shown if one.kind in ("message", "whisper")}


@pytest.mark.rule("T-10")
async def test_a_refusal_that_repeats_free_text_has_the_label_of_that_text(drill: Drill) -> None:
    await drill.say("nl1", "draft", f"incident opne XV both practices=IP-DOC {SECRET}")
    await drill.say("nl1", "direct", f"incident opne XV both practices=IP-DOC {SECRET}")
    repeated = [one for one in drill.shown if SECRET in one.text]
    assert {one.label for one in repeated} == {"TLP:AMBER+STRICT"}
    assert all(one.room == "direct:nl1" for one in repeated)


@pytest.mark.rule("T-10")
async def test_a_refusal_of_ids_and_codes_is_for_the_community(drill: Drill) -> None:
    await drill.say("nl1", "draft", "incident show INC-7Q4KD3N0Y")
    assert set(labels(drill).values()) == {"TLP:GREEN"}


@pytest.mark.rule("T-10")
async def test_a_preview_has_the_label_of_what_was_typed(asking: Drill) -> None:
    done = await asking.say("nl1", "direct", f"incident open XV both practices=IP-DOC {SECRET}")
    assert done is not None
    assert done.outcome == "asked"
    assert set(labels(asking).values()) == {"TLP:AMBER+STRICT"}


def receipt(text: str, rule: str | None = None) -> Receipt:
    values: dict[str, Any] = dict.fromkeys(Receipt.__dataclass_fields__)
    given = {"seq": 1, "source": "slack", "text": text, "rule": rule, "received_at": START}
    return Receipt(**values | given)


verbs = st.sampled_from(sorted(FORMS))
words = st.lists(
    st.sampled_from(["XV", "both", "POL-7Q4KD3N2W", "yes", "of=x", "kind=result", SECRET]),
    max_size=5,
).map(" ".join)
rooms = st.builds(
    Room,
    id=st.just("r"),
    platform=st.sampled_from(["matrix", "slack"]),
    remote=st.just("r"),
    group=st.just("ica"),
    sees=st.sampled_from([Sees.PARTIES, Sees.DIRECT]),
    ceiling=st.sampled_from([Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT]),
    trusted=st.booleans(),
)


class Nothing:
    """A store in which nobody was asked anything."""

    def of(self, person: str) -> tuple[()]:
        return ()


class Empty(Nothing):
    def of(self, person: str) -> Any:
        return None


@pytest.mark.rule("T-10", "DR-29")
@given(verb=verbs, rest=words, room=rooms)
def test_no_answer_is_above_what_its_message_was_admitted_with(
    verb: str, rest: str, room: Room
) -> None:
    line = f"{verb} {rest}".strip()
    kept = keep(line, room)
    store: Any = type("Store", (Store,), {"drafts": Empty(), "asks": Nothing()})
    label = of_message(
        object.__new__(store), receipt(kept.text, kept.rule), Speaker(Person("x", "X"), room)
    )
    assert label.fits(Tlp.highest((Tlp.GREEN, room.ceiling)))
    if SECRET in kept.text and (read := label_of(kept.text, FORMS)) is not None:
        assert read[1].fits(label)
        assert label.fits(room.ceiling)


def test_a_form_without_texts_has_the_label_of_its_codes() -> None:
    form = FORMS["poll object"]
    assert of_answers(form, {"poll": "POL-7Q4KD3N2W"}) is Tlp.GREEN
    assert of_answers(form, {"poll": "POL-7Q4KD3N2W", "text": SECRET}) is Tlp.AMBER_STRICT


@pytest.mark.rule("DR-29")
async def test_what_nobody_else_saw_is_private_in_a_shared_room(drill: Drill) -> None:
    line = "!comity poll vote POL-7Q4KD3N2W yes"
    heard = Incoming("slack", "Ev1", ACCOUNT, CHANNEL, line, None)
    [seen] = await drill.runtime.say(heard)
    assert (seen.outcome, seen.rule) == ("refused", "DR-29")
    assert "Please delete your message there" in drill.whispers(CHANNEL, ACCOUNT)[-1].text
    [unseen] = await drill.runtime.say(heard._replace(event="1.2.3", unseen=True))
    assert (unseen.outcome, unseen.rule) == ("refused", "form")
    assert "delete" not in drill.whispers(CHANNEL, ACCOUNT)[-1].text


async def test_a_question_leads_its_asker_alone_to_the_form(drill: Drill) -> None:
    heard = Incoming("slack", "Ev1", ACCOUNT, CHANNEL, "!comity timezone", None, unseen=True)
    [done] = await drill.runtime.say(heard)
    assert done.outcome == "asked"
    told: list[Shown] = drill.whispers(CHANNEL, ACCOUNT)
    assert "Answer: `/comity timezone`" in told[0].text
    assert not any("1 of 1" in text for text in drill.texts("direct:ca1"))


@pytest.mark.rule("T-10", "DR-29")
@pytest.mark.parametrize(
    "typed",
    [
        "poll vot POL-7Q4KD3N2W yes",
        "pol vote POL-7Q4KD3N2W yes",
        "vote POL-7Q4KD3N2W yes",
        "!pol vote POL-7Q4KD3N2W yes",
        "!vote POL-7Q4KD3N2W yes",
    ],
)
async def test_a_vote_with_a_slip_in_its_verb_is_taken_out_of_the_room(
    typed: str, drill: Drill
) -> None:
    done = await drill.say("nl1", "draft", typed)
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "form")
    assert [one.kind for one in drill.shown if one.room == "draft"].count("redact") == 1
    assert not [one for one in drill.shown if "yes" in one.text.split()]
    assert any("take it out of the room" in text for text in drill.texts("direct:nl1"))


async def test_a_slip_that_shows_nothing_stays(drill: Drill) -> None:
    await drill.say("nl1", "draft", "incident shwo INC-7Q4KD3N0Y")
    await drill.say("nl1", "draft", "poll vot")
    assert not [one for one in drill.shown if one.kind == "redact"]


def test_the_nearest_command_is_named_first() -> None:
    assert nearest(["incident", "opne"], FORMS)[0] == "incident open"
    assert "incident pin" not in nearest(["incident", "opne"], FORMS)
    assert nearest(["poll", "vot"], FORMS) == ["poll vote"]


async def test_a_language_without_words_is_refused_with_those_that_have_some(drill: Drill) -> None:
    done = await drill.say("nl1", "direct", "language xx")
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "form")
    assert "The languages are: en" in drill.texts("direct:nl1")[-1]


async def test_people_s_own_talk_of_a_vote_is_not_heard(drill: Drill) -> None:
    assert await drill.say("nl1", "draft", "!important: we say yes, but read it first") is None
    assert not [one for one in drill.shown if one.kind == "redact"]


async def test_a_line_that_nobody_else_saw_keeps_its_id_and_its_answer(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    line = f"!comity pol vote {poll} yes"
    [seen] = await drill.runtime.say(Incoming("slack", "Ev9", ACCOUNT, CHANNEL, line, None))
    assert seen.page is not None
    assert not [button for button in seen.page.buttons if "yes" in button.line.split()]
    heard = Incoming("slack", "1.2.9", ACCOUNT, CHANNEL, line, None, unseen=True)
    [unseen] = await drill.runtime.say(heard)
    assert unseen.page is not None
    assert f"poll vote {poll} yes" in [button.line for button in unseen.page.buttons]
