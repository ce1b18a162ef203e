"""The noun `incident`: what was noticed, told to those concerned, and what becomes of it."""

from __future__ import annotations

from commands.declare import Command
from commands.incident.acknowledge import Acknowledge, Replies
from commands.incident.by_letter import EnterAcknowledgement
from commands.incident.consult import Caucus, Invite, Touched
from commands.incident.correct import Correct
from commands.incident.end import Close, Reopen
from commands.incident.idle import RemindOfMore
from commands.incident.inform import Inform
from commands.incident.open import Open, Share
from commands.incident.relay import Carry, Consenting
from commands.incident.report import File, Retract
from commands.incident.stance import GiveView
from commands.incident.thread import AddLink, AddUpdate, KeepMessage
from commands.incident.verify import Dismiss, Verify
from commands.incident.waive import Waive

COMMANDS: tuple[type[Command], ...] = (
    Open,
    Share,
    File,
    Retract,
    Correct,
    Verify,
    Dismiss,
    Inform,
    Acknowledge,
    EnterAcknowledgement,
    Waive,
    GiveView,
    Touched,
    Invite,
    Caucus,
    AddUpdate,
    KeepMessage,
    AddLink,
    Carry,
    Consenting,
    RemindOfMore,
    Close,
    Reopen,
    Replies,
)
