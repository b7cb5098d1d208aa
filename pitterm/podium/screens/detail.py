"""Table detail: the sessions of one table, what they came to, and everything recorded."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable

from pitterm.domain import corrections
from pitterm.domain.board import TableView
from pitterm.domain.detail import PAGE, SessionRecord, TableDetail, TimelineRow, unseen
from pitterm.podium.dialogs.record_sheet import RecordSheet
from pitterm.podium.screens.beside import BesideScreen, ScreenKey
from pitterm.podium.widgets import panel_text, record_text, session_text
from pitterm.podium.widgets.cells import Tone, moment_of
from pitterm.podium.widgets.record_table import RecordTable
from pitterm.podium.widgets.record_text import MORE, Reader
from pitterm.podium.widgets.rows import all_rows
from pitterm.podium.wording import zone
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.flows.exports import Listed
    from pitterm.repository.desk import Desk


class DetailScreen(BesideScreen):
    """One session at a time, the newest first; after the oldest comes the whole table."""

    DEEDS: ClassVar[dict[str, str]] = {
        "void-record": "void",
        "reverse-entry": "reverse",
        "make-final": "finalize",
    }
    AUTO_FOCUS = "RecordTable"

    def __init__(self, selected: TableView | None) -> None:
        super().__init__()
        self._table = selected
        self._detail = TableDetail(sessions=(), timeline=(), is_cut=False)
        self._shown_id: UUID | None = None
        self._is_whole = False
        self._limit = PAGE
        self._painted: tuple[UUID | None, bool] | None = None

    def compose_body(self) -> Iterable[Widget]:
        with Horizontal(id="body"):
            with VerticalScroll(id="sessions", can_focus=False):
                yield Said(id="session-list")
            with Vertical(id="list"):
                yield Said(id="session")
                yield Said(id="session-figures")
                yield RecordTable(record_text.COLUMNS)

    # Reading

    async def fetch(self, desk: "Desk") -> tuple[UUID | None, bool, TableDetail | None]:
        """The table's records; the newest session's where none was chosen yet."""
        if self._table is None:
            return None, True, None
        read = partial(self.podium.wiring.read, desk, "read_table_detail", self._table.id)
        shown, is_whole = self._shown_id, self._is_whole
        found: TableDetail = await read(shown, self._limit)
        if shown is None and not is_whole:
            if not found.sessions:
                return None, True, found
            shown = found.sessions[0].session.id
            found = await read(shown, self._limit)
        return shown, is_whole, found

    def take(self, found: tuple[UUID | None, bool, TableDetail | None]) -> None:
        """Keep it, unless another session was chosen meanwhile."""
        shown, is_whole, detail = found
        if detail is None or (self._shown_id not in (None, shown)) or self._is_whole > is_whole:
            return
        self._shown_id, self._is_whole, self._detail = shown, is_whole, detail

    @property
    def _place(self) -> int | None:
        """Which of the sessions is shown; None for the whole table."""
        ids = [record.session.id for record in self._detail.sessions]
        is_one = not self._is_whole and self._shown_id in ids
        return ids.index(self._shown_id) if is_one and self._shown_id else None

    @property
    def record(self) -> SessionRecord | None:
        """The session that is shown."""
        return None if self._place is None else self._detail.sessions[self._place]

    @property
    def table(self) -> TableView | None:
        """The table as the picture has it now."""
        snapshot = self.podium.snapshot
        painted = snapshot.table(self._table.id) if snapshot and self._table else None
        return painted or self._table

    @property
    def row(self) -> TimelineRow | None:
        """The record under the cursor."""
        key = self.query_one(RecordTable).selected_key
        return next((row for row in self._detail.timeline if row.key == key), None)

    # Painting

    def title_words(self) -> Content:
        """The table and how it stands."""
        table, now, house = self.table, self.podium.picture.now(), self.house
        if table is None or now is None or house is None:
            return Content("No table is selected.")
        moment = moment_of(now, house)
        words = panel_text.banner(table, moment), "   ", (panel_text.place(table).plain, _QUIET)
        return Content.assemble(*words)

    def emptiness(self) -> str:
        """Why the timeline is empty, or what of it may not be seen."""
        reason = unseen(self.role) if self.role else None
        if not self._detail.timeline:
            return " ".join(filter(None, ("Nothing is recorded here yet.", reason)))
        return reason or ""

    def paint(self) -> None:
        """Draw the sessions, the figures of the shown one and its timeline."""
        house = self.house
        if house is None:
            return
        reader = Reader.of(house, self.podium.picture.now())
        record, sessions = self.record, self._detail.sessions
        if record is not None and self._place is not None:
            words = session_text.chosen(record, self._place + 1, len(sessions), reader)
            figures = session_text.figures(record, self.table, reader)
        else:
            words = Content.styled("whole table, newest first", _QUIET)
            figures = Content()
        self.query_one("#session", Said).say(words)
        self.query_one("#session-figures", Said).say(figures, may_grow=True)
        self.query_one("#session-list", Said).say(
            session_text.listed(sessions, self._place, reader), may_grow=True
        )
        lines = [record_text.line(row, reader) for row in self._detail.timeline]
        if self._detail.is_cut:
            lines.append(record_text.more_line())
        shown = (self._shown_id, self._is_whole)
        self.query_one(RecordTable).paint(lines, anew=shown != self._painted)
        self._painted = shown

    def keys(self) -> Sequence[ScreenKey]:
        """The screen's keys; those this person may not press here are grey."""
        return (
            ("enter", "sheet", None),
            ("←→", "session", None),
            (self.key("void-record"), "wrong: void", self._why_not_void()),
            (self.key("reverse-entry"), "reverse", self._why_not_reverse()),
            (self.key("make-final"), "final", self._why_not_finalize()),
        )

    def to_save(self) -> "Listed":
        """The records that are shown, of one session or of the whole table."""
        from pitterm.podium.flows.exports import Listed

        printed, table = all_rows(self.query_one(RecordTable)), self.table
        about = (table.label,) if table else ()
        if not self._detail.is_cut:
            return Listed("records", printed, about, self._period())
        cut = printed._replace(rows=printed.rows[:-1])
        return Listed("records", cut, about, self._period(), "Older ones are not read yet.")

    def _period(self) -> str:
        """The session that is shown, or all of them."""
        from pitterm.reporting.heading import moment

        record, place, house = self.record, self._place, self.house
        if record is None or place is None or house is None:
            return "whole table"
        session, clock = record.session, zone(house.time_zone)
        end = session.closed_at
        until = moment(end.astimezone(clock)) if end else "so far"
        since = moment(session.opened_at.astimezone(clock))
        return f"session {place + 1} of {len(self._detail.sessions)}, {since} → {until}"

    # Keys

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        message.stop()
        self.repaint()

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        message.stop()
        if message.row_key.value == MORE:
            self._limit += PAGE
            self.read_again()
            return
        row, house = self.row, self.house
        if row is not None and house is not None:
            reader = Reader.of(house, self.podium.picture.now())
            self.podium.push_screen(RecordSheet(row, reader))

    def action_turn(self, step: int) -> None:
        """To a newer or older session, and past the oldest to the whole table."""
        places = len(self._detail.sessions)
        here = places if self._place is None else self._place
        place = min(max(here + step, 0), places)
        if place == here:
            return
        self._is_whole = place == places
        self._shown_id = None if self._is_whole else self._detail.sessions[place].session.id
        self._limit = PAGE
        self._detail = self._detail.model_copy(update={"timeline": (), "is_cut": False})
        self.read_again()

    def action_void(self) -> None:
        """Void a wrong count or drop record."""
        from pitterm.podium.flows.corrections import void_record

        row, table = self.row, self.table
        if self.refuses(self._why_not_void()) or row is None or table is None:
            return
        self.podium.run_flow(void_record(self.podium, table, row))

    def action_reverse(self) -> None:
        """Reverse an entry, with the reason."""
        from pitterm.podium.flows.corrections import reverse_entry

        row, table = self.row, self.table
        if self.refuses(self._why_not_reverse()) or row is None or table is None:
            return
        self.podium.run_flow(reverse_entry(self.podium, table, row))

    def action_finalize(self) -> None:
        """Make a closed session's figures final."""
        from pitterm.podium.flows.corrections import finalize

        record, table = self.record, self.table
        if self.refuses(self._why_not_finalize()) or record is None or table is None:
            return
        self.podium.run_flow(finalize(self.podium, table, record))

    def _why_not_void(self) -> str | None:
        return corrections.why_not_void(self.row, self.record, self.role) if self.role else _NOBODY

    def _why_not_reverse(self) -> str | None:
        return corrections.why_not_reverse(self.row, self.role) if self.role else _NOBODY

    def _why_not_finalize(self) -> str | None:
        return corrections.why_not_finalize(self.record, self.role) if self.role else _NOBODY


_QUIET = Tone.QUIET.style
_NOBODY = "Nobody is signed in."
