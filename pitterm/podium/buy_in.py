"""Logging an unrated buy-in: what is asked first, and the line that confirms it."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain import money
from pitterm.domain.board import RecentEntry, Snapshot, TableView
from pitterm.domain.house import House
from pitterm.domain.link import LinkState
from pitterm.domain.telemetry import BuyIn, LogBuyIn, TelemetryKind
from pitterm.podium.outgoing import waiting_words
from pitterm.podium.wording import harmless, show_ago

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


def question(table: TableView, amount_cents: int, house: House) -> str | None:
    """What must be asked before this amount is logged; None for an everyday entry."""
    doubts = []
    if not table.is_live:
        doubts.append(
            f"{harmless(table.label)} has no session; the entry is marked outside any session."
        )
    if amount_cents > house.unusual_amount_cents:
        doubts.append(f"That is more than the usual {money.show(house.unusual_amount_cents)}.")
    return " ".join(doubts) or None


def twin(entry: BuyIn, table: TableView, house: House) -> RecentEntry | None:
    """Another person's entry of the same amount shortly before this one."""
    window = timedelta(seconds=house.same_amount_seconds)
    for other in table.recent_entries:
        if (
            other.id != entry.id
            and other.actor_id != entry.actor_id
            and other.kind is not TelemetryKind.REVERSAL
            and not other.is_reversed
            and other.amount_cents == entry.amount_cents
            and timedelta(0) <= entry.created_at - other.created_at <= window
        ):
            return other
    return None


def confirmation(entry: BuyIn, snapshot: Snapshot | None, house: House) -> str:
    """The confirming line; the day's total is said once the picture holds the entry."""
    table = snapshot.table(entry.gaming_table_id) if snapshot else None
    verb = "Undid" if entry.telemetry_kind is TelemetryKind.REVERSAL else "Logged"
    line = f"{verb} {money.show(abs(entry.amount_cents))}"
    if table is None:
        return line
    line += f" on {harmless(table.label)}"
    if is_painted(entry, table) and table.day is not None:
        line += f" · day est. drop {money.show(table.day.est_drop_cents)}"
    other = twin(entry, table, house)
    if other is not None:
        ago = show_ago(entry.created_at - other.created_at)
        line += f" · same as {harmless(other.actor_name)}'s {ago} ago · {{undo-buy-in}} undoes"
    return line


def is_painted(entry: BuyIn, table: TableView) -> bool:
    """Whether the picture already holds this entry."""
    return any(painted.id == entry.id for painted in table.recent_entries)


async def log(app: "Podium", table_id: UUID, amount_cents: int, key: str) -> None:
    """Log an amount; whatever is unusual about it is asked first."""
    table = app.snapshot.table(table_id) if app.snapshot else None
    if table is None or app.house is None:
        app.flash("The table is no longer on the board; nothing was logged.", severity="refused")
        return
    doubt = question(table, amount_cents, app.house)
    if doubt is not None:
        from pitterm.podium.dialogs.confirm import Confirm

        title = f"Log {money.show(amount_cents)} on {harmless(table.label)}?"
        if not await app.push_screen_wait(Confirm(title, doubt)):
            app.flash("Nothing was logged.", severity="notice")
            return
    request = LogBuyIn(
        gaming_table_id=table_id,
        amount_cents=amount_cents,
        outside_session=not table.is_live,
        key=key,
    )
    if app.link is LinkState.OFFLINE:
        await _keep(app, request)
    else:
        await app.write(request, app.own_entries.confirm)


async def _keep(app: "Podium", request: LogBuyIn) -> None:
    """Nothing can be sent: keep it on this terminal, and say so once it is safe."""
    entry = app.waiting.entry_of(request)
    if entry is None:
        return
    with app.conversations.keeping(
        "it is kept on this terminal and sent when the database answers"
    ):
        await app.waiting.keep(entry)
    words = f"{money.show(entry.amount_cents)} on {harmless(entry.table_label)}"
    app.flash(waiting_words(words), severity="notice")
