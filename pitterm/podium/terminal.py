"""The terminal as a thing that can vanish: signals and a watch on the tty."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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


def _leave(app: "App[Any]", number: signal.Signals) -> None:
    app.exit(return_code=128 + number)
