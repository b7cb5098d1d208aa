"""Recording a drop box."""

from typing import TYPE_CHECKING

from pitterm.domain.board import TableView
from pitterm.domain.custody import DropEvent
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.flows.signing import sign_drop
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed


async def drop_box(app: "Podium", table: TableView, late: Late | None = None) -> None:
    """Record a drop box, with or without a session."""
    sitting = Sitting(app, late)
    drop = await record_drop(sitting, table)
    if drop is not None:
        await sign_drop(sitting, table, drop)


async def record_drop(
    sitting: Sitting, table: TableView, *, typed: Typed | None = None, place: str = ""
) -> DropEvent | None:
    """Gather a drop and record it; what was typed comes back until it is recorded or dropped.

    In a round the form begins with what holds for all its tables, and says its place in it.
    """
    intent = sitting.intent()
    while True:
        dialog = DropBox(
            sitting.latest(table),
            sitting.house,
            oneself=sitting.signed_in.staff_id,
            key=intent.key,
            typed=typed,
            complaint=intent.complaint,
            place=place,
        )
        request = await sitting.ask(dialog)
        if request is None:
            return None
        drop = await intent.send(request, DropEvent, lambda row: _said(table, row))
        if drop is not None:
            return drop
        typed = dialog.typed


def _said(table: TableView, row: "Committed") -> str:
    box = f" {harmless(row.drop_box_id)}" if isinstance(row, DropEvent) else ""
    return f"Recorded drop box{box} of {harmless(table.label)}"
