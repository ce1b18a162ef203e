"""Pages: the first line, the lines, the acts."""

from __future__ import annotations

from bot.render import blocks
from bot.render.cut import cut, shorter
from bot.render.pages import html, split, text
from bot.render.reader import Reader
from commands.bare import bare
from commands.outcome import Button, Page
from coordination.said import Said

READER = Reader()


def said(words: str) -> Said:
    return Said("render.code", code=words)


PAGE = Page(
    said("🗳 POL-1"),
    (said("Answered"), said(""), said("Closes")),
    (Button(said("Yes"), "poll vote POL-1 yes"), Button(said("No"), "poll vote POL-1 no")),
)


def test_the_first_line_is_strong_and_an_empty_line_is_not_shown() -> None:
    assert html(PAGE, READER).startswith("<p><strong>🗳 POL-1</strong><br>Answered<br>Closes</p>")
    assert text(PAGE, READER).startswith("🗳 POL-1\nAnswered\nCloses\n")


def test_each_platform_puts_its_own_sign_before_a_line_to_send() -> None:
    assert "<li>Yes: <code>!poll vote POL-1 yes</code></li>" in html(PAGE, READER)
    assert "→ Yes: `poll vote POL-1 yes`" in text(PAGE, READER)
    assert "→ Yes: `!poll vote POL-1 yes`" in text(PAGE, READER, "!")


def test_what_is_for_a_terminal_of_the_machine_gets_no_sign() -> None:
    away = Said("operators.platform_away", platform=Said("poll.platform.slack"))
    assert "<code>comity doctor</code>" in html(away, READER)
    assert "`comity doctor`" in text(away, READER, "!")
    [words] = blocks.split(away, READER)
    assert "`comity doctor`" in str(words.blocks)


def test_an_act_whose_words_are_its_line_shows_it_once() -> None:
    page = Page(said("Not yet."), (), (Button(Said("render.line", line="today"), "today"),))
    assert text(page, READER) == "Not yet.\n→ `today`"


def test_a_line_that_stands_by_itself_has_what_it_does_before_it() -> None:
    page = Page(said("Not yet."), (), (bare("today"), bare("help poll open"), bare("back")))
    assert text(page, READER, "!") == (
        "Not yet.\n→ Today: `!today`\n→ How to say “Open a poll”: `!help poll open`\n"
        "→ This would be understood: `!back`"
    )


def test_what_a_number_answers_is_numbered() -> None:
    assert text(PAGE, READER, numbered=True).endswith("1  Yes\n2  No")
    assert html(PAGE, READER, numbered=True).endswith('<ol start="1"><li>Yes</li><li>No</li></ol>')


def test_one_sentence_is_not_strong() -> None:
    assert html(said("Done."), READER) == "<p>Done.</p>"


def test_a_long_page_breaks_between_lines_and_numbers_go_on() -> None:
    buttons = tuple(Button(said(f"Answer {number:02}"), "x") for number in range(1, 31))
    parts = split(Page(said("Which?"), (), buttons), READER, numbered=True, limit=400)
    assert len(parts) > 1
    assert "".join(part.html for part in parts).count("<li>") == 30
    assert parts[1].plain.startswith(parts[1].html.split('"')[1] + "  Answer")


def test_a_short_page_is_one_message() -> None:
    [only] = split(PAGE, READER)
    assert only.plain == text(PAGE, READER, "!")
    assert only.html == html(PAGE, READER)


def test_text_is_cut_after_lines_then_after_words_then_anywhere() -> None:
    assert cut("ab\ncd ef", 6) == ("ab\n", "cd ef")
    assert cut("abc def", 5) == ("abc ", "def")
    assert cut("abcdef", 4) == ("abcd", "ef")
    assert cut("", 4) == ("",)


def test_what_is_cut_short_ends_with_a_whole_word_and_says_so() -> None:
    assert shorter("States × responses", 18) == "States × responses"
    assert shorter("States × responses", 17) == "States ×…"
    assert shorter("States × responses", 9) == "States ×…"
    assert shorter("responses", 6) == "respo…"


def test_a_heading_is_strong_and_what_stands_behind_a_bullet_begins_with_a_capital() -> None:
    item = Said("today.item", item=Said("today.did.poll_open", party=Said("today.the_chair")))
    assert "<strong>Needs you</strong><br>• The chair" in html(
        Page(PAGE.title, (Said("today.needs"), item)), READER
    )
