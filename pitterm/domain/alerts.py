"""Alerts: what on the floor wants somebody's eyes, from its limit until its cause ends."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from pitterm.domain.staff import Role
from pitterm.domain.text import NOTES_LIMIT
from pitterm.domain.values import Row, Value

ALERT_KEY_LIMIT = 200


class AlertClass(StrEnum):
    """How loud an alert is: custody blinks until somebody acknowledges it, attention is steady."""

    CUSTODY = "custody"
    ATTENTION = "attention"


class AlertKind(StrEnum):
    """What an alert is about."""

    SLIP_LATE = "slip_late"
    OPENER_DIFFERS = "opener_differs"
    COUNT_OWED = "count_owed"
    CHANGE_COUNT_MISSING = "change_count_missing"
    OPENING_COUNT_LATE = "opening_count_late"
    RUNDOWN_LONG = "rundown_long"
    BOX_NOT_RECORDED = "box_not_recorded"
    DAY_CHANGE_UNCOUNTED = "day_change_uncounted"
    NO_ENTRY = "no_entry"
    NEED_HIGH = "need_high"
    POSSIBLE_DOUBLE = "possible_double"

    @property
    def words(self) -> str:
        """The alert as people say it."""
        return _WORDS[self]

    @property
    def next_step(self) -> str:
        """What ends its cause; `{count-chips}` in it stands for that command's key."""
        return _NEXT_STEPS[self]


_WORDS = {
    AlertKind.SLIP_LATE: "slip in flight too long",
    AlertKind.OPENER_DIFFERS: "opener differs from closer",
    AlertKind.COUNT_OWED: "count owed",
    AlertKind.CHANGE_COUNT_MISSING: "shift change not counted",
    AlertKind.OPENING_COUNT_LATE: "opening count late",
    AlertKind.RUNDOWN_LONG: "rundown too long",
    AlertKind.BOX_NOT_RECORDED: "drop box not recorded",
    AlertKind.DAY_CHANGE_UNCOUNTED: "day change not counted",
    AlertKind.NO_ENTRY: "no entry logged",
    AlertKind.NEED_HIGH: "need above the limit",
    AlertKind.POSSIBLE_DOUBLE: "possible double entry",
}

_NEXT_STEPS = {
    AlertKind.SLIP_LATE: "Sign, verify and deposit the slip, or have it voided: {slips}.",
    AlertKind.OPENER_DIFFERS: "It ends with the session, or when the wrong count is voided.",
    AlertKind.COUNT_OWED: "Count the closed table's tray with {count-chips}.",
    AlertKind.CHANGE_COUNT_MISSING: "Count the tray with {count-chips} for the shift change.",
    AlertKind.OPENING_COUNT_LATE: (
        "Count the tray with {count-chips}, or cancel the session with {close-table}."
    ),
    AlertKind.RUNDOWN_LONG: (
        "Close the table with {close-table}, or take it back to play with {rundown}."
    ),
    AlertKind.BOX_NOT_RECORDED: "Record the drop box with {drop-box}.",
    AlertKind.DAY_CHANGE_UNCOUNTED: "Count the tray with {count-chips} for the day change.",
    AlertKind.NO_ENTRY: "Log what was bought in with {log-buy-in}.",
    AlertKind.NEED_HIGH: (
        "Request a fill with {request-fill}; the next count shows whether it was enough."
    ),
    AlertKind.POSSIBLE_DOUBLE: (
        "Undo one of the two entries with {undo-buy-in}, if it was one buy-in."
    ),
}

ACKNOWLEDGES = frozenset({Role.FLOOR_SUPERVISOR, Role.PIT_BOSS, Role.SHIFT_MANAGER, Role.ADMIN})
"""Who may say that an alert was seen."""


class Alert(Row):
    """One alert of one table; it ends with its cause, whether or not somebody acknowledged it."""

    key: str
    """Stable for one cause, and another for the next one of the same kind."""
    kind: AlertKind
    alert_class: AlertClass
    since: datetime
    """When the cause began."""
    amount_cents: int | None
    """The difference, need or entry; None where figures may not be seen or none belongs to it."""
    acknowledged_at: datetime | None
    acknowledged_by_name: str | None
    note: str | None

    @property
    def is_acknowledged(self) -> bool:
        """Whether somebody said that they saw it."""
        return self.acknowledged_at is not None

    @property
    def is_alarm(self) -> bool:
        """Whether it may blink: about custody, and nobody acknowledged it."""
        return self.alert_class is AlertClass.CUSTODY and not self.is_acknowledged


class AcknowledgeAlert(Value):
    """Somebody saw the alert; it stays listed until its cause ends."""

    alert_key: str = Field(min_length=1, max_length=ALERT_KEY_LIMIT)
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    key: str


class Acknowledgement(Row):
    """A row of `pit.alert_acknowledgement`."""

    alert_key: str
    acknowledged_at: datetime
    note: str | None


def in_order(alerts: Iterable[Alert]) -> list[Alert]:
    """Custody first, then the oldest."""
    return sorted(
        alerts, key=lambda alert: (alert.alert_class is not AlertClass.CUSTODY, alert.since)
    )


def why_not_acknowledge(alert: Alert | None, role: Role) -> str | None:
    """Why this person may not acknowledge this alert, as a sentence; None when they may."""
    if role not in ACKNOWLEDGES:
        return "Alerts are acknowledged by the floor, the pit boss or the shift manager."
    if alert is None:
        return "No alert is selected."
    if alert.is_acknowledged:
        by = f" by {alert.acknowledged_by_name}" if alert.acknowledged_by_name else ""
        return f"That alert was already acknowledged{by}."
    return None
