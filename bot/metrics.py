"""What is counted and measured. Labels are names of platforms and kinds, never a name or a word."""

from __future__ import annotations

from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """The numbers of one running bot, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._receipts()
        self._sending()
        self._state()

    def _receipts(self) -> None:
        kept = self.registry
        self.heard = Counter("comity_receipts_heard", "Receipts kept.", ["platform"], registry=kept)
        self.performed = Counter(
            "comity_receipts_performed", "Receipts performed.", ["outcome"], registry=kept
        )
        self.performing = Histogram(
            "comity_receipt_performed_seconds",
            "From the receipt to the end of its transaction.",
            buckets=_QUICK,
            registry=kept,
        )
        self.arriving = Histogram(
            "comity_receipt_arrived_seconds",
            "From the platform's own time of sending to the receipt.",
            ["platform"],
            buckets=_QUICK,
            registry=kept,
        )
        self.undecryptable = Counter(
            "comity_undecryptable", "Messages that could not be read.", ["platform"], registry=kept
        )
        self.deadlines = Counter(
            "comity_deadlines_performed", "Deadlines performed.", ["outcome"], registry=kept
        )

    def _sending(self) -> None:
        kept = self.registry
        self.sends = Counter(
            "comity_sends", "Attempts to send.", ["platform", "outcome"], registry=kept
        )
        self.sending = Histogram(
            "comity_send_seconds",
            "One attempt to send.",
            ["platform"],
            buckets=_QUICK,
            registry=kept,
        )
        self.edits = Counter(
            "comity_card_edits", "Edits of live cards.", ["platform", "outcome"], registry=kept
        )
        self.editing = Histogram(
            "comity_card_edit_delay_seconds",
            "From a change to the card that shows it.",
            ["platform"],
            buckets=_QUICK,
            registry=kept,
        )

    def _state(self) -> None:
        def gauge(name: str, words: str, *labels: str) -> Gauge:
            return Gauge(f"comity_{name}", words, labels, registry=self.registry)

        self.outbox = gauge("outbox_rows", "Rows that are not sent, by state.", "state")
        self.outbox_age = gauge("outbox_oldest_seconds", "How long the oldest head could be sent.")
        self.late = gauge("deadline_late_seconds", "How late the earliest deadline is.")
        self.waiting = gauge("receipt_oldest_seconds", "How long the oldest receipt waits.")
        self.database = gauge("database_roundtrip_seconds", "One transaction of reading.")
        self.database_up = gauge("database_up", "Whether the database answers.")
        self.leader = gauge("leader", "Whether this process leads.")
        self.connected = gauge("platform_connected", "Whether the platform is there.", "platform")
        self.jumped = gauge("clock_jump_seconds", "The machine's clock against our own count.")
        self.skew = gauge("clock_skew_seconds", "A platform's clock against ours.", "platform")
        self.audit = gauge("audit_entries", "Entries that the audit has had.")
        self.disk = gauge("disk_free_bytes", "Free where the bot keeps its files.")


def seconds(later: datetime, earlier: datetime | None) -> float:
    """How long ago that was; nothing where it was not, or is to come."""
    return 0.0 if earlier is None else max((later - earlier) / timedelta(seconds=1), 0.0)
