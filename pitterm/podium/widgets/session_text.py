"""What the detail screen says about a session: its line in the list and what it came to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from pitterm.domain import money
from pitterm.domain.board import Figures as Window
from pitterm.domain.board import TableView
from pitterm.domain.detail import SessionRecord
from pitterm.domain.metrics import OpeningSource, Rundown
from pitterm.domain.sessions import CloseReason, SessionStatus, TableSession
from pitterm.domain.telemetry import Coverage
from pitterm.podium.widgets.cells import Tone
from pitterm.podium.widgets.record_text import Reader

_QUIET = Tone.QUIET.style
_GLYPHS = {
    SessionStatus.OPEN: "◌ OPEN · COUNT DUE",
    SessionStatus.ACTIVE: "● ACTIVE",
    SessionStatus.RUNDOWN: "◐ RUNDOWN",
    SessionStatus.CLOSED: "○ CLOSED",
}
_ENDS = {
    CloseReason.COUNTED: "counted",
    CloseReason.DROP_ONLY: "by a drop alone",
    CloseReason.CANCELLED: "cancelled",
}
_NAME_WIDTH, _VALUE_WIDTH = 13, 26
Pair = tuple[str, str]


def status(session: TableSession) -> str:
    """The status word with its glyph, and how it ended."""
    end = f" · {_ENDS[session.close_reason]}" if session.close_reason else ""
    return f"{_GLYPHS[session.status]}{end}"


def period(session: TableSession, reader: Reader) -> str:
    """`Thu 15 Jan 10:02 → 22:14`."""
    opened = session.opened_at.astimezone(reader.zone)
    words = f"{opened:%a} {opened.day} {opened:%b %H:%M} → "
    if session.closed_at is None:
        return f"{words}so far"
    closed = session.closed_at.astimezone(reader.zone)
    return (
        f"{words}{closed:%H:%M}" if closed.date() == opened.date() else f"{words}{closed:%a %H:%M}"
    )


def chosen(record: SessionRecord, place: int, of: int, reader: Reader) -> Content:
    """The line above the figures of the session that is shown."""
    session = record.session
    people = f"by {reader.name(session.opened_by_staff_id)}"
    if session.closed_by_staff_id and session.closed_by_staff_id != session.opened_by_staff_id:
        people += f", closed by {reader.name(session.closed_by_staff_id)}"
    return Content.assemble(
        (f"session {place} of {of}  ", _QUIET),
        (status(session), "bold"),
        f"  {period(session, reader)}  ",
        (people, _QUIET),
    )


def listed(records: Sequence[SessionRecord], place: int | None, reader: Reader) -> Content:
    """The sessions as a list beside the timeline, the shown one marked."""
    lines = []
    for index, record in enumerate(records):
        is_shown = index == place
        result = _result(record.rundown)
        words = f"{'▸' if is_shown else ' '} {period(record.session, reader)}"
        style = "bold" if is_shown else ""
        lines.append(
            Content.assemble((words, style), (f"\n  {status(record.session)}{result}", _QUIET))
        )
    mark, style = ("▸", "bold") if place is None else (" ", "")
    lines.append(Content.assemble((f"{mark} whole table, newest first", style)))
    return Content("\n").join(lines)


def figures(record: SessionRecord, table: TableView | None, reader: Reader) -> Content:
    """What the session came to, or has come to so far; every unknown says why."""
    if record.rundown is not None:
        return _grid(_rundown_pairs(record.rundown, reader))
    is_on_board = table is not None and table.session_id == record.session.id
    if is_on_board and table is not None and table.session is not None:
        return _grid(_live_pairs(table, table.session, reader))
    return Content.styled("— no figures of this session are shown to you", _QUIET)


def _rundown_pairs(rundown: Rundown, reader: Reader) -> list[Pair]:
    opening = OpeningSource(rundown.opening_source).words
    final = ""
    if rundown.finalized_at is not None:
        final = f" by {reader.name(rundown.finalized_by_staff_id)}"
    elif rundown.late_events:
        final = f" · ▲ {rundown.late_events} late"
    return [
        ("opener", _because(money.show(rundown.opening_bankroll_total_cents), opening)),
        ("closer", _known(rundown.closing_bankroll_total_cents, "no closing count")),
        ("fills", money.show(rundown.fills_total_cents)),
        ("credits", money.show(rundown.credits_total_cents)),
        (
            "est. drop",
            _because(
                money.show(rundown.estimated_drop_buyins_cents), rundown.telemetry_quality.words
            ),
        ),
        (
            "rated·unrated",
            f"{money.show(rundown.estimated_drop_rated_cents)} ·"
            f" {money.show(rundown.estimated_drop_grind_cents)}",
        ),
        ("tray", _changed(rundown.win_loss_inventory_cents, "not counted twice")),
        (
            "est. win/loss",
            _between(
                rundown.win_loss_estimated_cents,
                (rundown.win_from, rundown.win_to),
                rundown.telemetry_quality,
                reader,
            ),
        ),
        ("counted drop", _known(rundown.counted_drop_cents, "box not released")),
        ("counted win", _changed(rundown.counted_win_cents, "drop not counted")),
        ("discrepancy", _changed(rundown.discrepancy_cents, "no two counts")),
        ("grade", f"{rundown.metric_grade}{final}"),
    ]


def _live_pairs(table: TableView, window: Window, reader: Reader) -> list[Pair]:
    last = money.show(table.last_count_total_cents)
    if table.last_count_at is not None:
        last = f"{last} · {reader.time(table.last_count_at)}"
    since = money.show(window.since_count_buyins_cents)
    return [
        ("opener", _known(table.opener_total_cents, "no opening count")),
        ("last count", last),
        ("fills", money.show(window.fills_cents)),
        ("credits", money.show(window.credits_cents)),
        ("est. drop", _because(money.show(window.est_drop_cents), window.coverage.words)),
        (
            "rated·unrated",
            f"{money.show(window.rated_cents)} · {money.show(window.unrated_cents)}",
        ),
        ("tray", _changed(window.tray_cents, "no later count")),
        (
            "est. win/loss",
            _between(
                window.est_win_cents, (window.win_from, window.win_to), window.coverage, reader
            ),
        ),
        ("since count", f"{since} bought in"),
        ("grade", "so far, not closed"),
    ]


def _grid(pairs: Sequence[Pair]) -> Content:
    """Two pairs a line, so that six lines hold everything; one too wide for that has its own."""
    lines: list[list[Pair]] = []
    for pair in pairs:
        is_wide = len(pair[1]) >= _VALUE_WIDTH
        if is_wide or not lines or len(lines[-1]) == 2 or len(lines[-1][0][1]) >= _VALUE_WIDTH:
            lines.append([])
        lines[-1].append(pair)
    return Content("\n").join(Content.assemble(*_pieces(line)).rstrip() for line in lines)


def _pieces(pairs: Sequence[Pair]) -> Iterator[tuple[str, str] | str]:
    for name, value in pairs:
        yield (f"{name:<{_NAME_WIDTH}} ", _QUIET)
        yield f"{value:<{_VALUE_WIDTH}}"


def _result(rundown: Rundown | None) -> str:
    if rundown is None:
        return ""
    return f"\n  {money.show_change(rundown.win_loss_estimated_cents)} · {rundown.metric_grade}"


def _because(value: str, words: str) -> str:
    return f"{value} · {words}"


def _known(cents: int | None, reason: str) -> str:
    return money.show(cents) if cents is not None else _because(money.NO_FIGURE, reason)


def _changed(cents: int | None, reason: str) -> str:
    return money.show_change(cents) if cents is not None else _because(money.NO_FIGURE, reason)


def _between(
    cents: int | None,
    counts: tuple[datetime | None, datetime | None],
    coverage: Coverage,
    reader: Reader,
) -> str:
    first, last = counts
    if cents is None or first is None or last is None:
        reason = coverage.words if coverage is Coverage.NONE else "no later count"
        return _because(money.NO_FIGURE, reason)
    return f"{money.show_change(cents)} · {reader.time(first)} → {reader.time(last)}"
