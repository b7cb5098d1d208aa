"""The numbers of a period, and the signatures under them."""

from datetime import datetime
from uuid import UUID

from pitterm.domain.metrics import (
    CasinoMetrics,
    Checkpoint,
    FinalizeRundown,
    HourlyBuyIns,
    MarkCheckpoint,
    PitMetrics,
    Rundown,
    SessionMetrics,
    ShiftSheet,
    ShiftWindow,
    SignOff,
    SignOffShift,
    SignOn,
    SignOnShift,
    TableMetrics,
)
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute


async def read_shift_windows(desk: Desk, at: datetime | None = None) -> list[ShiftWindow]:
    """The shift of an instant (now without one), the one before, last week's and the day."""
    return await desk.ask(
        "select * from pit.rpc_get_shift_windows(cast(:at as timestamptz))", ShiftWindow, at=at
    )


async def read_table_metrics(desk: Desk, start: datetime, end: datetime) -> list[TableMetrics]:
    """One row for every table that was on the floor in [start, end), in pit order."""
    return await desk.ask(
        "select * from pit.rpc_shift_table_metrics(:start, :end)",
        TableMetrics,
        start=start,
        end=end,
    )


async def read_pit_metrics(desk: Desk, start: datetime, end: datetime) -> list[PitMetrics]:
    """One row for every pit, and one for the tables in none."""
    return await desk.ask(
        "select * from pit.rpc_shift_pit_metrics(:start, :end)", PitMetrics, start=start, end=end
    )


async def read_casino_metrics(desk: Desk, start: datetime, end: datetime) -> CasinoMetrics:
    """The casino's sums in [start, end)."""
    return await desk.ask_one(
        "select * from pit.rpc_shift_casino_metrics(:start, :end)",
        CasinoMetrics,
        start=start,
        end=end,
    )


async def read_session_metrics(
    desk: Desk, start: datetime, end: datetime, table_id: UUID | None = None
) -> list[SessionMetrics]:
    """What of the window belongs to which session, and what to none."""
    return await desk.ask(
        "select * from pit.rpc_session_metrics(:start, :end, cast(:table as uuid))",
        SessionMetrics,
        start=start,
        end=end,
        table=table_id,
    )


async def read_hourly_buyins(desk: Desk, start: datetime, end: datetime) -> list[HourlyBuyIns]:
    """Box tenders by table and hour of the clock; an hour without an entry has no row."""
    return await desk.ask(
        "select * from pit.rpc_get_hourly_buyins(:start, :end)",
        HourlyBuyIns,
        start=start,
        end=end,
    )


async def read_shift_sheet(
    desk: Desk, start: datetime, end: datetime, pit_id: UUID | None = None
) -> ShiftSheet:
    """The sign-off sheet of a shift, for one pit or the casino."""
    return await desk.ask_one(
        "select * from pit.rpc_get_shift_sheet(:start, :end, cast(:pit as uuid))",
        ShiftSheet,
        start=start,
        end=end,
        pit=pit_id,
    )


async def read_checkpoints(desk: Desk, since: datetime) -> list[Checkpoint]:
    """The moments somebody marked, newest first."""
    return await desk.ask(
        "select * from pit.shift_checkpoint where made_at >= :since order by made_at desc",
        Checkpoint,
        since=since,
    )


async def read_rundowns(desk: Desk, table_id: UUID, limit: int = 20) -> list[Rundown]:
    """What the last sessions of a table came to, newest first."""
    return await desk.ask(
        "select r.* from pit.table_rundown r"
        " join pit.table_session s on s.id = r.table_session_id"
        " where r.gaming_table_id = :table order by s.opened_at desc limit :limit",
        Rundown,
        table=table_id,
        limit=limit,
    )


async def finalize_rundown(
    desk: Desk, request: FinalizeRundown, on_unknown: OnUnknown = None
) -> Rundown:
    """Make a session's figures final."""
    return await execute(
        desk,
        "rpc_finalize_table_rundown",
        Rundown,
        request.key,
        {"p_table_session_id": request.table_session_id},
        on_unknown,
    )


async def mark_checkpoint(
    desk: Desk, request: MarkCheckpoint, on_unknown: OnUnknown = None
) -> Checkpoint:
    """Mark this moment."""
    return await execute(
        desk,
        "rpc_mark_shift_checkpoint",
        Checkpoint,
        request.key,
        {"p_note": request.note},
        on_unknown,
    )


async def sign_off_shift(
    desk: Desk, request: SignOffShift, on_unknown: OnUnknown = None
) -> SignOff:
    """Sign the sheet as the one who goes."""
    return await execute(
        desk,
        "rpc_sign_off_shift",
        SignOff,
        request.key,
        {
            "p_window_start": request.window_start,
            "p_window_end": request.window_end,
            "p_pit_id": request.pit_id,
            "p_note": request.note,
        },
        on_unknown,
    )


async def sign_on_shift(desk: Desk, request: SignOnShift, on_unknown: OnUnknown = None) -> SignOn:
    """Sign the sheet as the one who comes."""
    return await execute(
        desk,
        "rpc_sign_on_shift",
        SignOn,
        request.key,
        {"p_shift_sign_off_id": request.shift_sign_off_id},
        on_unknown,
    )
