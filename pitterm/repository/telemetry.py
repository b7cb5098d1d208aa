"""Buy-in telemetry: logging what was seen, and reversing it."""

from pitterm.domain.telemetry import BuyIn, LogBuyIn, ReverseBuyIn, TelemetryKind
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute


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
        },
        on_unknown,
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
