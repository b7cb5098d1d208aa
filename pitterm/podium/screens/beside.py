"""What every screen beside the board shares: it reads for itself, and again when the pit moves."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from pitterm import journal
from pitterm.domain.board import House
from pitterm.domain.errors import PitError, Unexpected
from pitterm.podium import headlines
from pitterm.podium.widgets.lines import FlashLine, StatusBar

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.desk import Desk

REST_SECONDS = 1.0
"""Between two reads, however often the picture changes."""


class BesideScreen(Screen[None]):
    """A whole screen over the board; the App owns its reads, and the lock covers it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("x", "lock", "Lock", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.fault = ""
        """Why the last read failed; what was read before still stands."""
        self.is_read = False
        """Whether anything was read yet."""
        self._is_reading = False
        self._rests = False
        self._owes = False

    async def fetch(self, desk: "Desk") -> None:
        """Read what the screen shows and keep it; raises PitError."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Draw what was read, as it is now."""
        raise NotImplementedError

    @property
    def podium(self) -> "Podium":
        """The App, which alone acts."""
        return cast("Podium", self.app)

    @property
    def house(self) -> House | None:
        """The house as last read; None once nobody is signed in."""
        return self.podium.house

    @property
    def is_held(self) -> bool:
        """Whether rows must stand still, because a dialog is about one of them."""
        return self.podium.screen is not self

    def on_mount(self) -> None:
        self.watch(self.podium, "snapshot", self.read_again, init=False)
        for attribute in ("link", "in_doubt"):
            self.watch(self.podium, attribute, self._paint, init=False)
        self.watch(self.podium, "flashed", self._answer)
        self.set_interval(1.0, self._paint)
        self.read_again()
        self._paint()

    def on_screen_resume(self) -> None:
        self._paint()

    def read_again(self) -> None:
        """Read now, or as soon as the read under way and its rest are over."""
        if self._is_reading or self._rests:
            self._owes = True
            return
        self._is_reading = True
        self.podium.run_worker(self._read(), group="read", exit_on_error=False)

    async def _read(self) -> None:
        desk, fault = self.podium.desk, ""
        try:
            if desk is not None:
                await self.fetch(desk)
        except PitError as error:
            fault = str(error)
        except Exception as error:
            fault = str(Unexpected(journal.crash_reference(error)))
        if not self.is_attached or self.podium.desk is not desk or desk is None:
            return
        self.fault, self.is_read = fault, self.is_read or not fault
        self._is_reading, self._rests = False, True
        self.set_timer(REST_SECONDS, self._rested)
        self._paint()

    def _rested(self) -> None:
        self._rests = False
        if self._owes or self.fault:
            self._owes = False
            self.read_again()

    def _paint(self) -> None:
        if not self.is_mounted or not self.is_attached or self.house is None:
            return
        with self.podium.batch_update():
            words, parts, who = headlines.status_beside(self.podium, self.house.time_zone)
            bar = self.query_one(StatusBar)
            bar.show(self.podium.link, words, parts, who, self.podium.in_doubt)
            self.set_class(self.podium.picture.is_old, "-old")
            self.repaint()

    def _answer(self) -> None:
        self.query_one(FlashLine).show(self.podium.flashed)

    def action_back(self) -> None:
        """Back to the board, nothing done."""
        self.app.pop_screen()

    def action_lock(self) -> None:
        """Lock, as on the board."""
        self.podium.door.lock()
