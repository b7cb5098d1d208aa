"""A report as CSV (RFC 4180): one kind of row for every kind of thing, under one heading.

The text begins with a byte order mark, because spreadsheets take UTF-8 for something else without.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from pitterm.domain.text import harmless_lines
from pitterm.domain.values import Value
from pitterm.reporting.values import (
    Amount,
    Report,
    RundownFigures,
    SessionFigures,
    Sums,
    TableFigures,
)

BYTE_ORDER_MARK = "\ufeff"

_AMOUNTS = (
    "opener",
    "closer",
    "fills",
    "credits",
    "est_drop_rated",
    "est_drop_unrated",
    "est_drop",
    "tray",
    "est_win",
    "since_count_buyins",
    "since_count_fills",
    "since_count_credits",
    "outside_sessions",
    "expected",
    "discrepancy",
    "counted_drop",
    "counted_win",
    "slip_amount",
)
COLUMNS = (
    *("row", "casino", "period", "gaming_day", "period_start", "period_end", "as_of", "is_over"),
    *("pit", "table", "at", "session_opened_at", "session_closed_at", "status", "slip"),
    *("tables", "tables_in_est_drop", "tables_in_est_win", "tables_counted"),
    *(name for each in _AMOUNTS for name in (f"{each}_cents", each)),
    *("opener_at", "opener_source", "closer_at", "win_from", "win_to"),
    *("counted_from", "counted_to", "hold_percent", "coverage", "grade"),
    *("est_drop_missing", "est_win_missing", "counted_missing", "note"),
)

Cell = str | int | Decimal | date | None
Cells = dict[str, Cell]

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with, in full width too."""
_FORMULA = re.compile(rf"(^|[;\t\r\n])(\s*[{_SIGNS}])")
"""Where the list separator is a semicolon, a cell may also begin behind one or on a new line."""


def spreadsheet(report: Report) -> str:
    """The whole report; lines end with CR LF, a figure that cannot be known is an empty cell."""
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, COLUMNS)
    writer.writeheader()
    common = _common(report)
    for row in _rows(report):
        writer.writerow({name: _written(value) for name, value in {**common, **row}.items()})
    return BYTE_ORDER_MARK + page.getvalue()


def disarmed(text: str) -> str:
    """Text no spreadsheet takes for a formula: an apostrophe stands before what could be one."""
    harmless = _FORMULA.sub(r"\1'\2", text)
    return f"'{harmless}" if harmless[:1] in {"\t", "\r", "\n"} else harmless


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return disarmed(harmless_lines(value))
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def _common(report: Report) -> Cells:
    return {
        "casino": report.casino,
        "period": report.period.name,
        "gaming_day": report.period.gaming_day,
        "period_start": report.period.start,
        "period_end": report.period.end,
        "as_of": report.as_of,
        "is_over": "yes" if report.is_over else "no",
    }


def _rows(report: Report) -> Iterator[Cells]:
    for place, sums in enumerate(report.sums):
        yield _sums(sums, is_casino=place == 0 and report.pit is None)
    for table in report.tables:
        yield _table(table)
        for session in table.sessions:
            yield _session(table, session)
            if session.rundown:
                yield _rundown(table, session, session.rundown)
    yield from _sheet(report)


def _sums(sums: Sums, *, is_casino: bool) -> Cells:
    since = sums.since_count
    return {
        "row": "casino" if is_casino else "pit",
        "pit": None if is_casino else sums.name,
        "tables": sums.tables,
        "tables_in_est_drop": sums.est_drop.tables,
        "tables_in_est_win": sums.est_win.tables,
        "tables_counted": sums.counted_win.tables,
        **_amount("tray", sums.tray.amount),
        **_amount("est_drop", sums.est_drop.amount),
        **_amount("est_win", sums.est_win.amount),
        **_amount("counted_win", sums.counted_win.amount),
        **_amount("since_count_buyins", since.buyins),
        **_amount("since_count_fills", since.fills),
        **_amount("since_count_credits", since.credits),
        **_amounts_of(sums),
        "hold_percent": sums.hold_percent,
        "grade": sums.grade.value,
    }


def _table(table: TableFigures) -> Cells:
    opener, closer, since = table.opener, table.closer, table.since_count
    return {
        "row": "table",
        "pit": table.pit,
        "table": table.table,
        **_amounts_of(table),
        **_amount("opener", opener.total if opener else None),
        **_amount("closer", closer.total if closer else None),
        **_amount("since_count_buyins", since.buyins),
        **_amount("since_count_fills", since.fills),
        **_amount("since_count_credits", since.credits),
        "opener_at": opener.at if opener else None,
        "opener_source": table.opener_source.words,
        "closer_at": closer.at if closer else None,
        "win_from": table.win_from,
        "win_to": table.win_to,
        "counted_from": table.counted_from,
        "counted_to": table.counted_to,
        "hold_percent": table.hold_percent,
        "coverage": table.coverage_words,
        "grade": table.grade.value,
        "est_drop_missing": table.est_drop_missing,
        "est_win_missing": table.est_win_missing,
        "counted_missing": table.counted_missing,
        "note": table.note or None,
    }


def _session(table: TableFigures, session: SessionFigures) -> Cells:
    return {
        "row": "outside" if session.is_outside else "session",
        **_place(table, session),
        **_amounts_of(session),
        "win_from": session.win_from,
        "win_to": session.win_to,
    }


def _rundown(table: TableFigures, session: SessionFigures, run: RundownFigures) -> Cells:
    return {
        "row": "rundown",
        **_place(table, session),
        **_amounts_of(run),
        "opener_source": run.opener_source.words,
        "coverage": run.coverage.words,
        "grade": run.grade.value,
        "at": run.finalized_at,
        "note": f"{run.late_events} recorded later" if run.late_events else None,
    }


def _place(table: TableFigures, session: SessionFigures) -> Cells:
    return {
        "pit": table.pit,
        "table": table.table,
        "session_opened_at": session.opened_at,
        "session_closed_at": session.closed_at,
    }


def _sheet(report: Report) -> Iterator[Cells]:
    for each in report.discrepancies:
        yield {
            "row": "discrepancy",
            "table": each.table,
            "at": each.opener_at,
            "status": _weight(is_regulatory=each.is_regulatory, is_reportable=each.is_reportable),
            **_amount("opener", each.opener),
            **_amount("expected", each.expected),
            **_amount("discrepancy", each.difference),
            "note": each.note,
        }
    for slip in report.slips_in_flight:
        yield {
            "row": "slip in flight",
            "table": slip.table,
            "at": slip.requested_at,
            "status": f"{slip.kind.value} {slip.status.value}",
            "slip": slip.slip,
            **_amount("slip_amount", slip.amount),
        }
    for owed in report.counts_owed:
        yield {"row": "count owed", "table": owed.table, "at": owed.closed_at}
    for late in report.late_entries:
        yield {
            "row": "late entry",
            "table": late.table,
            "at": late.at,
            "status": late.kind.words,
            "slip": late.form,
            "note": f"{late.reason} (entered {late.entered_at.isoformat()} by {late.entered_by})",
        }
    for live in report.live:
        count = live.change_count
        yield {
            "row": "live",
            "table": live.table,
            "session_opened_at": live.opened_at,
            "status": live.status.value,
            "at": count.at if count else None,
            **_amount("closer", count.total if count else None),
        }


def _weight(*, is_regulatory: bool, is_reportable: bool) -> str | None:
    if is_regulatory:
        return "regulator"
    return "report" if is_reportable else None


def _amounts_of(figures: Value) -> Cells:
    """Every amount of these figures that has a column of its own name."""
    cells: Cells = {}
    for name in _AMOUNTS:
        value = getattr(figures, name, None)
        if isinstance(value, Amount):
            cells.update(_amount(name, value))
    return cells


def _amount(name: str, amount: Amount | None) -> Cells:
    return {
        f"{name}_cents": amount.cents if amount else None,
        name: amount.formatted if amount else None,
    }
