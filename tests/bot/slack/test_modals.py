"""Every declared command as a Slack form: within Slack's limits, and read back as it was filled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.render.reader import Reader
from bot.slack import modal
from bot.slack.inputs import filled, inputs
from bot.slack.inputs import words as shown_as
from commands.declare import Field, Form
from commands.forming import Asked, Carried, Errors, Review, Shape
from commands.forming.composed import tidied
from commands.forming.questions import usual
from commands.forming.shape import KEEP, SEND
from commands.kinds.kind import Choice, Widget
from commands.line import BEGINS, BREAK, SPACE
from commands.outcome import Page
from commands.table import FORMS
from coordination.said import Said
from tests.servers.contract import wrong

READER = Reader(zone="Europe/Amsterdam", shared=False)
WHOLE: frozenset[str] = frozenset()
LOCAL = frozenset({"multi_select", "external_select", "datetime", "multiline", "initial"})
SPOKEN = {words: form for words, form in FORMS.items() if not form.clockwork}
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)
TEXT = st.text(max_size=400).filter(lambda text: not {SPACE, BREAK, BEGINS} & set(text))


def asked(field: Field, initial: str = "", choices: tuple[Choice, ...] | None = None) -> Asked:
    """The question of a declared field, as it is put."""
    return Asked(
        name=field.name,
        question=Said("declared.text", text=field.hint or field.name),
        widget=field.kind.widget,
        choices=field.kind.fixed() if choices is None else choices,
        initial=initial,
        optional=not field.required,
        example=field.kind.example,
    )


def shape(form: Form, initial: dict[str, str]) -> Shape:
    """The form with all of its questions."""
    fields = tuple(asked(field, initial.get(field.name, "")) for field in form.fields)
    help = Said("declared.text", text=form.help.splitlines()[0])
    return Shape(help, (help,), fields, Carried(form.words, "T1:C1", group="ica"), more=3)


def faults(view: dict[str, Any]) -> list[str]:
    return wrong("views.open", {"trigger_id": "1", "view": view})


def submitted(view: dict[str, Any]) -> dict[str, Any]:
    """The view as Slack sends it back when nothing was changed."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state = {
                "type": element["type"],
                "value": element.get("initial_value"),
                "selected_option": element.get("initial_option"),
                "selected_options": element.get("initial_options", []),
                "selected_date_time": element.get("initial_date_time"),
            }
            values[block["block_id"]] = {element["action_id"]: state}
    return {**view, "state": {"values": values}}


def answers(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Answers to some of the questions of a form, as they would stand in a line."""
    return st.fixed_dictionaries({}, optional={f.name: answer(f) for f in form.fields})


def answer(field: Field) -> st.SearchStrategy[str]:
    words = [choice.word for choice in field.kind.fixed()]
    match field.kind.widget:
        case Widget.MULTI if words:
            several = st.lists(st.sampled_from(words), min_size=1, unique=True)
            return several.map(lambda some: ",".join(sorted(some, key=words.index)))
        case _ if words:
            return st.sampled_from(words)
        case Widget.TEXT:
            return TEXT.map(lambda text: tidied(field, text)).filter(bool)
        case Widget.NUMBER:
            return st.integers(0, 99).map(str)
        case Widget.INSTANT:
            return st.sampled_from(["2026-04-09T15:00Z", "5wd", "2026-04-09T17:00@Europe/Paris"])
        case _:
            return WORDS


@pytest.mark.parametrize("lacks", [WHOLE, LOCAL], ids=["slack", "local"])
@pytest.mark.parametrize("words", SPOKEN)
def test_the_form_of_every_command_keeps_to_the_limits(words: str, lacks: frozenset[str]) -> None:
    form = SPOKEN[words]
    if not form.fields:
        return
    usually = {field.name: usual(field) for field in form.fields}
    for initial in ({}, usually):
        assert faults(modal.view(shape(form, initial), READER, lacks)) == []


@pytest.mark.parametrize("lines", [1, 60, 250])
@pytest.mark.parametrize("lacks", [WHOLE, LOCAL], ids=["slack", "local"])
def test_every_question_is_shown_however_much_stands_above_it(
    lines: int, lacks: frozenset[str]
) -> None:
    whole = shape(SPOKEN["incident open"], {})
    said = tuple(Said("declared.text", text=f"Line {n}.") for n in range(lines))
    alone, under = (modal.view(replace(whole, about=a), READER, lacks) for a in (said[:1], said))
    assert faults(under) == []
    assert under["blocks"][0]["elements"][0]["text"] == "Line 0."
    assert set(answered(under)) == set(answered(alone))
    assert modal.MORE in str(under["blocks"]) or "buttons" in lacks


def test_what_the_title_says_is_not_said_again_under_it() -> None:
    view = modal.view(shape(SPOKEN["incident open"], {}), READER, WHOLE)
    assert view["title"]["text"] == "Open an incident"
    first = view["blocks"][0]["elements"][0]["text"]
    assert first == "Tell the group's other authorities of a suspected illicit practice."


def test_further_boxes_of_a_question_stand_under_that_question() -> None:
    practices = next(f for f in SPOKEN["incident open"].fields if f.name == "practices")
    first, second = inputs(asked(practices), READER, LOCAL)
    assert first["label"]["text"] == "What seems to be happening?"
    assert second["label"]["text"] == "What seems to be happening? (continued)"


def answered(view: dict[str, Any]) -> list[str]:
    """The questions of a view."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


@pytest.mark.parametrize("words", [w for w, form in SPOKEN.items() if form.fields])
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_was_filled_in_comes_back_as_it_was(words: str, data: st.DataObject) -> None:
    form = SPOKEN[words]
    initial = data.draw(answers(form))
    for lacks in (WHOLE, LOCAL):
        view = modal.view(shape(form, initial), READER, lacks)
        assert faults(view) == []
        back = filled(submitted(view), lacks)
        assert {name: text for name, text in back.items() if text} == initial


def test_a_page_that_does_not_show_what_is_picked_says_it_and_counts_it() -> None:
    form = SPOKEN["incident open"]
    view = modal.view(shape(form, {"timing": "both", "scope": "pattern"}), READER, LOCAL)
    untouched = submitted(view)
    for block in untouched["state"]["values"].values():
        for state in block.values():
            state.update(value=None, selected_option=None, selected_options=[])
    assert filled(untouched, LOCAL)["timing"] == "both"
    assert filled(untouched, WHOLE)["timing"] == ""
    [timing] = [block for block in view["blocks"] if block.get("block_id") == "timing"]
    assert "Unless you choose" in timing["hint"]["text"]


@pytest.mark.parametrize(
    ("count", "widget", "lacks", "kinds"),
    [
        (4, Widget.SELECT, WHOLE, ["radio_buttons"]),
        (60, Widget.SELECT, WHOLE, ["static_select"]),
        (140, Widget.SELECT, WHOLE, ["external_select"]),
        (140, Widget.SELECT, LOCAL, ["plain_text_input"]),
        (8, Widget.MULTI, WHOLE, ["checkboxes"]),
        (60, Widget.MULTI, WHOLE, ["multi_static_select"]),
        (24, Widget.MULTI, LOCAL, ["checkboxes"] * 3),
        (140, Widget.MULTI, WHOLE, ["multi_external_select"]),
        (0, Widget.INSTANT, WHOLE, ["datetimepicker"]),
        (0, Widget.INSTANT, LOCAL, ["plain_text_input"]),
    ],
)
def test_a_question_is_drawn_by_how_much_there_is_to_pick(
    count: int, widget: Widget, lacks: frozenset[str], kinds: list[str]
) -> None:
    choices = tuple(Choice(f"W{n}", Said("form.line", line=f"Name {n}" * 20)) for n in range(count))
    put = Asked("field", Said("form.line", line="Which?"), widget, choices)
    blocks = inputs(put, READER, lacks)
    assert [block["element"]["type"] for block in blocks] == kinds
    form = Shape(Said("form.line", line="t"), (), (put,), Carried("incident open", "T1:C1"))
    assert faults(modal.view(form, READER, lacks)) == []


def test_a_list_that_can_be_searched_opens_with_what_is_nearest_where_the_server_searches() -> None:
    few = (Choice("XV", Said("form.line", line="Valdora")),)
    which = Said("form.line", line="Which State?")
    put = Asked("state", which, Widget.SELECT, few, initial="XV", searched=True)
    [block] = inputs(put, READER, WHOLE)
    assert block["element"]["type"] == "external_select"
    assert block["element"]["min_query_length"] == 0
    assert block["element"]["initial_option"]["value"] == "XV"
    [block] = inputs(put, READER, LOCAL)
    assert block["element"]["type"] == "radio_buttons"


def test_a_review_offers_its_ways_and_keeps_what_is_too_long_to_carry() -> None:
    ways = (
        Choice(SEND, Said("form.preview_send")),
        Choice(KEEP, Said("form.preview_keep")),
    )
    long = asked(SPOKEN["incident open"].fields[-1], "x" * 3_000)
    page = Page(Said("form.line", line="*who* <!channel>"), (Said("form.line", line="y" * 9_000),))
    review = Review(Said("forming.review"), page, ways, Carried("incident open", "T1:C1"), (long,))
    view = modal.view(review, READER, WHOLE)
    assert faults(view) == []
    assert view["submit"]["text"] == "Send"
    assert filled(submitted(view), WHOLE)["way"] == ""
    [way] = [block for block in view["blocks"] if block.get("block_id") == "way"]
    assert [one["value"] for one in way["element"]["options"]] == [KEEP]
    assert filled(submitted(view), WHOLE)["text"] == "x" * 3_000
    assert "<!channel>" not in str(view)


def test_errors_stand_at_their_questions() -> None:
    found = Errors(
        {"state": Said("forming.needed"), "text": Said("form.too_long", limit=1, length=2)}
    )
    shown = modal.errors(found, READER)
    assert shown["response_action"] == "errors"
    assert set(shown["errors"]) == {"state", "text"}
    assert all(shown["errors"].values())


def test_what_a_command_does_fits_a_button_and_the_title_of_its_form() -> None:
    names = [shown_as(form.does, READER) for form in SPOKEN.values()]
    assert all(0 < len(name) <= modal.TITLE for name in names)
    assert len(set(names)) == len(SPOKEN)
