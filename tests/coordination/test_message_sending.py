"""What may leave, what comes of it, and who comments before (4.3)."""

from __future__ import annotations

import pytest

from coordination.hats import chairs
from coordination.incident.informing import Channel
from coordination.message.correcting import Corrections
from coordination.message.drafting import circulated, collected, commented, may_write
from coordination.message.entry import How
from coordination.message.protocol import in_order
from coordination.message.record import Message, Standing
from coordination.message.sending import (
    acknowledged,
    closed,
    corrected,
    dispatched,
    followed,
    objected,
    replied,
    sending,
    unopposed,
)
from coordination.message.signing import (
    Word,
    frozen,
    given,
    settled,
    withdrawn,
)
from coordination.message.stage import LIFECYCLE, Stage
from coordination.parties import Role
from coordination.refused import Refused
from tests.coordination.messages import (
    ASKED,
    CHAIR,
    NOW,
    draft,
    hat,
    later,
    signable,
    signed,
    tongue,
)


def sent() -> Message:
    message = signable()
    words = signed(message, "FR", "NL", "CA")
    return dispatched(settled(message, words), words, CHAIR, NOW, informed=True)


@pytest.mark.rule("T-24", "DR-26")
def test_nothing_leaves_before_the_state_is_informed_or_with_a_stale_language() -> None:
    polite = tongue("es", standing=Standing.COURTESY)
    message = signable(others=(polite,))
    words = signed(message, "FR", "NL")
    ready = settled(message, words)
    with pytest.raises(Refused) as no:
        dispatched(ready, words, CHAIR, NOW, informed=False)
    assert (no.value.rule, no.value.instead) == ("T-24", ("incident inform INC-1 state=XV",))
    with pytest.raises(Refused) as no:
        dispatched(ready, words, CHAIR, NOW, informed=True)
    assert (no.value.rule, no.value.instead) == ("DR-26", ("message revise MSG-1 language=es",))


def test_too_few_signatures_keep_it_back_and_one_taken_back_too() -> None:
    message = signable()
    one = signed(message, "FR")
    assert settled(message, one).stage is Stage.SIGNATURE
    with pytest.raises(Refused):
        dispatched(message, one, CHAIR, NOW, informed=True)
    two = (*one, *signed(message, "NL"))
    ready = settled(message, two)
    assert ready.stage is Stage.READY
    back = given(ready, two, hat("NL"), Word(How.UNSIGN), NOW)
    assert settled(ready, (*two, back)).stage is Stage.SIGNATURE


def test_the_list_of_signatories_is_final_at_dispatch() -> None:
    message = sent()
    assert message.signatories == ("CA", "FR", "NL")
    for how in (How.UNSIGN, How.SIGN, How.DECLINE):
        with pytest.raises(Refused) as no:
            given(message, (), hat("FR"), Word(how), NOW)
        assert no.value.instead == ("message further MSG-1",)
    with pytest.raises(Refused):
        withdrawn(message, hat("FR"), "x")
    with pytest.raises(Refused):
        dispatched(message, (), CHAIR, NOW, informed=True)


def test_only_the_chair_dispatches() -> None:
    message = signable()
    words = signed(message, "FR", "NL")
    with pytest.raises(Refused):
        dispatched(settled(message, words), words, hat("FR"), NOW, informed=True)


def test_the_addressee_or_the_office_with_a_proof_says_that_it_arrived() -> None:
    message = sent()
    after, receipt = acknowledged(message, hat("XV", Role.CONCERNED), "", NOW)
    assert (after.stage, receipt.party) == (Stage.ACKNOWLEDGED, "XV")
    with pytest.raises(Refused):
        acknowledged(message, CHAIR, "", NOW)
    with pytest.raises(Refused):
        acknowledged(message, hat("FR"), "Note 7", NOW)
    _, entered = acknowledged(message, CHAIR, "Note verbale 7", NOW)
    assert entered.party is None
    answered, reply = replied(message, hat("XV"), "We have read it.", "", NOW)
    assert (answered.stage, reply.text) == (Stage.REPLIED, "We have read it.")
    noted, _ = followed(answered, hat("NL"), "A meeting is proposed.", NOW)
    again, _ = replied(noted, hat("XV"), "The law is changed.", "", NOW)
    assert again.stage is Stage.FOLLOW_UP
    assert closed(again, CHAIR).stage is Stage.CLOSED
    assert sending(message, Channel.DIRECT, "CA", "", CHAIR, NOW).fingerprint == message.mark


@pytest.mark.rule("DR-26", "DR-09")
def test_a_dispatched_message_is_corrected_beside_it_after_48_hours_of_silence() -> None:
    message = sent()
    none, first = Corrections(), ("en", 1)
    made = corrected(message, none, first, "We thank Valdora!", "a sign", hat("FR"), NOW)
    assert (made.was, made.until) == ("We thank Valdora.", later(hours=48))
    with pytest.raises(Refused):
        unopposed(made, "clock", later(hours=47))
    assert unopposed(made, "clock", later(hours=48)).sent
    assert not objected(message, made, "No.", hat("CA"), later(hours=47)).sent
    for who, at in ((hat("AU"), NOW), (hat("CA"), later(hours=48))):
        with pytest.raises(Refused):
            objected(message, made, "No.", who, at)
    with pytest.raises(Refused):
        corrected(message, none, first, "We thank Valdora.", "", hat("FR"), NOW)
    with pytest.raises(Refused):
        corrected(signable(), none, first, "x", "", hat("FR"), NOW)
    with pytest.raises(Refused):
        corrected(message, Corrections((made,)), first, "We thank.", "", hat("FR"), NOW)
    known = Corrections((made,), (unopposed(made, "clock", made.until),))
    again = corrected(message, known, first, "We thank Valdora.", "", hat("FR"), made.until)
    assert (again.number, again.was, again.now) == (2, made.now, made.was)
    refused = Corrections((made,), (objected(message, made, "No.", hat("CA"), NOW),))
    assert refused.reads(message, *first) == "We thank Valdora."


@pytest.mark.rule("T-33")
def test_observers_comment_only_when_they_are_invited() -> None:
    message = circulated(draft(), later(days=5), ("iss",), NOW)
    made = commented(message, hat(None, Role.OBSERVER, "iss"), 2, "Add origins.", NOW)
    assert (made.organisation, made.party, made.paragraph) == ("iss", None, 2)
    with pytest.raises(Refused) as no:
        commented(message, hat(None, Role.OBSERVER, "hcch"), None, "Hello.", NOW)
    assert no.value.rule == "T-33"
    with pytest.raises(Refused):
        commented(message, hat("NL", Role.EMBASSY), None, "Hello.", NOW)
    with pytest.raises(Refused):
        commented(draft(), hat("NL"), None, "Not open yet.", NOW)
    with pytest.raises(Refused):
        frozen(message, CHAIR, ASKED, NOW)
    with pytest.raises(Refused):
        collected(message, later(days=4))
    assert frozen(collected(message, later(days=5)), CHAIR, ASKED, NOW).stage is Stage.FROZEN


def test_sponsors_and_the_chair_write() -> None:
    may_write(draft(), CHAIR)
    may_write(draft(), hat("FR", Role.CA_OFFICER))
    with pytest.raises(Refused):
        may_write(draft(), hat("CA"))
    assert chairs(CHAIR)


@pytest.mark.rule("DR-26")
def test_every_transition_that_is_not_listed_is_refused() -> None:
    for act, moves in LIFECYCLE.acts.items():
        for stage in Stage:
            if stage in moves:
                assert LIFECYCLE.after(act, stage) is moves[stage]
            else:
                with pytest.raises(Refused):
                    LIFECYCLE.after(act, stage)


def test_states_stand_in_the_order_of_each_language() -> None:
    assert in_order({"NL": "Netherlands", "IL": "Israel", "AU": "Australia"}) == ("AU", "IL", "NL")
    french = {"NL": "Pays-Bas", "IL": "Israël", "AU": "Australie", "ET": "Éthiopie", "FR": "France"}
    assert in_order(french) == ("AU", "ET", "FR", "IL", "NL")
