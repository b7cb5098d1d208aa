"""What a key may do to a table right now: one rule for the grey key, the check and the sentence."""

from enum import StrEnum

from pitterm.domain.board import Availability, TableView
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.staff import LOGS_BUYINS, MOVES_SESSIONS, RECORDS_CUSTODY, REQUESTS_SLIPS, Role
from pitterm.domain.telemetry import TelemetryKind


class Action(StrEnum):
    """A thing people do to a table, by the id its key is bound with."""

    OPEN = "open-table"
    RUNDOWN = "rundown"
    CLOSE = "close-table"
    BUY_IN = "log-buy-in"
    UNDO = "undo-buy-in"
    COUNT = "count-chips"
    DROP = "drop-box"
    RATED = "log-rated-buy-in"
    FILL = "request-fill"
    CREDIT = "request-credit"
    PAPER = "enter-from-paper"
    """Turns the keys into those for what happened while the system was away."""


ALLOWED: dict[Action, frozenset[Role]] = {
    Action.OPEN: MOVES_SESSIONS,
    Action.RUNDOWN: MOVES_SESSIONS,
    Action.CLOSE: MOVES_SESSIONS,
    Action.BUY_IN: LOGS_BUYINS,
    Action.UNDO: LOGS_BUYINS,
    Action.COUNT: RECORDS_CUSTODY,
    Action.DROP: RECORDS_CUSTODY,
    Action.RATED: LOGS_BUYINS,
    Action.FILL: REQUESTS_SLIPS,
    Action.CREDIT: REQUESTS_SLIPS,
    Action.PAPER: RECORDS_CUSTODY,
}

_VERBS = {
    Action.OPEN: "open tables",
    Action.RUNDOWN: "run tables down",
    Action.CLOSE: "close tables",
    Action.BUY_IN: "log buy-ins",
    Action.UNDO: "undo buy-ins",
    Action.COUNT: "count chips",
    Action.DROP: "record drop boxes",
    Action.RATED: "log buy-ins",
    Action.FILL: "request fills",
    Action.CREDIT: "request credits",
    Action.PAPER: "enter what is on paper",
}


def why_not(action: Action, table: TableView | None, role: Role) -> str | None:
    """Why this person may not do this to this table now, as a sentence; None when they may.

    The RPCs hold the same rules; this one answers before anything is sent.
    """
    if role not in ALLOWED[action]:
        return f"{_somebody(role)} does not {_VERBS[action]}."
    if table is None:
        return "No table is selected."
    return _RULES[action](table)


def away(action: Action, *, is_from_paper: bool) -> str | None:
    """Why this may not be done while the server is away; None where it is kept here instead."""
    if action is Action.PAPER and is_from_paper:
        return None
    if is_from_paper:
        return "The database does not answer; what is on paper is entered when it does."
    if action is Action.BUY_IN:
        return None
    return "The database does not answer; nothing can be recorded."


def _somebody(role: Role) -> str:
    if role is Role.SECURITY:
        return "Security"
    if role is Role.COUNT_TEAM:
        return "The count team"
    return f"{'An' if role.words[0] in 'aeiou' else 'A'} {role.words}"


def _why_not_open(table: TableView) -> str | None:
    if table.session_status is SessionStatus.OPEN:
        return None
    if table.session_status is not None:
        return f"{table.label} is already open ({table.session_status})."
    if table.availability is not Availability.ACTIVE:
        return f"{table.label} is not on the floor."
    return None


def _why_not_rundown(table: TableView) -> str | None:
    return None if table.is_live else f"{table.label} has no session to run down."


def _why_not_close(table: TableView) -> str | None:
    return None if table.is_live else f"{table.label} has no session to close."


def _why_not_buy_in(table: TableView) -> str | None:
    if table.opening_count_due:
        return f"{table.label} waits for its opening count; press {{count-chips}}."
    return _why_not_off_floor(table)


def _why_not_undo(table: TableView) -> str | None:
    if any(
        is_undoable(entry.kind, is_reversed=entry.is_reversed)
        for entry in table.recent_entries or ()
    ):
        return None
    return f"{table.label} has no entry to undo."


def is_undoable(kind: TelemetryKind, *, is_reversed: bool) -> bool:
    """Whether an entry can be reversed: an observed buy-in that was not reversed before."""
    return kind in (TelemetryKind.RATED, TelemetryKind.UNRATED) and not is_reversed


def _why_not_count(table: TableView) -> str | None:
    return None if table.owes_count else _why_not_off_floor(table)


def _why_not_drop(table: TableView) -> str | None:
    """A box may be pulled from any table, whatever it stands as."""
    return None


def _why_not_rated(table: TableView) -> str | None:
    if table.opening_count_due:
        return f"{table.label} waits for its opening count; press {{count-chips}}."
    return None if table.is_live else f"{table.label} has no session to log a rated buy-in in."


def _why_not_fill(table: TableView) -> str | None:
    return None if table.is_live else f"{table.label} has no session to take a fill."


def _why_not_credit(table: TableView) -> str | None:
    if table.opening_count_due:
        return f"{table.label} waits for its opening count; press {{count-chips}}."
    return None if table.is_live else f"{table.label} has no session to send a credit from."


def _why_not_paper(table: TableView) -> str | None:
    """A table is what is entered for; which one is chosen afterwards."""
    return None


def _why_not_off_floor(table: TableView) -> str | None:
    if table.availability is not Availability.ACTIVE and not table.is_live:
        return f"{table.label} is not on the floor."
    return None


_RULES = {
    Action.OPEN: _why_not_open,
    Action.RUNDOWN: _why_not_rundown,
    Action.CLOSE: _why_not_close,
    Action.BUY_IN: _why_not_buy_in,
    Action.UNDO: _why_not_undo,
    Action.COUNT: _why_not_count,
    Action.DROP: _why_not_drop,
    Action.RATED: _why_not_rated,
    Action.FILL: _why_not_fill,
    Action.CREDIT: _why_not_credit,
    Action.PAPER: _why_not_paper,
}
