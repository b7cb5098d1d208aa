"""Boxes to count: the count room's list, which tells nobody what anybody found."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable

from pitterm.domain import count_room
from pitterm.domain.board import TableView
from pitterm.domain.custody import BoxToCount
from pitterm.podium.screens.beside import BesideScreen, ScreenKey
from pitterm.podium.widgets.cells import Cell, Tone
from pitterm.podium.widgets.record_table import RecordColumn, RecordLine, RecordTable
from pitterm.podium.widgets.record_text import Reader
from pitterm.podium.widgets.rows import all_rows
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.flows.exports import Listed
    from pitterm.repository.desk import Desk

_NOBODY = "Nobody is signed in."
_COLUMNS = (
    RecordColumn("table", "table", 7),
    RecordColumn("box", "drop box", 8),
    RecordColumn("seal", "seal", 9),
    RecordColumn("removed", "taken out", 9),
    RecordColumn("standing", "count", 0),
)


class BoxesScreen(BesideScreen):
    """Oldest first; Enter enters an amount, `r` releases."""

    DEEDS: ClassVar[dict[str, str]] = {"release-box": "release"}
    AUTO_FOCUS = "RecordTable"

    def __init__(self, selected: TableView | None) -> None:
        super().__init__()
        self._boxes: tuple[BoxToCount, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        with Vertical(id="body"):
            yield RecordTable(_COLUMNS)

    async def fetch(self, desk: "Desk") -> Sequence[BoxToCount]:
        """The boxes whose count is not released; nothing for a role that may not see them."""
        if self._why_not_seen is not None:
            return ()
        found: Sequence[BoxToCount] = await self.podium.wiring.read(desk, "read_boxes_to_count")
        return found

    def take(self, found: Sequence[BoxToCount]) -> None:
        """Keep them."""
        self._boxes = tuple(found)

    @property
    def box(self) -> BoxToCount | None:
        """The box under the cursor."""
        key = self.query_one(RecordTable).selected_key
        return next((box for box in self._boxes if str(box.id) == key), None)

    def title_words(self) -> Content:
        """What the list is, and how many."""
        several = "" if len(self._boxes) == 1 else "es"
        count = f"   {len(self._boxes)} box{several} not released, oldest first"
        return Content.assemble(
            ("Boxes to count", "bold"), (count if self._boxes else "", Tone.QUIET.style)
        )

    def emptiness(self) -> str:
        """Why there is no row, or why the selected box is counted again."""
        if self._why_not_seen is not None:
            return self._why_not_seen
        box = self.box
        if box is not None and count_room.is_begun_again(box):
            name = harmless(box.drop_box_id)
            return f"Box {name}: the two entries differ; count again (round {box.round})."
        return "" if self._boxes else "Every box is counted and released."

    def paint(self) -> None:
        """Draw the boxes."""
        if self.house is not None:
            reader = Reader.of(self.house, self.podium.picture.now())
            lines = [_line(box, reader) for box in self._boxes]
            self.query_one(RecordTable).paint(lines)

    def keys(self) -> Sequence[ScreenKey]:
        """The screen's keys; those this person may not press here are grey."""
        return (
            ("enter", "enter what was found", self._why_not_enter()),
            (self.key("release-box"), "release", self._why_not_release()),
        )

    def to_save(self) -> "Listed":
        """The boxes."""
        from pitterm.podium.flows.exports import Listed

        return Listed("boxes", all_rows(self.query_one(RecordTable)))

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        message.stop()
        self.repaint()

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        message.stop()
        from pitterm.podium.flows.count_room import enter_found

        box = self.box
        if self.refuses(self._why_not_enter()) or box is None:
            return
        self.podium.run_flow(enter_found(self.podium, box))

    def action_release(self) -> None:
        """Release what two people found alike."""
        from pitterm.podium.flows.count_room import release

        box = self.box
        if self.refuses(self._why_not_release()) or box is None:
            return
        self.podium.run_flow(release(self.podium, box))

    @property
    def _why_not_seen(self) -> str | None:
        return count_room.why_not_see_boxes(self.role) if self.role else _NOBODY

    def _why_not_enter(self) -> str | None:
        return count_room.why_not_enter(self.box, self.role) if self.role else _NOBODY

    def _why_not_release(self) -> str | None:
        return count_room.why_not_release(self.box, self.role) if self.role else _NOBODY


def _line(box: BoxToCount, reader: Reader) -> RecordLine:
    standing = count_room.standing(box)
    is_due = standing.startswith(("▲", "●"))
    return RecordLine(
        str(box.id),
        (
            Cell(harmless(box.table_label)),
            Cell(harmless(box.drop_box_id)),
            Cell(harmless(box.seal_no), Tone.QUIET),
            Cell(reader.time(box.removed_at), Tone.QUIET),
            Cell(standing, Tone.DUE if is_due else Tone.PLAIN),
        ),
    )
