"""The noun `clearance`: what a State clears at home before it answers; its own alone (D5)."""

from __future__ import annotations

from commands.clearance.act import Answer, Begin, Withdraw
from commands.clearance.clock import Remind, Start
from commands.clearance.order import Assign, Show, Steps
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (Steps, Assign, Begin, Answer, Withdraw, Show, Start, Remind)
