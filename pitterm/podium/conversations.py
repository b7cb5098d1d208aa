"""What runs beside the keys: one conversation of dialogs at a time, and what asks nothing."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.worker import Worker

from pitterm import journal
from pitterm.domain.errors import PitError, Unexpected

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_ASKING_THE_SERVER = "Waiting for the database"
_NOTHING_DONE = "nothing of it was done"
SENT = "what was sent before stands"
NOBODY_KNOWS = "what was sent before may stand; look before it is entered again"


class Conversations:
    """Runs them as the App's own work, so that no screen that closes cuts one off."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._running: Worker[None] | None = None
        self._task: asyncio.Task[Any] | None = None
        self._let_go: set[asyncio.Task[Any]] = set()
        self._is_asking = False
        self._waits_since = 0.0
        self._came_to = _NOTHING_DONE
        self._words = _ASKING_THE_SERVER

    def begin(self, flow: Coroutine[Any, Any, None]) -> None:
        """Run a conversation, unless another one is still going on."""
        if self._running is not None and not self._running.is_finished:
            flow.close()
            self._app.flash(
                "Something is still being asked or sent; finish it first.", severity="notice"
            )
            return
        self._is_asking, self._waits_since = False, self._app.monotonic()
        self._came_to = _NOTHING_DONE
        self._running = self._run(self._converse(flow), "flow")

    def beside(self, deed: Coroutine[Any, Any, None]) -> None:
        """Run something that asks nothing, whatever else is going on."""
        self._run(deed, "beside")

    def drop(self) -> None:
        """Drop the running conversation, because its author leaves; nothing sent is cut off."""
        if self._running is not None:
            self._running.cancel()
        self._running = self._task = None

    # Waiting, and not waiting any longer

    def longest(self, now: float) -> tuple[str, float] | None:
        """What the conversation waits for, and for how many seconds; None while it asks."""
        if self._running is None or self._running.is_finished or self._is_asking:
            return None
        return self._words, now - self._waits_since

    @property
    def is_waited_for(self) -> bool:
        """Whether something is read that may be let go of."""
        is_reading = self.longest(self._app.monotonic()) is not None
        return is_reading and not self._app.outgoing.is_busy

    def let_go(self) -> bool:
        """Wait no longer for what is read; False where nothing is waited for but what is sent.

        The read itself runs to its end, since cancelling it would cost the connection. Its
        conversation ends at the next thing it would ask, send or write.
        """
        if not self.is_waited_for:
            return False
        if self._task is not None:
            self._let_go.add(self._task)
        self._running = self._task = None
        waits = any(entry.is_waiting for entry in self._app.waiting.mine)
        kept = " What waits on this terminal is kept and sent later." if waits else ""
        self._app.flash(f"Not waited for any longer; {self._came_to}.{kept}", severity="notice")
        return True

    def came_to(self, words: str) -> None:
        """What this conversation leaves behind, whoever stops waiting for the rest of it."""
        if asyncio.current_task() is self._task:
            self._came_to = words

    @contextmanager
    def keeping(self, words: str) -> Iterator[None]:
        """Name what is done though nobody waits for it; where it fails, that is told even then."""
        before = self._came_to
        self.came_to(words)
        try:
            yield
        except PitError as error:
            self.came_to(before)
            if asyncio.current_task() in self._let_go:
                self._app.flash(str(error), severity="refused", stays=True)
            raise

    def go_on(self) -> None:
        """End here a conversation that nobody waits for; raises CancelledError."""
        if asyncio.current_task() in self._let_go:
            raise asyncio.CancelledError

    @contextmanager
    def asking(self) -> Iterator[None]:
        """A dialog has the keyboard, and no time passes."""
        self.go_on()
        if asyncio.current_task() is not self._task:
            yield
            return
        self._is_asking = True
        try:
            yield
        finally:
            self._is_asking, self._waits_since = False, self._app.monotonic()

    @contextmanager
    def doing(self, words: str) -> Iterator[None]:
        """Name what takes its time, for whoever waits for it."""
        self._words = words
        try:
            yield
        finally:
            self._words = _ASKING_THE_SERVER

    async def _converse(self, flow: Coroutine[Any, Any, None]) -> None:
        self._task = task = asyncio.current_task()
        try:
            await flow
        except PitError:
            # Why it failed is no news to somebody who waits for something else by then.
            if task not in self._let_go:
                raise
        finally:
            if task is not None:
                self._let_go.discard(task)

    def _run(self, flow: Coroutine[Any, Any, None], group: str) -> Worker[None]:
        return self._app.run_worker(self._guarded(flow), group=group, exit_on_error=False)

    async def _guarded(self, flow: Coroutine[Any, Any, None]) -> None:
        try:
            await flow
        except PitError as error:
            self._app.flash(str(error), severity="refused")
        except Exception as error:
            self._app.flash(str(Unexpected(journal.crash_reference(error))), severity="refused")
