"""Alerts: everything on the floor that wants somebody's eyes, until its cause ends."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable

from pitterm.domain import shifts
from pitterm.domain.alerts import Alert, in_order, why_not_acknowledge
from pitterm.domain.board import TableView
from pitterm.podium.flows.alerts import acknowledge
from pitterm.podium.screens.beside import BesideScreen, ScreenKey
from pitterm.podium.widgets import alert_text
from pitterm.podium.widgets.cells import Moment, Tone, moment_of
from pitterm.podium.widgets.record_table import RecordTable
from pitterm.podium.widgets.rows import all_rows
from pitterm.podium.wording import harmless
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.flows.exports import Listed
    from pitterm.repository.desk import Desk


class _Found(NamedTuple):
    alert: Alert
    table: TableView


class AlertsScreen(BesideScreen):
    """The whole casino's alerts, custody first; Enter or `k` acknowledges the selected one."""

    DEEDS: ClassVar[dict[str, str]] = {"acknowledge-alert": "acknowledge"}
    AUTO_FOCUS = "RecordTable"

    def __init__(self, selected: TableView | None) -> None:
        super().__init__()
        self._table_id = selected.id if selected else None
        self._found: tuple[_Found, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        with Vertical(id="body"):
            yield RecordTable(alert_text.COLUMNS)
            yield Said(id="about")
        yield Said(id="changes")

    # The picture has the alerts: nothing is read beside it

    async def fetch(self, desk: "Desk") -> None:
        """The alerts come with the picture of the board."""

    def take(self, found: None) -> None:
        """Nothing was read."""

    @property
    def selected(self) -> _Found | None:
        """The alert under the cursor, as the picture has it now."""
        key = self.query_one(RecordTable).selected_key
        return next((each for each in self._found if each.alert.key == key), None)

    def title_words(self) -> Content:
        """How many there are of either kind, and how many nobody acknowledged."""
        self._look()
        alarms = sum(each.alert.is_alarm for each in self._found)
        waiting = sum(not each.alert.is_acknowledged for each in self._found)
        parts: list[tuple[str, str]] = [("Alerts", "bold")]
        if self._found:
            parts.append((f"   {len(self._found)} open", Tone.QUIET.style))
        if waiting:
            words = f"   ▲ {alarms} custody" if alarms else ""
            parts.append((words, Tone.LOUD.style))
            parts.append((f"   {waiting} not acknowledged", Tone.DUE.style))
        return Content.assemble(*parts)

    def emptiness(self) -> str:
        """Why no alert is listed."""
        if self._found:
            return ""
        if self.podium.picture.is_old:
            return "No alert when the database last answered; what came since is not known here."
        return "No alert stands."

    def _look(self) -> None:
        snapshot = self.podium.snapshot
        tables = {alert.key: table for table in self._tables() for alert in table.alerts}
        if snapshot is not None:
            ordered = in_order(alert for table in snapshot.tables for alert in table.alerts)
            self._found = tuple(_Found(alert, tables[alert.key]) for alert in ordered)

    def _tables(self) -> tuple[TableView, ...]:
        return self.podium.snapshot.tables if self.podium.snapshot else ()

    def paint(self) -> None:
        """Draw the alerts with their ages, and the shift changes under them."""
        moment = self._moment()
        if moment is None:
            return
        self.set_class(not self._found, "-empty")
        if self.podium.screen is self:
            lines = [alert_text.line(each.alert, each.table, moment) for each in self._found]
            listed = self.query_one(RecordTable)
            listed.paint(lines)
            self._begin_at_table(listed)
        self._paint_selected(moment)
        self.query_one("#changes", Said).say(self._change_words(moment), may_grow=True)

    def _begin_at_table(self, listed: RecordTable) -> None:
        """Put the cursor on the table the board had selected: on what waits there, if anything."""
        if not listed.row_count:
            return
        table_id, self._table_id = self._table_id, None
        rows = [row for row, each in enumerate(self._found) if each.table.id == table_id]
        waiting = [row for row in rows if not self._found[row].alert.is_acknowledged]
        if rows:
            listed.move_cursor(row=(waiting or rows)[0])

    def _paint_selected(self, moment: Moment) -> None:
        found = self.selected
        words = Content()
        if found is not None:
            next_step = self.podium.commands.worded(found.alert.kind.next_step)
            words = alert_text.about(found.alert, found.table, moment, next_step)
        self.query_one("#about", Said).say(words, may_grow=True)
        self.paint_keys()

    def _change_words(self, moment: Moment) -> Content:
        pulse, house = self.podium.picture.pulse, self.house
        if pulse is None or house is None:
            return Content()
        near = shifts.change_counts(
            pulse, house.shifts, moment.zone, moment.now, self._tables(), house.next_hours
        )
        return Content("\n").join(alert_text.change_words(each, moment) for each in near)

    def _moment(self) -> Moment | None:
        now, house = self.podium.picture.now(), self.house
        return moment_of(now, house) if now and house else None

    def to_save(self) -> "Listed":
        """The alerts, with all that is said of each."""
        from pitterm.podium.flows.exports import Listed

        return Listed("alerts", all_rows(self.query_one(RecordTable)))

    # Acting

    def keys(self) -> Sequence[ScreenKey]:
        """The one deed of the screen, grey for whoever may not do it."""
        return (
            (f"enter {self.key('acknowledge-alert')}", "acknowledge", self._why_not()),
            (self.key("help"), "help", None),
        )

    def _why_not(self) -> str | None:
        if self.role is None:
            return "Nobody is signed in."
        found = self.selected
        return why_not_acknowledge(found.alert if found else None, self.role)

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        message.stop()
        moment = self._moment()
        if moment is not None:
            self._paint_selected(moment)

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        message.stop()
        self.action_acknowledge()

    def action_acknowledge(self) -> None:
        """Say that the selected alert was seen."""
        found = self.selected
        if self.refuses(self._why_not()) or found is None:
            return
        label = harmless(found.table.label)
        self.podium.run_flow(acknowledge(self.podium, label, found.alert))
