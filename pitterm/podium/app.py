"""The podium: one App that holds the picture, the desk and everything that is sent."""

import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingsMap, BindingType
from textual.filter import LineFilter
from textual.reactive import reactive, var

from pitterm import places
from pitterm.domain import money
from pitterm.domain.actions import Action, away, why_not
from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.errors import PitError
from pitterm.domain.house import House
from pitterm.domain.link import LinkState
from pitterm.domain.staff import SignedIn
from pitterm.podium.answering import Flashes
from pitterm.podium.commands import Command
from pitterm.podium.conversations import Conversations
from pitterm.podium.door import Door
from pitterm.podium.flashes import Flash, Severity
from pitterm.podium.keymap import HOUSE_KEYS, Keymap
from pitterm.podium.listener import Listener
from pitterm.podium.loading import Loading
from pitterm.podium.manners import Manners
from pitterm.podium.outgoing import Outgoing
from pitterm.podium.own_entries import OwnEntries
from pitterm.podium.paper.catch_up import CUT_OFF, Catching, CatchUp
from pitterm.podium.patience import Patience
from pitterm.podium.progress import Progress
from pitterm.podium.rounds import Rounds
from pitterm.podium.screens.login import LoginScreen, SignInForm
from pitterm.podium.typing_order import TypingOrder
from pitterm.podium.waiting import Waiting
from pitterm.podium.wiring import Wiring
from pitterm.terminal import ending
from pitterm.terminal.picture import Picture
from pitterm.terminal.plain_signs import with_plain_signs
from pitterm.terminal.theme import PIT, put_on, why_not_theme

if TYPE_CHECKING:
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.desk import Desk
    from pitterm.repository.requests import Committed, Request

LOG = logging.getLogger("pitterm.podium")


class Podium(App[None], inherit_bindings=False):
    """The pit's terminal; screens and widgets read its picture, only it acts."""

    CSS_PATH = places.stylesheet()
    TITLE = "pitterm"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "say_how_to_quit")]

    snapshot: reactive[Snapshot | None] = reactive(None, always_update=True, repaint=False)
    """Whoever shows it draws what differs; a repaint would draw every line of the screen again."""
    link: reactive[LinkState] = reactive(LinkState.CONNECTING)
    flashed: reactive[Flash | None] = reactive(None)
    in_doubt: reactive[int] = reactive(0)
    """Requests of which nobody knows yet whether they were recorded."""
    catching_up: reactive[Catching | None] = reactive(None)
    """Why the board's keys enter what is on paper; None while they are live."""
    kept: reactive[int] = reactive(0)
    """Counts the changes of what waits on this terminal."""
    house: var[House | None] = var(None)
    desk: "Desk | None" = None

    def __init__(
        self,
        conninfo: str | Callable[[], str],
        *,
        wiring: Wiring | None = None,
        demo_logins: Sequence[tuple[str, str]] = (),
        demo_password: str = "",
        sign_in_as: tuple[str, str] | None = None,
        theme: str = PIT.name,
        keymap: Keymap = HOUSE_KEYS,
        manners: Manners | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._conninfo = conninfo
        self.fault: PitError | None = None
        self.commands = keymap
        self.manners = manners or Manners()
        own = BindingsMap(keymap.everywhere_bindings())
        self._bindings = BindingsMap.merge([self._bindings, own])
        self.wiring = wiring or Wiring()
        self.demo_logins = tuple(demo_logins)
        self.demo_password = demo_password
        self.monotonic = monotonic
        self.loading = Loading()
        self.listener = Listener(self)
        self.outgoing = Outgoing(self)
        self.patience = Patience(monotonic)
        self.waiting = Waiting(self, places.outbox_directory())
        self.door = Door(self)
        self.own_entries = OwnEntries(self)
        self.catch_up = CatchUp(self)
        self.rounds = Rounds()
        self.conversations = Conversations(self)
        self.progress = Progress(self)
        self.flashes = Flashes(self)
        self._typing = TypingOrder(self, super().on_event)
        self._sign_in_as = sign_in_as
        self._give_back_signals: Callable[[], None] = lambda: None
        put_on(self, theme)

    # Life

    def on_mount(self) -> None:
        if not self.is_headless:
            self._give_back_signals = ending.leave_on_signals(self)
        self.set_interval(ending.WATCH_SECONDS, lambda: ending.leave_without_terminal(self))
        self.set_interval(0.25, self.listener.judge)
        self.set_interval(1.0, self.lock_if_untouched)
        self.set_interval(1.0, self.waiting.tick)
        self.set_interval(1.0, self.progress.tick)
        self.waiting.tick()
        self.push_screen(LoginScreen(self.demo_logins, self.demo_password))
        self.call_after_refresh(self._load)
        if self._sign_in_as is not None:
            self.call_after_refresh(self._knock_with, *self._sign_in_as)

    async def on_unmount(self) -> None:
        self._give_back_signals()
        await self.door.shut()

    async def on_event(self, event: events.Event) -> None:
        """Note every key and mouse event for the idle lock, and keep keys in their order."""
        if isinstance(event, events.InputEvent):
            self.door.touch()
            self.flashes.have_been_read()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._typing.take(event)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return with_plain_signs(super().get_line_filters(), self.manners.plain_signs)

    def copy_to_clipboard(self, text: str) -> None:
        """Give the text to the terminal's clipboard, where the settings allow it."""
        if self.manners.may_copy:
            super().copy_to_clipboard(text)

    def _handle_exception(self, error: Exception) -> None:
        ending.say_one_sentence(self, error)

    def validate_theme(self, name: str) -> str:
        """Keep to the house theme where the other one could not be read."""
        return PIT.name if why_not_theme(name) else name

    def _load(self) -> None:
        self.loading.begin()
        if not isinstance(self._conninfo, str):
            self.run_worker(self._check_conninfo())

    @cached_property
    def conninfo(self) -> str:
        """Where the database is; raises SettingsError where libpq does not understand the URL."""
        return self._conninfo if isinstance(self._conninfo, str) else self._conninfo()

    async def _check_conninfo(self) -> None:
        """Leave with the fault of the URL as soon as libpq is there to find it."""
        await self.loading.done()
        try:
            _ = self.conninfo
        except PitError as fault:
            self.fault = fault
            self.exit()

    # What may be done, and doing it

    @property
    def signed_in(self) -> SignedIn | None:
        """The person this podium acts as."""
        return self.desk.signed_in if self.desk else None

    def refusal(self, command: Command, table: TableView | None) -> str | None:
        """Why this command is grey for this table now; None when it may be pressed."""
        return self.why_not(command.action, table) if command.action else None

    def why_not(self, action: Action, table: TableView | None) -> str | None:
        """Why this may not be done to this table now, by whoever is signed in."""
        if self.signed_in is None:
            return "Nobody is signed in."
        reason = why_not(action, table, self.signed_in.role)
        if reason is None and self.catch_up.was_cut_off and action is not Action.PAPER:
            reason = CUT_OFF
        if reason is None and self.link is LinkState.OFFLINE:
            reason = away(action, is_from_paper=self.catching_up is not None)
        return self.commands.worded(reason) if reason else None

    async def write(
        self,
        request: "Request",
        done: "Callable[[Committed], str]",
        refused: "Callable[[PitError], None] | None" = None,
        *,
        signer: "Credentials | None" = None,
    ) -> "Committed | None":
        """Send a request as the App's own work; None when it was refused, the flash says why.

        A signer is a second person, over whose own login this one request goes.
        """
        self.conversations.go_on()
        fault = self.catch_up.why_not_live(request)
        if fault is not None:
            self.flash(str(fault), severity="refused", stays=True)
            return None
        result = await self.outgoing.send(request, done, refused, signer=signer)
        await self.door.until_unlocked()
        return result

    def flash(self, sentence: str, *, severity: Severity = "done", stays: bool = False) -> None:
        """Answer in the one line kept for answers; one that stays is not replaced unread."""
        self.flashes.say(sentence, severity, stays=stays)

    def watch_house(self, before: House | None, house: House | None) -> None:
        if house is not None:
            money.write_in(house.currency)
            if before is not None and before.quick_amounts_cents != house.quick_amounts_cents:
                words = "The quick amounts were changed; look before you press one."
                self.flash(words, severity="notice", stays=True)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self.own_entries.repaint(snapshot)

    def watch_link(self, link: LinkState) -> None:
        if link is LinkState.LIVE:
            self.waiting.sender.wake()

    @property
    def unbooked(self) -> int:
        """What was entered here and is not in the books: under way, waiting or refused."""
        return self.outgoing.waiting + len(self.waiting.at_rest)

    def run_flow(self, flow: Coroutine[Any, Any, None]) -> None:
        """Run a conversation of dialogs, one at a time, whatever screens close meanwhile."""
        self.conversations.begin(flow)

    def run_beside(self, deed: Coroutine[Any, Any, None]) -> None:
        """Run something that asks nothing, whatever else is going on."""
        self.conversations.beside(deed)

    # Coming and going

    async def refresh_house(self) -> bool:
        """Read the house's settings again; False where the server did not say them."""
        desk = self.desk
        if desk is None:
            return False
        try:
            house = await self.wiring.read_house(desk)
        except PitError as error:
            LOG.warning("the house's settings were not read again: %s", error)
            return False
        if self.desk is desk:
            self.house = house
        return True

    @property
    def picture(self) -> Picture:
        """How old the painted picture is, and the database's clock."""
        return self.listener.picture

    def on_sign_in_form_submitted(self, message: SignInForm.Submitted) -> None:
        self.run_worker(self.door.knock(message.form, message.login, message.password))

    def _knock_with(self, login: str, password: str) -> None:
        self.screen.query_one(SignInForm).submit(login, password)

    def lock_if_untouched(self) -> None:
        """Lock when nobody touched the podium, and forget who left it locked."""
        if self.door.is_forgotten(self.house):
            self.run_worker(self.door.leave("Locked for 15 minutes; sign in again."))

    async def push_screen_wait(self, screen: Any) -> Any:  # type: ignore[override]
        """Ask in a dialog, never above the lock."""
        with self.conversations.asking():
            await self.door.until_unlocked()
            return await super().push_screen_wait(screen)

    def action_everywhere(self, command_id: str) -> None:
        """Lock, the one command that works in every dialog."""
        if command_id == "lock":
            self.door.lock()

    def action_exit_unasked(self) -> None:
        """Leave from the login, where nothing is open."""
        self.exit()

    def action_say_how_to_quit(self) -> None:
        """Answer the key that ends other programs."""
        key = self.commands.key("quit")
        self.flash(f"Press {key} on the board to leave pitterm.", severity="notice")
