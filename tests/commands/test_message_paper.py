"""The letter as a paper says what it is: sent or not, an earlier text, one that lags behind."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import refused
from tests.commands.messages import consulting, drafted, must, sent

FRENCH = "§1 Nous remercions Valdora. §2 Les actes sont vérifiés."


async def papers(drill: Drill, who: str, line: str) -> dict[str, str]:
    """The text of each PDF that a line gives, by the file's name; plain text says as much."""
    before = len(drill.shown)
    await must(drill, who, line)
    files = [one for one in drill.shown[before:] if one.kind == "file"]
    pages = {one.name: PdfReader(io.BytesIO(one.content)).pages for one in files if _pdf(one.name)}
    found = {name: "\n".join(page.extract_text() for page in of) for name, of in pages.items()}
    plain = {one.name: one.content.decode() for one in files if not _pdf(one.name)}
    for name, text in found.items():
        assert ("Not sent" in text) is ("Not sent" in plain[name.replace(".pdf", ".txt")])
    return found


def _pdf(name: str) -> bool:
    return name.endswith(".pdf")


@pytest.mark.rule("DR-26", "T-42")
async def test_a_letter_says_that_it_is_not_sent_until_it_is(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message revise {msg} §1 We thank Valdora again. §2 Records count.")
    [draft] = (await papers(drill, "fr1", f"message show {msg} letter=yes")).values()
    assert "Not sent: version 2 of the text" in draft
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    # The chair alone reads the names before it leaves: it is no letter of theirs yet.
    [ready] = (await papers(drill, "anouk", f"message show {msg} letter=yes")).values()
    assert "Central Authority of France" in ready
    assert "Not sent: version 2 of the text" in ready
    [gone] = (await papers(drill, "anouk", f"message dispatch {msg}")).values()
    assert "Not sent" not in gone
    assert "9 March 2026" in gone


@pytest.mark.rule("DR-26")
async def test_no_paper_sets_signatures_under_a_text_that_nobody_signed(drill: Drill) -> None:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message revise {msg} §1 We thank Valdora again. §2 Records count.")
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    await must(drill, "anouk", f"message dispatch {msg}")
    [signed] = (await papers(drill, "fr1", f"message show {msg} letter=yes")).values()
    earlier = f"message show {msg} version=1 letter=yes"
    [old] = (await papers(drill, "fr1", earlier)).values()
    assert "Fees are public" in old
    assert "Not sent: version 1 of the text" in old
    assert "For the authorities of" not in old
    assert "9 March 2026" not in old
    marks = [text.partition("(SHA-256): ")[2][:64] for text in (signed, old)]
    assert marks[0] != marks[1]
    shown = words(await must(drill, "fr1", earlier))
    assert "The text below is version 1: no signature counts for it." in shown
    now = words(await must(drill, "fr1", f"message show {msg} version=2"))
    assert "The text below is" not in now


@pytest.mark.rule("DR-26")
async def test_a_translation_from_before_the_last_change_says_so_on_letter_and_sheet(
    drill: Drill,
) -> None:
    inc = await consulting(drill)
    line = f"message draft {inc} languages=en courtesy=fr §1 We thank Valdora. §2 Records count."
    msg = (await must(drill, "nl1", line)).made["message"]
    await must(drill, "nl1", f"message revise {msg} language=fr {FRENCH}")
    fresh = await papers(drill, "nl1", f"message show {msg} letter=yes")
    assert "Traduction de courtoisie : les textes" in fresh[f"{msg}.fr.pdf"].replace("\xa0", " ")
    await must(drill, "nl1", f"message revise {msg} paragraph=2 Records count twice.")
    stale = await papers(drill, "nl1", f"message show {msg} letter=yes")
    assert "antérieure à la dernière modification" in stale[f"{msg}.fr.pdf"]
    assert "last change" not in stale[f"{msg}.en.pdf"]
    await must(drill, "nl1", f"message freeze {msg}")
    sheets = await papers(drill, "it1", f"sheet {msg}")
    assert "antérieure à la dernière modification" in sheets[f"{msg}-IT-sheet.fr.pdf"]
    assert "last change" not in sheets[f"{msg}-IT-sheet.en.pdf"]
    await must(drill, "nl1", f"message revise {msg} language=fr {FRENCH}")
    again = await papers(drill, "it1", f"sheet {msg}")
    assert "dernière modification" not in again[f"{msg}-IT-sheet.fr.pdf"]


@pytest.mark.rule("DR-26")
async def test_whoever_reads_a_sent_message_later_reads_what_was_corrected_in_it(
    drill: Drill,
) -> None:
    _, msg = await sent(drill)
    show = f"message show {msg} letter=yes"
    await must(drill, "fr1", f"message correct {msg} 2 reason=A_slip Records are verified twice.")
    waits = words(await must(drill, "it1", f"message show {msg}"))
    assert "Correction 1 waits for objections until" in waits
    assert "EN, §2: for “Records are verified.” read “Records are verified twice.”" in waits
    assert "Correction" not in words(await must(drill, "xv1", f"message show {msg}"))
    assert set(await papers(drill, "xv1", show)) == {f"{msg}.en.pdf"}
    await must(drill, "fr1", f"message correct {msg} 3 Fees are known.")
    await must(drill, "nl1", f"message object {msg} 2 It says less")
    await drill.until(drill.now + timedelta(hours=49))
    for who in ("xv1", "it1"):
        shown = words(await must(drill, who, f"message show {msg}"))
        assert "Correction 1 was sent on Wed 11 Mar 2026" in shown, who
        assert "read “Records are verified twice.”" in shown
        assert "Fees are known" not in shown, "it was objected to"
        files = await papers(drill, who, show)
        assert set(files) == {f"{msg}.en.pdf", f"{msg}.corrigendum-1.pdf"}
        assert "Records are verified twice." in files[f"{msg}.corrigendum-1.pdf"]


@pytest.mark.rule("DR-26")
async def test_a_second_correction_of_a_paragraph_corrects_what_it_reads_now(drill: Drill) -> None:
    _, msg = await sent(drill)
    await must(drill, "fr1", f"message correct {msg} 2 Records are verified twice.")
    again = f"message correct {msg} 2 Records are verified each year."
    # While one waits for objections, the text that the next one corrects is not known.
    rule, said = await refused(drill, "fr1", "direct", again)
    assert (rule, "Correction 1 of §2 waits for objections until" in said) == ("DR-26", True)
    await drill.until(drill.now + timedelta(hours=49))
    done = words(await must(drill, "fr1", again))
    assert "§2: for “Records are verified twice.” read “Records are verified each year.”" in done
    back = f"message correct {msg} 2 Records are verified."
    await drill.until(drill.now + timedelta(hours=49))
    await must(drill, "fr1", back)  # the first wording again is a change of what it reads now


@pytest.mark.rule("T-42")
async def test_the_state_that_got_a_message_reads_its_own_receipt_and_reply_beside_it(
    drill: Drill,
) -> None:
    _, msg = await sent(drill)
    await must(drill, "xv1", f"message acknowledge {msg}")
    await must(drill, "xv1", f"message reply {msg} We have begun to verify.")
    for who in ("xv1", "nl1"):
        shown = words(await must(drill, who, f"message show {msg}"))
        assert "Receipt acknowledged Mon 9 Mar 2026" in shown, who
        assert "Valdora replied on Mon 9 Mar 2026" in shown
        assert "“We have begun to verify.”" in shown


@pytest.mark.rule("DR-26")
async def test_no_word_of_a_reason_in_quotation_marks_gets_into_the_text_of_a_correction(
    drill: Drill,
) -> None:
    _, msg = await sent(drill)
    line = f'message correct {msg} 2 reason="typing error" Records are verified again.'
    rule, said = await refused(drill, "fr1", "direct", line)
    assert (rule, "also between quotation marks" in said) == ("form", True)
    done = words(await must(drill, "fr1", "1"))
    assert "read “Records are verified again.”" in done
    assert "Reason: typing error" in done
