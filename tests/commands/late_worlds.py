"""For each command of the clock a state of things in which it waits; each sets its own lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.rehearse.drill import Drill
from commands.poll.away import let_extend
from storage.store import Store
from tests.commands.deciding import CLOSES, SUSPEND, VOTERS, consulted, done, put, vote
from tests.commands.incidents import opened
from tests.commands.meetings import convened, proposed
from tests.commands.messages import consulting, drafted, must, sent

World = Callable[[Drill], Awaitable[object]]
HOUR = timedelta(hours=1)


async def poll(drill: Drill) -> None:
    await put(drill)


async def ad_referendum(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="no", PH="no")
    await done(drill, "fr1", "direct", f"poll vote {made['poll']} yes_ad_referendum")
    await drill.until(CLOSES + HOUR)


async def poll_letter(drill: Drill) -> None:
    made = await put(drill)
    line = f"poll enter {made['poll']} PH no 2026-03-09T09:00Z Note verbale 12/2026"
    await done(drill, "sec1", "direct", line)


async def announced(drill: Drill) -> None:
    incident = await consulted(drill)
    made = await done(drill, "au1", "draft", f"response suspend {incident} {SUSPEND}")
    line = f"poll open {made.made['response']} rule=silence notice=yes closes=2026-03-30T15:00Z"
    await done(drill, "anouk", "draft", line)


async def away(drill: Drill) -> None:
    made = await put(drill)
    start = CLOSES - 2 * HOUR

    def gap(store: Store) -> None:
        store.contacts.heard("matrix", start, again=False)
        found = store.contacts.heard("matrix", start + HOUR, again=True)
        assert found is not None
        let_extend(store, [found], start + HOUR)

    drill.now = start + HOUR
    await drill.runtime.database.run(gap)
    assert made


async def consultation(drill: Drill) -> None:
    await consulted(drill, "closes=5wd")


async def informed(drill: Drill) -> None:
    incident = await opened(drill)
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "xv1", "direct", f"incident acknowledge {incident} now=yes")


async def commitments(drill: Drill) -> None:
    incident = await opened(drill)
    due = "2026-05-04T15:00Z"
    await done(drill, "it1", "draft", f"commitment offer {incident} {due} Pause new files")
    line = f"commitment offer {incident} {due} starts=2026-03-23 Pause new files"
    await done(drill, "fr1", "draft", line)
    line = f"commitment offer {incident} {due} subject=yes confirm=2026-04-29T12:00Z Pause files"
    await done(drill, "ca1", "draft", line)


async def recurring(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"commitment offer {incident} 2026-03-31T15:00Z every=month times=9 Report"
    await done(drill, "it1", "draft", line)


async def past_its_day(drill: Drill) -> None:
    await commitments(drill)
    await drill.until(datetime(2026, 5, 4, 16, tzinfo=UTC))


async def overdue(drill: Drill) -> None:
    await commitments(drill)
    await drill.until(drill.now + timedelta(days=60))


async def adopted(drill: Drill, options: str) -> dict[str, str]:
    """A suspension that the States have adopted, and one of them carries out."""
    incident = await consulted(drill)
    line = f"response suspend {incident} {options} new=pause ongoing=continue reason=urgent Pause"
    response = (await done(drill, "au1", "draft", line)).made["response"]
    line = f"commitment offer {incident} 2026-07-01T15:00Z response={response} We pause"
    await done(drill, "nl1", "draft", line)
    line = f"poll open {response} rule=simple_majority closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    return {"incident": incident, "response": response, "poll": poll}


async def suspension(drill: Drill) -> None:
    made = await adopted(drill, "starts=2026-03-30 review=2026-05-04 expires=2026-06-01")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")


async def lifting(drill: Drill) -> None:
    made = await adopted(drill, "review=2026-05-04")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    await done(drill, "anouk", "draft", f"incident review {made['incident']}")
    line = f"response criterion {made['response']} 1 yes Act 12, Official Gazette"
    await done(drill, "xv1", "direct", line)
    line = f"incident lift {made['incident']} Birth records are verified"
    lift = (await done(drill, "nl1", "draft", line)).made["response"]
    line = f"poll open {lift} rule=simple_majority closes=2026-03-20T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))


async def plan(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"plan open {incident} organisations=UNICEF 2026-06-30T15:00Z Registry"
    made = (await done(drill, "nl1", "draft", line)).made["plan"]
    line = f"plan add {made} organisation=UNICEF due=2026-03-20T15:00Z Train the registrars"
    await done(drill, "nl1", "draft", line)


async def measure(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    await done(drill, "it1", "draft", line)
    options = "consulted=first closes=5wd starts=2026-04-20"
    line = f"action announce {incident} suspension {options} No new files"
    await done(drill, "fr1", "draft", line)


async def board(drill: Drill) -> None:
    incident = await consulted(drill)
    await done(drill, "nl1", "draft", f"board show {incident}")
    line = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    await done(drill, "it1", "draft", line)


async def meeting(drill: Drill) -> None:
    await convened(drill)


async def availability(drill: Drill) -> None:
    await proposed(drill)


async def comments(drill: Drill) -> None:
    message = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message circulate {message} closes=2026-03-20T16:00Z now=yes")


async def signatures(drill: Drill) -> None:
    message = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {message} closes=2026-03-19T16:00Z now=yes")
    line = f"message enter {message} PH sign 2026-03-09T09:00Z Note verbale PH 12/2026"
    await must(drill, "sec1", line)


async def corrigendum(drill: Drill) -> None:
    _, message = await sent(drill)
    line = f"message correct {message} 3 reason=A_slip Fees and contributions are public."
    await must(drill, "fr1", line)


async def letter_of_a_response(drill: Drill) -> None:
    incident = await consulting(drill)
    options = "new=continue ongoing=continue reason=urgent"
    line = f"response message {incident} {options} We ask Valdora to verify its registers"
    response = (await must(drill, "au1", line, "draft")).made["response"]
    message = await drafted(drill, incident, f"response={response} ")
    await must(drill, "fr1", f"message freeze {message} now=yes")
    line = f"poll open {response} rule=simple_majority closes=2026-03-16T15:00Z"
    poll = (await must(drill, "anouk", line, "draft")).made["poll"]
    await vote(drill, poll, **dict.fromkeys(VOTERS, "yes"))
    await must(drill, "fr1", "clearance steps steps=authority required=yes")


async def clearance(drill: Drill) -> None:
    message = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {message}")
    await must(drill, "fr1", f"clearance answer {message} clear who=Paris")


async def mornings(drill: Drill) -> None:
    await opened(drill)
    await done(drill, "fr1", "direct", "today")
