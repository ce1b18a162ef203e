"""Makes the pictures of the README: `make picture`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from docs.pictures import slack
from docs.pictures.chromium import NoChromium
from docs.pictures.scene import Scene, scene
from docs.pictures.viewer import DESK, PHONE, Viewer
from tests.bot.matrix.seen import Seen

FOLDER = Path(__file__).parent
ROOM = "draft"
VIEWER = "it1"
CHAIR = "anouk"  # her own room with the bot
ENDED = "Adopted, decision no."
VOTERS = {"nl1": 1, "it1": 1, "fr1": 1, "ca1": 3, "au1": 1, "il1": 1, "co1": 1, "ph1": 2}
"""What each answers to the ballot in private: 1 yes, 2 no, 3 abstain."""
OPENED = (
    "!incident open XV both practices=IP-DOC,IP-FEE now=yes"
    " Two birth certificates with the same number"
)
REPORTED = "!incident report basis=fact now=yes The same number stands in a third file"
INFORMED = "!incident inform {} state=XV now=yes The certificates are annexed; please compare."
PROPOSED = (
    "!response suspend new=pause ongoing=continue reason=urgent"
    " Suspend new adoptions until the register has been checked"
)


async def happens(stage: Scene) -> str:
    """What the picture shows; gives the event that the incident's thread starts at."""
    for name in (*VOTERS, "anouk"):
        await stage.person(name)  # signed in before anything is encrypted for them
    await stage.says("nl1", OPENED, ROOM)
    card = await stage.shown("nl1", "INC-", ROOM)
    incident, thread = _id("INC", card), card.event
    await stage.says("fr1", REPORTED, ROOM, thread)
    await stage.says("anouk", INFORMED.format(incident), CHAIR)
    await stage.says("anouk", f"!incident consult {incident}", CHAIR)
    await stage.says("au1", PROPOSED, ROOM, thread)
    response = _id("RES", await stage.shown("anouk", "RES-", ROOM))
    await stage.says("anouk", f"!poll open {response} rule=simple_majority", CHAIR)
    poll = _id("POL", await stage.shown("anouk", "POL-", ROOM))
    for name, answer in VOTERS.items():
        await stage.shown(name, poll, name)
        await stage.says(name, f"{answer}", name)
    await stage.says("anouk", f"!poll close {poll}", CHAIR)
    return thread


def _id(kind: str, seen: Seen) -> str:
    found = re.search(rf"{kind}-[0-9A-Z]{{9}}", seen.body)
    if found is None:
        raise LookupError(f"no {kind} in what was said")
    return found[0]


async def main() -> int:
    """Zero when the pictures are there."""
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        async with scene(Path(folder)) as stage:
            await take(stage)
    return 0


async def take(stage: Scene) -> None:
    """Sign in, let it happen, and write the pictures."""
    url, password = stage.stage.synapse.url, stage.stage.password
    async with await Viewer.sign_in(url, VIEWER, password) as viewer:
        room = await stage.room(ROOM)
        await viewer.join(room)
        thread = await happens(stage)
        await viewer.picture(room, FOLDER / "incident.png", thread=thread, shows=ENDED)
        await viewer.picture(room, FOLDER / "phone.png", thread=thread, shows=ENDED, width=PHONE)
    await in_slack(stage)
    sys.stdout.write(f"The pictures are in {FOLDER}\n")


async def in_slack(stage: Scene) -> None:
    """The same thread in the workspace, where there is one on this machine."""
    server = stage.stage.slack
    if server is None:
        return
    wanted = {FOLDER / "slack.png": DESK, FOLDER / "slack-phone.png": PHONE}
    await slack.threads(server.page_url, "Emily", "the-other-states", "INC-", ENDED, wanted)


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main()))
    except NoChromium as missing:
        sys.exit(str(missing))
