"""The laws of a joint message, whatever is done with it and in whatever order (4.3, DR-26)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.message.drafting import circulated, collected, paragraph, spoken
from coordination.message.entry import How, Signature
from coordination.message.record import Message, Standing
from coordination.message.sending import acknowledged, dispatched, followed, replied
from coordination.message.signing import (
    Word,
    frozen,
    given,
    settled,
    signers,
    standing,
    withdrawn,
)
from coordination.message.stage import Stage
from coordination.refused import Refused
from tests.coordination.messages import ASKED, CHAIR, NOW, draft, hat, later, tongue

ACTS = st.one_of(
    st.tuples(st.just("sign"), st.sampled_from(ASKED)),
    st.tuples(st.just("unsign"), st.sampled_from(ASKED)),
    st.tuples(st.just("decline"), st.sampled_from(ASKED)),
    st.tuples(st.just("subject"), st.sampled_from(ASKED)),
    st.tuples(st.just("edit"), st.sampled_from(("en", "fr", "es"))),
    st.tuples(st.just("standing"), st.sampled_from(("fr", "es"))),
    st.tuples(
        st.sampled_from(("circulate", "collect", "freeze", "open", "dispatch", "withdraw")),
        st.just(""),
    ),
    st.tuples(st.sampled_from(("acknowledge", "reply", "follow")), st.just("")),
)
_OPEN = [("freeze", ""), ("open", "")]
_SIGNED = [*_OPEN, *(("sign", code) for code in ("FR", "NL", "CA"))]
BEGUN: list[list[tuple[str, str]]] = [[], _OPEN, _SIGNED, [*_SIGNED, ("dispatch", "")]]
"""Where a course begins: nothing done, open for signature, signed, sent."""
_HOWS = {
    "sign": Word(How.SIGN),
    "subject": Word(How.SIGN, ad_referendum=True),
    "unsign": Word(How.UNSIGN),
    "decline": Word(How.DECLINE),
}
_OTHERS = (
    tongue("fr", "Nous remercions Valdora.", "Nous l'invitons à revoir."),
    tongue("es", "Damos las gracias.", "Invitamos a revisar.", standing=Standing.COURTESY),
)


@dataclass(frozen=True)
class Letter:
    """A message with every word that was given on it."""

    message: Message
    words: tuple[Signature, ...] = ()

    def after(self, act: str, what: str, n: int) -> Letter:
        """What one act makes of it; raises `Refused`."""
        message = self.message
        if act in _HOWS:
            made = given(message, self.words, hat(what), _HOWS[act], NOW)
            words = (*self.words, made)
            return Letter(settled(message, words), words)
        return replace(self, message=_done(message, self.words, act, what, n))


def _done(message: Message, words: tuple[Signature, ...], act: str, what: str, n: int) -> Message:
    ways: dict[str, Callable[[], Message]] = {
        "edit": lambda: paragraph(message, what, 1, (f"Word {n}.",)),
        "standing": lambda: spoken(message, what, _other(message, what)),
        "circulate": lambda: circulated(message, later(days=1), (), NOW),
        "collect": lambda: collected(message, later(days=2)),
        "freeze": lambda: frozen(message, CHAIR, ASKED, NOW),
        "open": lambda: message.moved("open"),
        "dispatch": lambda: dispatched(message, words, CHAIR, NOW, informed=True),
        "withdraw": lambda: withdrawn(message, hat("FR"), "A reason."),
        "acknowledge": lambda: acknowledged(message, CHAIR, "Note 1", NOW)[0],
        "reply": lambda: replied(message, CHAIR, "We have read it.", "Note 2", NOW)[0],
        "follow": lambda: followed(message, CHAIR, "A visit.", NOW)[0],
    }
    return ways[act]()


def _other(message: Message, language: str) -> Standing:
    old = message.tongue(language)
    authentic = old is not None and old.standing is Standing.AUTHENTIC
    return Standing.COURTESY if authentic else Standing.AUTHENTIC


@pytest.mark.rule("DR-26", "T-42")
@over(st.sampled_from(BEGUN), st.lists(ACTS, max_size=30), st.integers(1, 3))
def test_no_course_of_acts_sends_what_was_not_signed_or_changes_what_was_sent(
    begun: list[tuple[str, str]], acts: list[tuple[str, str]], minimum: int
) -> None:
    here = Letter(draft(others=_OTHERS, minimum=minimum))
    for n, (act, what) in enumerate((*begun, *acts)):
        before = here
        with suppress(Refused):
            here = before.after(act, what, n)
        message, old = here.message, before.message
        mark = message.frozen.fingerprint if message.frozen else None
        # A signature stands on the frozen text, and the frozen text is the text.
        assert mark in (None, message.mark)
        assert message.stage.open_text is (mark is None) or message.stage is Stage.WITHDRAWN
        for one in standing(message, here.words).values():
            assert (one.fingerprint, one.party in ASKED) == (mark, True)
        # Any edit of what is signed voids every signature.
        if old.mark != message.mark:
            assert (standing(message, here.words), message.stage.open_text) == ({}, True)
        # Ready means enough signatures without condition; nothing leaves with fewer.
        if message.stage is Stage.READY:
            assert len(signers(message, here.words)) >= minimum
        if message.stage.sent and not old.stage.sent:
            assert old.stage is Stage.READY
            assert message.signatories == signers(old, before.words)
            assert message.behind(courtesy=True) == ()
        # What was sent, or taken back, stays as it is.
        if old.stage.sent or old.stage is Stage.WITHDRAWN:
            assert (message.tongues, message.signatories) == (old.tongues, old.signatories)
            assert message.stage.sent is old.stage.sent
            assert here.words == before.words
