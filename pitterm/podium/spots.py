"""Jumping to a spot with digits, and the care that no digit moves the cursor unseen."""

from typing import TYPE_CHECKING

from pitterm.domain.actions import Action
from pitterm.podium.jump import HeldDigit, SpotKeys
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.screens.board import BoardScreen

MISSED_FOR_SECONDS = 2.0
"""How long a jump that found no table keeps a buy-in from landing on the old one."""


_REPEATED = "Spots repeat from pit to pit; choose a pit with {previous-pit} or {next-pit} first."


class SpotJump:
    """Turns digits into the cursor's place on one board."""

    def __init__(self, board: "BoardScreen") -> None:
        self._board = board
        self._keys = SpotKeys()
        self._held = HeldDigit()
        self._missed: tuple[str, float] | None = None

    def press(self, digit: str, at: float) -> None:
        """Select the spot that is meant, or say that there is none."""
        board = self._board
        if self._held.is_repeat(digit, at):
            self._keys.forget()
            self._missed = (f"The second {digit} moved nothing.", at)
            return
        if board.view.pit is None and len(board.house.pits) > 1:
            self._miss(board.podium.commands.worded(_REPEATED), at)
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
        self._miss(reason, at)

    def _miss(self, reason: str, at: float) -> None:
        self._missed = (reason, at)
        self._board.podium.flash(reason, severity="refused")

    def forget(self) -> None:
        """Another key came between two digits."""
        self._keys.forget()

    def watch_held(self, digit: str, at: float) -> None:
        """This digit logged an entry; its repeats must not move the cursor."""
        self._held.start(digit, at)

    def missed(self, at: float) -> str | None:
        """The reason of a jump that just failed, if it did."""
        if self._missed is None or at - self._missed[1] > MISSED_FOR_SECONDS:
            return None
        key = self._board.podium.commands.key(Action.BUY_IN)
        return f"{self._missed[0]} Choose a table, then press {key}."
