"""Counts of the tray and drop boxes: recording them, and what the dialogs look up."""

from uuid import UUID

from psycopg.types.json import Jsonb

from pitterm.domain.custody import (
    Artifacts,
    BoxToCount,
    CustodySignature,
    CustodyVoid,
    DropCount,
    DropCountEntry,
    DropEvent,
    EnterDropCount,
    InventorySnapshot,
    LogCount,
    LogDrop,
    ReleaseDropCount,
    SignRecord,
    VoidCount,
    VoidDrop,
)
from pitterm.repository.desk import Desk
from pitterm.repository.outcomes import OnUnknown, execute
from pitterm.repository.paper import from_paper


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
            "p_chipset": _chips(request.chipset),
            "p_note": request.note,
            "p_counted_with": request.counted_with,
            "p_shift_boundary": request.shift_boundary,
            **from_paper(request.paper),
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
            "p_box_in_id": request.box_in_id,
            "p_box_in_seal_no": request.box_in_seal_no,
            **from_paper(request.paper),
        },
        on_unknown,
    )


async def void_count(desk: Desk, request: VoidCount, on_unknown: OnUnknown = None) -> CustodyVoid:
    """Void a wrong count, and put the right one in its place where it is given."""
    return await execute(
        desk,
        "rpc_void_table_inventory_snapshot",
        CustodyVoid,
        request.key,
        {
            "p_inventory_snapshot_id": request.inventory_snapshot_id,
            "p_reason": request.reason,
            "p_witnessed_by": request.witnessed_by,
            "p_replacement_chipset": (
                None if request.replacement is None else _chips(request.replacement)
            ),
        },
        on_unknown,
    )


async def void_drop(desk: Desk, request: VoidDrop, on_unknown: OnUnknown = None) -> CustodyVoid:
    """Void a wrong drop record, and put the right one in its place where it is given."""
    return await execute(
        desk,
        "rpc_void_table_drop",
        CustodyVoid,
        request.key,
        {
            "p_drop_event_id": request.drop_event_id,
            "p_reason": request.reason,
            "p_witnessed_by": request.witnessed_by,
            "p_replacement_box_id": request.replacement_box_id,
            "p_replacement_seal_no": request.replacement_seal_no,
        },
        on_unknown,
    )


async def sign_record(
    desk: Desk, request: SignRecord, on_unknown: OnUnknown = None
) -> CustodySignature:
    """Sign as the second person who was named."""
    return await execute(
        desk,
        "rpc_sign_custody_record",
        CustodySignature,
        request.key,
        {"p_record_kind": request.record_kind.value, "p_record_id": request.record_id},
        on_unknown,
    )


async def enter_drop_count(
    desk: Desk, request: EnterDropCount, on_unknown: OnUnknown = None
) -> DropCountEntry:
    """Enter what was found in a box, blind to what anybody else found."""
    return await execute(
        desk,
        "rpc_enter_drop_count",
        DropCountEntry,
        request.key,
        {"p_drop_event_id": request.drop_event_id, "p_amount_cents": request.amount_cents},
        on_unknown,
    )


async def release_drop_count(
    desk: Desk, request: ReleaseDropCount, on_unknown: OnUnknown = None
) -> DropCount:
    """Release what two people found alike."""
    return await execute(
        desk,
        "rpc_release_drop_count",
        DropCount,
        request.key,
        {"p_drop_event_id": request.drop_event_id},
        on_unknown,
    )


async def read_boxes_to_count(desk: Desk) -> list[BoxToCount]:
    """The boxes whose count is not released, oldest first; for the count room and the auditor."""
    return await desk.ask("select * from pit.rpc_get_boxes_to_count()", BoxToCount)


def _chips(chipset: dict[int, int]) -> Jsonb:
    return Jsonb({str(cents): count for cents, count in chipset.items()})


async def read_artifacts(desk: Desk, session_id: UUID) -> Artifacts:
    """The closing counts and drops made during this session."""
    counts = await desk.ask(
        "select c.*, exists (select from pit.table_buyin_telemetry b"
        "   where b.gaming_table_id = c.gaming_table_id and b.occurred_at > c.counted_at"
        "   and (s.closed_at is null or b.occurred_at < s.closed_at)"
        "   and b.telemetry_kind <> 'REVERSAL' and not exists"
        "   (select from pit.table_buyin_telemetry r where r.reverses_id = b.id))"
        " or exists (select from pit.fill_credit_slip f"
        "   where f.table_session_id = c.table_session_id and f.effective_at > c.counted_at)"
        " as counted_early, exists (select from pit.custody_signature g"
        "   where g.record_kind = 'count' and g.record_id = c.id) as is_signed"
        " from pit.table_inventory_snapshot c"
        " join pit.table_session s on s.id = c.table_session_id"
        " where c.table_session_id = :session and c.snapshot_type = 'close'"
        " and not exists (select from pit.custody_void v where v.inventory_snapshot_id = c.id)"
        " order by c.counted_at desc",
        InventorySnapshot,
        session=session_id,
    )
    drops = await desk.ask(
        "select d.*, exists (select from pit.custody_signature g"
        "   where g.record_kind = 'drop' and g.record_id = d.id) as is_signed"
        " from pit.table_drop_event d where d.table_session_id = :session"
        " and not exists (select from pit.custody_void v where v.drop_event_id = d.id)"
        " order by d.removed_at desc",
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


_OPENING_COUNT = (
    "select c.* from pit.table_inventory_snapshot c"
    " where c.gaming_table_id = :table and c.snapshot_type = 'open'"
    " and c.counted_at > coalesce((select max(greatest(s.closed_at, l.counted_at))"
    "   from pit.table_session s left join pit.table_inventory_snapshot l"
    "   on l.id = s.closing_inventory_snapshot_id"
    "   where s.gaming_table_id = c.gaming_table_id and s.close_reason <> 'cancelled'),"
    "   '-infinity')"
    " and not exists (select from pit.table_session s"
    "   where s.opening_inventory_snapshot_id = c.id)"
    " and not exists (select from pit.custody_void v where v.inventory_snapshot_id = c.id)"
    " and (c.counted_with_staff_id is null"
    "   or not (select h.count_signature from pit.casino_settings h"
    "     where h.casino_id = c.casino_id)"
    "   or exists (select from pit.custody_signature g where g.record_id = c.id)) = :is_usable"
    " order by c.counted_at desc limit 1"
)


async def read_unused_opening_count(desk: Desk, table_id: UUID) -> InventorySnapshot | None:
    """The opening count the next open or activation would begin with."""
    rows = await desk.ask(_OPENING_COUNT, InventorySnapshot, table=table_id, is_usable=True)
    return rows[0] if rows else None


async def read_unsigned_opening_count(desk: Desk, table_id: UUID) -> InventorySnapshot | None:
    """The opening count that only waits for its second person's signature."""
    rows = await desk.ask(_OPENING_COUNT, InventorySnapshot, table=table_id, is_usable=False)
    return rows[0] if rows else None
