"""The records of BJ-01 for tests: a live session, a closed one, and what was recorded in them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from pitterm.domain.detail import SessionRecord, TableDetail, TimelineKind, TimelineRow
from pitterm.domain.metrics import Grade, OpeningSource, Rundown
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.telemetry import Coverage, Tender
from tests.podium.values import (
    BOSS,
    DEALER,
    FLOOR,
    GAMING_DAY,
    NOW,
    SECURITY,
    TRAY,
    make_id,
    make_session,
)

LIVE = make_session()
YESTERDAY = make_session(
    status=SessionStatus.CLOSED,
    id=make_id("session yesterday"),
    opened_at=NOW - timedelta(hours=26),
    closed_at=NOW - timedelta(hours=18),
)


def make_row(kind: TimelineKind, what: str = "", minutes: int = 10, **changes: Any) -> TimelineRow:
    """A record of the live session, made by the boss so many minutes ago."""
    number = changes.pop("number", 1)
    return TimelineRow.model_validate(
        {
            "kind": kind,
            "what": what,
            "id": make_id(f"{kind} {what} {number}"),
            "at": NOW - timedelta(minutes=minutes),
            "counts_at": None,
            "session_id": LIVE.id,
            "actor_id": BOSS.id,
            "second_id": None,
            "signed_at": None,
            "amount_cents": None,
            "stands": True,
            "is_artifact": False,
            "note": None,
            "chipset": None,
            "label": None,
            "box": None,
            "seal": None,
            "box_in": None,
            "seal_in": None,
            "tender": None,
            "refers_to": None,
            **changes,
        }
    )


def make_rundown(**changes: Any) -> Rundown:
    """What yesterday's session came to, before its box was counted."""
    return Rundown.model_validate(
        {
            "id": make_id("rundown yesterday"),
            "gaming_table_id": make_id("table BJ-01"),
            "table_session_id": YESTERDAY.id,
            "gaming_day": GAMING_DAY,
            "opening_bankroll_total_cents": 2_000_000,
            "closing_bankroll_total_cents": 1_800_000,
            "opening_source": OpeningSource.OPENING_COUNT,
            "fills_total_cents": 500_000,
            "credits_total_cents": 200_000,
            "estimated_drop_rated_cents": 300_000,
            "estimated_drop_grind_cents": 550_000,
            "estimated_drop_buyins_cents": 850_000,
            "telemetry_quality": Coverage.GOOD,
            "win_loss_inventory_cents": -500_000,
            "win_loss_estimated_cents": 350_000,
            "win_from": YESTERDAY.opened_at,
            "win_to": YESTERDAY.closed_at,
            "discrepancy_cents": -10_000,
            "counted_drop_cents": None,
            "counted_win_cents": None,
            "metric_grade": Grade.ESTIMATE,
            "late_events": 1,
            "computed_at": NOW,
            "finalized_at": None,
            "finalized_by_staff_id": None,
            **changes,
        }
    )


def _entry(cents: int, minutes: int, number: int, **changes: Any) -> TimelineRow:
    what = changes.pop("what", "GRIND_BUYIN")
    at = NOW - timedelta(minutes=minutes)
    fields = {"amount_cents": cents, "number": number, "counts_at": at, "tender": Tender.CASH}
    return make_row(TimelineKind.ENTRY, what, minutes, **{**fields, **changes})


SPOT = make_row(
    TimelineKind.COUNT,
    "rundown",
    20,
    amount_cents=1_755_000,
    chipset=TRAY,
    second_id=DEALER.id,
    signed_at=NOW - timedelta(minutes=19),
)
OPENER = make_row(
    TimelineKind.COUNT,
    "open",
    136,
    amount_cents=1_755_000,
    chipset=TRAY,
    second_id=DEALER.id,
    is_artifact=True,
)
BOX = make_row(
    TimelineKind.DROP,
    minutes=30,
    box="B-17",
    seal="S-4471",
    box_in="B-18",
    seal_in="S-4472",
    second_id=SECURITY.id,
)
ENTRY = _entry(10_000, 5, 1)
TIMELINE = (
    ENTRY,
    _entry(-2_500, 8, 2, what="REVERSAL", note="seen twice", counts_at=NOW - timedelta(minutes=12)),
    _entry(2_500, 12, 3, stands=False, actor_id=FLOOR.id),
    _entry(50_000, 15, 4, what="RATED_BUYIN", tender=Tender.MARKER, actor_id=FLOOR.id),
    SPOT,
    BOX,
    make_row(
        TimelineKind.SLIP,
        "fill verified",
        45,
        label="FILL-2026-000123",
        amount_cents=500_000,
        chipset={10_000: 50},
        actor_id=DEALER.id,
        second_id=SECURITY.id,
        signed_at=NOW - timedelta(minutes=50),
    ),
    make_row(TimelineKind.MOVE, "open", 134),
    OPENER,
)


def make_detail(**changes: Any) -> TableDetail:
    """Two sessions, and the timeline of the live one."""
    return TableDetail(
        sessions=changes.get(
            "sessions",
            (
                SessionRecord(session=LIVE, rundown=None),
                SessionRecord(session=YESTERDAY, rundown=make_rundown()),
            ),
        ),
        timeline=changes.get("timeline", TIMELINE),
        is_cut=changes.get("is_cut", False),
    )


def read_detail(_table: UUID, session: UUID | None = None, _limit: int = 200) -> TableDetail:
    """The live session's timeline for itself, and nothing for the one of yesterday."""
    return make_detail(timeline=() if session == YESTERDAY.id else TIMELINE)
