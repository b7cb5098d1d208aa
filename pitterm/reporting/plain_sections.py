"""The figures of a report as sections of text: a title, its columns and its rows."""

from collections.abc import Sequence
from datetime import datetime

from pitterm.domain.metrics import OpeningSource
from pitterm.domain.money import NO_FIGURE
from pitterm.domain.text import harmless
from pitterm.reporting.layout import Column
from pitterm.reporting.plain_cells import NAME_WIDTH, Clock, Section, amounts, change, hold, money
from pitterm.reporting.values import (
    Amount,
    Report,
    SessionFigures,
    SinceCount,
    TableFigures,
    Total,
)

_NAME = Column("", widest=NAME_WIDTH)
_TABLE = Column("table", widest=NAME_WIDTH)


def sums(report: Report) -> Section:
    """Casino and pits."""
    columns = (_NAME, *amounts("est. drop", "est. win/loss", "fills", "credits"), Column("grade"))
    rows = [
        (
            harmless(each.name),
            money(each.est_drop.amount),
            change(each.est_win.amount),
            money(each.fills),
            money(each.credits),
            each.grade.value,
        )
        for each in report.sums
    ]
    return _title("Casino and pits", "Pit", report), columns, rows


def held(report: Report) -> Section:
    """How many tables each of those sums holds, so that nobody takes a part for the whole."""
    columns = (
        _NAME,
        *(Column(words) for words in ("in est. drop", "in est. win/loss", "counted")),
        *(Column(words) for words in ("have an opener", "have a closer", "rated + unrated")),
    )
    rows = [
        (
            harmless(each.name),
            _of(each.est_drop),
            _of(each.est_win),
            _of(each.counted_win),
            f"{each.tables_with_opener} of {each.tables}",
            f"{each.tables_with_closer} of {each.tables}",
            f"{each.tables_rated_and_unrated} of {each.tables}",
        )
        for each in report.sums
    ]
    return "Tables in each sum; the others are missing from it", columns, rows


def results(report: Report, clock: Clock) -> Section:
    """Every table's estimate, and the counts it stands between."""
    columns = (
        _TABLE,
        Column("pit", widest=12),
        *amounts("est. drop", "est. win/loss"),
        Column("between the counts"),
        Column("coverage, grade"),
    )
    rows = [
        (
            harmless(each.table),
            harmless(each.pit or NO_FIGURE),
            money(each.est_drop),
            change(each.est_win),
            _between(each, clock),
            f"{each.coverage_words} · {each.grade.value}",
        )
        for each in report.tables
    ]
    return _title("Tables", "Table", report), columns, rows


def trays(report: Report) -> Section:
    """What was counted in the tray, and what came and went."""
    columns = (
        _TABLE,
        *amounts("opener", "closer", "fills", "credits", "tray"),
        Column("the opener is"),
    )
    rows = [
        (
            harmless(each.table),
            money(each.opener.total if each.opener else None),
            money(each.closer.total if each.closer else None),
            money(each.fills),
            money(each.credits),
            change(each.tray),
            each.opener_source.words,
        )
        for each in report.tables
        if each.opener or each.closer or each.fills.cents or each.credits.cents
    ]
    title = (
        "Trays: first and last count, fills and credits of the period, result between the counts"
    )
    return title, columns, rows


def counted(report: Report, clock: Clock) -> Section:
    """Counted drop and win, over whole drop periods."""
    columns = (
        _NAME,
        *amounts("counted drop", "counted win", "hold"),
        Column("over"),
    )
    rows = [
        (
            harmless(each.name),
            money(each.counted_drop),
            change(each.counted_win.amount),
            hold(each.hold_percent),
            _of(each.counted_win),
        )
        for each in report.sums
    ]
    rows += [
        (
            harmless(each.table),
            money(each.counted_drop),
            change(each.counted_win),
            hold(each.hold_percent),
            each.counted_missing or f"{clock(each.counted_from)} → {clock(each.counted_to)}",
        )
        for each in report.tables
        if each.has_drop_box or each.counted_drop
    ]
    return "Counted", columns, rows


def beside(report: Report) -> Section:
    """What moved after the last count, outside any session and between runs: in no win."""
    columns = (
        _NAME,
        *amounts("since: buy-ins", "since: fills", "since: credits", "outside", "discrepancy"),
    )
    rows = [
        _beside(each.name, each.since_count, each.outside_sessions, each.discrepancy)
        for each in report.sums
    ]
    rows += [
        _beside(each.table, each.since_count, each.outside_sessions, each.discrepancy)
        for each in report.tables
        if _has_beside(each)
    ]
    title = "Beside the win: since the last count, outside any session, between runs"
    return title, columns, rows


def sessions(report: Report, clock: Clock) -> Section:
    """What of each table belongs to which session."""
    columns = (
        _TABLE,
        Column("session"),
        *amounts("est. drop", "est. win/loss", "fills", "credits"),
        Column("between the counts"),
    )
    rows = [
        (
            harmless(each.table),
            "outside any session"
            if part.is_outside
            else f"{clock(part.opened_at)} → {clock(part.closed_at) if part.closed_at else ''}",
            money(part.est_drop),
            change(part.est_win),
            money(part.fills),
            money(part.credits),
            _between_of(part, clock),
        )
        for each in report.tables
        for part in each.sessions
    ]
    return "Sessions in this period; with what is outside they add up to the table", columns, rows


def rundowns(report: Report, clock: Clock) -> Section:
    """What the table's sessions came to as a whole."""
    columns = (
        Column("closed"),
        *amounts("opener", "closer", "est. win/loss", "counted win"),
        Column("grade"),
    )
    rows = []
    for each in report.tables:
        for part in each.sessions:
            if part.rundown is None:
                continue
            run = part.rundown
            final = f" {clock(run.finalized_at)}" if run.finalized_at else ""
            late = f" · ▲ {run.late_events} recorded later" if run.late_events else ""
            is_counted = run.opener_source is OpeningSource.OPENING_COUNT
            source = "" if is_counted else f" · opener: {run.opener_source.words}"
            rows.append(
                (
                    clock(part.closed_at),
                    money(run.opener),
                    money(run.closer),
                    change(run.est_win),
                    change(run.counted_win),
                    f"{run.grade.value}{final}{late}{source}",
                )
            )
    return "Rundowns: each session as a whole", columns, rows


def _title(whole: str, part: str, report: Report) -> str:
    return part if report.table or (report.pit and whole != "Tables") else whole


def _of(total: Total) -> str:
    return f"{total.tables} of {total.tables + total.missing}"


def _span(start: datetime | None, end: datetime | None, clock: Clock) -> str:
    return f"{clock(start)} → {clock(end)}" if start and end else NO_FIGURE


def _between(table: TableFigures, clock: Clock) -> str:
    span = _span(table.win_from, table.win_to, clock)
    if table.est_win_missing:
        return table.est_win_missing
    if table.opener_source is OpeningSource.OPENING_COUNT:
        return span
    return f"{span} · {table.opener_source.words}"


def _between_of(part: SessionFigures, clock: Clock) -> str:
    span = _span(part.win_from, part.win_to, clock)
    is_silent = part.tray is not None and part.est_win is None
    return f"{span} · nothing logged" if is_silent else span


def _beside(
    name: str, since: SinceCount, outside: Amount | None, discrepancy: Amount | None
) -> Sequence[str]:
    return (
        harmless(name),
        money(since.buyins),
        money(since.fills),
        money(since.credits),
        money(outside),
        change(discrepancy),
    )


def _has_beside(table: TableFigures) -> bool:
    since = table.since_count
    figures = (since.buyins, since.fills, since.credits, table.outside_sessions, table.discrepancy)
    return any(each is not None and each.cents for each in figures)
