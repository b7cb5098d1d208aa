"""Marking a moment, so that the shift screen can tell what came since."""

from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.metrics import Checkpoint, MarkCheckpoint
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.wording import show_time, zone

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed


async def checkpoint(app: "Podium", table: TableView | None = None) -> None:
    """Mark this moment for the whole casino; the table under the cursor plays no part."""
    await mark(app)


async def mark(app: "Podium") -> Checkpoint | None:
    """Mark this moment and say what the day has come to so far."""
    sitting = Sitting(app)
    intent = Intent(app)

    def said(row: "Committed") -> str:
        house_zone = zone(sitting.house.time_zone)
        at = show_time(row.made_at, house_zone) if isinstance(row, Checkpoint) else ""
        return f"Checkpoint {at} · est. drop {_est_drop(app.snapshot)} so far this gaming day"

    return await intent.send(MarkCheckpoint(key=intent.key), Checkpoint, said)


def _est_drop(snapshot: Snapshot | None) -> str:
    """The casino's estimated drop of the gaming day, over the tables that have one."""
    days = [table.day for table in snapshot.tables if table.day] if snapshot else []
    known = [day.est_drop_cents for day in days if day.est_drop_cents is not None]
    return money.show(sum(known) if known else None)
