"""The sheet of a commitment that waits for its own party's word."""

from __future__ import annotations

from commands.commitment.facts import authority_of, facts
from commands.commitment.words import mark, shortened
from commands.document import Quoted, Verbatim
from commands.sheet.page import Option, Sheet
from coordination.commitment import Commitment, Stage
from coordination.incident.incident import Incident
from coordination.parties import Party
from coordination.refused import Refused
from coordination.said import Capitals, Said
from storage.store import Store


def of_commitment(store: Store, made: Commitment, incident: Incident, asked: Party) -> Sheet:
    """What the party is asked to confirm; raises `Refused` for another's, or a firm one."""
    if made.owner != asked.code:
        raise Refused("DR-30", Said("sheet.not_asked", id=made.id, party=asked.names))
    if made.stage is not Stage.OFFERED:
        line = f"commitment show {made.id}"
        raise Refused("stage", Said("sheet.not_open", id=made.id), (line,))
    promise = made.promise
    return Sheet(
        id=made.id,
        matter=shortened(promise.what),
        asked=Said("sheet.asked.commitment", id=made.id),
        title=Said("sheet.title.commitment", what=shortened(promise.what)),
        texts=((asked.language, Quoted(Verbatim(promise.what), tuple(facts(made, store)))),),
        until=promise.confirm_by,
        facts=_facts(made, asked, store),
        options=tuple(
            Option(Said(f"sheet.commitment.{name}"), Said(f"sheet.effect.commitment.{name}"))
            for name in ("accept", "extend", "withdraw", "nothing")
        ),
        how=(
            Said("sheet.how.commitment", line=f"commitment accept {made.id}"),
            Said("sheet.how.own_word"),
        ),
        label=incident.label,
        fingerprint=mark(made, store),
        line=f"commitment accept {made.id}",
    )


def _facts(made: Commitment, asked: Party, store: Store) -> tuple[tuple[Said, Said], ...]:
    promise = made.promise
    due = Capitals(promise.due, ((asked.capital, asked.zone),))
    return (
        (Said("sheet.fact.authority"), Said("sheet.plain", text=authority_of(made, store))),
        (Said("sheet.fact.due"), Said("sheet.due", at=due)),
        (Said("sheet.fact.firm"), Said(f"strength.{promise.strength.value}")),
    )
