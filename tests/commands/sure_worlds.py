"""For each command that is declared `sure` a state of things in which somebody may say it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from bot.rehearse.drill import Drill
from tests.commands.deciding import CLOSES, SUSPEND, consulted, done, proposed, put, receive, vote
from tests.commands.incidents import opened
from tests.commands.meetings import convened
from tests.commands.messages import consulting, drafted, must, sent
from tests.commands.test_commitment import offer
from tests.commands.test_consultation import asked
from tests.commands.test_plan_sight import planned
from tests.commands.test_poll_capitals import waiting_for_italy
from tests.commands.test_poll_joining import new_zealand_joins
from tests.commands.test_relay import LINE

ANNOUNCED = CLOSES + timedelta(minutes=5)
World = Callable[[Drill, Path], Awaitable[tuple[str, str, str]]]
"""Makes it so, and gives who says there which line, in parts: up to the ids, and after them."""


async def _measure(drill: Drill) -> str:
    line = f"action announce {await opened(drill)} checks consulted=no starts=2026-03-20 Twice"
    return (await done(drill, "it1", "draft", line)).made["action"]


def measure(verb: str, rest: str = "", *before: str) -> World:
    async def made(drill: Drill, _: Path) -> tuple[str, str, str]:
        id = await _measure(drill)
        for act in before:
            await done(drill, "it1", "direct", f"action {act} {id}")
        return "it1", f"action {verb} {id}", rest

    return made


def commitment(verb: str, rest: str) -> World:
    async def made(drill: Drill, _: Path) -> tuple[str, str, str]:
        return "it1", f"commitment {verb} {await offer(drill)}", rest

    return made


async def acknowledged(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await opened(drill)
    await done(drill, "nl1", "draft", f"incident inform {id} Concerns with certificates.")
    return "xv1", f"incident acknowledge {id}", ""


async def acknowledged_by_letter(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await opened(drill)
    await done(drill, "nl1", "draft", f"incident inform {id} Concerns with certificates.")
    return "sec1", f"incident enter_received {id}", "Note verbale 12/2026"


async def consented(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await opened(drill)
    line = LINE.format(id=id).replace("label=", "of=fr1 label=")
    await done(drill, "nl1", "draft", line)
    return "fr1", f"incident consent {id} 1 yes", ""


async def more_time_for_views(drill: Drill, _: Path) -> tuple[str, str, str]:
    return "anouk", f"incident extend {await asked(drill)} 2026-03-20T15:00Z", ""


async def reopened(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await opened(drill)
    await done(drill, "nl1", "draft", f"incident dismiss {id} reason=A␣mistake")
    await done(drill, "anouk", "draft", f"incident dismiss {id}")
    await done(drill, "anouk", "draft", f"incident close {id}")
    return "it1", f"incident reopen {id}", "New certificates"


async def verified(drill: Drill, _: Path) -> tuple[str, str, str]:
    return "anouk", f"incident verify {await opened(drill)}", ""


async def waived(drill: Drill, _: Path) -> tuple[str, str, str]:
    return "anouk", f"incident waive {await opened(drill)}", "reason=A␣risk␣to␣a␣child"


def meeting(act: str, *before: str, rest: str = "") -> World:
    async def made(drill: Drill, _: Path) -> tuple[str, str, str]:
        id = await convened(drill)
        for line in before:
            await done(drill, "anouk", "draft", f"meeting {line.format(id)}")
        return "anouk", f"meeting {act.format(id)}", rest

    return made


async def message_received(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = (await sent(drill))[1]
    return "xv1", f"message acknowledge {id}", ""


async def message_closed(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = (await sent(drill))[1]
    await drill.until(drill.now + timedelta(days=14))
    return "anouk", f"message close {id}", "reason=No␣reply␣came"


async def message_extended(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {id} closes=2026-03-19T16:00Z")
    return "fr1", f"message extend {id} 2026-03-24T16:00Z", ""


async def message_withdrawn(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {id}")
    return "fr1", f"message withdraw {id}", "A slip in the text"


def plan(act: str, *before: str) -> World:
    async def made(drill: Drill, _: Path) -> tuple[str, str, str]:
        id = await planned(drill, await consulted(drill), more="organisations=UNICEF")
        line = "organisation=UNICEF due=2026-09-01T15:00Z Train the registrars"
        await done(drill, "nl1", "draft", f"plan add {id} {line}")
        for verb in before:
            await done(drill, "anouk", "draft", f"plan {verb} {id} 1")
        verb, rest = (*act.split(" ", 1), "")[:2]
        number = "" if verb == "end" else " 1"
        return "anouk", f"plan {verb} {id}{number}", rest

    return made


async def aligned(drill: Drill, folder: Path) -> tuple[str, str, str]:
    poll = (await put(drill))["poll"]
    await new_zealand_joins(drill, folder)
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="no", PH="no")
    await drill.until(ANNOUNCED)
    return "nz1", f"poll align {poll}", ""


def poll(person: str, verb: str, rest: str) -> World:
    async def made(drill: Drill, _: Path) -> tuple[str, str, str]:
        return person, f"poll {verb} {(await put(drill))['poll']}", rest

    return made


async def confirmed(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = await waiting_for_italy(drill)
    await drill.until(ANNOUNCED)
    return "it1", f"poll confirm {id} no", ""


async def agreed_to_withdraw(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = (await put(drill))["poll"]
    await done(drill, "anouk", "draft", f"poll withdraw {id} for the roundtable")
    return "au1", f"poll consent {id} yes", ""


async def taken_off(drill: Drill, _: Path) -> tuple[str, str, str]:
    """Of the chair's own State: of another's, that one is asked first."""
    line = f"response suspend {await consulted(drill)} {SUSPEND}"
    response = (await done(drill, "nl1", "draft", line)).made["response"]
    line = f"poll open {response} closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    id = (await done(drill, "anouk", "draft", line)).made["poll"]
    return "anouk", f"poll withdraw {id}", "for the roundtable"


async def fallen_back(drill: Drill, _: Path) -> tuple[str, str, str]:
    id = (await put(drill, "rule=silence fallback=simple_majority"))["poll"]
    await receive(drill, id, "PH")
    await drill.until(ANNOUNCED)
    return "anouk", f"poll fall_back {id}", ""


async def withdrawn(drill: Drill, _: Path) -> tuple[str, str, str]:
    return "au1", f"response withdraw {(await proposed(drill))['response']}", "A better one comes"


async def accepted(drill: Drill, _: Path) -> tuple[str, str, str]:
    offered = "offered AU new=continue ongoing=continue reason=first Laws"
    made = await proposed(drill, offered, "assist")
    return "xv1", f"response accept {made['response']}", "agree=no"


HELD = ("attend {} present=NL,IT,FR,CA,AU", "open {}")
WORLDS: dict[str, World] = {
    "action answer": measure("answer", "in_effect"),
    "action end": measure("end", "The law has changed", "start"),
    "action start": measure("start"),
    "action withdraw": measure("withdraw", "The wrong State"),
    "commitment answer": commitment("answer", "withdrawn words=The␣law␣changed"),
    "commitment extend": commitment("extend", "2026-06-04T15:00Z The law passes in May"),
    "commitment withdraw": commitment("withdraw", "The law has changed"),
    "incident acknowledge": acknowledged,
    "incident consent": consented,
    "incident enter_received": acknowledged_by_letter,
    "incident extend": more_time_for_views,
    "incident reopen": reopened,
    "incident verify": verified,
    "incident waive": waived,
    "meeting cancel": meeting("cancel {}", rest="Two States cannot come"),
    "meeting close": meeting("close {}", *HELD),
    "meeting minutes": meeting("minutes {} circulate_minutes", *HELD, "close {}"),
    "meeting open": meeting("open {}", HELD[0]),
    "message acknowledge": message_received,
    "message close": message_closed,
    "message extend": message_extended,
    "message withdraw": message_withdrawn,
    "plan accept": plan("accept"),
    "plan done": plan("done Report of 9 March", "accept"),
    "plan end": plan("end Registry checked"),
    "poll align": aligned,
    "poll challenge": poll("fr1", "challenge", "IT Its agency is named"),
    "poll confirm": confirmed,
    "poll consent": agreed_to_withdraw,
    "poll extend": poll("anouk", "extend", "2026-03-19T09:00Z"),
    "poll fall_back": fallen_back,
    "poll interest": poll("it1", "interest", "party Our agency signed the contract"),
    "poll withdraw": taken_off,
    "response accept": accepted,
    "response withdraw": withdrawn,
}
