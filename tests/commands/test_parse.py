"""From a line to answers and back: what is written reads the same, what does not fit is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearse.drill import Drill, words
from commands.call import Call
from commands.declare import Field, Form
from commands.kinds.kind import Widget
from commands.line import Line, Raw
from commands.parse import answers, usage, written
from commands.table import FORMS
from coordination import ids
from coordination.parties import Group, Kind, Person, Room, Sees
from coordination.refused import Refused
from coordination.said import Names
from coordination.tlp import Tlp

ROOM = Room("r", "matrix", "r", "ica", Sees.DIRECT, Tlp.AMBER_STRICT)
GROUP = Group("ica", Names.of({"en": "ICA"}), Kind.INTERSTATE, ("NL",))
CALL = Call(Person("nl1", "Noor"), (), GROUP, ROOM, datetime(2026, 3, 9, tzinfo=UTC))


def word_for(field: Field) -> st.SearchStrategy[str]:
    """Words that could stand for this answer; what they mean is another question."""
    fixed = [choice.word for choice in field.kind.fixed()]
    plain = st.from_regex(r"[A-Za-z][A-Za-z0-9_:@.+/-]{0,12}", fullmatch=True)
    example = st.just(field.kind.example or "word")
    return st.sampled_from(fixed) if fixed else st.one_of(example, plain)


TEXTS = st.text(alphabet="abc =é“”—\n,.", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Form, Raw]:
    """A form with every needed answer, some others, and perhaps its free text."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    found: dict[str, str] = {}
    for field in form.fields:
        if field.kind.free:
            if field.required or draw(st.booleans()):
                found[field.name] = f"T {draw(TEXTS)}"
        elif field.required or draw(st.booleans()):
            found[field.name] = draw(word_for(field))
    return form, Raw(found, {})


class Nothing:
    """A directory without States: every word of a line stands for itself."""

    def states(self) -> tuple[()]:
        return ()

    def parties(self, _group: str) -> tuple[()]:
        return ()


class NoRows:
    directory = Nothing()


def _named(form: Form) -> Iterator[Field]:
    """The answers that a line names, and that are no words of a text."""
    return (f for f in form.fields if not f.required and f.kind.widget is not Widget.TEXT)


@given(answered())
@settings(max_examples=300)
def test_what_is_written_from_answers_reads_as_the_same_answers(made: tuple[Form, Raw]) -> None:
    form, raw = made
    cursor = Line(written(form, raw)[len(form.words) :])
    read = answers(cursor, form, CALL, NoRows())  # type: ignore[arg-type]
    assert read.answers == raw.answers
    assert written(form, read) == written(form, raw)


@pytest.mark.parametrize("begins", ["«", '"', "« Bonjour »", "’"])
def test_a_quotation_mark_after_a_state_begins_the_text(begins: str) -> None:
    form = FORMS["response assist"]
    read = answers(Line(f"INC-1 offered AU {begins}"), form, CALL, NoRows())  # type: ignore[arg-type]
    assert read.answers["provider"] == "AU"
    assert read.answers["text"] == begins


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.words)
def test_an_unknown_option_before_the_text_is_refused_with_those_that_there_are(form: Form) -> None:
    with pytest.raises(Refused) as no:
        answers(Line("colour=red"), form, CALL, NoRows())  # type: ignore[arg-type]
    assert no.value.rule == "form"
    assert no.value.said.msgid in ("form.unknown_option", "form.no_options")


OPTIONED = sorted(words for words, form in FORMS.items() if any(_named(form)))


@given(st.sampled_from(OPTIONED), st.data())
def test_an_option_that_is_said_twice_is_refused_and_its_dashes_mean_nothing(
    words_of: str, data: st.DataObject
) -> None:
    form = FORMS[words_of]
    field = data.draw(st.sampled_from(list(_named(form))))
    word, dashes = data.draw(word_for(field)), data.draw(st.sampled_from(["", "-", "--", "—"]))
    one = f"{dashes}{field.name}={word}"
    with pytest.raises(Refused) as no:
        answers(Line(f"{one} {field.name}={word}"), form, CALL, NoRows())  # type: ignore[arg-type]
    assert no.value.said.msgid == "form.said_twice"
    read = answers(Line(one), form, CALL, NoRows())  # type: ignore[arg-type]
    assert read.answers[field.name] == word


@pytest.mark.parametrize("key", ["now", "preview", "keep"])
def test_a_shared_option_is_yes_or_no_and_nothing_is_guessed(key: str) -> None:
    form = FORMS["incident open"]
    for value in ("yes", "No"):
        read = answers(Line(f"{key}={value}"), form, CALL, NoRows())  # type: ignore[arg-type]
        assert read.common[key] == value.lower()
    for value in ("maybe", "", "1"):
        with pytest.raises(Refused) as no:
            answers(Line(f"{key}={value}"), form, CALL, NoRows())  # type: ignore[arg-type]
        assert no.value.said.msgid == "form.yes_or_no"


def test_a_usage_names_every_answer_once() -> None:
    for form in FORMS.values():
        shape = usage(form)
        for field in form.fields:
            assert shape.count(field.name.upper() if field.required else field.name) >= 1


async def test_an_equals_sign_in_the_free_text_is_text(drill: Drill) -> None:
    line = "incident open XV both practices=IP-DOC Fees: total=4000 and label=none"
    done = await drill.say("nl1", "draft", line)
    assert done is not None
    assert done.outcome == "done", words(done)
    assert any("total=4000" in text for text in drill.texts("draft"))


async def test_what_phones_insert_into_options_is_tolerated(drill: Drill) -> None:
    line = "Incident\u00a0Open “Valdora” Both practices=IP–DOC,ip-fee Birth certificates"
    done = await drill.say("nl1", "draft", line)
    assert done is not None
    assert done.outcome == "done", words(done)


async def test_a_mistyped_option_is_refused_with_the_nearest(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", "incident open XV both practises=IP-DOC Certificates")
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "form")
    assert "practices" in words(done)


async def test_a_mistyped_id_is_told_as_mistyped_and_not_looked_up(drill: Drill) -> None:
    opened = await drill.say("nl1", "draft", "incident open XV both practices=IP-DOC Certificates")
    assert opened is not None
    made = opened.made["incident"]
    wrong = made[:-2] + ("0" if made[-2] != "0" else "1") + made[-1]
    assert ids.read(wrong) is None
    done = await drill.say("nl1", "direct", f"incident show {wrong}")
    assert done is not None
    assert done.rule == "form"
    assert "mistyped" in words(done)


async def test_as_chooses_the_hat_and_an_unknown_hat_is_refused(drill: Drill) -> None:
    done = await drill.say("nl1", "direct", "whoami as=voter")
    assert done is not None
    assert done.outcome == "done"
    refused = await drill.say("nl1", "direct", "directory person nl1 as=chair")
    assert refused is not None
    assert (refused.outcome, refused.rule) == ("refused", "form")
    assert "nl1:voter:ica" in words(refused)


async def test_in_an_incident_s_thread_the_incident_need_not_be_named(drill: Drill) -> None:
    opened = await drill.say("nl1", "draft", "incident open XV both practices=IP-DOC Certificates")
    assert opened is not None
    made = opened.made["incident"]
    root = next(one for one in drill.shown if one.room == "draft" and made in one.text)
    done = await drill.say("ca1", "draft", "incident show", answers=root.remote)
    assert done is not None
    assert done.outcome == "done", words(done)
    assert made in words(done)
    bare = await drill.say("ca1", "draft", "incident show")
    assert bare is not None
    assert bare.outcome == "asked"


async def test_a_mistyped_option_is_offered_as_the_line_with_the_nearest_one(drill: Drill) -> None:
    typed = "incident open XV both practises=IP-DOC Two certificates"
    done = await drill.say("nl1", "draft", typed)
    assert done is not None
    assert done.page is not None
    assert [one.line for one in done.page.buttons] == [typed.replace("practises", "practices")]
