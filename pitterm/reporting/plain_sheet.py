"""What is open, owed or different, as sections of a report as text."""

from pitterm.domain.money import NO_FIGURE
from pitterm.domain.text import harmless
from pitterm.reporting.layout import Column
from pitterm.reporting.plain_cells import NAME_WIDTH, Clock, Section, amounts, change, money
from pitterm.reporting.values import Report

_TABLE = Column("table", widest=NAME_WIDTH)


def discrepancies(report: Report, clock: Clock) -> Section:
    """Openers that differ from the closers before them."""
    columns = (
        _TABLE,
        Column("opened"),
        *amounts("expected", "opener", "difference"),
        Column("note"),
    )
    rows = []
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
        _TABLE,
        *(Column(words) for words in ("slip", "number", "status", "requested")),
        *amounts("amount"),
    )
    rows = [
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
    return "Slips in flight as of this report", columns, rows


def owed(report: Report, clock: Clock) -> Section:
    """Tables that closed by a drop alone."""
    rows = [(harmless(each.table), clock(each.closed_at)) for each in report.counts_owed]
    return "Counts owed as of this report", (_TABLE, Column("closed")), rows


def late_entries(report: Report, clock: Clock) -> Section:
    """What came from paper, with the form and who entered it when."""
    columns = (
        _TABLE,
        *(Column(words) for words in ("late entry", "of", "form", "entered", "by", "reason")),
    )
    rows = [
        (
            harmless(each.table),
            f"▲ {each.kind.words}",
            clock(each.at),
            harmless(each.form or NO_FIGURE),
            clock(each.entered_at),
            harmless(each.entered_by),
            _one_line(each.reason),
        )
        for each in report.late_entries
    ]
    return "Late entries: written on paper and entered afterwards", columns, rows


def live(report: Report, clock: Clock) -> Section:
    """Tables that run past the end of the period, and the count that divides them."""
    columns = (
        _TABLE,
        *(Column(words) for words in ("status", "opened")),
        *amounts("change count"),
        Column("counted"),
    )
    rows = [
        (
            harmless(each.table),
            each.status.value,
            clock(each.opened_at),
            money(each.change_count.total if each.change_count else None),
            clock(each.change_count.at) if each.change_count else "▲ no change count",
        )
        for each in report.live
    ]
    return "Live as of this report, with the count for the end of the period", columns, rows


def _one_line(note: str) -> str:
    return harmless(" ".join(note.split()))
