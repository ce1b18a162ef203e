"""Pages in Slack: a strong first line, what to do last, within limits, data never markup."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.render.blocks import calling, split, without_dates
from bot.render.mrkdwn import inert
from bot.render.reader import Reader
from commands.outcome import Button, Page
from coordination.said import Said
from coordination.tlp import Tlp
from tests.servers.contract import wrong

READER = Reader(zone="Europe/Amsterdam")
NOON = datetime(2026, 4, 9, 12, tzinfo=UTC)
TEXTS = st.text(max_size=300) | st.sampled_from(
    ["*b* _i_ ~s~ `c`", "<!channel> <@U1> <http://a|b>", ":+1: :smile:", "> quote", "&lt;@U1&gt;"]
)
LONG = st.integers(0, 9_000).map(lambda n: "word & " * (n // 7))


def said(text: str) -> Said:
    return Said("form.line", line=text)


def shown(page: Page) -> list[str]:
    """What Slack would refuse of the page."""
    messages = [
        {"channel": "C1", "text": words.plain, "blocks": list(words.blocks)}
        for words in split(page, READER)
    ]
    return list(chain.from_iterable(wrong("chat.postMessage", message) for message in messages))


@given(
    TEXTS | LONG,
    st.lists(TEXTS | LONG, max_size=60),
    st.lists(st.tuples(TEXTS | LONG, st.text(min_size=1, max_size=2_500)), max_size=30),
)
def test_any_page_keeps_to_the_limits(
    title: str, lines: list[str], acts: list[tuple[str, str]]
) -> None:
    buttons = tuple(Button(said(label), line) for label, line in acts if line.strip())
    assert shown(Page(said(title or "–"), tuple(map(said, lines)), buttons)) == []


@given(TEXTS)
@example("a*b*c _x_ ~y~ `z`")
@example("\n> quoted\n>> twice")
def test_what_people_wrote_is_no_markup(text: str) -> None:
    made = inert(text)
    assert not re.search(r"[*~`<>]", made)
    assert not re.search(r"(?<![^\W_])_|_(?![^\W_])", made)
    assert not re.search(r":[A-Za-z0-9_+-]+:", made)
    assert not re.search(r"^\s*&gt;", made, re.MULTILINE)
    assert not re.search(r"&(?!amp;|lt;|gt;)", made)


def test_words_of_ids_and_codes_stay_as_they_are() -> None:
    assert inert("two_thirds IP-DOC 10:30 R&D") == "two_thirds IP-DOC 10:30 R&amp;D"


def test_the_first_line_is_strong_and_what_to_do_stands_last() -> None:
    page = Page(
        said("Valdora"),
        (said("two reports"), Said("form.label", label=Tlp.GREEN)),
        (Button(said("Confirm"), "incident verify INC-1"),),
    )
    [words] = split(page, READER)
    assert [block["type"] for block in words.blocks] == ["section", "context", "actions"]
    assert words.blocks[0]["text"]["text"] == "*Valdora*\ntwo reports"
    [button] = words.blocks[-1]["elements"]
    assert button["value"] == "incident verify INC-1"


@pytest.mark.parametrize(("count", "buttons"), [(5, 5), (6, 4), (30, 4)])
def test_many_acts_stand_in_a_menu(count: int, buttons: int) -> None:
    acts = tuple(Button(said(f"Act {n}"), f"poll show {n}") for n in range(count))
    [words] = split(Page(said("title"), (), acts), READER)
    elements = words.blocks[-1]["elements"]
    assert [one["type"] for one in elements].count("button") == buttons
    values = [one["value"] for one in elements if one["type"] == "button"]
    values += [option["value"] for one in elements for option in one.get("options", ())]
    assert values == [act.line for act in acts]


def test_acts_with_the_same_words_name_what_each_is_on() -> None:
    ids = ("POL-79NDMPQ7P", "POL-92J11GJHB")
    acts = [Button(Said("today.act.poll_acknowledge"), f"poll acknowledge {id}") for id in ids]
    page = Page(said("Today"), (), (*acts, Button(said("Menu"), "menu")))
    [words] = split(page, READER)
    told = [one["text"]["text"] for one in words.blocks[-1]["elements"]]
    assert told == [*(f"Confirm receipt: {id}" for id in ids), "Menu"]


def test_a_line_too_long_for_a_button_can_still_be_copied() -> None:
    line = "poll object POL-1 " + "x" * 2_500
    [words] = split(Page(said("title"), (), (Button(said("Object"), line),)), READER)
    assert "x" * 2_500 in words.blocks[0]["text"]["text"]
    assert all(block["type"] != "actions" for block in words.blocks)


@pytest.mark.parametrize("title", ["It is so. It may be otherwise.", "x" * 161])
def test_a_paragraph_is_no_heading(title: str) -> None:
    [words] = split(Page(said(title)), READER)
    assert words.blocks[0]["text"]["text"] == title


def test_what_would_be_accepted_is_a_button_with_words_and_its_line_in_small_print() -> None:
    line = "incident report INC-1 kind=suspected_practice_report"
    page = Page(said("Not yet"), (), (Button(Said("form.line", line=line), line),))
    [words] = split(page, READER)
    assert [block["type"] for block in words.blocks] == ["section", "context", "actions"]
    assert line in words.blocks[1]["elements"][0]["text"]
    [button] = words.blocks[-1]["elements"]
    assert (button["text"]["text"], button["value"]) == ("Report", line)


def test_an_instant_is_shown_on_each_readers_clock_with_words_for_others() -> None:
    page = Page(Said("meeting.move_sure", meeting="MTG-1", start=NOON))
    [words] = split(page, READER)
    text = words.blocks[0]["text"]["text"]
    assert f"<!date^{int(NOON.timestamp())}^{{date_long_pretty}}, {{time}}|" in text
    plainer = without_dates(words.blocks)[0]["text"]["text"]
    assert "<!date" not in plainer
    assert "14:00" in plainer


def test_who_must_act_is_called_by_id_alone() -> None:
    [words] = split(Page(said("title")), READER)
    called = calling(words, ["T0COMITY:U0CA1", "T0COMITY:U0<!x>"])
    assert called.blocks[0]["text"]["text"] == "<@U0CA1>"


def test_a_button_that_explains_a_command_says_which() -> None:
    def labels(*lines: str) -> list[str]:
        buttons = tuple(Button(Said("form.line", line=line), line) for line in lines)
        [words] = split(Page(said("No"), (), buttons), READER)
        acts = words.blocks[-1]
        return [one["text"]["text"] for one in acts["elements"]]

    incident = "INC-7Q4KD3N0Y"
    refused = labels(f"commitment offer {incident}", "help commitment offer")
    assert refused == ["Commit our own State", "Help: Commit our own State"]
    meant = labels("help poll open", "help meeting propose")
    assert meant == ["Help: Open a poll", "Help: Propose a meeting"]
    assert labels("help", "today") == ["What can be said", "Today"]
