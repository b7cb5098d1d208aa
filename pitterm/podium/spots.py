"""Jumping to a spot with digits, and the care that no digit moves the cursor unseen."""

from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.podium.jump import HeldDigit, SpotKeys
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.screens.board import BoardScreen

MISSED_FOR_SECONDS = 2.0
"""How long a jump that found no table keeps a buy-in from landing on the old one."""


class SpotJump:
    """Turns digits into the cursor's place on one board."""

    def __init__(self, board: "BoardScreen") -> None:
        self._board = board
        self._keys = SpotKeys()
        self._held = HeldDigit()
        self._logged_on: UUID | None = None
        self._missed: tuple[str, float] | None = None

    def press(self, digit: str, at: float) -> None:
        """Select the spot that is meant, or say that there is none."""
        board = self._board
        if self._held.is_repeat(digit, at):
            if self._logged_on is not None:
                board.tables.choose(self._logged_on)
            self._keys.forget()
            return
        spot = self._keys.press(digit, at)
        snapshot = board.podium.snapshot
        if spot is None or snapshot is None:
            return
        table = board.view.at_spot(snapshot, spot, board.selected)
        if table is not None and board.tables.choose(table.id):
            self._missed = None
            return
        pit = harmless(board.view.pit.name) if board.view.pit else "this pit"
        hidden = f"Spot {spot} is not in the list; esc clears the filter."
        reason = hidden if table is not None else f"{pit} has no spot {spot}."
        self._missed = (reason, at)
        board.podium.flash(reason, severity="refused")

    def forget(self) -> None:
        """Another key came between two digits."""
        self._keys.forget()

    def watch_held(self, digit: str, at: float, table_id: UUID | None) -> None:
        """This digit logged an entry; its repeats must not move the cursor."""
        self._held.start(digit, at)
        self._logged_on = table_id

    def missed(self, at: float) -> str | None:
        """The reason of a jump that just failed, if it did."""
        if self._missed is None or at - self._missed[1] > MISSED_FOR_SECONDS:
            return None
        return f"{self._missed[0]} Choose a table, then press b."
