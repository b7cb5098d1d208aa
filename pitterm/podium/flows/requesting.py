"""Asking the cage for a fill or a credit."""

from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.slips import Slip, SlipKind
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.slip_request import SlipRequest
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed


async def request_fill(app: "Podium", table: TableView) -> None:
    """Ask for chips from the cage."""
    await _request(app, table, SlipKind.FILL)


async def request_credit(app: "Podium", table: TableView) -> None:
    """Count chips out for the cage."""
    await _request(app, table, SlipKind.CREDIT)


async def _request(app: "Podium", table: TableView, kind: SlipKind) -> None:
    sitting, intent = Sitting(app), Intent(app)
    typed: Typed = {}
    now = app.picture.now()
    if now is None:
        return
    while True:
        dialog = SlipRequest(
            sitting.latest(table),
            kind,
            sitting.house,
            now,
            key=intent.key,
            typed=typed,
            complaint=intent.complaint,
        )
        request = await app.push_screen_wait(dialog)
        if request is None:
            return
        if await intent.send(request, Slip, lambda row: _said(table, row)):
            return
        typed = dialog.typed


def _said(table: TableView, row: "Committed") -> str:
    if not isinstance(row, Slip):
        return f"Requested for {harmless(table.label)}"
    amount, label = money.show(row.amount_cents), harmless(table.label)
    return f"Requested a {row.kind} of {amount} for {label} · v follows it"
