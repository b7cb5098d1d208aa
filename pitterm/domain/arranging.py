"""Which tables a list shows, and in which order."""

from enum import StrEnum
from uuid import UUID

from pitterm.domain.board import TableView, status_word
from pitterm.domain.sessions import SessionStatus


class SortOrder(StrEnum):
    """The orders `s` walks through."""

    SPOT = "spot"
    STATUS = "status"
    EST_DROP = "est. drop"
    LAST_COUNT = "oldest count"


_STATUS_RANK = {
    SessionStatus.RUNDOWN: 0,
    SessionStatus.OPEN: 1,
    SessionStatus.ACTIVE: 2,
    None: 3,
}


def matches(table: TableView, typed: str) -> bool:
    """Whether every word typed into the filter occurs in the table's label, game, pit or status."""
    words = typed.casefold().split()
    if not words:
        return True
    haystack = " ".join(
        (table.label, table.game, table.pit_name or "", status_word(table))
    ).casefold()
    return all(word in haystack for word in words)


def arrange(
    tables: tuple[TableView, ...], pit_id: UUID | None, typed: str, order: SortOrder
) -> tuple[TableView, ...]:
    """The tables of one pit (None: all) that match the filter, in the order asked for."""
    chosen = [
        table
        for table in tables
        if (pit_id is None or table.pit_id == pit_id) and matches(table, typed)
    ]
    return tuple(sorted(chosen, key=lambda table: _sort_key(table, order)))


def _sort_key(table: TableView, order: SortOrder) -> tuple[float, str, int]:
    place = (table.pit_name or "\uffff", table.spot)
    if order is SortOrder.STATUS:
        return (_STATUS_RANK[table.session_status], *place)
    if order is SortOrder.EST_DROP:
        est_drop = table.day.est_drop_cents if table.day else None
        return (-est_drop if est_drop is not None else float("inf"), *place)
    if order is SortOrder.LAST_COUNT:
        counted = table.last_count_at if table.is_live else None
        return (counted.timestamp() if counted else float("inf"), *place)
    return (0, *place)
