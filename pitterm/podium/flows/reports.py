"""Writing a report into a file: which period, which format, where."""

from typing import TYPE_CHECKING

from pitterm.domain.metrics import ShiftWindow, WindowName
from pitterm.domain.staff import SEES_FIGURES
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.flows.exports import told
from pitterm.podium.flows.files import write_file
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.wording import harmless, show_day, show_time, zone
from pitterm.reporting import Format, Report, ReportKind, offered_name, render

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_FORMATS = (
    ("t", "text", "to read and to print, 120 columns"),
    ("c", "CSV", "for a spreadsheet, amounts in cents and as read"),
    ("j", "JSON", "for other programs"),
)
_BY_KEY = {"t": Format.TEXT, "c": Format.CSV, "j": Format.JSON}
_PERIODS = (
    ("s", WindowName.SHIFT, "the shift that runs"),
    ("p", WindowName.PREVIOUS, "the shift before it"),
    ("w", WindowName.LAST_WEEK, "the same shift a week ago"),
    ("d", WindowName.DAY, "the gaming day"),
)


async def write_report(app: "Podium", window: ShiftWindow | None = None) -> None:
    """Write the numbers of a period into a file; without one the period is asked for."""
    sitting = Sitting(app)
    if sitting.signed_in.role not in SEES_FIGURES:
        app.flash("A report is figures, and your role sees status only.", severity="refused")
        return
    period = window or await _period(sitting)
    if period is None:
        return
    chosen: str | None = await app.push_screen_wait(
        Choice(f"Report of {_name(sitting, period)}", "", _FORMATS)
    )
    if chosen is not None:
        await _write(sitting, period, _BY_KEY[chosen])


async def _write(sitting: Sitting, period: ShiftWindow, form: Format) -> None:
    async def text() -> str:
        report = await _report(sitting, period)
        return await told(sitting, "report", lambda: render(report, form))()

    title = f"Report of {_name(sitting, period)} · {form.value}"
    offered = offered_name(_words(period), period.gaming_day.isoformat(), form)
    await write_file(sitting.app, title, offered, text, "the report")


async def _report(sitting: Sitting, period: ShiftWindow) -> Report:
    kind = ReportKind.DAY if period.name is WindowName.DAY else ReportKind.SHIFT
    report = await sitting.app.wiring.read(sitting.desk, "read_report", kind, period)
    if not isinstance(report, Report):
        raise TypeError("read_report reads a report")
    return report


async def _period(sitting: Sitting) -> ShiftWindow | None:
    windows: list[ShiftWindow] = await sitting.app.wiring.read(sitting.desk, "read_shift_windows")
    found = {window.name: window for window in windows}
    ways = [
        (key, words, _name(sitting, found[name])) for key, name, words in _PERIODS if name in found
    ]
    chosen: str | None = await sitting.app.push_screen_wait(
        Choice("Write a report", "Of which period?", ways)
    )
    return next((found[name] for key, name, _ in _PERIODS if key == chosen), None)


def _name(sitting: Sitting, period: ShiftWindow) -> str:
    clock = zone(sitting.house.time_zone)
    start, end = (show_time(at, clock) for at in (period.window_start, period.window_end))
    return f"{harmless(_words(period))} · {show_day(period.gaming_day)} · {start} → {end}"


def _words(period: ShiftWindow) -> str:
    is_day = period.name is WindowName.DAY
    return "gaming day" if is_day else f"{period.shift_name or 'unnamed'} shift"
