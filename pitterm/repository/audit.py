"""Reading the audit, a page at a time, and telling it what leaves the screen for a file."""

from datetime import datetime
from uuid import UUID

from pitterm.domain.errors import PitError
from pitterm.domain.metrics import ShiftWindow
from pitterm.domain.values import Row
from pitterm.reporting.audit import Audit, AuditKind, AuditRow, audit_of
from pitterm.repository.desk import Desk
from pitterm.repository.house import ask_pulse, read_house

PAGE_LINES = 2_000

_PAGE = (
    "select * from pit.rpc_get_audit("
    "cast(:start as timestamptz), cast(:end as timestamptz), cast(:person as text),"
    " cast(:table as uuid), cast(:kind as text), :lines)"
)

_NOTE = "select is_kept from pit.rpc_note_export(cast(:what as text))"


class _Noted(Row):
    is_kept: bool


async def note_export(desk: Desk, what: str) -> None:
    """Tell the audit before a file is written; raises PitError where it takes no more of them."""
    if not (await desk.ask_one(_NOTE, _Noted, what=what)).is_kept:
        raise PitError("The audit takes no more files a minute", "Wait a moment.")


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
