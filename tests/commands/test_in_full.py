"""What is asked where its words may not stand, and where an answer is taken (T-10, DR-29)."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio

from bot.rehearse.drill import Drill, words
from commands.heard import Incoming
from coordination.parties import Credential, Role
from storage.store import Store
from tests.commands.accrediting import confirmed
from tests.commands.deciding import done, put
from tests.commands.workspace import imported, only_slack, unaccepted

ACCOUNT = "T0COMITY:U0CA1"
GREEN, SECURE = "slack-coord", "slack-draft"
TITLE = "Suspend new adoptions"


@pytest_asyncio.fixture(loop_scope="session")
async def slack(drill: Drill, tmp_path: Path) -> Drill:
    """Canada's voter is in Slack alone, in a workspace whose risk nobody has accepted."""
    await unaccepted(drill, tmp_path)
    await only_slack(drill, tmp_path, "ca1", ACCOUNT)
    return drill


def heard(text: str, room: str, event: str = "1.2") -> Incoming:
    return Incoming("slack", event, ACCOUNT, room, f"!comity {text}", None, unseen=True)


@pytest.mark.rule("T-10", "P-01")
async def test_a_ballot_comes_without_its_words_where_they_may_not_stand(slack: Drill) -> None:
    made = await put(slack)
    await slack.until(slack.now.replace(hour=20))
    [asked] = [one for one in slack.shown if one.room == "direct:ca1" and made["poll"] in one.text]
    assert "An answer is asked of Canada on" in asked.text
    assert TITLE not in asked.text
    assert "the-other-states" in asked.text
    assert f"poll vote {made['poll']}" in asked.text
    assert asked.mention == (ACCOUNT,)
    assert not [one for one in slack.shown if "dead" in one.text]


@pytest.mark.rule("DR-29", "T-10")
async def test_a_ballot_is_taken_only_where_its_text_may_be_shown(slack: Drill) -> None:
    made = await put(slack)
    line = f"poll vote {made['poll']} yes"
    [green] = await slack.runtime.say(heard(line, GREEN))
    assert (green.outcome, green.rule) == ("refused", "DR-29")
    [direct] = await slack.runtime.say(
        Incoming("slack", "1.3", ACCOUNT, "direct:ca1", line, None, direct=True)
    )
    assert (direct.outcome, direct.rule) == ("refused", "DR-29")
    [secure] = await slack.runtime.say(heard(line, SECURE, "1.4"))
    assert (secure.outcome, secure.rule) == ("done", None), words(secure)
    told = slack.whispers(SECURE, ACCOUNT)[-1]
    assert "Canada" in told.text
    assert slack.texts(SECURE) == [t for t in slack.texts(SECURE) if "yes" not in t.split()]


@pytest.mark.rule("DR-29")
async def test_a_number_below_a_question_without_words_gives_no_vote(slack: Drill) -> None:
    made = await put(slack)
    await slack.until(slack.now.replace(hour=20))
    [asked] = [one for one in slack.shown if one.room == "direct:ca1" and made["poll"] in one.text]
    heard = Incoming(
        "slack", "1.5", ACCOUNT, "direct:ca1", "1", None, direct=True, answers=asked.remote
    )
    [answered] = await slack.runtime.say(heard)
    assert (answered.outcome, answered.rule) == ("refused", "DR-29")


@pytest.mark.rule("DR-29", "DR-09")
async def test_an_objection_counts_in_a_room_that_may_not_hold_its_words(slack: Drill) -> None:
    made = await put(slack, "rule=silence")
    [objected] = await slack.runtime.say(heard(f"poll object {made['poll']} Marigold", GREEN))
    assert (objected.outcome, objected.rule) == ("done", None), words(objected)
    assert not [one for one in slack.shown if "Marigold" in one.text]
    assert not [one for one in slack.shown if one.kind == "redact"]


@pytest.mark.rule("T-10")
async def test_who_is_told_of_a_silence_without_its_words_learns_where_they_are(
    slack: Drill,
) -> None:
    made = await put(slack, "rule=silence")
    await slack.until(slack.now.replace(hour=20))
    told = [text for text in slack.texts("direct:ca1") if made["poll"] in text]
    assert any("the-other-states" in text for text in told)
    assert not [text for text in told if TITLE in text]


@pytest.mark.rule("T-10")
async def test_without_any_room_that_may_show_it_the_chair_is_named(
    drill: Drill, tmp_path: Path
) -> None:
    await unaccepted(drill, tmp_path)
    await only_slack(drill, tmp_path, "ca1", ACCOUNT)
    opened = await done(
        drill, "nl1", "draft", "incident open XV both practices=IP-DOC now=yes Certificates"
    )
    assert opened.made
    await drill.runtime.database.run(
        lambda store: store.directory.set_trusted(SECURE, False, "room.public", drill.now)
    )
    await put(drill)
    await drill.until(drill.now.replace(hour=20))
    asked = [text for text in drill.texts("direct:ca1") if "is asked of Canada" in text]
    assert asked
    assert all("Your chair can tell you" in text for text in asked)


def _row(hat: Credential) -> str:
    """A hat as a line of a table; the Philippines' vote is the Dutch voter's."""
    person = "nl1" if hat.role is Role.VOTER and hat.party == "PH" else hat.person
    seat = f"{hat.party or ''},{hat.organisation or ''}"
    return f"{hat.id.split(':')[0]},{person},{hat.group},{hat.role.value},{seat},no,x"


async def seated(drill: Drill, path: Path, content: str) -> None:
    """Import these hats, and confirm those that act here."""
    await imported(drill, path, content)
    await confirmed(drill, "nl1", "it1", "au1")


@pytest.mark.rule("DR-01", "DR-29")
async def test_who_speaks_for_two_parties_answers_for_each_by_number(
    drill: Drill, tmp_path: Path
) -> None:
    def both(store: Store) -> str:
        rows = ["id,person,group,roles,party,organisation,can_commit,reference"]
        for group in ("ica", "it-rt"):
            rows += [_row(hat) for hat in store.directory.credentials_of(group, drill.now)]
        return "\n".join(rows)

    await seated(drill, tmp_path / "credential.csv", await drill.runtime.database.run(both))
    opened = await done(
        drill, "it1", "draft", "incident open XV both practices=IP-DOC now=yes Certificates"
    )
    incident = opened.made["incident"]
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    line = f"response suspend {incident} new=pause ongoing=continue reason=urgent Suspend"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    line = f"poll open {response} rule=simple_majority closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await drill.until(drill.now.replace(hour=20))
    for party in ("Netherlands", "Philippines"):
        asked = next(
            one
            for one in drill.shown
            if one.room == "direct:nl1" and one.mention and one.text.startswith(party)
        )
        given = await drill.say("nl1", "direct", "1", answers=asked.remote)
        assert given is not None and given.outcome == "done"  # noqa: PT018
    await _answered_for(drill, poll, {"NL", "PH"})


async def _answered_for(drill: Drill, poll: str, parties: set[str]) -> None:
    votes = await drill.runtime.database.run(lambda store: store.polls.votes(poll))
    assert {vote.party for vote in votes} == parties
