"""Meetings: proposing, convening, holding."""

from __future__ import annotations

from commands.declare import Command
from commands.meeting.available import Available
from commands.meeting.convene import Cancel, Convene, Postpone
from commands.meeting.follow import FollowConclusion
from commands.meeting.hold import Attend, Close, Conclude, Minutes, Open
from commands.meeting.listing import List, Remind, Show
from commands.meeting.plan import Agenda, Invite
from commands.meeting.prompt import Missing, Prompt
from commands.meeting.propose import Propose
from commands.meeting.slots import Slots

COMMANDS: tuple[type[Command], ...] = (
    Propose,
    Available,
    Slots,
    Convene,
    Agenda,
    Invite,
    Attend,
    Open,
    Conclude,
    Close,
    Minutes,
    Postpone,
    Cancel,
    Show,
    List,
    Remind,
    Prompt,
    Missing,
    FollowConclusion,
)
