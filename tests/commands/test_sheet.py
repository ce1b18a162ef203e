"""Instruction sheets: one page with what is asked, until when, and what each answer does."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from bot.rehearse.drill import Drill, words
from bot.words import OURS
from commands.certificate.checked import Finding
from commands.certificate.checked import read as read_certificate
from commands.certificate.compared import with_record
from commands.sheet.of_poll import effects
from coordination.poll.decide import decide
from coordination.poll.rule import Rule, VoteBasis
from coordination.poll.vote import Answer
from storage.store import Store
from tests.commands.certified import certificate
from tests.commands.deciding import CLOSES, consulted, done, proposed, put, refused, vote
from tests.coordination import polls

BALLOT = ("yes", "no", "abstain", "not_participating")
VOTED = [rule for rule in Rule if rule is not Rule.SILENCE]


async def sheet(drill: Drill, person: str, line: str) -> dict[str, bytes]:
    """The files of a sheet by name, as this person gets them in private."""
    before = len(drill.shown)
    await done(drill, person, "direct", line)
    await drill.until(drill.now)
    room = f"direct:{person}"
    shown = [one for one in drill.shown[before:] if one.kind == "file" and one.room == room]
    return {one.name: one.content for one in shown}


def read(files: dict[str, bytes]) -> str:
    [content] = [content for name, content in files.items() if name.endswith(".txt")]
    return " ".join(content.decode().split())


def pages(files: dict[str, bytes]) -> list[str]:
    [content] = [content for name, content in files.items() if name.endswith(".pdf")]
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("rule", VOTED)
@pytest.mark.parametrize("basis", list(VoteBasis))
def test_what_a_sheet_says_of_an_answer_is_what_the_rule_does(rule: Rule, basis: VoteBasis) -> None:
    on = polls.poll(rule, basis=basis)
    for name in BALLOT:
        said = effects(on)[name].msgid
        answers: list[Answer | None] = [Answer(name), *[Answer.YES] * 7]
        assert decide(on, polls.given(on, answers)).stage.adopted is not said.endswith("stops")
        if said.endswith("neutral"):
            for yes in range(8):
                split = [Answer.YES if n < yes else Answer.NO for n in range(7)]
                with_it = decide(on, polls.given(on, [answers[0], *split]))
                without = decide(on, polls.given(on, [None, *split]))
                assert with_it.stage is without.stage
    assert {said.msgid for said in effects(on).values()} <= OURS.keys()


@pytest.mark.rule("DR-32", "DR-33")
async def test_a_voter_gets_one_page_on_the_own_clock(drill: Drill) -> None:
    made = await put(drill, "rule=absolute_majority")
    files = await sheet(drill, "nl1", f"sheet {made['poll']}")
    assert set(files) == {f"{made['poll']}-NL-sheet.pdf", f"{made['poll']}-NL-sheet.txt"}
    text = read(files)
    assert "instruction sheet for the Netherlands" in text
    assert "Mon 16 Mar 2026, 16:00 (The Hague, UTC+1)" in text
    assert "15:00 UTC" in text
    assert "Valdora, heard and not voting" in text
    assert "it makes adoption harder" in text
    assert f"poll vote {made['poll']}" in text
    assert "Noor" in text
    assert "your time" not in text
    [page] = pages(files)
    assert "Suspend new adoptions" in page
    assert page.count("TLP:AMBER+STRICT") == 2
    ballot = drill.texts("direct:nl1")
    assert any(f"sheet {made['poll']}" in shown for shown in ballot)


@pytest.mark.rule("DR-08", "DR-10")
async def test_under_silence_no_answer_is_an_answer_and_is_said(drill: Drill) -> None:
    made = await proposed(drill)
    later = CLOSES + timedelta(days=14)
    line = f"poll open {made['response']} rule=silence closes={later:%Y-%m-%dT%H:%MZ}"
    opened = await done(drill, "anouk", "draft", line)
    text = read(await sheet(drill, "it1", f"sheet {opened.made['poll']}"))
    assert "No answer | Your State goes along." in text
    assert "broken for good" in text
    assert "Breaks nothing" in text


async def test_the_chair_s_office_passes_on_another_state_s_sheet_and_nobody_else_does(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = made["poll"]
    assert ": France" in read(await sheet(drill, "anouk", f"sheet {poll} party=FR"))
    assert (await refused(drill, "nl1", "direct", f"sheet {poll} party=FR"))[0] == "mandate"
    assert "For which State" in (await refused(drill, "anouk", "direct", f"sheet {poll}"))[1]
    assert (await refused(drill, "xv1", "direct", f"sheet {poll}"))[0] == "DR-20"
    assert (await refused(drill, "nl1", "direct", f"sheet {made['incident']}"))[0] == "form"
    await drill.until(CLOSES + timedelta(minutes=6))
    assert "Nothing is asked" in (await refused(drill, "nl1", "direct", f"sheet {poll}"))[1]


@pytest.mark.rule("DR-30")
async def test_an_offer_that_waits_for_its_capital_has_a_sheet(drill: Drill) -> None:
    made = await put(drill)
    line = f"commitment offer {made['incident']} 2026-05-04T15:00Z subject=yes Pause new files"
    offer = await done(drill, "it1", "direct", line)
    id = offer.made["commitment"]
    assert f"sheet {id}" in words(offer)
    text = read(await sheet(drill, "it1", f"sheet {id}"))
    assert "Pause new files" in text
    assert "Nobody else can commit your State: not a poll, not silence, not the chair." in text
    assert f"commitment accept {id}" in text
    assert (await refused(drill, "fr1", "direct", f"sheet {id}"))[0] == "DR-30"


async def test_a_long_text_goes_to_an_annex_and_the_first_page_stays_one(drill: Drill) -> None:
    made = await put(drill)
    risk = "_".join(["Every adoption through bodies that were authorised later"] * 60)
    line = f"response suspend {made['incident']} new=pause ongoing=continue reason=urgent"
    long = await done(drill, "au1", "draft", f"{line} risk={risk.replace(' ', '_')} Long")
    opened = await done(drill, "anouk", "draft", f"poll open {long.made['response']} closes=10wd")
    first, *rest = pages(await sheet(drill, "nl1", f"sheet {opened.made['poll']}"))
    assert "For clearance" in first
    assert "authorised later" not in first
    assert "Annex: the text" in rest[0]
    assert "".join(rest).count("authorised") == 60


@pytest.mark.rule("T-42", "DR-26")
async def test_a_message_to_sign_has_a_sheet_in_each_of_its_languages(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"message draft {incident} languages=en,fr §1 We thank Valdora. §2 Records are verified."
    id = (await done(drill, "fr1", "direct", line)).made["message"]
    assert (await refused(drill, "fr1", "direct", f"sheet {id}"))[0] == "stage"
    french = "§1 Nous remercions Valdora. §2 Les actes sont vérifiés."
    await done(drill, "fr1", "direct", f"message revise {id} language=fr {french}")
    await done(drill, "fr1", "direct", f"message freeze {id}")
    files = await sheet(drill, "nl1", f"sheet {id}")
    languages = {name.rpartition("-sheet.")[2] for name in files}
    assert languages == {"en.pdf", "en.txt", "fr.pdf", "fr.txt"}
    fr = files[f"{id}-NL-sheet.fr.txt"].decode()
    assert "Les actes sont vérifiés." in fr
    assert "Coordination ICA · fiche d’instructions\xa0: Pays-Bas" in fr  # in one language
    assert "Records are verified" not in fr
    en = " ".join(files[f"{id}-NL-sheet.en.txt"].decode().split())
    assert "sign a joint message to Valdora" in en
    # Two signatures are enough; when it leaves is the chair's act, and no signature's.
    assert "It can be sent once 2 States have signed" in en
    assert "Il peut être envoyé dès que 2 États ont signé" in " ".join(fr.split())
    assert "Il est demandé\xa0: une signature" in fr
    assert "☐\xa0Signer ·" in fr  # no box stands at a line's end without its answer
    [page] = pages({"en.pdf": files[f"{id}-NL-sheet.en.pdf"]})
    assert "Silence signs nothing." in page
    assert any(f"sheet {id}" in shown for shown in drill.texts("direct:nl1"))
    assert (await refused(drill, "xv1", "direct", f"sheet {id}"))[0] == "not_found"


@pytest.mark.rule("DR-08", "DR-14", "DR-26")
async def test_what_is_decided_in_several_languages_has_a_sheet_in_each_of_them(
    drill: Drill,
) -> None:
    made = await proposed(
        drill, "new=pause ongoing=continue reason=urgent §1 We thank Valdora.", "message"
    )
    line = f"message draft {made['incident']} response={made['response']} languages=en,fr"
    letter = (await done(drill, "au1", "direct", line)).made["message"]
    french = f"message revise {letter} language=fr §1 Nous remercions Valdora."
    await done(drill, "au1", "direct", french)
    await done(drill, "au1", "direct", f"message freeze {letter}")
    later = CLOSES + timedelta(days=14)
    line = f"poll open {made['response']} rule=silence closes={later:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    files = await sheet(drill, "nl1", f"sheet {poll}")
    assert {name.rpartition("-sheet.")[2] for name in files} == {
        "en.pdf",
        "en.txt",
        "fr.pdf",
        "fr.txt",
    }
    french, english = (
        " ".join(files[f"{poll}-NL-sheet.{language}.txt"].decode().split())
        for language in ("fr", "en")
    )
    assert "Nous remercions Valdora." in french
    assert "We thank Valdora." in english
    assert "Nous remercions" not in english
    assert f"poll dissociate {poll}" in english
    assert len(pages({"fr.pdf": files[f"{poll}-NL-sheet.fr.pdf"]})) == 1


@pytest.mark.performs("poll certificate", "poll confirm", "sheet")
@pytest.mark.rule("DR-13")
async def test_what_waits_for_a_capital_has_a_sheet_and_then_a_certificate(drill: Drill) -> None:
    made = await put(drill)
    answers = {"NL": "yes", "AU": "yes", "IT": "yes", "PH": "yes_ad_referendum", "CA": "no"}
    await vote(drill, made["poll"], **answers, CO="no", IL="no")
    await drill.until(CLOSES + timedelta(minutes=6))
    text = read(await sheet(drill, "ph1", f"sheet {made['poll']}"))
    assert "Does your capital confirm? Suspend new adoptions" in text
    assert "Silence confirms nothing." in text
    assert (await refused(drill, "nl1", "direct", f"sheet {made['poll']}"))[0] == "DR-13"
    before = await certificate(drill, "nl1", made["poll"])
    assert "subject to confirmation" in before["txt"].decode()
    await done(drill, "ph1", "direct", f"poll confirm {made['poll']} yes")
    after = await certificate(drill, "nl1", made["poll"])
    assert "Decision no. 1" in after["txt"].decode()
    assert "confirmation by the capital" in " ".join(after["txt"].decode().split())

    def compared(store: Store) -> list[list[Finding]]:
        data = [read_certificate(files["json"]) for files in (before, after)]
        return [list(with_record(store, one)) for one in data if one is not None]

    older, newer = await drill.runtime.database.run(compared)
    assert not any(one.wrong for one in (*older, *newer))
    assert any(one.said.msgid == "certificate.check.since" for one in older)
    assert not any(one.said.msgid == "certificate.check.since" for one in newer)


async def test_the_events_of_a_certificate_are_acts_and_no_reading(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "nl1", "direct", f"sheet {made['poll']}")
    await done(drill, "nl1", "direct", f"why {made['poll']}")
    await drill.until(CLOSES + timedelta(minutes=6))
    text = (await certificate(drill, "nl1", made["poll"]))["txt"].decode()
    assert "poll open" in text
    assert f"sheet {made['poll']}" not in text
    assert f"why {made['poll']}" not in text


async def test_a_sheet_says_who_answers_in_words_that_fit_one_person_and_several(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    said = read(await sheet(drill, "nl1", f"sheet {poll}"))
    assert "To be answered by" in said
    assert "answers in private" not in said
