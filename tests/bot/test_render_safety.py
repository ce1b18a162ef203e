"""What people wrote stays data: it makes no markup, no template, no hidden sign, no mention."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from bot.render.mention import mentioning, pill
from bot.render.pages import Words, html, split, text
from bot.render.reader import Reader
from commands.outcome import Button, Page
from coordination.said import Capitals, Names, Param, Said

READER = Reader(zone="Europe/Amsterdam", place="<i>The Hague</i>")
READABLE = st.characters(codec="utf-8")
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "{code}",
        "{words:code}{",
        "`why`",
        "<script>x</script>",
        '"><img src=x onerror=y>',
        "&lt;b&gt;",
        "@room hello",
        "\x1b[2J",
        "\u202etxt.exe",
        "a\r\nb\u2028c",
        "%s %(x)s",
        "Europe",
        "../UTC",
    ]
)
NOON = datetime(2026, 4, 9, 12, tzinfo=UTC)
VALUES = st.one_of(
    ANYTHING,
    st.tuples(ANYTHING, ANYTHING),
    ANYTHING.map(lambda name: Names.of({"en": name})),
    ANYTHING.map(lambda word: Said("render.code", code=word)),
    ANYTHING.map(lambda place: Capitals(NOON, ((place, "Asia/Manila"), ("Rome", "Europe/Rome")))),
    ANYTHING.map(lambda zone: Capitals(NOON, (("Rome", zone),))),
    st.just(NOON),
)
UNSEEN = {"Cc", "Cs"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


class Seen(HTMLParser):
    """The tags, attributes and text that a client would see."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.odd: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def page(value: Param, line: str = "x") -> Page:
    words = Said("render.label", words=value, code=value)
    return Page(words, (words,), (Button(words, line),))


@given(VALUES, ANYTHING)
def test_no_value_makes_markup(value: Param, line: str) -> None:
    seen = Seen(html(page(value, line), READER))
    plain = Seen(html(page("x"), READER))
    assert not seen.odd
    assert [tag for tag in seen.tags if tag[0] != "br"] == [
        tag for tag in plain.tags if tag[0] != "br"
    ]
    assert not any(attributes for _, attributes in seen.tags)


@given(ANYTHING)
def test_no_value_changes_the_sentence_around_it(value: str) -> None:
    shown = text(Said("render.label", words=value, code="END"), READER)
    alone = text(Said("render.code", code=value), READER)
    assert shown == f"{alone} — END"


@given(VALUES)
@example("{code} {words}")
def test_a_value_is_never_read_as_a_template(value: Param) -> None:
    once = text(Said("render.code", code=value), READER)
    again = text(Said("render.code", code=Said("render.code", code=value)), READER)
    assert once == again
    if isinstance(value, str) and value.isascii() and value.isprintable() and "@" not in value:
        assert once == value


@given(VALUES, ANYTHING)
def test_no_hidden_or_turning_sign_and_no_terminal_code_is_shown(value: Param, line: str) -> None:
    for shown in (text(page(value, line), READER), html(page(value, line), READER)):
        kinds = {unicodedata.category(sign) for sign in shown if sign != "\n"}
        assert not kinds & UNSEEN
        assert not set(shown) & TURNING
        shown.encode()


@given(st.sampled_from(["@room", "@channel", "@Here", "@everyone"]), ANYTHING)
def test_no_value_mentions_everybody(crowd: str, rest: str) -> None:
    for shown in (text(page(crowd + " " + rest), READER), html(page(crowd), READER)):
        assert not re.search(r"@(room|channel|here|everyone)\b", shown, re.IGNORECASE)


@given(VALUES)
def test_the_first_line_stays_one_line(value: Param) -> None:
    title = html(Page(Said("render.code", code=value)), READER)
    assert "<br>" not in title
    assert "\n" not in text(Page(Said("render.code", code=value)), READER)


def test_line_breaks_within_a_text_are_kept() -> None:
    said = Said("render.code", code="one\r\ntwo\rthree")
    assert text(said, READER) == "one\ntwo\nthree"
    assert html(said, READER) == "<p>one<br>two<br>three</p>"


@given(st.text(READABLE, max_size=40), ANYTHING)
def test_a_name_cannot_break_out_of_its_pill(account: str, name: str) -> None:
    seen = Seen(pill(account, name))
    [(tag, [(attribute, address)])] = seen.tags
    assert (tag, attribute) == ("a", "href")
    assert address is not None
    assert address.startswith("https://matrix.to/#/")
    assert not set(address) & set(" \"'<>")


def test_those_who_must_act_stand_before_the_message() -> None:
    words = mentioning(Words("Answer.", "<p>Answer.</p>"), [("@ca1:example.org", "Claire")])
    assert words.plain == "Claire:\nAnswer."
    link = '<a href="https://matrix.to/#/@ca1:example.org">Claire</a>'
    assert words.html == f"<p>{link}:</p><p>Answer.</p>"
    assert mentioning(words, []) == words


@given(st.text(READABLE, max_size=4000), st.integers(300, 2000))
def test_a_long_page_is_split_without_losing_a_word(value: str, limit: int) -> None:
    whole = page(value, "poll vote")
    parts = split(whole, READER, limit=limit)
    assert all(len(part.plain.encode()) + len(part.html.encode()) <= limit for part in parts)
    joined = "".join("".join(part.plain for part in parts).split())
    assert joined.replace("→", "") == "".join(text(whole, READER, "!").split()).replace("→", "")
    assert not any(Seen(part.html).odd for part in parts)
