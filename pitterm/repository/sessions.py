"""Moving table sessions: one function, one RPC, one transaction."""

from uuid import UUID

from pitterm.domain.sessions import (
    ActivateSession,
    CancelSession,
    CloseSession,
    OpenTable,
    ResumeSession,
    StartRundown,
    TableSession,
)
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute
from pitterm.repository.paper import from_paper


async def get_current_session(desk: Desk, gaming_table_id: UUID) -> TableSession | None:
    """The table's live session, if it has one."""
    rows = await desk.ask(
        "select * from pit.rpc_get_current_table_session(:table)",
        TableSession,
        table=gaming_table_id,
    )
    return rows[0] if rows else None


async def open_table_session(
    desk: Desk, request: OpenTable, on_unknown: OnUnknown = None
) -> TableSession:
    """Start a session; `active_session_exists` where one runs already."""
    return await execute(
        desk,
        "rpc_open_table_session",
        TableSession,
        request.key,
        {"p_gaming_table_id": request.gaming_table_id, **from_paper(request.paper)},
        on_unknown,
    )


async def activate_session(
    desk: Desk, request: ActivateSession, on_unknown: OnUnknown = None
) -> TableSession:
    """Let play begin with the opening count."""
    return await execute(
        desk,
        "rpc_activate_table_session",
        TableSession,
        request.key,
        {
            "p_table_session_id": request.table_session_id,
            "p_opening_inventory_snapshot_id": request.opening_inventory_snapshot_id,
            "p_note": request.note,
            "p_expected_version": request.expected_version,
            **from_paper(request.paper),
        },
        on_unknown,
    )


async def start_rundown(
    desk: Desk, request: StartRundown, on_unknown: OnUnknown = None
) -> TableSession:
    """Begin the closing procedures."""
    return await execute(
        desk,
        "rpc_start_table_rundown",
        TableSession,
        request.key,
        {
            "p_table_session_id": request.table_session_id,
            "p_expected_version": request.expected_version,
            **from_paper(request.paper),
        },
        on_unknown,
    )


async def resume_session(
    desk: Desk, request: ResumeSession, on_unknown: OnUnknown = None
) -> TableSession:
    """Take a rundown back."""
    return await _move_with_reason(desk, "rpc_resume_table_session", request, on_unknown)


async def cancel_session(
    desk: Desk, request: CancelSession, on_unknown: OnUnknown = None
) -> TableSession:
    """End an empty session."""
    return await _move_with_reason(desk, "rpc_cancel_table_session", request, on_unknown)


async def close_session(
    desk: Desk, request: CloseSession, on_unknown: OnUnknown = None
) -> TableSession:
    """End a session with its closing count, its drop, or both."""
    return await execute(
        desk,
        "rpc_close_table_session",
        TableSession,
        request.key,
        {
            "p_table_session_id": request.table_session_id,
            "p_drop_event_id": request.drop_event_id,
            "p_closing_inventory_snapshot_id": request.closing_inventory_snapshot_id,
            "p_notes": request.notes,
            "p_expected_version": request.expected_version,
            **from_paper(request.paper),
        },
        on_unknown,
    )


async def _move_with_reason(
    desk: Desk, function: str, request: ResumeSession | CancelSession, on_unknown: OnUnknown
) -> TableSession:
    return await execute(
        desk,
        function,
        TableSession,
        request.key,
        {
            "p_table_session_id": request.table_session_id,
            "p_reason": request.reason,
            "p_expected_version": request.expected_version,
            **from_paper(request.paper),
        },
        on_unknown,
    )
