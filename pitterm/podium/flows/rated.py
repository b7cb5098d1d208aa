"""Logging a rated buy-in by hand."""

from typing import TYPE_CHECKING

from pitterm.domain.actions import Action
from pitterm.domain.board import TableView
from pitterm.domain.telemetry import BuyIn, OpenRatingSlip
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.rated_buy_in import RatedBuyIn, rating_words
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


async def log_rated_buy_in(app: "Podium", table: TableView, late: Late | None = None) -> None:
    """Choose one of the table's open rating slips, then the amount."""
    sitting = Sitting(app, late)
    slips: list[OpenRatingSlip] = await app.wiring.read(
        sitting.desk, "read_open_rating_slips", table.id
    )
    label = harmless(table.label)
    if not slips:
        unrated = f"log it unrated with {app.commands.key(Action.BUY_IN)}"
        sentence = f"{label} has no open rating slip; {unrated}."
        app.flash(sentence, severity="refused")
        return
    slip = slips[0] if len(slips) == 1 else await _choose(sitting, label, slips)
    if slip is not None:
        await _log(sitting, table, slip)


async def _choose(
    sitting: Sitting, label: str, slips: list[OpenRatingSlip]
) -> OpenRatingSlip | None:
    by_key = dict(zip(_KEYS, slips, strict=False))
    ways = []
    for key, slip in by_key.items():
        seat, player, since = rating_words(slip, sitting.house)
        ways.append((key, f"{seat} · {player}", since))
    chosen: str | None = await sitting.ask(
        Choice(f"Rated buy-in · {label}", "Whose rating slip is it?", ways)
    )
    return by_key[chosen] if chosen else None


async def _log(sitting: Sitting, table: TableView, slip: OpenRatingSlip) -> None:
    app, intent = sitting.app, sitting.intent()
    typed: Typed = {}
    while True:
        dialog = RatedBuyIn(
            sitting.latest(table),
            slip,
            sitting.house,
            key=intent.key,
            typed=typed,
            complaint=intent.complaint,
        )
        request = await sitting.ask(dialog)
        if request is None:
            return
        if await intent.send(request, BuyIn, app.own_entries.confirm):
            return
        typed = dialog.typed
