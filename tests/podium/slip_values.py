"""Builders of fills and credits on their way between Harbor's cage and its tables."""

from datetime import datetime, timedelta
from typing import Any

from pitterm.domain.chips import total_cents
from pitterm.domain.house import ChipMix
from pitterm.domain.slips import Slip, SlipKind, SlipStatus
from pitterm.domain.staff import StaffMember
from pitterm.domain.telemetry import OpenRatingSlip
from tests.podium.values import (
    CASHIER,
    DEALER,
    FLOOR,
    GAMING_DAY,
    NOW,
    SECURITY,
    make_id,
)

FILL = {10_000: 50, 2_500: 120, 500: 100}
"""A fill of $8,500."""
MIXES = tuple(
    ChipMix(id=make_id(f"mix {name}"), game="Blackjack", name=name, position=place, shares=shares)
    for place, (name, shares) in enumerate(
        (
            ("standard", {10_000: 50, 2_500: 40, 500: 10}),
            ("high", {100_000: 50, 10_000: 50}),
            ("low", {2_500: 60, 500: 40}),
        )
    )
)


def make_slip(
    kind: SlipKind = SlipKind.FILL,
    status: SlipStatus = SlipStatus.REQUESTED,
    label: str = "BJ-01",
    *,
    runner: StaffMember | None = None,
    is_carried: bool = False,
    minutes: int = 4,
    **changes: Any,
) -> Slip:
    """A slip the floor supervisor requested some minutes ago, as its status leaves it."""
    number = changes.pop("number", 1)
    chips = changes.pop("chipset", FILL)
    requested_at = NOW - timedelta(minutes=minutes)
    is_issued = status not in (SlipStatus.REQUESTED, SlipStatus.WITHDRAWN)
    is_verified = status in (SlipStatus.VERIFIED, SlipStatus.DEPOSITED)
    runner = runner or (SECURITY if is_carried or is_verified else None)

    def step(minute: int, is_taken: bool, who: StaffMember) -> tuple[datetime | None, Any]:
        return (requested_at + timedelta(minutes=minute), who.id) if is_taken else (None, None)

    issued_at, issued_by = step(1, is_issued, CASHIER)
    verified_at, verified_by = step(3, is_verified, DEALER)
    return Slip.model_validate(
        {
            "id": make_id(f"slip {kind} {label} {number}"),
            "gaming_table_id": make_id(f"table {label}"),
            "table_session_id": make_id(f"session {label}"),
            "kind": kind,
            "status": status,
            "slip_label": f"{kind.upper()}-2026-{number:06d}" if is_issued else None,
            "chipset": chips,
            "amount_cents": total_cents(chips),
            "note": None,
            "gaming_day": GAMING_DAY,
            "requested_at": requested_at,
            "requested_by_staff_id": FLOOR.id,
            "issued_at": issued_at,
            "issued_by_staff_id": issued_by,
            "runner_staff_id": runner.id if runner else None,
            "carried_at": requested_at + timedelta(minutes=2) if is_carried else None,
            "verified_at": verified_at,
            "verified_by_staff_id": verified_by,
            "deposited_at": None,
            "deposited_by_staff_id": None,
            "drop_box_id": None,
            "voided_at": None,
            "voided_by_staff_id": None,
            "void_witnessed_by_staff_id": None,
            "void_reason": None,
            "withdrawn_at": None,
            "withdrawn_by_staff_id": None,
            "effective_at": None,
            "version": 1,
            **changes,
        }
    )


def make_rating_slip(seat: int | None = 3, player: str | None = "P-10442") -> OpenRatingSlip:
    """A rating slip open at BJ-01 for half an hour."""
    return OpenRatingSlip(
        id=make_id(f"rating {seat} {player}"),
        visit_id=make_id(f"visit {seat} {player}"),
        gaming_table_id=make_id("table BJ-01"),
        seat_number=seat,
        player_reference=player,
        started_at=NOW - timedelta(minutes=30),
    )


SLIPS = (
    make_slip(SlipKind.CREDIT, SlipStatus.REQUESTED, "BJ-03", minutes=22),
    make_slip(SlipKind.FILL, SlipStatus.ISSUED, "BJ-01", is_carried=True, minutes=9, number=123),
    make_slip(
        SlipKind.CREDIT, SlipStatus.VERIFIED, "BJ-05", minutes=5, number=88, note="colour up"
    ),
    make_slip(SlipKind.FILL, SlipStatus.REQUESTED, "BJ-05", minutes=1, number=2),
)
"""One slip of each standing, the oldest of them late."""
