"""The questions before a session moves, with the figures they are about."""

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.custody import InventorySnapshot
from pitterm.domain.house import House
from pitterm.podium.dialogs.confirm import QUIET_AFTER_YES_SECONDS, Confirm
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.widgets.cells import limits
from pitterm.podium.wording import harmless, show_time, zone


def opening(
    table: TableView,
    expected: InventorySnapshot | None,
    unused: InventorySnapshot | None,
    house: House,
) -> Confirm:
    """Open this table? It says whether play begins at once."""
    if unused is not None:
        sentence = "Play begins with the opening count that was taken."
    elif house.opening_count_required:
        sentence = "It opens as OPEN · COUNT DUE: play waits for the opening count."
    else:
        sentence = "Play begins at once. Without an opening count no win is known at first."
    figures = [
        ("game", harmless(table.game)),
        ("limits", limits(table)),
        ("par", money.show(table.par_cents)),
        ("previous closer", _counted(expected, house)),
        ("opening count", _counted(unused, house)),
    ]
    return Confirm(f"Open {harmless(table.label)}?", sentence, figures)


def activation(
    table: TableView,
    opener: InventorySnapshot,
    expected: InventorySnapshot | None,
    house: House,
    *,
    follows_yes: bool,
) -> Confirm:
    """Let play begin with this opening count?"""
    figures: Figures = [
        ("opening count", _counted(opener, house)),
        ("previous closer", _counted(expected, house)),
        ("off by", _off_by(opener, expected)),
        ("note", harmless(opener.note or "none")),
    ]
    title = f"Begin play on {harmless(table.label)}?"
    if follows_yes:
        return Confirm(title, "", figures, quiet_seconds=QUIET_AFTER_YES_SECONDS)
    return Confirm(title, "", figures)


def rundown(table: TableView, house: House) -> Confirm:
    """Run this table down?"""
    opened = "—"
    if table.opened_at is not None:
        opened = f"{show_time(table.opened_at, zone(house.time_zone))} by {_opener_name(table)}"
    session = table.session
    figures = [
        ("opened", opened),
        ("opener", money.show(table.opener_total_cents)),
        ("est. drop, session", money.show(session.est_drop_cents if session else None)),
    ]
    sentence = "Closing procedures begin; play and buy-ins may go on until it closes."
    return Confirm(f"Run {harmless(table.label)} down?", sentence, figures)


def _opener_name(table: TableView) -> str:
    return harmless(table.opened_by_name or "—")


def _counted(count: InventorySnapshot | None, house: House) -> str:
    if count is None:
        return money.NO_FIGURE
    at = show_time(count.counted_at, zone(house.time_zone))
    return f"{money.show(count.total_cents)} · {at}"


def _off_by(opener: InventorySnapshot, expected: InventorySnapshot | None) -> str:
    if expected is None:
        return money.NO_FIGURE
    change = opener.total_cents - expected.total_cents
    return money.show_change(change) if change else "nothing"
