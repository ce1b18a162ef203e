"""Which platforms are there: kept as rows, for the rule on outages (DR-11), and told.

A platform is there when we are signed in to it, its edge hears, and it takes what it is sent. That
nobody says anything is no sign: where Slack calls us over HTTP, silence cannot be told from Slack's
not reaching us, and only our own calls that fail tell of an outage.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.attend import Attending
from bot.contact import Contact, Contacted
from bot.monitor.telling import Telling
from bot.runtime import Runtime
from commands.poll.away import let_extend
from commands.speaker import CONSOLE
from coordination.poll.outage import Outage
from coordination.said import Said
from storage.store import Store

OURSELVES = "comity"
"""Not a platform: the row that says when the bot could last keep anything."""
FAILING = timedelta(minutes=1)
"""How long without taking anything of what is sent after which a platform counts as away."""
ASLEEP = timedelta(minutes=1)
"""We look every few seconds: after a longer pause the machine, or this process, had stood still."""
TELL_AFTER = timedelta(seconds=30)
"""A shorter absence is nothing to tell of."""


class Presence:
    """Watches the platforms of this process."""

    def __init__(self, runtime: Runtime, attending: Attending, telling: Telling) -> None:
        self._runtime, self._attending, self._telling = runtime, attending, telling
        self._names = [name for name in runtime.platforms if name != CONSOLE]
        self._again = set(self._names)
        """Platforms of which something may have been missed since they were heard last."""
        self._heard: dict[str, datetime] = {}
        """Until when each was there, as far as this process knows."""
        self._kept: datetime | None = None

    def missed(self) -> None:
        """Nothing could be kept: whatever platforms had for us meanwhile is missing."""
        self._again |= set(self._names)

    def away(self) -> set[str]:
        """Platforms that this process should speak with, and that are not there."""
        mine = self._attending.up | self._attending.late
        return {name for name in self._names if name in mine and not self._there(name)}

    def ahead(self) -> list[timedelta]:
        """How far the platforms' clocks are ahead of the machine's."""
        return [one.ahead for _, one in self._contacts() if one.ahead is not None]

    def unwitnessed(self) -> None:
        """Forget what the platforms' clocks said: the machine's was set since."""
        for _, one in self._contacts():
            one.ahead = None

    def slow(self) -> dict[str, int]:
        """How many of our calls each platform held back in the last minutes."""
        return {name: one.slow() for name, one in self._contacts()}

    def skewed(self) -> dict[str, float]:
        """How far each platform's clock is ahead of ours, in seconds."""
        found = {}
        for name, one in self._contacts():
            if one.ahead is not None:
                found[name] = one.ahead.total_seconds()
                self._runtime.metrics.skew.labels(name).set(found[name])
        return found

    async def keep(self) -> None:
        """Keep that platforms were heard until now; outages give more time (DR-11)."""
        now, database = self._runtime.now(), self._runtime.database
        if self._kept is not None and now - self._kept > ASLEEP:
            self.missed()
        there = [name for name in self._names if self._there(name)]
        again = frozenset(self._again)

        def work(store: Store) -> int:
            # Written each time, so that a database that takes nothing is noticed.
            store.contacts.only([OURSELVES, *self._names])
            store.contacts.heard(OURSELVES, now, again=False)
            gaps = [store.contacts.heard(name, now, again=name in again) for name in there]
            found = [gap for gap in gaps if gap is not None]
            return let_extend(store, found + self._lasting(store, now), now)

        if await database.run(work):
            self._runtime.receiver.waiting.set()
        self._kept = now
        self._heard |= dict.fromkeys(there, now)
        self._again = (self._again - set(there)) | (set(self._names) - set(there))

    async def look(self) -> None:
        """Tell operators which platforms went away and which came back."""
        now, away = self._runtime.now(), self.away()
        self._again |= away
        for name in self._names:
            here = name in self._attending.up or name in self._attending.late
            self._runtime.metrics.connected.labels(name).set(here and name not in away)
            since = self._heard.setdefault(name, now)
            word = Said(f"poll.platform.{name}")
            await self._telling.during(
                f"platform:{name}",
                name in away and now - since > TELL_AFTER,
                self._begun(name, word),
                Said("operators.platform_back", platform=word),
            )

    def _begun(self, name: str, word: Said) -> Said:
        """That it is away; where it refuses us, that waiting does not mend it."""
        code = self._attending.refused.get(name) or self._runtime.sender.patience.refused.get(name)
        if code is None:
            return Said("operators.platform_away", platform=word)
        return Said("operators.platform_refused", platform=word, code=code)

    def _lasting(self, store: Store, now: datetime) -> list[Outage]:
        """The outages that have not ended, of platforms that only this process speaks with."""
        found = []
        for name in self.away():
            since = store.contacts.heard_at(name)
            if since is not None and since < now:
                found.append(Outage(name, since))
        return found

    def _contacts(self) -> Iterator[tuple[str, Contact]]:
        for name, platform in self._runtime.platforms.items():
            if name in self._attending.up and isinstance(platform, Contacted):
                yield name, platform.contact

    def _there(self, name: str) -> bool:
        if name not in self._attending.up or name in self._attending.late:
            return False
        if self._runtime.sender.patience.failing(name) > FAILING:
            return False
        platform = self._runtime.platforms[name]
        return platform.contact.there if isinstance(platform, Contacted) else True
