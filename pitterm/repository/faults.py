"""The one translator from what PostgreSQL and the wire say to what a person is told.

It branches on the SQLSTATE, never on an exception's class: psycopg and SQLAlchemy name the same
refusal differently, and a connection that died names none at all.
"""

import logging

import psycopg

from pitterm.domain.errors import (
    CATALOGUE,
    Busy,
    LoginRefused,
    OtherSchema,
    OutOfRoom,
    PitError,
    Refused,
    Unexpected,
    Unreachable,
)
from pitterm.journal import crash_reference

_log = logging.getLogger(__name__)

_RETRYABLE = frozenset({"40001", "40P01", "55P03"})
_OUT_OF_ROOM = frozenset({"53100", "53200"})
_UNANSWERED = frozenset({"57P01", "57P02", "57P03", "57014", "57P05", "25P03"})
"""The server gave the statement or the connection up; what became of it must be asked."""
_ANOTHER_SCHEMA = frozenset({"3F000", "42883", "42P01"})
"""No such schema, function or table: none at all, or one of another version."""
_NOT_ABOUT_THE_LOGIN = (
    # libpq's own words, which it does not translate: the line broke after the password went out.
    "server closed the connection",
    "could not receive data",
    "could not send data",
    "timeout expired",
    "SSL SYSCALL",
    # libpq's too, where target_session_attrs asks for another kind of server than this one.
    "session is read-only",
    "session is not read-only",
    "server is in hot standby mode",
    "server is not in hot standby mode",
    # The server's, after the password was right: it is full or on its way down.
    "No space left on device",
    "out of memory",
    "connection slots are reserved",
    "too many connections",
    "terminating connection",
    "shutting down",
    "starting up",
)
_NOT_LET_IN = "password authentication failed"
"""The server's words; behind them libpq may have gone on without TLS, where none was asked."""


def origin(error: BaseException) -> BaseException:
    """psycopg's own error, without SQLAlchemy's wrapping."""
    # By its attribute: a wall knows no SQLAlchemy, and need not hold it for this.
    wrapped = getattr(error, "orig", None)
    return wrapped if isinstance(wrapped, BaseException) else error


def is_answered(error: BaseException, *, is_connection_healthy: bool) -> bool:
    """Whether the server's answer is known; a lost answer is never taken for a refusal."""
    cause = origin(error)
    state: str | None = getattr(cause, "sqlstate", None)
    if state is None:
        # A value psycopg could not write was never sent, if the line still stands.
        return is_connection_healthy and isinstance(cause, psycopg.DataError)
    return not (state.startswith("08") or state in _UNANSWERED)


def explain(error: BaseException) -> PitError:
    """The sentence for an error that was answered; nothing was changed by it."""
    cause = origin(error)
    if isinstance(cause, psycopg.Error) and cause.sqlstate is not None:
        state = cause.sqlstate
        if state in _RETRYABLE:
            return Busy()
        if state in _OUT_OF_ROOM:
            return OutOfRoom()
        code = cause.diag.message_primary or ""
        if state.startswith("PT") and code in CATALOGUE:
            return Refused(code, cause.diag.message_hint or "")
        if state == "42501":
            return Refused("forbidden")
        if state in _ANOTHER_SCHEMA:
            _log.warning("not this program's schema: %s", cause.diag.message_primary)
            return OtherSchema(
                "The database's schema does not go with this pitterm",
                "Ask your administrator to run pitterm db check.",
            )
        if state == "25006":
            return Refused("forbidden", "This login may only read.")
    return Unexpected(crash_reference(error))


def explain_connecting(error: BaseException) -> PitError:
    """Why a connection could not be made.

    There is no SQLSTATE yet: a server that was sent the password and still refused has refused
    the login; everything else, a line that broke in between too, cannot be reached.
    """
    cause = origin(error)
    pgconn = getattr(cause, "pgconn", None)
    words = str(cause)
    if (
        pgconn is not None
        and (pgconn.used_password or _NOT_LET_IN in words)
        and not isinstance(cause, psycopg.errors.ConnectionTimeout)
        and not any(phrase in words for phrase in _NOT_ABOUT_THE_LOGIN)
    ):
        return LoginRefused()
    _log.info("unreachable: %s", cause)
    return Unreachable()
