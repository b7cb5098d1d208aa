"""How a program leaves its terminal, which can vanish: signals, a watch on the tty, a fault."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from pitterm import journal
from pitterm.domain.errors import Unexpected

if TYPE_CHECKING:
    from textual.app import App

WATCH_SECONDS = 5.0
LAST_RESORT_SECONDS = 3.0
"""How long an ending may take where a terminal that takes no more text stops the event loop."""
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def leave_on_signals(app: "App[Any]") -> Callable[[], None]:
    """Exit with 128+n on SIGTERM and SIGHUP, terminal restored; call the result to stop that."""
    loop = asyncio.get_running_loop()
    former = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in _SIGNALS:
        loop.add_signal_handler(number, _leave, app, number)

    def give_back() -> None:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, former[number])

    return give_back


def forget_job_control() -> None:
    """Drop Textual's handlers for stop and continue; after the App they fail without its loop."""
    for number in (signal.SIGTSTP, signal.SIGCONT):
        signal.signal(number, signal.SIG_DFL)


def leave_without_terminal(app: "App[Any]") -> None:
    """Exit when the terminal has gone; an orphan that ignored SIGHUP would spin for ever."""
    if app.is_headless:
        return
    try:
        os.ttyname(0)
    except OSError:
        _leave(app, signal.SIGHUP)


def say_one_sentence(app: "App[Any]", error: Exception) -> None:
    """End with one sentence, for an App's `_handle_exception`.

    Textual offers no public way to keep it from printing a traceback with its local variables,
    the password among them.
    """
    app._return_code = 1
    if app._exception is None:
        app._exception = error
        app._exception_event.set()
    app._exit_renderables.append(str(Unexpected(journal.crash_reference(error))))
    app._close_messages_no_wait()


def _leave(app: "App[Any]", number: signal.Signals) -> None:
    app.exit(return_code=128 + number)


class Departure:
    """Ends an unattended App when it is told to, or when its terminal has gone.

    A terminal that takes no more text stops the event loop with it, so that nothing here depends on
    the loop: a thread watches the terminal, and a timer ends the process that does not end itself.
    """

    def __init__(self, app: "App[Any]") -> None:
        self._app = app
        self._is_over = threading.Event()
        self._last_resort: threading.Timer | None = None
        self._former: dict[signal.Signals, Any] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """Take the signals and watch the terminal; asked for within the running App."""
        self._loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            self._former[number] = signal.signal(number, self._take)
        threading.Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def end(self) -> None:
        """Give everything back, once the App has left the terminal."""
        self._is_over.set()
        if self._last_resort is not None:
            self._last_resort.cancel()
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._former.clear()

    def _take(self, number: int, _frame: FrameType | None) -> None:
        self._leave(signal.Signals(number))

    def _watch(self) -> None:
        while not self._is_over.wait(1.0):
            try:
                os.ttyname(0)
            except OSError:
                self._leave(signal.SIGHUP)
                return

    def _leave(self, number: signal.Signals) -> None:
        if self._last_resort is None and self._loop is not None:
            self._last_resort = threading.Timer(LAST_RESORT_SECONDS, os._exit, (128 + number,))
            self._last_resort.daemon = True
            self._last_resort.start()
            self._loop.call_soon_threadsafe(_leave, self._app, number)
