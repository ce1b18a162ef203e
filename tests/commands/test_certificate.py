"""What a certificate tells is enough to count again, and no byte of it can be changed unseen."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearse.drill import Drill
from bot.words import OURS
from commands.certificate.checked import Finding, by_itself, read
from commands.certificate.compared import differences, with_record
from commands.certificate.made import HEAD, PURPOSE, plain, written
from coordination.poll.annex import AnnexKind
from coordination.poll.certificate import GROWING, OPEN_TO_ALL, PARTS, Recorded, parts
from coordination.poll.decide import decide
from coordination.poll.disclosure import Shows
from coordination.poll.reread import reread
from coordination.poll.rule import Rule
from coordination.poll.stage import ENDS, LIFECYCLE, Stage
from coordination.poll.vote import Answer, allowed
from coordination.text import fingerprint
from storage.attest import digest
from storage.canonical import canonical
from storage.keyring import Keyring
from storage.store import Store
from tests.commands.accrediting import confirmed
from tests.commands.certified import WORDS, certificate, decided
from tests.commands.deciding import CLOSES, done, put, refused, vote
from tests.commands.test_accrediting import registered
from tests.coordination import polls

KEY = Keyring(bytes(range(32)))
TEXTS = {"en": "Re-verify birth records."}


def ended(rule: Rule, answers: list[Answer | None]) -> Recorded:
    """A poll by this rule, over, with these answers."""
    on = polls.poll(rule)
    votes = tuple(polls.given(on, answers))
    stage = LIFECYCLE.after(ENDS[decide(on, votes).stage], on.stage)
    number = 1 if stage is Stage.ADOPTED else None
    over = replace(on, stage=stage, closed_at=on.announced_at, number=number)
    hats = tuple(polls.hat(code) for code in on.eligible)
    return Recorded(over, "Suspend", TEXTS, votes, (), hats, {"acts": [], "outages": []})


def signed(recorded: Recorded, **changes: Any) -> bytes:
    """A certificate of it for a reader of everything."""
    whole = plain(parts(recorded, recorded.poll.announced_at))
    head = {
        "comity": "certificate 1",
        "poll": recorded.poll.id,
        "group": "ica",
        "at": recorded.poll.announced_at.isoformat(),
        "label": "TLP:AMBER",
        "shows": Shows.ROLL_CALL.value,
        "audit": {"chain": "INC-1", "seq": 4, "digest": "ab" * 32},
        "digests": {name: digest("5a17", value) for name, value in whole.items()},
    } | changes
    content = f"comity {PURPOSE} 1".encode() + b"\0" + canonical(head)
    signer = KEY.signer()
    shown = {name: {"salt": "5a17", "value": value} for name, value in whole.items()}
    key = signer.public_key().public_bytes_raw().hex()
    return written({**head, "parts": shown, "key": key, "signature": signer.sign(content).hex()})


@st.composite
def records(draw: st.DrawFn) -> Recorded:
    rule = draw(st.sampled_from([rule for rule in Rule if rule is not Rule.SILENCE]))
    answers = st.none() | st.sampled_from(allowed(rule))
    return ended(rule, draw(st.lists(answers, min_size=8, max_size=8)))


def wrongs(content: bytes) -> list[str]:
    data = read(content)
    assert data is not None
    return [one.said.msgid for one in by_itself(content, data) if one.wrong]


@given(records())
@pytest.mark.rule("DR-16")
def test_whoever_has_the_certificate_counts_the_same(recorded: Recorded) -> None:
    whole = plain(parts(recorded, recorded.poll.announced_at))
    poll, votes = reread(json.loads(json.dumps(whole)))
    assert poll == replace(recorded.poll, accredited=())
    assert votes == tuple(sorted(recorded.votes, key=lambda one: one.seq))
    assert decide(poll, votes) == decide(recorded.poll, recorded.votes)
    assert wrongs(signed(recorded)) == []


CERTIFICATE = signed(ended(Rule.TWO_THIRDS, polls.spread(5, 1, 1)))


@settings(max_examples=400, deadline=None)
@given(
    st.integers(min_value=0, max_value=len(CERTIFICATE) - 1),
    st.integers(min_value=1, max_value=255),
)
def test_one_changed_byte_is_found(place: int, change: int) -> None:
    changed = bytes([CERTIFICATE[place] ^ change])
    content = CERTIFICATE[:place] + changed + CERTIFICATE[place + 1 :]
    data = read(content)
    assert data is None or any(one.wrong for one in by_itself(content, data))


def test_a_byte_more_or_less_is_found() -> None:
    for content in (CERTIFICATE[:-1], CERTIFICATE + b" ", b" " + CERTIFICATE):
        assert wrongs(content) == ["certificate.check.form"]


def test_a_sum_that_the_votes_do_not_give_is_found_though_it_is_signed() -> None:
    right = ended(Rule.SIMPLE_MAJORITY, polls.spread(5, 3))
    lost = replace(right, votes=right.votes[:3])
    data = json.loads(signed(right))
    data["parts"]["votes"]["value"] = plain([asdict(one) for one in lost.votes])
    data["digests"]["votes"] = digest("5a17", data["parts"]["votes"]["value"])
    content = f"comity {PURPOSE} 1".encode() + b"\0" + canonical({n: data[n] for n in HEAD})
    data["signature"] = KEY.signer().sign(content).hex()
    assert wrongs(written(data)) == ["certificate.check.count"]
    texts = replace(right, texts={"en": "Another text."})
    assert wrongs(signed(texts)) == ["certificate.check.text"]
    assert fingerprint(TEXTS) == right.poll.fingerprint


VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_differs_from_itself_nowhere_and_from_another_somewhere(value: Any) -> None:
    assert differences(value, json.loads(json.dumps(value))) == []
    assert differences(value, [value]) != []


def test_each_part_and_each_annex_has_its_words() -> None:
    assert {f"certificate.part.{name}" for name in PARTS} <= OURS.keys()
    assert {f"certificate.annex.{kind.value}" for kind in AnnexKind} <= OURS.keys()
    assert set(OPEN_TO_ALL) | set(GROWING) <= set(PARTS)


@pytest.mark.rule("DR-29", "DR-14", "DR-16", "DR-17")
async def test_a_certificate_is_cut_to_its_reader(drill: Drill) -> None:
    made = await decided(drill)
    full = await certificate(drill, "nl1", made["poll"])
    text = " ".join(full["txt"].decode().split())
    assert "Decision no. 1: Suspend new adoptions" in text
    assert "Was to close" not in text
    assert "For 5, against 1, abstaining 1: 5·3 = 15 ≥ 2·6 = 12." in text
    assert "nl1:voter:ica" in text
    assert "Letter NL 1" in text
    assert WORDS in text
    assert "Answers on record that do not count" in text
    apart = await certificate(drill, "xv1", made["poll"])
    told = apart["txt"].decode() + apart["json"].decode()
    assert "Decision no. 1" in told
    for secret in ("against 1", "nl1", "Łódź", "abstain", "Letter NL", "au1", '"votes": {'):
        assert secret not in told, secret
    both = (json.loads(apart["json"]), json.loads(full["json"]))
    assert both[0]["digests"] == both[1]["digests"]  # they commit to one record
    assert set(both[0]["digests"]) == set(PARTS)
    assert set(both[0]["parts"]) == {*OPEN_TO_ALL, "text"}
    text = " ".join(apart["txt"].decode().split())
    assert "Suspend new adoptions" in text.partition("The text that was decided on")[2]
    inside = {"about", "at_issue", "then", "fallback", "excluded", "aside"}
    assert not inside & set(both[0]["parts"]["question"]["value"])
    # What the others do meanwhile moves no number that the State concerned is given.
    incident = made["incident"]
    await done(drill, "nl1", "draft", f"incident report {incident} A further register was found")
    later = json.loads((await certificate(drill, "xv1", made["poll"]))["json"])
    assert later["audit"] == both[0]["audit"]


def _compared(data: dict[str, Any], store: Store) -> list[Finding]:
    return list(with_record(store, data))


@pytest.mark.rule("DR-17")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('issued_by = "Central Authority of Italy"', 'issued_by = "Ministry of Justice of Italy"'),
        ('reference = "Letter IT 1"', 'reference = "Letter IT 2"'),
    ],
)
async def test_who_is_accredited_anew_and_confirmed_changes_no_certificate_from_before(
    drill: Drill, tmp_path: Path, old: str, new: str
) -> None:
    made = await decided(drill)
    before = json.loads((await certificate(drill, "nl1", made["poll"]))["json"])
    await drill.until(drill.now + timedelta(days=1))
    await registered(drill, tmp_path, "op1", old, new)
    await confirmed(drill, "it1")
    after = json.loads((await certificate(drill, "nl1", made["poll"]))["json"])
    for data in (before, after):
        found = await drill.runtime.database.run(partial(_compared, data))
        assert [one.said for one in found if one.wrong] == []
    assert before["parts"]["credentials"] == after["parts"]["credentials"]


@pytest.mark.rule("DR-28", "DR-32")
async def test_a_vote_by_its_number_or_in_capitals_has_its_entry_in_the_audit(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "it1", "direct", "1")
    await done(drill, "fr1", "direct", "2")
    await vote(drill, made["poll"], AU="4", CA="Yes", NL="yes", PH="ABSTAIN", IL="answer=5")
    await drill.until(CLOSES + timedelta(minutes=6))
    data = json.loads((await certificate(drill, "nl1", made["poll"]))["json"])
    found = await drill.runtime.database.run(partial(_compared, data))
    assert [one.said for one in found if one.wrong] == []
    [italy] = [one for one in data["parts"]["votes"]["value"] if one["party"] == "IT"]
    italy["answer"] = "abstain"
    found = await drill.runtime.database.run(partial(_compared, data))
    assert "certificate.check.no_entry" in {one.said.msgid for one in found if one.wrong}


async def test_there_is_no_certificate_before_the_end_and_none_for_strangers(drill: Drill) -> None:
    made = await put(drill)
    rule, said = await refused(drill, "nl1", "direct", f"poll certificate {made['poll']}")
    assert rule == "DR-28"
    assert "still open" in said
    rule, _ = await refused(drill, "iss1", "direct", f"poll certificate {made['poll']}")
    assert rule == "not_found"


async def test_every_outcome_has_its_certificate(drill: Drill) -> None:
    made = await put(drill, "rule=consensus")
    await done(drill, "anouk", "draft", f"poll withdraw {made['poll']} for the roundtable")
    await done(drill, "au1", "direct", f"poll consent {made['poll']} yes")
    files = await certificate(drill, "nl1", made["poll"])
    assert "withdrawn" in files["txt"].decode()
    assert "Was to close" in files["txt"].decode()  # it did not stand open until then
    assert read(files["json"]) is not None
    assert wrongs(files["json"]) == []
