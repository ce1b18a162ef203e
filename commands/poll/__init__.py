"""Polls: how the parties of a group decide, each counting once (DR-01 … DR-34)."""

from __future__ import annotations

from commands.declare import Command
from commands.poll.amend import Amend
from commands.poll.course import Close, Consent, Extend, Remind, Withdraw
from commands.poll.delegate import Absent, Delegate
from commands.poll.dissociate import Abstain, Dissociate
from commands.poll.letter import Countersign, Enter
from commands.poll.open import Open
from commands.poll.outage import Outage
from commands.poll.referendum import Confirm, Recount
from commands.poll.show import List, Show
from commands.poll.state import Correct, State
from commands.poll.vote import Cast, Object

COMMANDS: tuple[type[Command], ...] = (
    Open,
    Cast,
    Object,
    State,
    Show,
    List,
    Extend,
    Consent,
    Withdraw,
    Close,
    Correct,
    Enter,
    Countersign,
    Remind,
    Outage,
    Amend,
    Dissociate,
    Abstain,
    Confirm,
    Delegate,
    Absent,
    Recount,
)
