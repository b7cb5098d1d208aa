"""The board: the pit's tables, the selected one beside them, and the keys that act on it."""

import time
from typing import TYPE_CHECKING

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import DataTable, Static

from pitterm.domain.board import TableView
from pitterm.domain.house import House
from pitterm.domain.link import LinkState
from pitterm.least_size import LEAST_HEIGHT, LEAST_WIDTH
from pitterm.podium import deeds
from pitterm.podium.commands import Command
from pitterm.podium.marking import Marking
from pitterm.podium.painting import BoardPainting
from pitterm.podium.spots import SpotJump
from pitterm.podium.view import BoardView
from pitterm.podium.widgets.board_table import BoardTable
from pitterm.podium.widgets.filter_line import FilterLine
from pitterm.podium.widgets.lines import FlashLine, KeyLine, StatusBar
from pitterm.podium.widgets.quick_bar import KEEPS, LOGS, LOGS_FROM_PAPER, QuickBar
from pitterm.podium.widgets.table_panel import TablePanel
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

UNSEEN = {"lock", "quit", "back"}
"""What may be done where no table can be seen."""
PANEL_FROM_WIDTH, WIDE_FROM_WIDTH = 120, 180


class BoardScreen(Screen[None]):
    """Home: everything on it is the App's picture, seen through one view."""

    AUTO_FOCUS = "BoardTable"

    tables = getters.query_one(BoardTable)
    bar = getters.query_one(QuickBar)
    panel = getters.query_one(TablePanel)

    def __init__(self, podium: "Podium", house: House) -> None:
        super().__init__()
        own = BindingsMap(podium.commands.board_bindings())
        self._bindings = BindingsMap.merge([self._bindings, own])
        self.podium: Podium = podium
        self._house_at_entry = house
        self.view = BoardView(house.pits)
        self.spots = SpotJump(self)
        self.marking = Marking(podium)
        self._painting = BoardPainting(self)
        self._lag = 0.0

    @property
    def house(self) -> House:
        """The house as last read."""
        return self.podium.house or self._house_at_entry

    def compose(self) -> ComposeResult:
        yield StatusBar()
        with Horizontal(id="body"):
            with Vertical(id="list"):
                yield Said(id="heading")
                yield BoardTable()
                yield Static(id="empty")
                yield Said(id="panel-line")
            yield TablePanel()
        yield FlashLine()
        yield QuickBar()
        yield FilterLine()
        yield Static(id="too-small")

    def on_mount(self) -> None:
        for attribute in ("snapshot", "link", "in_doubt", "kept"):
            self.watch(self.podium, attribute, self.repaint, init=False)
        self.watch(self.podium, "flashed", self._answer)
        self.watch(self.podium, "catching_up", self._change_keys, init=False)
        self.watch(self.podium, "house", self._move_in, init=False)
        self.set_interval(1.0, self.repaint)

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(width < LEAST_WIDTH or height < LEAST_HEIGHT, "-too-small")
        words = f"pitterm needs {LEAST_WIDTH}×{LEAST_HEIGHT}, this is {width}×{height}."
        self.query_one("#too-small", Static).update(words)
        self.set_class(width >= PANEL_FROM_WIDTH, "-with-panel")
        self.set_class(width >= WIDE_FROM_WIDTH, "-wide")
        self.call_after_refresh(self.repaint)

    def on_board_table_refitted(self, message: BoardTable.Refitted) -> None:
        self._painting.wanted_id = message.wanted or self._painting.wanted_id
        self.repaint()

    # Painting

    @property
    def selected(self) -> TableView | None:
        """The table under the cursor, as the picture has it now."""
        snapshot, table_id = self.podium.snapshot, self.tables.selected_id
        return snapshot.table(table_id) if snapshot and table_id else None

    @property
    def is_held(self) -> bool:
        """Whether rows must stand still, because a bar or dialog is about one of them."""
        return self.bar.is_open or self.podium.screen is not self

    def repaint(self) -> None:
        """Draw the picture as it is now; the cursor stays on its table."""
        if not self.is_mounted or not self.is_attached:
            return
        with self.podium.batch_update():
            self._painting.status()
            self._painting.tables()
            self._painting.selected()

    def _move_in(self) -> None:
        self.view.take_pits(self.house.pits)
        self.repaint()

    def _change_keys(self) -> None:
        """From live to paper or back: a bar that was opened for the one is none for the other."""
        if self.bar.is_open:
            self.bar.close()
        self.set_class(self.podium.catching_up is not None, "-from-paper")
        self.repaint()

    def _answer(self) -> None:
        self.query_one(FlashLine).show(self.podium.flashed)

    # The cursor

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        message.stop()
        self._painting.selected()

    def open_bar(self, table: TableView, key: str, reason: str | None) -> None:
        """Give the keyboard to the quick bar, grey when there is a reason."""
        self.tables.is_held = True
        is_away = self.podium.link is LinkState.OFFLINE
        is_from_paper = self.podium.catching_up is not None
        verb = KEEPS if is_away else LOGS_FROM_PAPER if is_from_paper else LOGS
        self.bar.open(table, self.house, key, reason, verb=verb)

    def on_board_table_moved_while_held(self) -> None:
        if self.bar.is_refusing:
            self.bar.close()

    def on_quick_bar_closed(self) -> None:
        self.tables.is_held = False
        if self.focused is not self.tables:
            self.tables.focus()
        self.repaint()

    def on_quick_bar_chosen(self, message: QuickBar.Chosen) -> None:
        deeds.log_buy_in(self.podium, message.table_id, message.amount_cents, message.key)

    # Marks

    def mark_table(self) -> None:
        """Mark the selected table for a round, or unmark it."""
        self.marking.turn(self.selected)
        self.repaint()

    def mark_pit(self) -> None:
        """Mark every table in the list, or unmark them when all are marked."""
        self.marking.turn_all(self.tables.shown_ids)
        self.repaint()

    def clear_marks(self) -> None:
        """Unmark every table."""
        self.marking.clear()
        self.repaint()

    def refusal(self, command: Command) -> str | None:
        """Why a command is grey here and now."""
        return self.marking.refusal(command, self.selected)

    # The mouse

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A key in the footer or the panel was clicked: it does what pressing it does."""
        message.stop()
        if self.is_filtering:
            self._leave_filter()
        if message.digit:
            self.action_jump(message.digit)
        elif self.refusal(self.podium.commands[message.command_id]) is None:
            self.action_command(message.command_id)
        else:
            self.action_explain(message.command_id)

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        """The selected table was clicked again."""
        message.stop()
        self.action_command("table-detail")

    # The filter

    @property
    def is_filtering(self) -> bool:
        """Whether the filter is being typed."""
        return self.has_class("-filtering")

    def open_filter(self) -> None:
        """Give the keyboard to the filter line."""
        self.set_class(True, "-filtering")
        self.query_one(FilterLine).take_keyboard()

    def clear_filter(self) -> None:
        """Show every table of the pit again."""
        self.query_one(FilterLine).empty()
        self.view.typed = ""
        self.repaint()

    def on_filter_line_narrowed(self, message: FilterLine.Narrowed) -> None:
        self.view.typed = message.typed
        self.repaint()

    def on_filter_line_left(self, message: FilterLine.Left) -> None:
        self.view.typed = message.typed
        self.repaint()
        if message.typed and self.tables.shown_ids:
            self.tables.choose(self.tables.shown_ids[0])
        self._leave_filter()

    def _leave_filter(self) -> None:
        self.set_class(False, "-filtering")
        self.tables.focus()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Note how long the key waited, so that a busy moment does not part two digits."""
        self._lag = max(0.0, time.monotonic() - event.time)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey what the house's rules forbid for the selected table, and all that is unseen."""
        if self.has_class("-too-small"):
            return action == "command" and parameters[0] in UNSEEN
        if action != "command" or not self.is_mounted:
            return True
        command = self.podium.commands[str(parameters[0])]
        return True if self.refusal(command) is None else None

    def action_command(self, command_id: str) -> None:
        """Obey a command that may be pressed now."""
        if self._is_bars(command_id):
            return
        self.spots.forget()
        deeds.obey(self, self.podium.commands[command_id])

    def action_explain(self, command_id: str) -> None:
        """Say why a command is grey."""
        if self._is_bars(command_id):
            return
        self.spots.forget()
        deeds.explain(self, self.podium.commands[command_id])

    def action_jump(self, digit: str) -> None:
        """A digit belongs to the bar while that is open, to the spots otherwise."""
        at = self.podium.monotonic() - self._lag
        if not self.bar.is_open:
            self.spots.press(digit, at)
            return
        refusal = self.bar.refusal
        if self.bar.press(digit):
            self.spots.watch_held(digit, at)
        elif refusal is not None:
            self.podium.flash(f"Nothing was logged. {refusal}", severity="refused")

    def _is_bars(self, command_id: str) -> bool:
        if not self.bar.is_open or command_id == "lock":
            return False
        if command_id == "back":
            self.bar.close()
            return True
        if self.bar.is_refusing and command_id != "log-buy-in":
            self.bar.close()
            return False
        return True
