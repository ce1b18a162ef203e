"""The catch-up on one incident: where it stands, cut to what the asker may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from commands.call import Call
from commands.commitment.words import line as commitment_line
from commands.consultation.see import views
from commands.convergence.see import reads
from commands.declare import Command, command
from commands.incident import gathered
from commands.incident.card import page
from commands.incident.filing import filer
from commands.incident.see import cut_for, seen
from commands.kinds.ids import IncidentId
from commands.meeting import words as meeting_words
from commands.meeting.see import how_much
from commands.outcome import Button, Outcome, Page
from commands.poll.see import Item, seen_by
from commands.poll.subject import subject
from commands.response.see import put_or_own
from coordination.audience import Cut
from coordination.incident.incident import Incident
from coordination.incident.report import Report, unanswered
from coordination.poll.stage import Stage as PollStage
from coordination.response.record import Response
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

NEWEST = 8
"""How many reports, commitments or meetings one brief names."""
_LATER = frozenset({"incident.card.toolkit", "incident.card.reports"})
"""Lines of the card that a brief leaves out, or says more fully below."""
_LABEL = "incident.card.label"
_DECIDED = frozenset({ResponseStage.ADOPTED, ResponseStage.IN_FORCE, ResponseStage.UNDER_REVIEW})


@command("incident brief", label=Tlp.GREEN)
class Brief(Command):
    """Catch up on an incident: the situation, what was decided, who does what, what waits."""

    incident: IncidentId
    """The incident, such as INC-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident, Cut.OUTCOME)
        cut = cut_for(call, store, incident)
        card = page(store, incident, cut, call.room, call)
        lines = [line for line in card.lines if line.msgid not in (*_LATER, _LABEL)]
        lines += _inside(call, store, incident) if cut is Cut.FULL else _decided(store, incident)
        lines += [line for line in card.lines if line.msgid == _LABEL]  # of all that stands above
        buttons = _waiting(call, store, incident)
        title = Said("reading.brief", id=incident.id, title=incident.title)
        shown = Page(title, tuple(lines), (*buttons, *card.buttons))
        return Outcome(shown, shows=incident.label, about=incident.id)


def _decided(store: Store, incident: Incident) -> Iterator[Said]:
    """What whoever does not take part learns: the responses that were adopted."""
    for response in store.responses.of(incident.id):
        if response.stage in _DECIDED:
            yield _response(response)


def _inside(call: Call, store: Store, incident: Incident) -> list[Said]:
    sections = (
        ("reading.reports", _reports(call, store, incident)),
        ("reading.unanswered", _unanswered(call, store, incident)),
        ("reading.views", views(store, incident) if reads(call, store, incident) else []),
        ("reading.responses", list(map(_response, put_or_own(call, store, incident)))),
        ("reading.polls", _polls(call, store, incident)),
        ("reading.commitments", _commitments(store, incident)),
        ("reading.meetings", _meetings(call, store, incident)),
        ("reading.links", gathered.links(call, store, incident)),
        ("reading.pins", gathered.pins(call, store, incident)),
    )
    return listed(*sections)


def listed(*sections: tuple[str, Sequence[Said]]) -> list[Said]:
    """Under each section's name what it holds, the newest ones; nothing of an empty one."""
    lines: list[Said] = []
    for key, said in sections:
        if said:
            lines.append(Said(key, n=len(said)))
            lines += [Said("reading.item", item=one) for one in said[-NEWEST:]]
    return lines


def _reports(call: Call, store: Store, incident: Incident) -> list[Said]:
    """Those that stand, without their text; above the incident's label only one's own."""
    reports = store.incidents.reports(incident.id).values()
    return [_report(r, incident, store) for r in reports if r.stands and _may(r, incident, call)]


def _unanswered(call: Call, store: Store, incident: Incident) -> list[Said]:
    """For the chair: the suspicions that nobody has reported a result of yet (T-49)."""
    left = unanswered(store.incidents.reports(incident.id).values()) if call.chairs else ()
    return [_report(one, incident, store) for one in left if _may(one, incident, call)]


def _may(report: Report, incident: Incident, call: Call) -> bool:
    own = report.party is not None and report.party == call.party
    return own or report.label.fits(incident.label)


def _report(report: Report, incident: Incident, store: Store) -> Said:
    return Said(
        "reading.report",
        party=filer(store, incident, report),
        kind=Said(f"reportkind.{report.account.kind.value}"),
        at=report.filed_at,
        id=report.id,
    )


def _response(response: Response) -> Said:
    stage = Said(f"stage.response.{response.stage.value}")
    return Said("reading.response", id=response.id, title=response.title, stage=stage)


def _same(response: Response) -> Response:
    return response


def _polls(call: Call, store: Store, incident: Incident) -> list[Said]:
    lines = []
    for response in store.responses.of(incident.id):
        for poll in (*store.polls.on(response.id), *store.polls.procedural(response.id)):
            item = Item(poll, incident, partial(_same, response))
            if not seen_by(call, store, item, Cut.OUTCOME):
                continue
            stage = Said(f"stage.poll.{poll.stage.value}")
            still = poll.stage is PollStage.OPEN
            key = "reading.poll_open" if still else "reading.poll"
            more = {"at": poll.closes_at} if still else {"stage": stage}
            lines.append(Said(key, id=poll.id, title=subject(item, store), **more))
    return lines


def _commitments(store: Store, incident: Incident) -> list[Said]:
    return [commitment_line(one, store) for one in store.commitments.of_incident(incident.id)]


def _meetings(call: Call, store: Store, incident: Incident) -> list[Said]:
    lines = []
    for meeting in reversed(store.meetings.of_incident(incident.id, NEWEST)):
        if how_much(call, store, meeting) in (Cut.NOTHING, Cut.CARD):
            continue
        stage = Said(f"stage.meeting.{meeting.stage.value}")
        title = meeting_words.title(meeting)
        key = "reading.meeting_at" if meeting.start else "reading.meeting"
        when = {"at": meeting.start} if meeting.start else {}
        lines.append(Said(key, title=title, stage=stage, **when))
    return lines


def _waiting(call: Call, store: Store, incident: Incident) -> tuple[Button, ...]:
    """What was asked of this person about the incident and is not answered yet."""
    found = []
    for ask in store.asks.of(call.person.id):
        thing = store.things.find(ask.line.split()[2]) if len(ask.line.split()) > 2 else None
        if thing is not None and incident.id in (thing.incident, thing.id):
            found.append(Button(Said("reading.waits"), ask.line))
    return tuple(found)


COMMANDS: tuple[type[Command], ...] = (Brief,)
