"""A report as text for a person: sections of aligned columns, each figure under its words."""

from collections.abc import Iterable
from datetime import datetime

from pitterm.domain.money import NO_FIGURE
from pitterm.domain.text import harmless
from pitterm.reporting import plain_sections as sections
from pitterm.reporting import plain_sheet
from pitterm.reporting.heading import heading, span
from pitterm.reporting.layout import PAGE_WIDTH, aligned, wrap
from pitterm.reporting.plain_cells import Clock, Section
from pitterm.reporting.values import Report, ReportKind


def plain_text(report: Report) -> str:
    """The whole report, at most 120 cells wide."""
    clock = clock_of(report)
    lines = _heading(report, clock)
    for title, columns, rows in _sections(report, clock):
        if rows:
            lines += ["", title, *aligned(columns, rows)]
    if not report.tables:
        lines += ["", "No table was on the floor in this period."]
    lines += ["", *_legend()]
    return "\n".join(lines) + "\n"


def clock_of(report: Report) -> Clock:
    """`10:02` on the casino's clock; with the weekday on another date than the period began.

    In the hour an autumn night has twice the zone's letters stand behind it.
    """
    start = report.period.start.astimezone(report.zone)

    def show(moment: datetime | None) -> str:
        if moment is None:
            return NO_FIGURE
        local = moment.astimezone(report.zone)
        day = "" if local.date() == start.date() else f"{local:%a} "
        if abs((local.date() - start.date()).days) > 1:
            day = f"{local:%Y-%m-%d} "
        is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return f"{day}{local:%H:%M}{f' {local:%Z}' if is_twice else ''}"

    return show


def _heading(report: Report, clock: Clock) -> list[str]:
    zone, period = report.zone, report.period
    start, end = period.start.astimezone(zone), period.end.astimezone(zone)
    of_day = period.name, f"{period.gaming_day}"
    as_of = f"as of {report.as_of.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
    lines = heading(report.casino, report.pit, report.table, *of_day, report.grade.value)
    lines.append(f"{span(start, end)} · {'' if report.is_over else 'so far, '}{as_of}")
    if report.signatures:
        signed = report.signatures
        words = f"Signed by {_name(signed.outgoing)} {clock(signed.signed_at)}"
        if signed.incoming_signed_at:
            words += f" and {_name(signed.incoming)} {clock(signed.incoming_signed_at)}"
        late = f" · ▲ {signed.late} recorded later" if signed.late else ""
        lines += wrap(f"{words}{late}", PAGE_WIDTH)
    return lines


def _name(name: str | None) -> str:
    return harmless(name) if name else "somebody who left"


def _sections(report: Report, clock: Clock) -> Iterable[Section]:
    yield sections.sums(report)
    yield sections.held(report)
    yield sections.results(report, clock)
    yield sections.trays(report)
    yield sections.counted(report, clock)
    yield sections.beside(report)
    yield sections.sessions(report, clock)
    if report.kind is ReportKind.TABLE:
        yield sections.rundowns(report, clock)
    yield plain_sheet.discrepancies(report, clock)
    yield plain_sheet.slips(report, clock)
    yield plain_sheet.owed(report, clock)
    yield plain_sheet.late_entries(report, clock)
    yield plain_sheet.live(report, clock)


def _legend() -> list[str]:
    return [
        f"{NO_FIGURE} cannot be known and is no zero. An est. win/loss stands between the two",
        "counts it names; what moved after the last one is beside it, in no win.",
    ]
