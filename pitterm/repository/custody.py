"""Counts of the tray and drop boxes: recording them, and what the dialogs look up."""

from uuid import UUID

from psycopg.types.json import Jsonb

from pitterm.domain.custody import Artifacts, DropEvent, InventorySnapshot, LogCount, LogDrop
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute


async def log_count(
    desk: Desk, request: LogCount, on_unknown: OnUnknown = None
) -> InventorySnapshot:
    """Record a count of the tray."""
    return await execute(
        desk,
        "rpc_log_table_inventory_snapshot",
        InventorySnapshot,
        request.key,
        {
            "p_table_id": request.gaming_table_id,
            "p_snapshot_type": request.snapshot_type.value,
            "p_chipset": Jsonb({str(cents): count for cents, count in request.chipset.items()}),
            "p_note": request.note,
            "p_counted_with": request.counted_with,
            "p_shift_boundary": request.shift_boundary,
        },
        on_unknown,
    )


async def log_drop(desk: Desk, request: LogDrop, on_unknown: OnUnknown = None) -> DropEvent:
    """Record that a drop box left the table."""
    return await execute(
        desk,
        "rpc_log_table_drop",
        DropEvent,
        request.key,
        {
            "p_table_id": request.gaming_table_id,
            "p_drop_box_id": request.drop_box_id,
            "p_seal_no": request.seal_no,
            "p_witnessed_by": request.witnessed_by,
            "p_note": request.note,
        },
        on_unknown,
    )


async def read_artifacts(desk: Desk, session_id: UUID) -> Artifacts:
    """The closing counts and drops made during this session."""
    counts = await desk.ask(
        "select * from pit.table_inventory_snapshot"
        " where table_session_id = :session and snapshot_type = 'close' order by counted_at desc",
        InventorySnapshot,
        session=session_id,
    )
    drops = await desk.ask(
        "select * from pit.table_drop_event"
        " where table_session_id = :session order by removed_at desc",
        DropEvent,
        session=session_id,
    )
    return Artifacts(counts=tuple(counts), drops=tuple(drops))


async def read_expected_opener(desk: Desk, table_id: UUID) -> InventorySnapshot | None:
    """The previous closer: what the tray should hold when the table opens."""
    rows = await desk.ask(
        "select c.* from pit.table_inventory_snapshot c where c.id ="
        " (select s.closing_inventory_snapshot_id from pit.table_session s"
        "   where s.gaming_table_id = :table and s.close_reason <> 'cancelled'"
        "   order by s.closed_at desc limit 1)",
        InventorySnapshot,
        table=table_id,
    )
    return rows[0] if rows else None


async def read_unused_opening_count(desk: Desk, table_id: UUID) -> InventorySnapshot | None:
    """The opening count the next open or activation would begin with."""
    rows = await desk.ask(
        "select c.* from pit.table_inventory_snapshot c"
        " where c.gaming_table_id = :table and c.snapshot_type = 'open'"
        " and c.counted_at > coalesce((select max(greatest(s.closed_at, l.counted_at))"
        "   from pit.table_session s left join pit.table_inventory_snapshot l"
        "   on l.id = s.closing_inventory_snapshot_id"
        "   where s.gaming_table_id = c.gaming_table_id and s.close_reason <> 'cancelled'),"
        "   '-infinity')"
        " and not exists (select from pit.table_session s"
        "   where s.opening_inventory_snapshot_id = c.id)"
        " order by c.counted_at desc limit 1",
        InventorySnapshot,
        table=table_id,
    )
    return rows[0] if rows else None
