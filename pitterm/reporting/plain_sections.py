"""The sections of a report as text: a title, its columns and its rows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from pitterm.domain.metrics import OpeningSource
from pitterm.domain.money import NO_FIGURE, show_change
from pitterm.domain.text import harmless
from pitterm.reporting.layout import Column
from pitterm.reporting.values import Amount, Report, SinceCount, TableFigures, Total

Clock = Callable[[datetime | None], str]
Rows = list[Sequence[str]]
Section = tuple[str, Sequence[Column], Rows]

_NAME = Column("", widest=16)


def sums(report: Report) -> Section:
    """Casino and pits."""
    columns = (_NAME, *_amounts("est. drop", "est. win/loss", "fills", "credits"), Column("grade"))
    rows: Rows = [
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
    rows: Rows = [
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
        Column("table", widest=16),
        Column("pit", widest=12),
        *_amounts("est. drop", "est. win/loss"),
        Column("between the counts"),
        Column("coverage, grade"),
    )
    rows: Rows = [
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


def trays(report: Report, clock: Clock) -> Section:
    """What was counted in the tray, and what came and went."""
    columns = (
        Column("table", widest=16),
        *_amounts("opener", "closer", "fills", "credits", "tray"),
    )
    rows: Rows = [
        (
            harmless(each.table),
            money(each.opener.total if each.opener else None),
            money(each.closer.total if each.closer else None),
            money(each.fills),
            money(each.credits),
            change(each.tray),
        )
        for each in report.tables
        if each.opener or each.closer or each.fills.cents or each.credits.cents
    ]
    return "Trays: closer - opener - fills + credits, between the counts", columns, rows


def counted(report: Report, clock: Clock) -> Section:
    """Counted drop and win, over whole drop periods."""
    columns = (
        Column("", widest=16),
        *_amounts("counted drop", "counted win", "hold"),
        Column("over"),
    )
    rows: Rows = [
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
        Column("", widest=16),
        *_amounts("since: buy-ins", "since: fills", "since: credits", "outside", "discrepancy"),
    )
    rows: Rows = [
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
        Column("table", widest=16),
        Column("session"),
        *_amounts("est. drop", "est. win/loss", "fills", "credits"),
        Column("between the counts"),
    )
    rows: Rows = [
        (
            harmless(each.table),
            "outside any session"
            if part.is_outside
            else f"{clock(part.opened_at)} → {clock(part.closed_at) if part.closed_at else ''}",
            money(part.est_drop),
            change(part.est_win),
            money(part.fills),
            money(part.credits),
            _span(part.win_from, part.win_to, clock),
        )
        for each in report.tables
        for part in each.sessions
    ]
    return "Sessions in this period; with what is outside they add up to the table", columns, rows


def rundowns(report: Report, clock: Clock) -> Section:
    """What the table's sessions came to as a whole."""
    columns = (
        Column("closed"),
        *_amounts("opener", "closer", "est. win/loss", "counted win"),
        Column("grade"),
    )
    rows: Rows = []
    for each in report.tables:
        for part in each.sessions:
            if part.rundown is None:
                continue
            run = part.rundown
            final = f" {clock(run.finalized_at)}" if run.finalized_at else ""
            late = f" · ▲ {run.late_events} recorded later" if run.late_events else ""
            source = f" · {run.opener_source.words}" if run.opener is None else ""
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


def discrepancies(report: Report, clock: Clock) -> Section:
    """Openers that differ from the closers before them."""
    columns = (
        Column("table", widest=16),
        Column("opened"),
        *_amounts("expected", "opener", "difference"),
        Column("note"),
    )
    rows: Rows = []
    for each in report.discrepancies:
        mark = "▲ regulator · " if each.is_regulatory else "▲ report · "
        note = _one_line(each.note) if each.note else "no note"
        rows.append(
            (
                harmless(each.table),
                clock(each.opener_at),
                money(each.expected),
                money(each.opener),
                change(each.difference),
                f"{mark if each.is_reportable or each.is_regulatory else ''}{note}",
            )
        )
    return "Discrepancies: opener against the closer before it", columns, rows


def slips(report: Report, clock: Clock) -> Section:
    """Fills and credits that are not settled."""
    columns = (
        Column("table", widest=16),
        *(Column(words) for words in ("slip", "number", "status", "requested")),
        *_amounts("amount"),
    )
    rows: Rows = [
        (
            harmless(each.table),
            each.kind.value,
            harmless(each.slip or NO_FIGURE),
            each.status.value.replace("_", " ").lower(),
            clock(each.requested_at),
            money(each.amount),
        )
        for each in report.slips_in_flight
    ]
    return "Slips in flight", columns, rows


def owed(report: Report, clock: Clock) -> Section:
    """Tables that closed by a drop alone."""
    rows: Rows = [(harmless(each.table), clock(each.closed_at)) for each in report.counts_owed]
    return "Counts owed", (Column("table", widest=16), Column("closed")), rows


def live(report: Report, clock: Clock) -> Section:
    """Tables that run past the end of the period, and the count that divides them."""
    columns = (
        Column("table", widest=16),
        *(Column(words) for words in ("status", "opened")),
        *_amounts("change count"),
        Column("counted"),
    )
    rows: Rows = [
        (
            harmless(each.table),
            each.status.value,
            clock(each.opened_at),
            money(each.change_count.total if each.change_count else None),
            clock(each.change_count.at) if each.change_count else "▲ no change count",
        )
        for each in report.live
    ]
    return "Live at the end of the period", columns, rows


def money(amount: Amount | None) -> str:
    """An amount, or the dash."""
    return amount.formatted if amount else NO_FIGURE


def change(amount: Amount | None) -> str:
    """A result with its direction, or the dash."""
    return show_change(amount.cents if amount else None)


def hold(percent: Decimal | None) -> str:
    """`14.10 %`, or the dash."""
    minus = "\N{MINUS SIGN}" if percent is not None and percent < 0 else ""
    return NO_FIGURE if percent is None else f"{minus}{abs(percent):.2f} %"


def _amounts(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading, is_amount=True) for heading in headings)


def _title(whole: str, part: str, report: Report) -> str:
    return part if report.pit and whole != "Tables" or report.table else whole


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


def _one_line(note: str) -> str:
    return harmless(" ".join(note.split()))
