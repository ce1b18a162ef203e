"""The first texts of a joint message: the speaker's own, those of a response, or a template's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commands.call import Call
from commands.joint import seen
from commands.message.adopted import texts
from commands.message.fields import Template
from config.wording import fitting, template
from coordination.incident.incident import Incident
from coordination.message.drafting import revised
from coordination.message.record import Message
from coordination.message.text import paragraphs
from coordination.refused import Refused
from coordination.response.record import Response
from coordination.said import Said
from storage.store import Store


@dataclass(frozen=True)
class First:
    """The first texts: those of the speaker, of the response, of a precedent, or of a template."""

    store: Store
    incident: Incident
    response: Response | None
    template: Template | None
    text: str
    precedent: Message | None = None

    def filled(self, empty: Message) -> Message:
        """The message with what there is of texts, the original first."""
        written = {empty.original.language: self.text} if self.text else self._texts(empty)
        made = empty
        for tongue in empty.tongues:
            if parts := paragraphs(written.get(tongue.language, "")):
                made = revised(made, tongue.language, parts)
        # However many languages there are, they are the first version together.
        first = (
            replace(one, written=1, follows=1) if one.paragraphs else one for one in made.tongues
        )
        return replace(made, version=1, tongues=tuple(first))

    def _texts(self, empty: Message) -> dict[str, str]:
        if self.response is not None:
            return texts(self.response)
        if self.precedent is not None:
            return {one.language: one.text for one in self.precedent.tongues}
        if empty.earlier and self.template is None:
            return {}
        chosen = template(self.template.value) if self.template else None
        use = chosen or fitting(self.incident.practices)
        found = self.store.directory.party(empty.addressee, empty.group)
        names = found.names if found else None
        return {
            one.language: use.text(
                one.language, names.in_language(one.language) if names else empty.addressee
            )
            for one in empty.tongues
        }


def precedent(call: Call, store: Store, id: str | None) -> Message | None:
    """A message that was sent and that the speaker reads; raises `Refused` for any other (D7)."""
    if id is None:
        return None
    found = seen(call, store, id).message
    if not found.stage.sent:
        raise Refused("stage", Said("message.no_precedent", id=id), ("message list outcome=sent",))
    return found
