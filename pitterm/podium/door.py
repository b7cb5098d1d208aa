"""Who is at the podium: signing in, locking, unlocking and leaving."""

import asyncio
import logging
from collections.abc import Coroutine
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from pitterm import journal
from pitterm.domain.board import Pulse
from pitterm.domain.errors import PitError, Unexpected, Unreachable
from pitterm.domain.house import House
from pitterm.domain.staff import Role
from pitterm.podium.screens.login import LockScreen, LoginScreen, SignInForm

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.credentials import Credentials

LOG = logging.getLogger("pitterm.podium")

FORGET_AFTER_SECONDS = 15 * 60.0
"""Locked for this long, the podium closes its connections and forgets the password."""
MAX_PAUSE_SECONDS = 8.0
_UNUSED: set[asyncio.Task[Any]] = set()
"""A task nobody holds may be collected before it ends."""
T = TypeVar("T")


class _Left(Exception):
    """Somebody pressed escape instead of waiting for the server."""


class DisplayAtPodium(PitError):
    """The login of a wall, which is nobody who could work here."""

    def __init__(self) -> None:
        super().__init__("A display does not work at the podium", "Show it with pitterm wall.")


class Door:
    """Holds the password in memory only, for reconnecting, and drops it when it is left."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._credentials: Credentials | None = None
        self._locked_at: float | None = None
        self._last_key_at = app.monotonic()
        self._unlocked = asyncio.Event()
        self._unlocked.set()

    @property
    def is_locked(self) -> bool:
        """Whether the lock covers the pit."""
        return self._locked_at is not None

    @property
    def login(self) -> str | None:
        """The login the podium is signed in with."""
        return self._credentials.login if self._credentials else None

    async def until_unlocked(self) -> None:
        """Wait behind the lock, so that nothing of the pit opens above it."""
        await self._unlocked.wait()

    async def knock(self, form: "SignInForm", login: str, password: str) -> None:
        """Try to let this person in, for as long as the server does not answer and nobody types."""
        for attempt in count():
            try:
                form.say(f"Signing in as {login}…")
                await (self.unlock if self.is_locked else self.sign_in)(form, login, password)
            except Unreachable as error:
                form.say(f"{error.title}. Trying again every few seconds, {attempt + 1} so far…")
                if not await form.is_unchanged_for(pause_after(attempt)):
                    form.say("")
                    return
            except _Left:
                form.say("")
                return
            except PitError as error:
                form.refuse(str(error))
                return
            except Exception as error:
                form.refuse(str(Unexpected(journal.crash_reference(error))))
                return
            else:
                return

    async def sign_in(self, form: "SignInForm", login: str, password: str) -> None:
        """Let a person in and whoever was in before out.

        Raises LoginRefused, Unreachable or DisplayAtPodium.
        """
        await self._app.loading.done()
        from pitterm.podium.screens.board import BoardScreen
        from pitterm.repository.credentials import Credentials

        app = self._app
        credentials = Credentials(app.conninfo, login, password)
        asked = app.patience.ask(login, lambda: app.wiring.connect(credentials))
        desk = await _unless_left(form, asked)
        try:
            if desk.signed_in.role is Role.DISPLAY:
                raise DisplayAtPodium()
            house = await app.wiring.read_house(desk)
        except BaseException:
            await desk.close()
            raise
        await self._clear()
        self._credentials = credentials
        app.desk, app.house = desk, house
        self._reopen()
        await app.push_screen(BoardScreen(app, house))
        app.listener.start(credentials)

    async def unlock(self, form: "SignInForm", login: str, password: str) -> None:
        """Let the same person back in, or another one instead; raises like `sign_in`."""
        if self._credentials is None or login != self._credentials.login:
            await self.sign_in(form, login, password)
            return
        from pitterm.repository.credentials import Credentials

        app, credentials = self._app, Credentials(self._app.conninfo, login, password)
        asked = app.patience.ask(login, lambda: app.wiring.prove_password(credentials))
        await _unless_left(form, asked)
        if isinstance(self._app.screen, LockScreen):
            await self._app.pop_screen()
        self._reopen()
        app.catch_up.unlock()

    def is_someone_else(self, pulse: Pulse) -> bool:
        """Take over this login's name and role; True where nobody may work with it here."""
        app, signed_in = self._app, self._app.signed_in
        if app.desk is None or signed_in is None or pulse.staff_role is None:
            return False
        now = {"name": pulse.staff_name, "role": pulse.staff_role}
        if now == signed_in.model_dump(include=set(now)):
            return False
        if pulse.staff_role is Role.DISPLAY:
            app.run_worker(self.leave(str(DisplayAtPodium())), group="door")
            return True
        app.desk.signed_in = signed_in.model_copy(update=now)
        if pulse.staff_role is not signed_in.role:
            words = f"Your role is {pulse.staff_role.words} from this moment on."
            app.flash(words, severity="notice", stays=True)
        return False

    def lock(self) -> None:
        """Cover the pit at once, without asking the server anything."""
        signed_in = self._app.signed_in
        if signed_in is None or self.is_locked:
            return
        self._locked_at = self._app.monotonic()
        self._unlocked.clear()
        self._app.catch_up.lock()
        self._app.push_screen(LockScreen(signed_in))

    async def leave(self, reason: str) -> None:
        """Close everything and show the login with the reason."""
        await self._clear()
        self._reopen()
        app = self._app
        await app.push_screen(LoginScreen(app.demo_logins, app.demo_password, reason))

    async def shut(self) -> None:
        """Close the connections because the program ends."""
        await self._app.waiting.sender.stop()
        await self._app.outgoing.settle()
        await self._close_desk()
        await self._app.waiting.shut()

    def touch(self) -> None:
        """A key or the mouse moved."""
        self._last_key_at = self._app.monotonic()

    def is_forgotten(self, house: House | None) -> bool:
        """Lock a podium nobody touched; True once the lock has outlived its person."""
        now = self._app.monotonic()
        if self._locked_at is not None:
            return now - self._locked_at >= FORGET_AFTER_SECONDS
        if house is not None and now - self._last_key_at >= house.idle_lock_seconds:
            self.lock()
        return False

    def _reopen(self) -> None:
        self._locked_at = None
        self._unlocked.set()
        self.touch()

    async def _clear(self) -> None:
        app = self._app
        app.conversations.drop()
        await app.waiting.sender.stop()
        await app.outgoing.settle()
        app.listener.stop()
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await self._close_desk()
        self._credentials = None
        app.own_entries.forget()
        app.catch_up.forget()
        app.house, app.flashed = None, None

    async def _close_desk(self) -> None:
        desk, self._app.desk = self._app.desk, None
        if desk is None:
            return
        try:
            await desk.close()
        except PitError as error:
            LOG.warning("the desk's connection did not close cleanly: %s", error)


async def _unless_left(form: SignInForm, asked: Coroutine[Any, Any, T]) -> T:
    """What the server answers; raises _Left at escape, and whoever is let in later is let out."""
    asking, leaving = asyncio.create_task(asked), asyncio.create_task(form.until_left())
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        if not asking.done():
            asking.add_done_callback(_let_out)
            _UNUSED.add(asking)
    if not asking.done():
        raise _Left
    return asking.result()


def _let_out(asked: asyncio.Task[Any]) -> None:
    _UNUSED.discard(asked)
    if asked.cancelled() or asked.exception() is not None or asked.result() is None:
        return
    closing = asyncio.create_task(asked.result().close())
    _UNUSED.add(closing)
    closing.add_done_callback(_UNUSED.discard)


def pause_after(attempt: int) -> float:
    """Seconds until the next try to sign in, however many there were."""
    # The power of a night's tries is more than a float can hold.
    return min(MAX_PAUSE_SECONDS, 2.0 ** min(attempt, 8) / 2)
