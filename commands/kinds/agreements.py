"""Agreements of the register, by their id there, and only those of the speaker's group."""

from __future__ import annotations

from commands.call import Call
from commands.kinds.kind import Choice, Kind, Widget, picked
from coordination.said import Said
from storage.store import Store


class AgreementId(str):
    """An agreement of the register, such as referral-mou."""


class AgreementKind(Kind[AgreementId]):
    """An agreement."""

    widget = Widget.SELECT
    example = "referral-mou"

    def read(self, text: str, call: Call, store: Store) -> AgreementId:
        choices = self.choices(call, store)
        spoken = {choice.word.casefold(): choice for choice in choices}
        return AgreementId(picked(text, choices, spoken))

    def choices(self, call: Call, store: Store) -> tuple[Choice, ...]:
        return tuple(
            Choice(one.id, Said("form.party", name=one.title))
            for one in store.directory.agreements()
            if one.group == call.group.id
        )
