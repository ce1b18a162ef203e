"""Polls: how the parties of a group decide, each counting once (DR-01 … DR-34)."""

from __future__ import annotations

from commands.declare import Command
from commands.poll.agreeing import Annul, Include, Reveal
from commands.poll.amend import Amend
from commands.poll.category import Categorise, Dispute
from commands.poll.course import Close, Consent, Extend, Remind, Withdraw
from commands.poll.delegate import Absent, Delegate
from commands.poll.dissociate import Abstain, Dissociate
from commands.poll.earliest import Earliest
from commands.poll.fall_back import FallBack
from commands.poll.interest import Aside, Challenge, Interest
from commands.poll.joining import Align, Leave
from commands.poll.letter import Countersign, Enter
from commands.poll.live import AskMeeting
from commands.poll.open import Open
from commands.poll.options import Again, Next, Options
from commands.poll.outage import Outage
from commands.poll.placing import Begin
from commands.poll.read import ShowText
from commands.poll.receipt import Acknowledge, Attest, Receipt
from commands.poll.referendum import Confirm, Recount
from commands.poll.regional import Competence
from commands.poll.reserve import Reserve
from commands.poll.second import Unseen
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
    Unseen,
    Remind,
    Outage,
    Amend,
    ShowText,
    Begin,
    Acknowledge,
    Reserve,
    Receipt,
    Attest,
    FallBack,
    Earliest,
    AskMeeting,
    Dissociate,
    Abstain,
    Confirm,
    Delegate,
    Absent,
    Recount,
    Align,
    Leave,
    Interest,
    Challenge,
    Aside,
    Annul,
    Reveal,
    Include,
    Competence,
    Options,
    Next,
    Again,
    Categorise,
    Dispute,
)
