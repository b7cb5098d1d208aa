"""What never reaches the wall: names always, money where guests may not read it."""

from pitterm.domain.alerts import Alert
from pitterm.domain.board import Snapshot, TableView

_NO_NAMES = {"opened_by_name": None, "recent_entries": ()}
_NO_MONEY = {
    "day": None,
    "shift": None,
    "session": None,
    "par_cents": None,
    "opener_total_cents": None,
    "expected_opener_cents": None,
    "last_count_total_cents": None,
}


def without_names(snapshot: Snapshot, *, mask_money: bool) -> Snapshot:
    """The picture as guests may see it; it is masked further than by the server, never less."""
    tables = tuple(_masked(table, mask_money) for table in snapshot.tables)
    return snapshot.model_copy(update={"tables": tables})


def shows_money(snapshot: Snapshot) -> bool:
    """Whether the login is allowed money: figures come for every table or for none."""
    return any(table.day is not None for table in snapshot.tables)


def _masked(table: TableView, mask_money: bool) -> TableView:
    alerts = tuple(_masked_alert(alert, mask_money) for alert in table.alerts)
    masked = _NO_NAMES | {"alerts": alerts} | (_NO_MONEY if mask_money else {})
    return table.model_copy(update=masked)


def _masked_alert(alert: Alert, mask_money: bool) -> Alert:
    masked: dict[str, None] = {"acknowledged_by_name": None, "note": None}
    if mask_money:
        masked["amount_cents"] = None
    return alert.model_copy(update=masked)
