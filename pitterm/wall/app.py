"""The wall: an App that is only looked at."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.reactive import reactive

from pitterm import places
from pitterm.domain import money
from pitterm.domain.board import Snapshot
from pitterm.domain.link import LinkState
from pitterm.terminal import ending
from pitterm.terminal.picture import Picture
from pitterm.terminal.plain_signs import PlainSigns, with_plain_signs
from pitterm.terminal.theme import PIT, put_on
from pitterm.wall.distance import panel_height_cm
from pitterm.wall.listening import Ear, Watch
from pitterm.wall.screen import WallScreen

if TYPE_CHECKING:
    from pitterm.wall.recording import Recorder

BEAT_SECONDS = 0.5
"""One timer turns pages, blinks, and judges the link without asking the database."""
LOGIN_REFUSED = 4


def since_start() -> float:
    """Seconds that also pass while the computer sleeps, so that an old picture wakes up stale."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Wall(App[None], inherit_bindings=False):
    """Holds the masked picture; it has no desk, and nothing it could write with."""

    CSS_PATH = places.stylesheet()
    TITLE = "pitterm wall"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", "Quit", show=False, priority=True),
        Binding("ctrl+c", "leave", "Quit", show=False, priority=True),
    ]

    snapshot: reactive[Snapshot | None] = reactive(None, always_update=True)
    link: reactive[LinkState] = reactive(LinkState.CONNECTING)

    def __init__(
        self,
        watch: Watch,
        *,
        pit: str | None = None,
        page_seconds: float = 10.0,
        mask_money: bool = False,
        height_cm: float = panel_height_cm(55),
        recorder: "Recorder | None" = None,
        replay_speed: float | None = None,
        theme: str = PIT.name,
        plain_signs: PlainSigns | None = None,
        monotonic: Callable[[], float] = since_start,
    ) -> None:
        super().__init__()
        self.pit = pit
        self.page_seconds = page_seconds
        self.height_cm = height_cm
        self._plain_signs = plain_signs
        self.recorder = recorder
        self.replay_speed = replay_speed
        self.monotonic = monotonic
        # A replay's silences last as long as they did, at its own speed.
        speed = replay_speed or 1.0
        self.picture = Picture(lambda: monotonic() * speed)
        self.ear = Ear(
            self,
            watch,
            self.picture,
            mask_money=mask_money,
            recorder=recorder,
            may_end=replay_speed is not None,
        )
        self.departure = ending.Departure(self)
        self._began = monotonic()
        self.beats = 0
        put_on(self, theme)

    @property
    def turn(self) -> int:
        """How many times the page was turned."""
        return int((self.monotonic() - self._began) / self.page_seconds)

    @property
    def is_dark_phase(self) -> bool:
        """Whether what blinks is unlit at this moment."""
        return self.beats % 2 == 1

    def get_line_filters(self) -> Sequence[LineFilter]:
        return with_plain_signs(super().get_line_filters(), self._plain_signs)

    def get_default_screen(self) -> WallScreen:
        return WallScreen()

    def on_mount(self) -> None:
        if not self.is_headless:
            self.departure.begin()
        self.set_interval(BEAT_SECONDS, self.beat)
        self.run_worker(self.ear.listen(), name="feed", exit_on_error=False)

    def on_unmount(self) -> None:
        if self.recorder is not None:
            self.recorder.close()

    def beat(self) -> None:
        """One moment has passed, with or without news."""
        self.beats += 1
        self.look()

    def watch_snapshot(self) -> None:
        if self.snapshot is not None:
            money.write_in(self.snapshot.pulse.currency)
        self.look()

    def look(self) -> None:
        """Judge the link and paint what holds at this moment."""
        self.link = self.picture.link
        self._paint()

    def leave_refused(self, reason: str) -> None:
        """End where the login was never let in."""
        self.exit(return_code=LOGIN_REFUSED, message=reason)

    def action_leave(self) -> None:
        """Leave without asking: nothing is open."""
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        ending.say_one_sentence(self, error)

    def _paint(self) -> None:
        if self.is_running and isinstance(self.screen, WallScreen):
            self.screen.paint()
