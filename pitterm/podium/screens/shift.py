"""The shift screen: casino, pits and tables in one period, beside earlier ones."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events, getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable

from pitterm.domain.board import TableView
from pitterm.domain.metrics import Checkpoint, WindowName
from pitterm.domain.shift_lines import Level, ShiftLine
from pitterm.domain.staff import SEES_FIGURES
from pitterm.podium.screens.beside import BesideScreen, ScreenKey
from pitterm.podium.shift_numbers import ShiftReading
from pitterm.podium.widgets import shift_text
from pitterm.podium.widgets.rows import all_rows
from pitterm.podium.widgets.shift_cells import Shown
from pitterm.podium.widgets.shift_table import ShiftTable
from pitterm.podium.wording import harmless, show_time, zone
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.flows.exports import Listed
    from pitterm.podium.shift_reading import ShiftReader
    from pitterm.repository.desk import Desk

SHORT_BELOW_HEIGHT = 30
NO_FIGURES = "Your role sees the status only; the shift's figures are not for it."
_OFFERED = "123456789"


class ShiftScreen(BesideScreen):
    """Numbers of the shift, the previous one, last week's and the day, down to each table."""

    DEEDS: ClassVar[dict[str, str]] = {
        "previous-period": "turn(-1)",
        "next-period": "turn(1)",
        "mark-moment": "mark",
        "choose-checkpoint": "choose_checkpoint",
        "open-sign-off": "sign_off",
    }
    AUTO_FOCUS = "ShiftTable"

    table = getters.query_one(ShiftTable)

    def __init__(self, selected: TableView | None) -> None:
        super().__init__()
        self._near_pit: UUID | None = selected.pit_id if selected else None
        self._chosen = WindowName.SHIFT
        self._inside: str | None = None
        self._checkpoint_id: UUID | None = None
        self._is_since_off = False
        self._reader: ShiftReader | None = None
        self._reading: ShiftReading | None = None

    def compose_body(self) -> Iterable[Widget]:
        with Vertical(id="body"):
            yield Said(id="periods")
            yield ShiftTable()
            with VerticalScroll(id="beneath", can_focus=False):
                yield Said(id="comparison")
                yield Said(id="remarks")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < SHORT_BELOW_HEIGHT, "-short")

    def keys(self) -> Sequence[ScreenKey]:
        """What is done from here; nothing of it is for whoever sees no figures."""
        unseen = None if self.role in SEES_FIGURES else NO_FIGURES
        return (
            ("enter", "into", unseen),
            (f"{self.key('previous-period')} {self.key('next-period')}", "period", unseen),
            (self.key("mark-moment"), "checkpoint", unseen),
            (self.key("choose-checkpoint"), "since", unseen),
            (self.key("open-sign-off"), "sign-off", unseen),
        )

    # Reading

    async def fetch(self, desk: "Desk") -> ShiftReading | None:
        """The chosen period and those beside it; None for whoever sees no figures."""
        from pitterm.podium.shift_reading import ShiftReader

        house, now = self.house, self.podium.picture.now()
        if self.role not in SEES_FIGURES or house is None or now is None:
            return None
        if self._reader is None:
            self._reader = ShiftReader(self.podium.wiring, house.casino_name)
        return await self._reader.read(desk, self._chosen, self._pick, now)

    def take(self, found: ShiftReading | None) -> None:
        """Keep the reading; the first one puts the cursor on the pit the board was showing."""
        if found is not None and self._reading is None:
            key = f"{Level.PIT} {self._near_pit or ''}".strip()
            self.table.choose(key if key in found.lines else Level.CASINO)
        self._reading = found

    def _pick(self, marked: tuple[Checkpoint, ...]) -> Checkpoint | None:
        """The chosen checkpoint, or the newest of the day."""
        if self._is_since_off or not marked:
            return None
        chosen = [each for each in marked if each.id == self._checkpoint_id]
        return chosen[0] if chosen else marked[0]

    # Painting

    def title_words(self) -> Content:
        """Whose figures these are and of which period."""
        house, now = self.house, self.podium.picture.now()
        if house is None or self._reading is None or now is None:
            return Content("Shift")
        inside = self._reading.lines.get(self._inside or "")
        pit_name = inside.name if inside else None
        return shift_text.heading(
            self._reading.window, house.casino_name, pit_name, zone(house.time_zone), now
        )

    def emptiness(self) -> str:
        """Why there is no line."""
        if self.role not in SEES_FIGURES:
            return NO_FIGURES
        if self._reading is not None:
            levels = {line.level for line in self._reading.lines.values()}
            if Level.TABLE not in levels:
                return "No table was on the floor in this period; [ and ] show other periods."
        return ""

    def paint(self) -> None:
        """Draw the last reading; the cursor stays on its line."""
        reading, house = self._reading, self.house
        if reading is None or house is None:
            return
        before, after = self.key("previous-period"), self.key("next-period")
        words = shift_text.periods(reading, self._chosen, before, after)
        self.query_one("#periods", Said).say(words)
        house_zone, is_plain = zone(house.time_zone), self.podium.no_color
        self.table.paint(
            [
                Shown(line, reading.hours.get(line.key, ()), house_zone, is_plain)
                for line in self._lines(reading)
            ]
        )
        self._paint_beneath()

    def _lines(self, reading: ShiftReading) -> list[ShiftLine]:
        """The casino with its pits, or one pit with its tables."""
        inside = reading.lines.get(self._inside or "")
        lines = list(reading.lines.values())
        if inside is None:
            return [line for line in lines if line.level is not Level.TABLE]
        tables = [line for line in lines if line.level is Level.TABLE]
        return [reading.casino, inside, *(line for line in tables if line.pit_id == inside.id)]

    def _paint_beneath(self) -> None:
        line, house, reading = self.selected, self.house, self._reading
        if line is None or house is None or reading is None:
            return
        house_zone = zone(house.time_zone)
        is_short = self.has_class("-short")
        words = shift_text.comparison(line, reading, house_zone, is_short=is_short)
        self.query_one("#comparison", Said).say(words, may_grow=True)
        self.query_one("#remarks", Said).say(shift_text.remarks(line, house_zone), may_grow=True)

    # The cursor

    @property
    def selected(self) -> ShiftLine | None:
        """The line under the cursor."""
        return self._reading.lines.get(self.table.selected_key or "") if self._reading else None

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        message.stop()
        self._paint_beneath()

    def on_shift_table_refitted(self) -> None:
        self.repaint()

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        """Go into a pit, out of it, or to a table's detail."""
        message.stop()
        line = self.selected
        if line is None:
            return
        if line.level is Level.TABLE:
            self._open_detail(line)
        elif line.level is Level.PIT and self._inside is None:
            self._inside = line.key
            self.table.choose(line.key)
            self.repaint()
        elif self._inside is not None:
            self.action_back()

    def _open_detail(self, line: ShiftLine) -> None:
        snapshot = self.podium.snapshot
        table = snapshot.table(line.id) if snapshot and line.id else None
        if table is None:
            sentence = f"{harmless(line.name)} is not on the floor any more."
            self.podium.flash(sentence, severity="refused")
            return
        from pitterm.podium.screens.detail import DetailScreen

        self.podium.push_screen(DetailScreen(table))

    def to_save(self) -> "Listed":
        """The lines of the chosen period."""
        from pitterm.podium.flows.exports import Listed
        from pitterm.reporting.heading import span

        reading = self._reading
        if reading is None or self.house is None:
            return Listed("shift", all_rows(self.table))
        window, clock = reading.window, zone(self.house.time_zone)
        times = span(window.window_start.astimezone(clock), window.window_end.astimezone(clock))
        inside = reading.lines.get(self._inside or "")
        return Listed(
            "shift",
            all_rows(self.table),
            (inside.name,) if inside else (),
            f"{shift_text.title(window)}, {times}",
        )

    # Keys

    def action_back(self) -> None:
        """Out of the pit, then back to the board; first from whatever is waited for."""
        if self._inside is None or self.podium.conversations.is_waited_for:
            super().action_back()
            return
        self.table.choose(self._inside)
        self._inside = None
        self.repaint()

    def action_turn(self, step: int) -> None:
        """Go to the next or previous period."""
        if self._reading is None:
            return
        names = list(self._reading.windows)
        here = names.index(self._chosen) if self._chosen in names else 0
        self._chosen = names[(here + step) % len(names)]
        self.read_again()

    def action_mark(self) -> None:
        """Mark this moment."""
        from pitterm.podium import flows

        if self.refuses(None if self.role in SEES_FIGURES else NO_FIGURES):
            return
        self._checkpoint_id, self._is_since_off = None, False
        self.podium.run_flow(flows.checkpoint(self.podium))

    def action_choose_checkpoint(self) -> None:
        """Choose the moment since which changes are shown."""
        from pitterm.podium.dialogs.choice import Choice

        marked = self._reading.checkpoints if self._reading else ()
        if not marked:
            words = f"No checkpoint today; {self.key('mark-moment')} marks this moment."
            self.podium.flash(words, severity="notice")
            return
        offered = dict(zip(_OFFERED, marked, strict=False))

        def choose(key: str | None) -> None:
            if key is not None:
                self._is_since_off = key == "0"
                self._checkpoint_id = offered[key].id if key in offered else None
                self.read_again()

        ways = [
            *self._ways(list(offered.items())),
            ("0", "none", "show no changes since a checkpoint"),
        ]
        self.podium.push_screen(Choice("Changes since which checkpoint?", "", ways), choose)

    def _ways(self, offered: Sequence[tuple[str, Checkpoint]]) -> list[tuple[str, str, str]]:
        house = self.house
        if house is None:
            return []
        names = {each.id: each.name for each in house.staff}
        ways = []
        for key, marked in offered:
            at = show_time(marked.made_at, zone(house.time_zone))
            who = harmless(names.get(marked.made_by_staff_id, "somebody no longer listed"))
            ways.append((key, at, harmless(marked.note) if marked.note else f"by {who}"))
        return ways

    def action_sign_off(self) -> None:
        """Open the sheet of the chosen period, for the selected pit or the casino."""
        from pitterm.podium.screens.sign_off import SignOffScreen

        reading, line = self._reading, self.selected
        if reading is None or line is None:
            return
        if line.level is not Level.CASINO and line.pit_id is None:
            self.podium.flash(
                "Tables in no pit are signed with the casino; choose the casino's line.",
                severity="refused",
            )
            return
        pit = reading.lines.get(f"{Level.PIT} {line.pit_id}") if line.pit_id else None
        self.podium.push_screen(
            SignOffScreen(reading.window, line.pit_id, pit.name if pit else None)
        )
