"""Technical assistance is offered by the State that gives it, or asked for by the one concerned."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.hats import chairs, speaks
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.response.parts import Assistance, Direction
from coordination.said import Said


def spoken_for(incident: str, parts: Assistance, hats: Iterable[Credential]) -> None:
    """Raises `Refused` where one State offers, or asks, in the name of another (T-44, DR-22).

    Nor does a State give it to itself. The chair may enter what another State has said in another
    way.
    """
    if parts.provider == parts.recipient:
        ask = (f"response assist {incident} requested",)
        raise Refused("T-44", Said("response.assist_to_itself", party=parts.provider), ask)
    offers = parts.direction is Direction.OFFERED
    own = parts.provider if offers else parts.recipient
    here = tuple(hats)
    if any(chairs(one) or (speaks(one) and one.party == own) for one in here):
        return
    key = "response.assist_offered_by_another" if offers else "response.assist_asked_by_another"
    mine = next((one.party for one in here if speaks(one) and one.party != parts.recipient), None)
    line = (f"response assist {incident} offered {mine}",) if mine else ()
    raise Refused("T-44", Said(key, party=own), line)
