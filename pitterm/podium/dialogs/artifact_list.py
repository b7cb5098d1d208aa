"""The counts or drops a session may be closed with, one of them chosen."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.custody import DropEvent, InventorySnapshot
from pitterm.domain.house import House
from pitterm.podium.wording import harmless, show_time, zone
from pitterm.terminal.quiet import QUIET

NEW = "new"
NONE = "none"


class ArtifactList(OptionList):
    """Enter or space chooses the marked line; the last one goes and records a new artifact."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    class Changed(Message):
        """Another line is chosen."""

    class NewWanted(Message):
        """A new artifact is to be recorded first."""

        def __init__(self, artifacts: "ArtifactList") -> None:
            super().__init__()
            self.artifacts = artifacts

    def __init__(
        self, lines: Sequence[tuple[str, str]], *, new: tuple[str, str], chosen: str, id: str
    ) -> None:
        self._artifacts = dict(lines)
        self.chosen = chosen if chosen in self._artifacts else NONE
        key, words = new
        super().__init__(
            *(Option(self._prompt(each), id=each) for each in self._artifacts),
            Option(Content.assemble((f"{key} ", "bold $accent"), words), id=NEW),
            id=id,
            compact=True,
        )

    @property
    def chosen_id(self) -> UUID | None:
        """The artifact chosen, if one is."""
        return None if self.chosen == NONE else UUID(self.chosen)

    def on_mount(self) -> None:
        self.highlighted = self.get_option_index(self.chosen)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if message.option_id == NEW:
            self.post_message(self.NewWanted(self))
            return
        self.chosen = message.option_id or NONE
        for each in self._artifacts:
            self.replace_option_prompt(each, self._prompt(each))
        self.post_message(self.Changed())

    def _prompt(self, line: str) -> Content:
        is_chosen = line == self.chosen
        mark = ("● ", "$accent") if is_chosen else ("○ ", QUIET)
        return Content.assemble(mark, self._artifacts[line])


def count_lines(
    counts: Sequence[InventorySnapshot], table: TableView, house: House
) -> list[tuple[str, str]]:
    """Closing counts as lines, newest first; no count stands last."""
    lines = [(str(count.id), count_words(count, table, house)) for count in counts]
    return [*lines, (NONE, "no closing count")]


def count_words(count: InventorySnapshot, table: TableView, house: House) -> str:
    """`22:12 · $17,550 · Mira Boss with Dan Dealer, signed`."""
    names = {colleague.id: harmless(colleague.name) for colleague in house.staff}
    people = names.get(count.recorded_by_staff_id, "—")
    if count.counted_with_staff_id is not None:
        people += f" with {names.get(count.counted_with_staff_id, '—')}, {_how(count)}"
    time = show_time(count.counted_at, zone(house.time_zone))
    early = " · ▲ counted early" if is_early(count, table) else ""
    return f"{time} · {money.show(count.total_cents)} · {people}{early}"


def is_early(count: InventorySnapshot, table: TableView) -> bool:
    """Whether chips or buy-ins moved after this count, so that it is not the last word."""
    return count.counted_early or any(
        entry.occurred_at - count.counted_at > timedelta(0) for entry in table.recent_entries
    )


def drop_lines(drops: Sequence[DropEvent], house: House) -> list[tuple[str, str]]:
    """Drop events as lines; none stands first, because most boxes are pulled for other reasons."""
    return [(NONE, "no drop box"), *((str(drop.id), drop_words(drop, house)) for drop in drops)]


def drop_words(drop: DropEvent, house: House) -> str:
    """`22:13 · box B-17 · seal S-4471 · signed`."""
    time = show_time(drop.removed_at, zone(house.time_zone))
    box = f"box {harmless(drop.drop_box_id)} · seal {harmless(drop.seal_no)}"
    return f"{time} · {box} · {_how(drop)}"


def _how(record: InventorySnapshot | DropEvent) -> str:
    return "signed" if record.is_signed else "named only"
