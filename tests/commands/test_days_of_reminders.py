"""Who is reminded when, over weeks: on working days of the own capital, and in no quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import done, put

FRIDAY = datetime(2026, 3, 27, 15, tzinfo=UTC)
"""Two weeks over Easter, Passover and a change of clocks begin."""
CLOSES = datetime(2026, 4, 8, 15, tzinfo=UTC)
QUIET = {"il1": "23 6", "co1": "20 9", "ph1": "18 10"}
DUE = {
    "nl1": "2026-04-06T15:00Z",  # Easter Monday
    "il1": "2026-04-05T15:00Z",  # a Sunday, worked in Jerusalem
    "co1": "2026-04-04T15:00Z",  # a Saturday after two holidays
    "ph1": "2026-03-31T09:00Z",
}
KINDS = ("Due on", "This was due", "has not answered", "closes soon", "Commitments past")
ZONES = {
    "nl1": "Europe/Amsterdam",
    "anouk": "Europe/Amsterdam",
    "il1": "Asia/Jerusalem",
    "co1": "America/Bogota",
    "ph1": "Asia/Manila",
}
TOLD = {
    "nl1": [
        "Mon 30 Mar 09:00 Due on",
        "Thu 02 Apr 09:00 Due on",  # Good Friday, a weekend and Easter Monday follow
        "Tue 07 Apr 09:00 has not answered",  # three days before is a Sunday
        "Tue 07 Apr 09:00 Due on",  # the day moved on with the holiday
        "Tue 07 Apr 17:00 This was due",
        "Wed 08 Apr 09:00 has not answered",
        "Wed 08 Apr 14:00 has not answered",
    ],
    "il1": [
        "Sun 29 Mar 09:00 Due on",
        "Wed 01 Apr 09:00 Due on",  # Passover begins on the next day, and the weekend follows
        "Sun 05 Apr 09:00 Due on",
        "Sun 05 Apr 18:00 This was due",
        "Mon 06 Apr 09:00 has not answered",
        "Tue 07 Apr 09:00 has not answered",  # its last day is a holiday
    ],
    "co1": [
        "Wed 01 Apr 09:00 Due on",  # Holy Thursday and Good Friday follow
        "Mon 06 Apr 09:00 has not answered",
        "Mon 06 Apr 09:00 Due on",
        "Mon 06 Apr 10:00 This was due",
        "Tue 07 Apr 10:00 has not answered",
    ],
    "ph1": [
        "Mon 30 Mar 10:00 Due on",  # at nine it is still quiet
        "Tue 31 Mar 10:00 Due on",
        "Tue 31 Mar 17:00 This was due",
        "Mon 06 Apr 10:00 has not answered",
        "Wed 08 Apr 10:00 has not answered",
    ],
    "anouk": [
        "Thu 02 Apr 09:00 Commitments past",
        "Wed 08 Apr 09:00 closes soon",
        "Thu 09 Apr 09:00 Commitments past",
        "Thu 16 Apr 09:00 Commitments past",
    ],
}


async def told(drill: Drill, until: datetime) -> dict[str, list[str]]:
    """Each reminder as it comes: when, on the person's own clock, and of what kind."""
    found: dict[str, list[str]] = {person: [] for person in TOLD}
    while (at := await drill.runtime.next_instant()) is not None and at <= until:
        before = len(drill.shown)
        await drill.until(max(at, drill.now))
        for one in drill.shown[before:]:
            person = one.room.removeprefix("direct:")
            kind = next((k for k in KINDS if k in one.text.partition("\n")[0]), None)
            if kind and person in found:
                local = drill.now.astimezone(ZoneInfo(ZONES[person]))
                found[person].append(f"{local:%a %d %b %H:%M} {kind}")
    return found


@pytest.mark.rule("U-35")
async def test_each_is_reminded_once_a_time_on_working_days_and_not_in_quiet_hours(
    drill: Drill,
) -> None:
    for person, hours in QUIET.items():
        await done(drill, person, "direct", f"quiet {hours}")
    await drill.until(FRIDAY)
    made = await put(drill, "rule=two_thirds", CLOSES)
    for person, due in DUE.items():
        line = f"commitment offer {made['incident']} {due} Pause new files"
        await done(drill, person, "draft", line)
    assert await told(drill, datetime(2026, 4, 19, tzinfo=UTC)) == TOLD
