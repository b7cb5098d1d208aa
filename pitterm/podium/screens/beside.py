"""What the screens beside the board share: they read for themselves, and again on every change."""

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import DataTable, Static

from pitterm import journal
from pitterm.domain.errors import Busy, PitError, Unexpected, Unreachable
from pitterm.domain.house import House
from pitterm.domain.link import LinkState
from pitterm.domain.staff import Role
from pitterm.least_size import LEAST_HEIGHT, LEAST_WIDTH
from pitterm.podium import headlines
from pitterm.podium.manners import copy_row
from pitterm.podium.progress import PATIENCE_SECONDS
from pitterm.podium.screens.board import PANEL_FROM_WIDTH
from pitterm.podium.widgets.lines import FlashLine, StatusBar
from pitterm.podium.widgets.pressed import Keys
from pitterm.terminal.quiet import GREY
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.podium.flows.exports import Listed
    from pitterm.repository.desk import Desk

READ_EVERY_SECONDS = 1.0
"""Changes that follow each other faster are read together."""
OFFLINE_WORDS = "The database does not answer; nothing can be recorded."

ScreenKey = tuple[str, str, str | None]
"""A key, what it does, and why it is grey now."""
_BACK: ScreenKey = ("esc", "back", None)


class BesideScreen(Screen[None]):
    """A whole screen over the board; escape goes back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
    ]

    DEEDS: ClassVar[dict[str, str]] = {}
    """What the screen's own commands do."""

    def __init__(self) -> None:
        super().__init__()
        self._is_reading = False
        self._is_due = True
        self._read_at = float("-inf")
        self._reading_since = 0.0
        self._change_seen: int | None = None
        self._alarm: Timer | None = None
        self.has_read = False
        self.fault = ""
        """Why the last read failed."""

    # What a screen is made of

    def compose_body(self) -> Iterable[Widget]:
        """What stands between the title and the line of answers."""
        raise NotImplementedError

    async def fetch(self, desk: "Desk") -> Any:
        """Read what the screen shows; raises PitError."""
        raise NotImplementedError

    def take(self, found: Any) -> None:
        """Keep what was read."""
        raise NotImplementedError

    def paint(self) -> None:
        """Draw what was read."""
        raise NotImplementedError

    def title_words(self) -> Content:
        """The line under the status bar."""
        raise NotImplementedError

    def emptiness(self) -> str:
        """Why nothing is listed; empty when something is."""
        return ""

    def keys(self) -> Sequence[ScreenKey]:
        """The screen's own keys, for its last line."""
        return ()

    def own_bindings(self) -> list[Binding]:
        """The screen's own keys, as this terminal has them."""
        return self.podium.commands.bindings_of(self.DEEDS)

    def key(self, command_id: str) -> str:
        """The key of a command, for the last line."""
        return self.podium.commands.key(command_id)

    # Life

    @property
    def podium(self) -> "Podium":
        """The App, which acts."""
        return cast("Podium", self.app)

    @property
    def house(self) -> House | None:
        """The house as last read."""
        return self.podium.house

    @property
    def role(self) -> Role | None:
        """The role of whoever is signed in."""
        signed_in = self.podium.signed_in
        return signed_in.role if signed_in else None

    def compose(self) -> ComposeResult:
        yield StatusBar()
        yield Said(id="title")
        yield from self.compose_body()
        yield Static(id="state")
        yield FlashLine()
        yield Keys(id="screen-keys")
        yield Static(id="too-small")

    def on_mount(self) -> None:
        shared = BindingsMap(self.podium.commands.beside_bindings())
        own = BindingsMap(self.own_bindings())
        self._bindings = BindingsMap.merge([self._bindings, shared, own])
        for attribute in ("link", "in_doubt", "kept", "house"):
            self.watch(self.podium, attribute, self.repaint, init=False)
        self.watch(self.podium, "snapshot", self._follow, init=False)
        self.watch(self.podium, "flashed", self._answer)
        self.set_interval(READ_EVERY_SECONDS, self._tick)
        self._tick()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(width < LEAST_WIDTH or height < LEAST_HEIGHT, "-too-small")
        words = f"pitterm needs {LEAST_WIDTH}×{LEAST_HEIGHT}, this is {width}×{height}."
        self.query_one("#too-small", Static).update(words)
        self.set_class(width >= PANEL_FROM_WIDTH, "-with-panel")
        self.call_after_refresh(self.repaint)

    # Reading

    def read_again(self) -> None:
        """Read at once, because something else is to be shown."""
        self._is_due, self._read_at = True, float("-inf")
        self._tick()

    def _follow(self) -> None:
        snapshot = self.podium.snapshot
        number = snapshot.pulse.change_number if snapshot else None
        if number != self._change_seen:
            self._is_due = True
        self._tick()

    def _tick(self) -> None:
        if self._is_due and not self._is_reading and self.podium.desk:
            rest = self._read_at + READ_EVERY_SECONDS - time.monotonic()
            if rest > 0:
                self._wake_after(rest)
            else:
                self._begin_to_read(self.podium.desk)
        self.repaint()

    def _wake_after(self, seconds: float) -> None:
        """Read a change as soon as it may be, whenever the next beat comes."""
        if self._alarm is None:
            self._alarm = self.set_timer(seconds, self._wake)

    def _wake(self) -> None:
        self._alarm = None
        self._tick()

    def _begin_to_read(self, desk: "Desk") -> None:
        self._is_reading, self._is_due = True, False
        self._read_at = time.monotonic()
        self._reading_since = self.podium.monotonic()
        snapshot = self.podium.snapshot
        self._change_seen = snapshot.pulse.change_number if snapshot else None
        self.podium.run_worker(self._read(desk), group="beside", exit_on_error=False)

    async def _read(self, desk: "Desk") -> None:
        try:
            found = await self.fetch(desk)
        except PitError as error:
            self.fault = str(error)
            self._is_due = self._is_due or isinstance(error, (Busy, Unreachable))
        except Exception as error:
            self.fault = str(Unexpected(journal.crash_reference(error)))
        else:
            self.fault, self.has_read = "", True
            self.take(found)
        finally:
            self._is_reading = False
        if self._is_due:
            self._tick()
        else:
            self.repaint()

    # Painting

    def repaint(self) -> None:
        """Draw everything as it is now."""
        if not self.is_mounted or not self.is_attached:
            return
        podium, house = self.podium, self.house
        if house is None or podium.signed_in is None:
            return
        with podium.batch_update():
            words, parts, who = headlines.status_beside(podium, [], house.time_zone)
            self.query_one(StatusBar).show(
                podium.link, words, parts, who, podium.in_doubt, headlines.loud(podium)
            )
            self.set_class(podium.picture.is_old, "-old")
            self.set_class(podium.catching_up is not None, "-from-paper")
            self.query_one("#title", Said).say(self.title_words())
            state = self._state()
            self.set_class(bool(state), "-stateful")
            self.query_one("#state", Static).update(Content(state))
            self.paint_keys()
            if self.has_read:
                self.paint()

    def _state(self) -> str:
        if self.fault:
            return f"✕ {self.fault}"
        seconds = self.podium.monotonic() - self._reading_since if self._is_reading else 0.0
        long = f" {seconds:.0f} s · esc goes back" if seconds >= PATIENCE_SECONDS else ""
        if long or not self.has_read:
            return f"Reading…{long}"
        return self.emptiness()

    def paint_keys(self) -> None:
        """Draw the last line, whose keys a click presses."""
        keys = [(key, deed) for key, deed, _ in (*self.keys(), _BACK)]
        self.query_one("#screen-keys", Keys).offer(self._key_words(), keys)

    def _key_words(self) -> Content:
        pieces: list[tuple[str, str] | str] = []
        for key, deed, reason in (*self.keys(), _BACK):
            if reason is None:
                pieces += [(key, "bold $text-primary"), (f" {deed}   ", "$foreground")]
            else:
                pieces.append((f"{key} {deed}   ", GREY))
        return Content.assemble(*pieces).rstrip()

    def _answer(self) -> None:
        self.query_one(FlashLine).show(self.podium.flashed)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rest every key but the way out where nothing can be seen."""
        if self.has_class("-too-small"):
            return action in ("back", "lock")
        return True

    def refuses(self, reason: str | None) -> bool:
        """Say why a key is grey; False when it may be obeyed."""
        if reason is None and self.podium.link is LinkState.OFFLINE:
            reason = OFFLINE_WORDS
        if reason is not None:
            self.podium.flash(reason, severity="refused")
        return reason is not None

    def action_back(self) -> None:
        """To the board; first from whatever is waited for."""
        if not self.podium.conversations.let_go():
            self.dismiss()

    def action_lock(self) -> None:
        """Hide the pit."""
        self.podium.door.lock()

    def action_help(self) -> None:
        """All keys and signs."""
        from pitterm.podium.screens.help import HelpScreen

        self.podium.push_screen(HelpScreen(self.podium.commands))

    def action_copy(self) -> None:
        """Copy the selected row."""
        if isinstance(self.focused, DataTable):
            copy_row(self.podium, self.focused)
        else:
            self.podium.flash("There is no row to copy here.", severity="notice")

    def to_save(self) -> "Listed | None":
        """What is listed here; None where nothing is."""
        return None

    def action_save_list(self) -> None:
        """Write what is listed into a file."""
        from pitterm.podium.flows.exports import save_list

        listed = self.to_save()
        if listed is None:
            self.podium.flash("Nothing is listed here.", severity="notice")
            return
        self.podium.run_flow(save_list(self.podium, listed))

    def action_turn(self, step: int) -> None:
        """To the one before or after, on screens that have several."""
