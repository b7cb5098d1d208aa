"""Visits, rating slips and finance's record of a player's money."""

from pitterm.domain.finance import (
    EndRatingSlip,
    EndVisit,
    PlayerTransaction,
    RatingSlip,
    RecordBuyIn,
    StartRatingSlip,
    StartVisit,
    Visit,
)
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute


async def start_visit(desk: Desk, request: StartVisit, on_unknown: OnUnknown = None) -> Visit:
    """Begin a player's stay."""
    return await execute(
        desk,
        "rpc_start_visit",
        Visit,
        request.key,
        {"p_player_reference": request.player_reference},
        on_unknown,
    )


async def start_rating_slip(
    desk: Desk, request: StartRatingSlip, on_unknown: OnUnknown = None
) -> RatingSlip:
    """Rate a player's play at a table from here on."""
    return await execute(
        desk,
        "rpc_start_rating_slip",
        RatingSlip,
        request.key,
        {"p_visit_id": request.visit_id, "p_table_id": request.gaming_table_id},
        on_unknown,
    )


async def end_rating_slip(
    desk: Desk, request: EndRatingSlip, on_unknown: OnUnknown = None
) -> RatingSlip:
    """End a player's play at a table."""
    return await execute(
        desk,
        "rpc_end_rating_slip",
        RatingSlip,
        request.key,
        {"p_rating_slip_id": request.rating_slip_id},
        on_unknown,
    )


async def end_visit(desk: Desk, request: EndVisit, on_unknown: OnUnknown = None) -> Visit:
    """End a player's stay."""
    return await execute(
        desk, "rpc_end_visit", Visit, request.key, {"p_visit_id": request.visit_id}, on_unknown
    )


async def record_buyin(
    desk: Desk, request: RecordBuyIn, on_unknown: OnUnknown = None
) -> PlayerTransaction:
    """Record money brought to a table; the telemetry has it in the same transaction."""
    return await execute(
        desk,
        "rpc_record_player_transaction",
        PlayerTransaction,
        request.key,
        {
            "p_visit_id": request.visit_id,
            "p_direction": "in",
            "p_amount_cents": request.amount_cents,
            "p_rating_slip_id": request.rating_slip_id,
            "p_tender_type": request.tender_type.value,
        },
        on_unknown,
    )
