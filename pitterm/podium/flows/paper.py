"""Entering what is on paper: the time of each form first, then the same dialogs as live."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain import money
from pitterm.domain.actions import Action
from pitterm.domain.board import TableView
from pitterm.domain.paper import OnPaper
from pitterm.domain.telemetry import BuyIn, LogBuyIn
from pitterm.podium.buy_in import question
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.paper_time import PaperStart
from pitterm.podium.flows.asking_time import ask_when, clock_of
from pitterm.podium.flows.sitting import Intent
from pitterm.podium.paper.catch_up import Catching
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

Flow = Callable[["Podium", TableView, Late], Awaitable[None]]


async def begin_from_paper(app: "Podium") -> None:
    """Ask once why there is paper and when it begins; from then on the keys enter it."""
    clock, last = clock_of(app), app.catch_up.last
    if clock is None:
        return
    typed = {"reason": last.reason, "time": clock.prefill(last.next_at)} if last else {}
    dialog = PaperStart(clock, typed, app.commands.key(Action.PAPER))
    start: OnPaper | None = await app.push_screen_wait(dialog)
    if start is not None:
        app.catch_up.go_on(Catching(reason=start.reason, next_at=start.occurred_at))


async def enter_from_paper(app: "Podium", table: TableView, title: str, flow: Flow) -> None:
    """Ask when it happened, then go on as live."""
    paper = next_paper(app)
    late = await ask_when(app, f"{title} · {harmless(table.label)}", paper) if paper else None
    if late is not None:
        await flow(app, table, late)


async def log_buy_in(app: "Podium", table_id: UUID, amount_cents: int, key: str) -> None:
    """Log an amount that was seen at the time on its form; what was typed stays until it is."""
    table = app.snapshot.table(table_id) if app.snapshot else None
    paper = next_paper(app, is_buy_in=True)
    if table is None or app.house is None or paper is None:
        app.flash("The table is no longer on the board; nothing was logged.", severity="refused")
        return
    title = f"Log {money.show(amount_cents)} on {harmless(table.label)}"
    doubt = question(table, amount_cents, app.house)
    intent = Intent(app)
    intent.key = key
    while True:
        late = await ask_when(app, title, paper, submit_words="Log", complaint=intent.complaint)
        if late is None or not await _is_sure(app, f"{title}?", doubt, late):
            app.flash("Nothing was logged.", severity="notice")
            return
        paper = late.paper
        request = LogBuyIn(
            gaming_table_id=table_id,
            amount_cents=amount_cents,
            outside_session=not table.is_live,
            key=intent.key,
        )
        intent.late = late
        if await intent.send(request, BuyIn, app.own_entries.confirm):
            app.catch_up.on_sheet(late.paper.paper_number)
            return


async def _is_sure(app: "Podium", title: str, doubt: str | None, late: Late) -> bool:
    if doubt is None:
        return True
    dialog = Confirm(title, doubt)
    dialog.late = late
    return await app.push_screen_wait(dialog) is True


def next_paper(app: "Podium", *, is_buy_in: bool = False) -> OnPaper | None:
    """What the next form begins with; a buy-in may stand on the sheet of the one before."""
    catching = app.catching_up
    if catching is None:
        return None
    number = catching.number or (catching.sheet if is_buy_in else None)
    return OnPaper(occurred_at=catching.next_at, reason=catching.reason, paper_number=number)
