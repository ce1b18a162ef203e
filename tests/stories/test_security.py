"""A room that loses its security in mid-incident: nothing sensitive enters it from then on."""

from __future__ import annotations

import re
import secrets

import pytest

from coordination.parties import Room
from tests.bot.matrix.person import MatrixPerson
from tests.stories.conftest import NewTown
from tests.stories.delegate import Delegate
from tests.stories.town import Town

pytestmark = pytest.mark.xdist_group("synapse")
SECRET = "The clinic in Nordhavn has no register"


def sensitive(bodies: list[str]) -> list[str]:
    """Those that say anything of what the incident is about."""
    return [body for body in bodies if re.search("Nordhavn|certificates|Valdora", body)]


async def in_mid_incident(town: NewTown) -> tuple[Town, Delegate, Delegate, str]:
    """Noor and the operator; an incident stands open in the room of the States."""
    here = await town("draft", "own-nl", "operators")
    noor = await here.delegate("nl1", "draft", "own-nl")
    otto = await here.delegate("op1", "operators")
    line = "!incident open XV past practices=IP-DOC now=yes One number on two certificates"
    incident = await noor.makes("draft", line, "INC")
    await noor.hears(incident, "draft")
    await here.quiet()
    return here, noor, otto, incident


async def frozen(here: Town) -> Room:
    """The room of the States, once the bot has lost its trust in it."""
    await here.bot.logs("room_frozen")
    await here.quiet()
    return await here.room("draft")


@pytest.mark.rule("T-10", "T-11")
async def test_a_room_made_public_is_frozen_and_nothing_sensitive_enters_it(town: NewTown) -> None:
    here, noor, otto, incident = await in_mid_incident(town)
    await here.takes_power(noor, "draft")
    await noor.client.change(noor.rooms["draft"], "m.room.join_rules", {"join_rule": "public"})
    assert not (await frozen(here)).trusted
    assert "anyone can join" in (await otto.hears("has lost its trust", "operators")).body

    before = len(noor.client.seen(noor.rooms["draft"]))
    await noor.says("own-nl", f"!incident report {incident} {SECRET}")
    await noor.hears("is filed")
    typed = await noor.says("draft", f"!incident report {incident} {SECRET}, said again")
    await noor.hears("T-10")
    await here.quiet()
    after = noor.client.seen(noor.rooms["draft"])[before:]
    assert not sensitive([m.body for m in after if m.event != typed])
    assert "said again" not in here.bot.kept()

    # Closed again and approved by the chair, it hears what is said from then on.
    await noor.client.change(noor.rooms["draft"], "m.room.join_rules", {"join_rule": "invite"})
    await here.knows_as_safe("draft")
    anouk = await here.delegate("anouk", "draft")
    await anouk.says("draft", "!room approve here")
    await anouk.hears("is trusted again")
    await noor.says("own-nl", f"!incident report {incident} The register was found")
    await noor.hears("The register was found", "draft")


@pytest.mark.rule("T-11")
async def test_a_stranger_in_a_room_freezes_it(town: NewTown) -> None:
    here, noor, otto, incident = await in_mid_incident(town)
    await here.takes_power(noor, "draft")
    account = here.synapse.register(f"stranger-{secrets.token_hex(3)}", "secret")
    await noor.client._client.room_invite(noor.rooms["draft"], account)
    assert not (await frozen(here)).trusted
    stranger = await MatrixPerson.login(here.synapse.url, account, "secret")
    await stranger.join(noor.rooms["draft"])
    await otto.hears("does not put there", "operators")

    await noor.says("own-nl", f"!incident report {incident} {SECRET}")
    await noor.hears("is filed")
    await here.quiet()
    shown = [m.body for m in stranger.seen(noor.rooms["draft"]) if m.sender == here.bot.account]
    assert not sensitive(shown)
    await stranger.close()
