"""The noun `directory`: who speaks for whom, where, and how to reach them."""

from __future__ import annotations

from commands.declare import Command
from commands.directory.accredit import ConfirmAccreditation, ShowWaiting
from commands.directory.channel import SayChannel
from commands.directory.parties import ShowAuthority, ShowGroup, ShowState
from commands.directory.people import ShowContact, ShowPerson
from commands.directory.terms import ShowTerms

COMMANDS: tuple[type[Command], ...] = (
    ShowGroup,
    ShowTerms,
    ShowState,
    ShowAuthority,
    ShowPerson,
    ShowContact,
    SayChannel,
    ShowWaiting,
    ConfirmAccreditation,
)
