"""Entering a fill or credit that went its whole way on paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.errors import PitError
from pitterm.domain.slips import EnterPaperSlip, Slip, SlipKind
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.paper_slip import PaperSlip
from pitterm.podium.dialogs.time_line import HouseClock
from pitterm.podium.flows.asking_time import clock_of
from pitterm.podium.flows.paper import next_paper
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import MARK
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed


async def enter_paper_slip(app: "Podium", table: TableView, kind: SlipKind) -> None:
    """Gather the slip and record it; what was typed comes back until it is recorded or dropped."""
    sitting, paper, clock = Sitting(app), next_paper(app), clock_of(app)
    if paper is None or clock is None:
        return
    intent = sitting.intent()
    typed = await _known(sitting, table, clock.prefill(paper.occurred_at))
    while True:
        dialog = PaperSlip(
            sitting.latest(table),
            kind,
            sitting.house,
            clock,
            paper,
            key=intent.key,
            typed=typed,
            complaint=intent.complaint,
        )
        request: EnterPaperSlip | None = await sitting.ask(dialog)
        if request is None:
            return
        if await intent.send(request, Slip, _said(table, clock, request)):
            app.catch_up.recorded(request.deposited_at)
            return
        typed = dialog.typed


async def _known(sitting: Sitting, table: TableView, time: str) -> Typed:
    """What the form begins with: the time, and the box that is known to be in the table."""
    try:
        box: str | None = await sitting.app.wiring.read(sitting.desk, "read_box_in_place", table.id)
    except PitError:
        box = None
    return {"requested-at": time} | ({"box": box} if box else {})


def _said(
    table: TableView, clock: HouseClock, request: EnterPaperSlip
) -> Callable[["Committed"], str]:
    at, form = clock.write(request.deposited_at), harmless(request.paper_number)

    def said(row: "Committed") -> str:
        amount = money.show(row.amount_cents) if isinstance(row, Slip) else ""
        words = f"Recorded the {request.kind} of {amount} for {harmless(table.label)}"
        return f"{words} · {MARK} late entry {at} · form {form}"

    return said
