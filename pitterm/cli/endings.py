"""How a run ends: the sentence a person reads and the exit code a script sees."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from pitterm.domain.errors import LoginRefused, PitError, Unexpected, Unreachable

if TYPE_CHECKING:
    import psycopg

UNEXPECTED, USAGE, UNREACHABLE, LOGIN_REFUSED = 1, 2, 3, 4
SIGNALLED = 128
_WHERE = "See pitterm db status, or the address in PITTERM_DATABASE_URL."


class Ending(NamedTuple):
    """What is said on stderr, and the exit code."""

    sentence: str
    exit_code: int


class Signalled(BaseException):
    """A signal asked the program to end; the way out still cleans up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def signals_wait() -> Iterator[Callable[[], int]]:
    """Signals that would end the program are kept for a better moment; the number of the first."""
    received: list[int] = []

    def keep(number: int, frame: FrameType | None) -> None:
        received.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    former = {number: signal.getsignal(number) for number in numbers}
    try:
        for number, handler in former.items():
            # What the starter had ignored, as nohup does, stays ignored.
            if handler is not signal.SIG_IGN:
                signal.signal(number, keep)
        yield lambda: received[0] if received else 0
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def ending_of(error: Exception) -> Ending:
    """Translate any error; one that nobody planned for is logged and named by its reference."""
    if isinstance(error, Unreachable) and not error.detail:
        error = Unreachable(_WHERE)
    if isinstance(error, PitError):
        return Ending(str(error), _exit_code(error))
    refused = _failed_connection(error)
    if refused is not None:
        return Ending(str(refused), _exit_code(refused))
    from pitterm import journal

    return Ending(str(Unexpected(journal.crash_reference(error))), UNEXPECTED)


def _exit_code(error: PitError) -> int:
    if isinstance(error, Unreachable):
        return UNREACHABLE
    if isinstance(error, LoginRefused):
        return LOGIN_REFUSED
    code = getattr(error, "exit_code", UNEXPECTED)
    return code if isinstance(code, int) else UNEXPECTED


def _failed_connection(error: BaseException) -> PitError | None:
    """What a failed attempt to connect means; libpq's own text goes to the log alone."""
    for cause in _chain(error):
        if type(cause).__module__.partition(".")[0] != "psycopg":
            continue
        attempt: psycopg.pq.abc.PGconn | None = getattr(cause, "pgconn", None)
        if attempt is None:
            continue
        import logging

        logging.getLogger("pitterm").warning("cannot connect: %s", cause)
        if attempt.needs_password:
            return LoginRefused("The database asks for a password and none was given")
        from pitterm.repository.faults import explain_connecting

        why = explain_connecting(cause)
        return Unreachable(_WHERE) if isinstance(why, Unreachable) else why
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from; SQLAlchemy wraps the driver's."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__
