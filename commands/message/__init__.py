"""The noun `message`: what several States write to one together, from draft to reply (T-42)."""

from __future__ import annotations

from commands.declare import Command
from commands.message.after import Acknowledge, Follow, Reply, Withdraw
from commands.message.close import Close
from commands.message.comments import Circulate, Collect, Comment
from commands.message.correct import Correct, Corrected, Object
from commands.message.dispatch import Dispatch
from commands.message.draft import Draft, Further
from commands.message.freeze import Freeze, Open
from commands.message.in_time import Extend, Overdue, Remind
from commands.message.join import Join
from commands.message.post import Countersign, Enter
from commands.message.reading import Compare, List, Show
from commands.message.revise import Language, Revise
from commands.message.sign import Answer, Decline, Sign, Unsign
from commands.message.unseen import Unseen

COMMANDS: tuple[type[Command], ...] = (
    Draft,
    Join,
    Circulate,
    Comment,
    Revise,
    Language,
    Compare,
    Freeze,
    Open,
    Extend,
    Answer,
    Sign,
    Unsign,
    Decline,
    Dispatch,
    Acknowledge,
    Reply,
    Follow,
    Close,
    Further,
    Correct,
    Object,
    Corrected,
    Withdraw,
    Show,
    List,
    Collect,
    Remind,
    Overdue,
    Enter,
    Countersign,
    Unseen,
)
