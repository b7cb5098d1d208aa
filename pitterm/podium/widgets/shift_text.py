"""What the shift screen says around its list: the period above, the comparison beneath."""

from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from pitterm.domain import money
from pitterm.domain.metrics import ShiftWindow, WindowName
from pitterm.domain.shift_lines import (
    Level,
    ShiftLine,
    asides,
    between,
    clock,
    counted_words,
    hold_words,
    missing_words,
)
from pitterm.podium.shift_numbers import ShiftReading
from pitterm.podium.widgets.cells import Tone, change_tone
from pitterm.podium.widgets.sparks import hours_together
from pitterm.podium.wording import harmless, show_day

Line = list[tuple[str, str] | str]

WINDOW_WORDS = {
    WindowName.SHIFT: "shift",
    WindowName.PREVIOUS: "previous",
    WindowName.LAST_WEEK: "last week",
    WindowName.DAY: "day",
}
_QUIET = Tone.QUIET.style
_CAPTION, _COLUMN = 17, 12


def title(window: ShiftWindow) -> str:
    """`swing shift, Thu 15 Jan`, or the gaming day."""
    day = show_day(window.gaming_day)
    if window.name is WindowName.DAY or window.shift_name is None:
        return f"gaming day {day}"
    return f"{harmless(window.shift_name)} shift, {day}"


def heading(
    window: ShiftWindow, casino_name: str, pit_name: str | None, zone: ZoneInfo, now: datetime
) -> Content:
    """Whose figures these are, and the period with its times."""
    period = between(window.window_start, window.window_end, zone)
    so_far = f" · so far, {clock(now, zone)}" if now < window.window_end else ""
    where = f" · {harmless(pit_name)}" if pit_name else ""
    return Content.assemble(
        (harmless(casino_name) + where, "bold"),
        (f"   {title(window)}, {period}{so_far}", _QUIET),
    )


def periods(reading: ShiftReading, chosen: WindowName, before: str, after: str) -> Content:
    """The periods there are between the keys that turn them, and what a mark of a row stands for.

    The chosen one is marked.
    """
    pieces: Line = [(f"{before} ", "bold $text-primary")]
    for name in reading.windows:
        words = f"▸{WINDOW_WORDS[name]}◂" if name is chosen else f" {WINDOW_WORDS[name]} "
        pieces += [(words, "bold $text-primary" if name is chosen else _QUIET), " "]
    together = hours_together(len(reading.hours[Level.CASINO]))
    hours = "by hour" if together == 1 else f"by {together} hours"
    pieces.append((after, "bold $text-primary"))
    return Content.assemble(*pieces, (f"   marks: buy-ins {hours}", _QUIET))


def comparison(
    line: ShiftLine, reading: ShiftReading, zone: ZoneInfo, *, is_short: bool
) -> Content:
    """The selected line beside earlier periods and what came since the checkpoint."""
    columns = [
        (WINDOW_WORDS[name], window.window_start, reading.numbers[name].lines.get(line.key))
        for name, window in reading.windows.items()
        if name in reading.numbers
    ]
    if reading.since is not None and reading.checkpoint is not None:
        at = reading.checkpoint.made_at
        columns.append((f"since {clock(at, zone)}", at, reading.since.lines.get(line.key)))
    lines = [each for _, _, each in columns]
    names = "".join(f"{words:>{_COLUMN}}" for words, _, _ in columns)
    starts = "".join(f"{_start(at, zone):>{_COLUMN}}" for _, at, _ in columns)
    written: Line = [
        (f"{harmless(line.name)[: _CAPTION - 1]:<{_CAPTION}}", "bold"),
        (names, "bold"),
        (f"\n{'from':<{_CAPTION}}{starts}", _QUIET),
        *_amounts("est. drop", [each.est_drop_cents if each else None for each in lines]),
        *_changes("est. win/loss", [each.est_win_cents if each else None for each in lines]),
    ]
    if not is_short:
        written += _amounts("fills", [each.fills_cents if each else None for each in lines])
        written += _amounts("credits", [each.credits_cents if each else None for each in lines])
        wins = [each.counted_win_cents if each else None for each in lines]
        written += _changes("counted win", wins)
        holds = "".join(
            f"{hold_words(each) if each else money.NO_FIGURE:>{_COLUMN}}" for each in lines
        )
        written += [(f"\n{'hold':<{_CAPTION}}", _QUIET), holds]
    if line.level is not Level.CASINO:
        written += _casino(line, reading)
    return Content.assemble(*written)


def _casino(line: ShiftLine, reading: ShiftReading) -> Line:
    numbers = [reading.numbers[name] for name in reading.windows if name in reading.numbers]
    if reading.since is not None:
        numbers.append(reading.since)
    casinos = [each.casino for each in numbers]
    return [
        *_amounts("casino est. drop", [each.est_drop_cents for each in casinos]),
        *_changes("casino est. win", [each.est_win_cents for each in casinos]),
    ]


def remarks(line: ShiftLine, zone: ZoneInfo) -> Content:
    """Coverage, what is missing, what was counted, and what stands beside the results."""
    words = [
        f"coverage: {line.coverage_words}",
        missing_words(line),
        *asides(line),
        counted_words(line, zone),
    ]
    return Content.styled(" · ".join(harmless(each) for each in words if each), _QUIET)


def _amounts(caption: str, cents: list[int | None]) -> Line:
    return [
        (f"\n{caption:<{_CAPTION}}", _QUIET),
        *((f"{money.show(each):>{_COLUMN}}", _QUIET if each is None else "") for each in cents),
    ]


def _changes(caption: str, cents: list[int | None]) -> Line:
    return [
        (f"\n{caption:<{_CAPTION}}", _QUIET),
        *((f"{money.show_change(each):>{_COLUMN}}", change_tone(each).style) for each in cents),
    ]


def _start(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%a %H:%M}"
