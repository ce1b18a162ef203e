"""What the state of a room says of its security (T-11; pure)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.matrix.incoming import part
from bot.matrix.settings import server_of
from bot.rooms import Security

_MEGOLM = "m.megolm.v1.aes-sha2"
# Whatever else there may be (restricted to the members of another room, say) lets strangers in.
_CLOSED = ("invite", "private", "knock")
NOT_JOINED = Security(safe=False, reasons=("room.not_joined",))


@dataclass
class RoomFacts:
    """The facts of one room; what the state does not say has the default of the specification."""

    algorithm: str | None = None
    join_rule: str = "invite"
    history: str = "shared"
    guests: bool = False
    direct: bool = False
    named: bool = False
    members: dict[str, str] = field(default_factory=dict)

    def learn(self, event: dict[str, Any]) -> bool:
        """Take in a state event; says whether the membership changed."""
        content, key = part(event, "content"), event.get("state_key")
        match event.get("type"):
            case "m.room.member" if isinstance(key, str):
                return self._member(key, content)
            case "m.room.encryption":
                self.algorithm = str(content.get("algorithm"))
            case "m.room.join_rules":
                self.join_rule = str(content.get("join_rule", "invite"))
            case "m.room.history_visibility":
                self.history = str(content.get("history_visibility", "shared"))
            case "m.room.guest_access":
                self.guests = content.get("guest_access") == "can_join"
            case "m.room.name":
                self.named = bool(content.get("name"))
        return False

    def _member(self, account: str, content: dict[str, Any]) -> bool:
        before, now = self.members.get(account), str(content.get("membership"))
        self.members[account] = now
        self.direct = self.direct or content.get("is_direct") is True
        return before != now

    @property
    def encrypted(self) -> bool:
        return self.algorithm is not None

    @property
    def present(self) -> frozenset[str]:
        """Who is in the room or invited to it."""
        return frozenset(a for a, stage in self.members.items() if stage in ("join", "invite"))

    @property
    def readers(self) -> list[str]:
        """Whose devices get the keys: the joined, and the invited where they may read later."""
        invited = self.history != "joined"
        return sorted(
            account
            for account, stage in self.members.items()
            if stage == "join" or (invited and stage == "invite")
        )

    def alone_with(self, account: str, us: str) -> bool:
        """Whether it is a direct room: a State's own room with one officer has a name."""
        if self.named and not self.direct:
            return False
        return self.present == {account, us} and self.members.get(us) == "join"

    def security(self, allowed: frozenset[str]) -> Security:
        """Whether the room may hear sensitive things, or each reason why not.

        Guest access alone lets nobody in: it counts where the room is not by invitation only.
        """
        found = {
            "room.not_encrypted": self.algorithm != _MEGOLM,
            "room.history_world_readable": self.history == "world_readable",
            "room.public": self.join_rule not in _CLOSED,
            "room.guests": self.guests and self.join_rule != "invite",
            "room.foreign_server": any(server_of(a) not in allowed for a in self.present),
        }
        reasons = tuple(reason for reason, holds in found.items() if holds)
        return Security(safe=not reasons, reasons=reasons, present=self.present)
