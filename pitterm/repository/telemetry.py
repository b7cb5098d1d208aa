"""Buy-in telemetry: logging what was seen, and reversing it."""

from uuid import UUID

from pitterm.domain.telemetry import (
    BuyIn,
    LogBuyIn,
    LogLateBuyIn,
    LogRatedBuyIn,
    OpenRatingSlip,
    ReverseBuyIn,
    TelemetryKind,
)
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute, resolve_once
from pitterm.repository.paper import buyin_from_paper


async def log_buyin(desk: Desk, request: LogBuyIn, on_unknown: OnUnknown = None) -> BuyIn:
    """Log an unrated buy-in."""
    return await execute(
        desk,
        "rpc_log_table_buyin_telemetry",
        BuyIn,
        request.key,
        {
            "p_table_id": request.gaming_table_id,
            "p_amount_cents": request.amount_cents,
            "p_telemetry_kind": TelemetryKind.UNRATED.value,
            "p_tender_type": request.tender_type.value if request.tender_type else None,
            "p_note": request.note,
            "p_outside_session": request.outside_session,
            **buyin_from_paper(request.paper),
        },
        on_unknown,
    )


async def send_late_buyin(desk: Desk, request: LogLateBuyIn) -> BuyIn:
    """Log a buy-in that waited; sent again under its key it brings the first result.

    Raises OutcomeUnknown where the reply was lost: it may be sent again, since its key is the same.
    """
    return await desk.call(
        "rpc_log_table_buyin_telemetry",
        BuyIn,
        request.key,
        {
            "p_table_id": request.gaming_table_id,
            "p_amount_cents": request.amount_cents,
            "p_telemetry_kind": TelemetryKind.UNRATED.value,
            "p_tender_type": request.tender_type.value if request.tender_type else None,
            "p_note": request.note,
            "p_occurred_at": request.occurred_at,
            "p_outside_session": request.outside_session,
            "p_is_late": True,
            "p_idempotency_key": request.key,
        },
    )


async def resolve_buyin(desk: Desk, key: str) -> BuyIn | None:
    """The entry this key brought about; None once the server has promised that it never will."""
    return await resolve_once(desk, BuyIn, key)


async def log_rated_buyin(
    desk: Desk, request: LogRatedBuyIn, on_unknown: OnUnknown = None
) -> BuyIn:
    """Log by hand a rated buy-in of one of the table's open slips."""
    return await execute(
        desk,
        "rpc_log_table_buyin_telemetry",
        BuyIn,
        request.key,
        {
            "p_table_id": request.gaming_table_id,
            "p_amount_cents": request.amount_cents,
            "p_telemetry_kind": TelemetryKind.RATED.value,
            "p_visit_id": request.visit_id,
            "p_rating_slip_id": request.rating_slip_id,
            "p_tender_type": request.tender_type.value if request.tender_type else None,
            "p_note": request.note,
            **buyin_from_paper(request.paper),
        },
        on_unknown,
    )


async def read_open_rating_slips(desk: Desk, table_id: UUID) -> list[OpenRatingSlip]:
    """The rating slips open at a table, by seat."""
    return await desk.ask(
        "select r.id, r.visit_id, r.gaming_table_id, r.seat_number, v.player_reference,"
        " r.started_at from pit.rating_slip r join pit.visit v on v.id = r.visit_id"
        " where r.gaming_table_id = :table and r.ended_at is null and v.ended_at is null"
        " order by r.seat_number nulls last, r.started_at",
        OpenRatingSlip,
        table=table_id,
    )


async def reverse_buyin(desk: Desk, request: ReverseBuyIn, on_unknown: OnUnknown = None) -> BuyIn:
    """Reverse an entry at its own time."""
    return await execute(
        desk,
        "rpc_reverse_table_buyin_telemetry",
        BuyIn,
        request.key,
        {"p_telemetry_id": request.telemetry_id, "p_reason": request.reason},
        on_unknown,
    )
