"""How a program leaves its terminal, which can vanish: signals, a watch on the tty, a fault."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pitterm import journal
from pitterm.domain.errors import Unexpected

if TYPE_CHECKING:
    from textual.app import App

WATCH_SECONDS = 5.0
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
