"""In a workspace whose risk nobody accepted, an open ballot leaves the bot's own words readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearse.drill import Drill
from bot.render.pages import text
from bot.render.reader import Reader
from commands.forming.home import home, offered
from storage.store import Store
from tests.commands.deciding import done, newest, put
from tests.commands.workspace import only_slack, unaccepted

ACCOUNT = "T0COMITY:U0CA1"


async def asked_in_green(drill: Drill, folder: Path) -> str:
    """Let Canada be asked for a vote, and be reached in a GREEN workspace alone."""
    await unaccepted(drill, folder)
    await only_slack(drill, folder, "ca1", ACCOUNT)
    poll = (await put(drill))["poll"]
    await drill.until(drill.now.replace(hour=20))
    return poll


@pytest.mark.rule("T-10")
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("language xx", "The languages are: en"),
        ("quiet 25 99", "Hours are whole numbers"),
        ("why DR-99", "I know no rule"),
        ("incident lst", "incident lst"),
        ("1", "Not taken here"),
    ],
)
async def test_a_refusal_is_readable_while_a_ballot_is_open(
    typed: str, answer: str, drill: Drill, tmp_path: Path
) -> None:
    await asked_in_green(drill, tmp_path)
    await drill.say("ca1", "direct", typed)
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert answer in told.text
    assert told.label in ("TLP:GREEN", "TLP:CLEAR")
    assert "Suspend" not in told.text


@pytest.mark.rule("T-10")
async def test_a_refusal_for_the_role_alone_is_for_the_community(drill: Drill) -> None:
    await drill.say("nl1", "direct", "incident consult")
    [told] = [one for one in drill.shown if one.room == "direct:nl1" and one.kind == "message"]
    assert "This is not yours to do" in told.text
    assert told.label == "TLP:GREEN"


@pytest.mark.rule("T-10")
async def test_of_two_ballots_only_the_lines_are_named(drill: Drill, tmp_path: Path) -> None:
    first = await asked_in_green(drill, tmp_path)
    second = (await put(drill))["poll"]
    await drill.until(drill.now.replace(hour=23))
    await drill.say("ca1", "direct", "1")
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert f"poll vote {first}" in told.text
    assert f"poll vote {second}" in told.text
    assert "Suspend" not in told.text


@pytest.mark.rule("T-10", "DR-29")
@pytest.mark.parametrize("typed", ["incident open XV both practices=IP-DOC Names", "1"])
async def test_a_refusal_names_the_speaker_s_own_room(
    typed: str, drill: Drill, tmp_path: Path
) -> None:
    await asked_in_green(drill, tmp_path)
    await drill.say("ca1", "direct", typed)
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert "You can do this in #the-other-states (Slack)." in told.text
    assert "encrypted" not in told.text


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("typed", ["incident open", "meeting propose"])
async def test_what_cannot_be_held_is_refused_before_anything_is_typed(
    typed: str, drill: Drill, tmp_path: Path
) -> None:
    await asked_in_green(drill, tmp_path)
    person = "ca1"
    done = await drill.say(person, "direct", typed)
    assert done is not None
    assert (done.outcome, done.rule) == ("refused", "T-10")
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert "This cannot be begun here" in told.text
    assert "what you typed" not in told.text
    assert "#the-other-states (Slack)" in told.text


@pytest.mark.rule("T-10")
async def test_a_card_points_to_a_room_on_the_same_platform(drill: Drill) -> None:
    await done(drill, "nl1", "draft", "incident open XV both practices=IP-DOC now=yes Papers")
    assert "Read it in #the-other-states (Slack)." in newest(drill, "slack-coord")


@pytest.mark.rule("T-10", "DR-29")
@pytest.mark.parametrize("typed", ["today", "menu"])
async def test_a_page_of_one_s_own_names_what_waits_without_its_words(
    typed: str, drill: Drill, tmp_path: Path
) -> None:
    poll = await asked_in_green(drill, tmp_path)
    await drill.say("ca1", "direct", typed)
    told = [one for one in drill.shown if one.room == "direct:ca1" and one.kind == "message"][-1]
    assert told.label == "TLP:GREEN"
    assert f"A ballot waits for you: {poll}, open until" in told.text
    assert "answer it in #the-other-states (Slack)" in told.text
    assert "Suspend" not in told.text
    assert "incident open" not in told.text


@pytest.mark.rule("T-10")
async def test_the_home_of_a_green_workspace_names_ids_and_rooms(
    drill: Drill, tmp_path: Path
) -> None:
    poll = await asked_in_green(drill, tmp_path)

    def drawn(store: Store) -> tuple[list[str], tuple[str, ...]]:
        reader = Reader(shared=False)
        parts = home(store, "slack", ACCOUNT, drill.now) or ()
        return [text(part.page, reader) for part in parts], offered(
            store, "slack", ACCOUNT, drill.now
        )

    pages, begin = await drill.runtime.database.run(drawn)
    assert any(f"A ballot waits for you: {poll}" in page for page in pages)
    lists = [page for page in pages if "poll list" in page]
    assert any(poll in page and "#the-other-states (Slack)" in page for page in lists)
    assert not any("Suspend" in page for page in pages)
    assert "incident open" not in begin
    assert "meeting propose" not in begin
