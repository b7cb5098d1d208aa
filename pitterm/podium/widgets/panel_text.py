"""What the panel says about the selected table."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content
from textual.style import Style

from pitterm.domain import money
from pitterm.domain.board import Figures, TableView, show_age, status_word
from pitterm.domain.custody import CountType
from pitterm.domain.house import House
from pitterm.outbox.entries import Kept
from pitterm.podium.commands import Command
from pitterm.podium.slip_words import in_flight_word
from pitterm.podium.widgets import alert_text
from pitterm.podium.widgets.cells import (
    Moment,
    Tone,
    change_tone,
    late_tone,
    limits,
    status_tone,
)
from pitterm.podium.wording import entry_words, harmless, show_time

Line = list[tuple[str, str] | str]

_COUNT_WORDS = {
    CountType.OPEN: "opening count",
    CountType.RUNDOWN: "spot count",
    CountType.CLOSE: "closing count",
}
_ENTRIES_SHOWN = 4
_ACTIONS_A_LINE = 4
_CAPTION = 12
"""Three figures of nine beside it still fit when the panel has to scroll."""
_REASONS_SHOWN = 2
"""With more reasons than this the figures would leave a panel of 36 lines."""
_QUIET = Tone.QUIET.style
CUSTOM_KEY = 5
COMMAND = "command"
"""What a click on an action finds its command under."""


def quick_keys(house: House) -> list[tuple[int, int | None]]:
    """The digits of the quick bar with their amounts in cents; 5 is whatever is typed."""
    keys = [digit for digit in range(1, 10) if digit != CUSTOM_KEY]
    amounts: dict[int, int | None] = dict(zip(keys, house.quick_amounts_cents, strict=False))
    amounts[CUSTOM_KEY] = None
    return sorted(amounts.items())


def banner(table: TableView, moment: Moment) -> Content:
    """Label and status on one line, label first, and how long it has been open."""
    age = f"  {show_age(moment.now - table.opened_at)}" if table.opened_at else ""
    return Content.assemble(
        (harmless(table.label), "bold"),
        "  ",
        (status_word(table), f"bold {status_tone(table).style}"),
        (age, _QUIET),
    )


def opening(table: TableView, moment: Moment) -> Content:
    """Who opened the table and when, with its opener."""
    if table.opened_at is None or not table.is_live:
        closed = table.last_closed_at
        return Content(f"closed since {_at(closed, moment)}" if closed else "not opened yet")
    lines = [f"opened {_at(table.opened_at, moment)} by {harmless(table.opened_by_name or '—')}"]
    if table.rundown_started_at:
        lines.append(f"rundown since {_at(table.rundown_started_at, moment)}")
    is_counted_since = table.last_count_type is not CountType.OPEN
    if is_counted_since and table.opener_total_cents is not None and table.opener_at is not None:
        opener = f"opener {money.show(table.opener_total_cents)} · {_at(table.opener_at, moment)}"
        lines.append(opener)
    return Content("\n".join(lines))


def place(table: TableView, width: int | None = None) -> Content:
    """Where the table stands and what is played for how much; limits are never cut."""
    where = f"{harmless(table.pit_name or 'no pit')} · spot {table.spot} · {harmless(table.game)}"
    line = Content(f"{where} · {limits(table)}")
    is_cut = width and line.cell_length > width
    return Content(f"{where}\n{limits(table)}") if is_cut else line


def last_count(table: TableView, moment: Moment) -> Content:
    """The last count and what it says about the tray."""
    if table.last_count_at is None or table.last_count_type is None:
        return Content.styled("no count yet", _QUIET)
    words = _COUNT_WORDS[table.last_count_type]
    total = money.show(table.last_count_total_cents)
    line = f"{words} {total} · {_at(table.last_count_at, moment)}"
    if table.need_cents is not None:
        line += f"\nneed {money.show(table.need_cents)} to par {money.show(table.par_cents)}"
    return Content(line)


def slips(table: TableView, moment: Moment, key: str) -> Content:
    """Fills and credits on their way, how old the oldest is, and where they are settled."""
    age = moment.now - table.oldest_slip_at if table.oldest_slip_at else None
    words = in_flight_word(table.slips_in_flight, age, moment.slip_late_after)
    words = f"slips {words} · {key} shows them"
    return Content.styled(words, late_tone(age, moment.slip_late_after).style)


def entries(table: TableView, moment: Moment, waiting: Sequence[Kept] = ()) -> Content:
    """What waits on this terminal, then the last entries, each newest first."""
    if not table.recent_entries and not waiting:
        return Content.styled("no entry yet", _QUIET)
    lines: Line = []
    for kept in waiting[:_ENTRIES_SHOWN]:
        words = "waiting, not logged" if kept.is_waiting else "refused, not logged"
        time = show_time(kept.time.occurred_at, moment.zone)
        lines += [
            "\n" if lines else "",
            (f"{time}  {money.show(kept.amount_cents):>8}  {words}", "$text-warning"),
        ]
    for entry in table.recent_entries[: _ENTRIES_SHOWN - len(waiting[:_ENTRIES_SHOWN])]:
        struck = _QUIET if entry.is_reversed or entry.reverses_id else Tone.PLAIN.style
        words = "undone" if entry.is_reversed else entry_words(entry)
        outside = " · outside any session" if entry.outside_session else ""
        time = show_time(entry.created_at, moment.zone)
        lines += [
            "\n" if lines else "",
            (f"{time}  ", _QUIET),
            (f"{money.show(entry.amount_cents):>8}  ", struck),
            (f"{words} · {harmless(entry.actor_name)}{outside}", _QUIET),
        ]
    return Content.assemble(*lines)


def figures(table: TableView, moment: Moment) -> Content:
    """Rated, unrated, estimates and coverage for the session, the shift and the gaming day."""
    if table.day is None:
        return Content.styled("Your role sees the status only.", _QUIET)
    windows = {"session": table.session, "shift": table.shift, "day": table.day}
    shown = list(windows.values())
    lines: Line = [(f"{'':<{_CAPTION}}" + "".join(f"{name:>9}" for name in windows), _QUIET)]
    lines += _amounts("rated", [w.rated_cents if w else None for w in shown])
    lines += _amounts("unrated", [w.unrated_cents if w else None for w in shown])
    lines += _amounts("est. drop", [w.est_drop_cents if w else None for w in shown])
    if table.last_count_at is not None:
        lines += _amounts("since count", [w.since_count_buyins_cents if w else None for w in shown])
    lines.append(("\nest. win/loss", _QUIET))
    for name, window in windows.items():
        if window is not None:
            lines += [(f"\n  {name:<9}", _QUIET), *_win(table, window, moment)]
    return Content.assemble(*lines, ("\n" + _coverage(windows), _QUIET))


def _amounts(caption: str, cents: list[int | None]) -> Line:
    return [
        (f"\n{caption:<{_CAPTION}}", _QUIET),
        *((f"{money.show(amount):>9}", _QUIET if amount is None else "") for amount in cents),
    ]


def _win(table: TableView, window: Figures, moment: Moment) -> Line:
    if window.tray_cents is None or window.win_from is None or window.win_to is None:
        return [(f"{money.NO_FIGURE}  {_no_count(table, moment)}", _QUIET)]
    between = f" · {_at(window.win_from, moment)} → {_at(window.win_to, moment)}"
    if window.est_win_cents is None:
        tray = f"{money.NO_FIGURE}  tray {money.show_change(window.tray_cents)}"
        return [(tray + between, _QUIET)]
    win = money.show_change(window.est_win_cents)
    return [(win, change_tone(window.est_win_cents).style), (between, _QUIET)]


def _coverage(windows: dict[str, Figures | None]) -> str:
    words = {name: window.coverage.words for name, window in windows.items() if window}
    if len(set(words.values())) == 1:
        return f"coverage: {next(iter(words.values()))}"
    return "coverage: " + " · ".join(f"{name} {said}" for name, said in words.items())


def _no_count(table: TableView, moment: Moment) -> str:
    since = table.last_count_at or table.opened_at
    return f"no count since {_at(since, moment)}" if since else "no count yet"


def actions(rows: list[tuple[Command, str | None]]) -> Content:
    """The table's commands: those that may be pressed, then the others, a few by their reason."""
    lines: list[tuple[str, str] | str | Content] = []
    refused: dict[str, list[Command]] = {}
    for command, reason in rows:
        if reason is not None:
            refused.setdefault(reason, []).append(command)
            continue
        gap = "  " if len(lines) % (2 * _ACTIONS_A_LINE) else "\n"
        words = (command.shown_keys, "bold $text-primary"), f" {_word(command)}"
        lines += [gap if lines else "", _clickable(command, *words)]
    if len(refused) > _REASONS_SHOWN:
        refused = {
            "each says why when pressed": [each for several in refused.values() for each in several]
        }
    for reason, commands in refused.items():
        lines.append("\n" if lines else "")
        for place, command in enumerate(commands):
            if place and place % _ACTIONS_A_LINE == 0:
                lines.append("\n")
            grey = f"{command.shown_keys} {_word(command)}", "dim strike"
            lines += [_clickable(command, grey), "  "]
        lines.append("\n" if len(commands) >= _ACTIONS_A_LINE else "")
        lines.append((harmless(reason), _QUIET))
    return Content.assemble(*lines)


def _clickable(command: Command, *words: tuple[str, str] | str) -> Content:
    """The words, which carry their command wherever the panel wraps them."""
    return Content.assemble(*words).stylize(Style.from_meta({COMMAND: command.id}))


def _word(command: Command) -> str:
    """The command in a word; one that the footer has no room for says it here."""
    return command.footer or command.id.split("-")[1]


def quick_amounts(house: House) -> Content:
    """What the digits log after `b`."""
    lines: Line = []
    for digit, cents in quick_keys(house):
        gap = "" if digit == 1 else "\n" if digit == CUSTOM_KEY + 1 else "  "
        amount = money.show(cents) if cents else "other"
        lines += [gap, (str(digit), "bold $text-primary"), f" {amount}"]
    return Content.assemble(*lines)


def one_line(table: TableView, moment: Moment, room: int, waiting: Sequence[Kept] = ()) -> Content:
    """The panel of a narrow terminal; a part that does not fit is left out whole."""
    opened = ""
    if table.opened_at and table.is_live:
        by = harmless(table.opened_by_name or "—")
        opened = f" · {_at(table.opened_at, moment)} by {by}"
    last = table.recent_entries[0] if table.recent_entries else None
    newest = f" · last {money.show(last.amount_cents)}" if last else ""
    counted = counted_at = ""
    if table.last_count_at is not None and table.last_count_total_cents is not None:
        counted = f" · counted {money.show(table.last_count_total_cents)}"
        counted_at = f"{counted} {_at(table.last_count_at, moment)}"
    line = banner(table, moment)
    for words, style, *shorter in (
        _slips_on_the_line(table, moment),
        alert_text.on_the_line(table),
        (f" · {len(waiting)} not logged yet" if waiting else "", "$text-warning"),
        (opened, _QUIET),
        (newest, _QUIET),
        (counted_at, _QUIET, counted),
    ):
        ways = (Content.assemble(line, (way, style)) for way in (words, *shorter))
        line = next((way for way in ways if way.cell_length <= room), line)
    return line


def _slips_on_the_line(table: TableView, moment: Moment) -> tuple[str, str]:
    if not table.slips_in_flight:
        return ("", "")
    age = moment.now - table.oldest_slip_at if table.oldest_slip_at else None
    words = in_flight_word(table.slips_in_flight, age, moment.slip_late_after)
    return (f" · slips {words}", late_tone(age, moment.slip_late_after).style)


def _at(moment_of: datetime, moment: Moment) -> str:
    today = moment.now.astimezone(moment.zone).date()
    return show_time(moment_of, moment.zone, today)
