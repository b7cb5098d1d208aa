"""Reading the audit, a page at a time."""

from datetime import datetime
from uuid import UUID

from pitterm.domain.metrics import ShiftWindow
from pitterm.reporting.audit import Audit, AuditKind, AuditRow, audit_of
from pitterm.repository.desk import Desk
from pitterm.repository.house import ask_pulse, read_house

PAGE_LINES = 2_000

_PAGE = (
    "select * from pit.rpc_get_audit("
    "cast(:start as timestamptz), cast(:end as timestamptz), cast(:person as text),"
    " cast(:table as uuid), cast(:kind as text), :lines)"
)


async def read_audit(
    desk: Desk,
    window: ShiftWindow,
    *,
    person: str | None = None,
    table_id: UUID | None = None,
    kind: AuditKind | None = None,
    page_lines: int = PAGE_LINES,
) -> Audit:
    """All lines of the period, or those of one login, table or kind; raises Refused."""
    pulse, house = await ask_pulse(desk), await read_house(desk)
    rows: list[AuditRow] = []
    start: datetime = window.window_start
    async with desk.aside() as apart:
        while True:
            page = await apart.ask(
                _PAGE,
                AuditRow,
                start=start,
                end=window.window_end,
                person=person,
                table=table_id,
                kind=kind,
                lines=page_lines,
            )
            # The next page begins at the time of the last line, so it has that line again.
            known = {row.id for row in rows[-page_lines:]}
            fresh = [row for row in page if row.id not in known]
            rows += fresh
            if len(page) < page_lines or not fresh:
                break
            start = page[-1].logged_at
    return audit_of(house.casino_name, house.time_zone, window, pulse.as_of, rows)
