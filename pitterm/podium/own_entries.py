"""What this podium just logged or undid, known before the picture shows it."""

from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain.board import Snapshot
from pitterm.domain.telemetry import BuyIn
from pitterm.podium.buy_in import confirmation, is_painted

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed

ECHO_SECONDS = 1.0
"""A second `u` this soon is the same press."""
QUIET_SECONDS = 0.3
"""A held `u` repeats faster than this and undoes nothing more."""


class OwnEntries:
    """Keeps the confirming line true and `u` on the entry its author means."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._latest: dict[UUID, BuyIn] = {}
        self._reversed: set[UUID] = set()
        self._confirming: tuple[BuyIn, str] | None = None
        self._undone_at = self._pressed_at = float("-inf")

    def forget(self) -> None:
        """Another person comes: what was logged here before is not theirs to undo."""
        self._latest.clear()
        self._reversed.clear()
        self._confirming = None

    def confirm(self, result: "Committed") -> str:
        """Take note of a committed entry and say so."""
        app = self._app
        if not isinstance(result, BuyIn) or app.house is None:
            return "Done."
        if result.reverses_id is None:
            self._latest[result.gaming_table_id] = result
        else:
            self._reversed.add(result.reverses_id)
        line = app.commands.worded(confirmation(result, app.snapshot, app.house))
        self._confirming = (result, line)
        return line

    def repaint(self, snapshot: Snapshot) -> None:
        """Complete the confirming line, while it still stands, from a newer picture."""
        app = self._app
        if self._confirming is None or app.house is None:
            return
        entry, line = self._confirming
        if app.flashed is None or app.flashed.sentence != line:
            return
        newer = app.commands.worded(confirmation(entry, snapshot, app.house))
        if newer != line:
            app.flash(newer)
        table = snapshot.table(entry.gaming_table_id)
        self._confirming = None if table and is_painted(entry, table) else (entry, newer)

    def latest_on(self, table_id: UUID, staff_id: UUID) -> BuyIn | None:
        """The last entry this person logged here on this table, unless it was undone."""
        entry = self._latest.get(table_id)
        if entry is None or entry.actor_id != staff_id or entry.id in self._reversed:
            return None
        return entry

    def is_reversed(self, entry_id: UUID) -> bool:
        """Whether this podium undid the entry, whatever the picture says."""
        return entry_id in self._reversed

    def may_undo_now(self, at: float) -> bool:
        """Whether this press of `u` is a new one, not the echo of the last."""
        is_held = at - self._pressed_at < QUIET_SECONDS
        self._pressed_at = at
        is_new = not is_held and at - self._undone_at >= ECHO_SECONDS
        if is_new:
            self._undone_at = at
        return is_new
