"""Closing a table: with which count, with which box, and what is to be noted."""

from collections.abc import Iterable
from enum import StrEnum

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import money, text
from pitterm.domain.board import TableView, status_word
from pitterm.domain.custody import Artifacts, DropEvent, InventorySnapshot
from pitterm.domain.house import House
from pitterm.domain.sessions import CloseSession, SessionStatus
from pitterm.domain.text import NOTES_LIMIT
from pitterm.podium.dialogs.artifact_list import (
    ArtifactList,
    count_lines,
    drop_lines,
    drop_words,
    is_early,
)
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.wording import harmless, show_time, zone
from pitterm.terminal.quiet import QUIET

_COUNT_WANTED = "This casino closes with a closing count; press {take-count} to take one."
_ANYTHING_WANTED = (
    "A session closes with a closing count or a drop box; press {take-count} or {record-drop}."
)


class CloseStep(StrEnum):
    """What is to be recorded before the table can be closed."""

    COUNT = "count"
    DROP = "drop"


class CloseDialog(Form[CloseSession | CloseStep]):
    """Lists what this session may be closed with; without an artifact it does not submit."""

    AUTO_FOCUS = "#count"
    DEEDS = Form.DEEDS | {"take-count": "take('count')", "record-drop": "take('drop')"}

    def __init__(
        self,
        table: TableView,
        artifacts: Artifacts,
        house: House,
        typed: Typed | None = None,
        *,
        key: str,
        complaint: str = "",
    ) -> None:
        super().__init__(
            f"Close {harmless(table.label)}",
            (
                ("enter", "choose, next"),
                ("{take-count}", "count"),
                ("{record-drop}", "drop box"),
                ("esc", "back"),
            ),
            submit_words="Close…",
            typed=typed,
            complaint=complaint,
        )
        if table.session_id is None:
            raise ValueError("a table without a session cannot be closed")
        self._session_id = table.session_id
        self._table = table
        self._artifacts = artifacts
        self._house = house
        self._key = key

    def compose_body(self) -> Iterable[Widget]:
        table, counts = self._table, self._artifacts.counts
        newest = str(counts[0].id) if counts and not is_early(counts[0], table) else ""
        pulled = str(self._artifacts.drops[0].id) if self._artifacts.drops else ""
        yield Static(self._about(), classes="sentence")
        yield Static("closing count", classes="caption list")
        yield ArtifactList(
            count_lines(counts, table, self._house),
            new=(self.commands.key("take-count"), "take a closing count now"),
            chosen=self.typed.get("count", newest),
            id="count",
        )
        yield Static("drop box", classes="caption list")
        yield ArtifactList(
            drop_lines(self._artifacts.drops, self._house),
            new=(self.commands.key("record-drop"), "record a drop box now"),
            chosen=self.typed.get("drop", pulled),
            id="drop",
        )
        yield Static(id="change", classes="sentence")
        yield Note("notes", NOTES_LIMIT, id="notes")

    def on_mount(self) -> None:
        self._draw_change()

    def _about(self) -> Content:
        table = self._table
        since = ""
        if table.opened_at is not None:
            at = show_time(table.opened_at, zone(self._house.time_zone))
            since = f" · opened {at} by {harmless(table.opened_by_name or '—')}"
        skipped = " · rundown skipped" if table.session_status is SessionStatus.ACTIVE else ""
        return Content.assemble((status_word(table), "bold"), (f"{since}{skipped}", QUIET))

    def _draw_change(self) -> None:
        words = "   ".join(f"{name} {value}" for name, value in self._custody())
        self.query_one("#change", Static).update(Content(words))

    def _custody(self) -> list[tuple[str, str]]:
        opener, count = self._table.opener_total_cents, self._count
        counted = count.total_cents if count else None
        change = None if opener is None or counted is None else counted - opener
        return [
            ("opener", money.show(opener)),
            ("counted", money.show(counted)),
            ("change", money.show_change(change)),
        ]

    # What is chosen and typed

    @property
    def _count(self) -> InventorySnapshot | None:
        chosen = self.query_one("#count", ArtifactList).chosen_id
        return next((each for each in self._artifacts.counts if each.id == chosen), None)

    @property
    def _drop(self) -> DropEvent | None:
        chosen = self.query_one("#drop", ArtifactList).chosen_id
        return next((each for each in self._artifacts.drops if each.id == chosen), None)

    @property
    def has_typed(self) -> bool:
        """Whether notes stand there; what is chosen has been recorded and cannot be lost."""
        return "notes" in self.standing()

    def standing(self) -> dict[str, str]:
        """What is chosen, and the notes."""
        chosen = {str(each.id): each.chosen for each in self.query(ArtifactList)}
        return super().standing() | chosen

    def on_artifact_list_changed(self, message: ArtifactList.Changed) -> None:
        message.stop()
        self.complain()
        self._draw_change()
        self.focus_next()

    def on_artifact_list_new_wanted(self, message: ArtifactList.NewWanted) -> None:
        message.stop()
        self.action_take(message.artifacts.id or "")

    def action_take(self, step: str) -> None:
        """Go and record an artifact; the dialog comes back with it."""
        self.leave(CloseStep(step))

    # What comes of it

    def submit(self) -> None:
        """Ask whether to close, or name the rule that forbids it."""
        fault, field = self._complaint()
        if fault:
            self.refuse(fault, field)
            return
        count, drop, notes = self._count, self._drop, self._notes()
        request = CloseSession(
            table_session_id=self._session_id,
            drop_event_id=drop.id if drop else None,
            closing_inventory_snapshot_id=count.id if count else None,
            notes=notes or None,
            key=self._key,
            expected_version=self._table.session_version,
        )
        title = f"Close {harmless(self._table.label)}?"
        sentence = ""
        if count is None:
            sentence = "Closed by a drop alone it owes a count, and its win stays unknown."
        elif is_early(count, self._table):
            sentence = "Buy-ins were logged after this count; it will stand as counted early."
        self.ask(Confirm(title, sentence, self._figures()), request)

    def _complaint(self) -> tuple[str, str]:
        if self._count is None:
            worded = self.commands.worded
            if self._house.closing_count_required:
                return worded(_COUNT_WANTED), "count"
            if self._drop is None:
                return worded(_ANYTHING_WANTED), "count"
        fault = text.fault(self._notes(), "note", NOTES_LIMIT)
        return (fault, "notes") if fault else ("", "")

    def _notes(self) -> str:
        return self.standing().get("notes", "").strip()

    def _figures(self) -> list[tuple[str, str]]:
        figures = self._custody()
        if self._count is not None:
            at = show_time(self._count.counted_at, zone(self._house.time_zone))
            figures.append(("closing count", at))
        drop = drop_words(self._drop, self._house) if self._drop else "none at this close"
        figures.append(("drop box", drop))
        return [*figures, ("notes", self._notes())] if self._notes() else figures
