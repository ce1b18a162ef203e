"""Common responses: proposed, withdrawn; their adoption is a poll's (T-40 … T-44)."""

from __future__ import annotations

from commands.declare import Command
from commands.response.assist import Assist
from commands.response.course import Accept, Withdraw
from commands.response.drafted import Propose
from commands.response.other import Other
from commands.response.propose import Suspend, Unify, Write
from commands.response.reply import Reply

COMMANDS: tuple[type[Command], ...] = (
    Suspend,
    Write,
    Unify,
    Assist,
    Other,
    Propose,
    Accept,
    Withdraw,
    Reply,
)
