"""The mode in which the board's keys enter what is on paper: one person's, until they leave."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain.actions import Action
from pitterm.domain.errors import PitError
from pitterm.domain.metrics import MarkCheckpoint, SignOffShift, SignOnShift
from pitterm.domain.paper import OnPaper
from pitterm.domain.paper_times import write_time
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    IssueSlip,
    RequestSlip,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.domain.values import Value

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Request

GLYPH = "▤"
SIGN = f"{GLYPH} FROM PAPER"
_AS_THEY_HAPPEN = (
    RequestSlip,
    WithdrawSlip,
    IssueSlip,
    CarrySlip,
    VerifySlip,
    DepositSlip,
    VoidSlip,
    MarkCheckpoint,
    SignOffShift,
    SignOnShift,
)
"""What is recorded at its own moment only; corrections and signatures may go on meanwhile."""


class Catching(Value):
    """Why entries come from paper, and where the next one begins."""

    reason: str
    next_at: datetime
    number: str | None = None
    """The number of a form that was asked for and is not recorded yet."""
    sheet: str | None = None
    """The number of the sheet the last buy-in stood on; its other lines share it."""

    def next_words(self, house_zone: ZoneInfo, today: date) -> str:
        """`next 01:25`."""
        return f"next {write_time(self.next_at, house_zone, today)}"


class LiveWhileOnPaper(PitError):
    """Something would have been recorded at this moment in the middle of entries from paper."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "That is recorded as it happens, and entries come from paper here",
            f"Leave paper with {key} on the board first.",
        )


class CatchUp:
    """Turns the mode on and off; the App's `catching_up` is what everybody sees of it."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._last: tuple[UUID, Catching] | None = None
        self._was_locked = False

    @property
    def last(self) -> Catching | None:
        """Where the signed-in person stopped before, so that they need not say it again."""
        signed_in = self._app.signed_in
        is_theirs = self._last and signed_in and self._last[0] == signed_in.staff_id
        return self._last[1] if self._last and is_theirs else None

    def go_on(self, catching: Catching) -> None:
        """Be in the mode, from this time on."""
        if self._app.signed_in is not None:
            self._last = (self._app.signed_in.staff_id, catching)
            self._app.catching_up = catching

    def leave(self) -> None:
        """Be live again, and say so."""
        if self._app.catching_up is not None:
            self._app.catching_up = None
            sentence = "Live again: what is entered counts from this moment."
            self._app.flash(sentence, severity="notice")

    def lock(self) -> None:
        """The lock ends the mode; its person is told when they are back."""
        self._was_locked = self._app.catching_up is not None
        self._app.catching_up = None

    def unlock(self) -> None:
        """Tell who is back that their keys are live."""
        if self._was_locked:
            self._was_locked = False
            words = "The lock ended the entries from paper: keys are live."
            sentence = f"{words} {self._key} goes on with them."
            self._app.flash(sentence, severity="refused", stays=True)

    def forget(self) -> None:
        """Its person left."""
        self._last, self._was_locked = None, False
        self._app.catching_up = None

    def note(self, paper: OnPaper) -> None:
        """The next entry begins with the time and number of this one, until it is recorded."""
        catching = self._app.catching_up
        if catching is not None:
            noted = {"next_at": paper.occurred_at, "number": paper.paper_number}
            self.go_on(catching.model_copy(update=noted))

    def recorded(self, at: datetime) -> None:
        """An entry stands in the books: the next one is on another form."""
        catching = self._app.catching_up
        if catching is not None:
            self.go_on(catching.model_copy(update={"next_at": at, "number": None}))

    def on_sheet(self, number: str | None) -> None:
        """The next buy-in stands on the same sheet as the one that was recorded."""
        catching = self._app.catching_up
        if catching is not None:
            self.go_on(catching.model_copy(update={"sheet": number}))

    def why_not_live(self, request: "Request") -> PitError | None:
        """Why this may not be sent now: it would be taken for something of this moment."""
        if self._app.catching_up is None:
            return None
        has_paper = "paper" in type(request).model_fields
        is_live = has_paper and getattr(request, "paper", None) is None
        if not is_live and not isinstance(request, _AS_THEY_HAPPEN):
            return None
        return LiveWhileOnPaper(self._key)

    @property
    def _key(self) -> str:
        return self._app.commands.key(Action.PAPER)
