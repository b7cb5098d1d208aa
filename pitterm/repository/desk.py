"""The desk: a signed-in person's connection for commands and for what dialogs ask."""

import asyncio
import functools
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar

import psycopg
from sqlalchemy import Connection, TextClause, create_engine, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, ResourceClosedError
from sqlalchemy.pool import NullPool
from sqlalchemy.util import greenlet_spawn

from pitterm.domain.errors import (
    LoginRefused,
    OutcomeUnknown,
    PitError,
    Refused,
    Unreachable,
)
from pitterm.domain.staff import Role, SignedIn
from pitterm.domain.values import Row
from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain, is_answered
from pitterm.repository.lines import ANSWER_SECONDS, connect, within
from pitterm.repository.signing_in import Arrival, arrive

_log = logging.getLogger(__name__)

R = TypeVar("R", bound=Row)

LONG_READ_SECONDS = 60.0
"""How long a read beside the desk may take."""
MOST_NOTES = 4
"""Refusals that wait to be told at one time; what is more than that is not told."""
NOTE_SECONDS = 1.0
"""How long a desk that is left waits for them."""
_BROKEN = (DBAPIError, psycopg.Error, OSError, TimeoutError)
_CLOSING: set[asyncio.Task[None]] = set()
"""A task nobody holds may be collected before it ends."""


class Desk:
    """One held connection under one person's own login; every call is its own transaction."""

    signed_in: SignedIn

    def __init__(self, credentials: Credentials, patience_seconds: float = ANSWER_SECONDS) -> None:
        self._credentials = credentials
        self._patience_seconds = patience_seconds
        # The engine that create_async_engine wraps: the wrapper's package loads the whole ORM.
        self._engine = create_engine(
            "postgresql+psycopg_async://",
            creator=self._adapted,
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
        )
        self._held: Connection | None = None
        self._is_closed = False
        self._is_display = False
        self._fresh: psycopg.AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()
        self._notes: set[asyncio.Task[None]] = set()

    @classmethod
    async def sign_in(cls, credentials: Credentials) -> Self:
        """Prove who this is and learn whom the server takes them for.

        Raises LoginRefused, Unreachable or Unfit.
        """
        desk = cls(credentials)
        try:
            staff = await desk._arrive()
        except Refused as refusal:
            await desk.close()
            raise LoginRefused(refusal.title) from refusal
        except BaseException:
            await desk.close()
            raise
        desk.signed_in = SignedIn(
            staff_id=staff.staff_id,
            casino_id=staff.casino_id,
            login=credentials.login,
            name=staff.staff_name,
            role=staff.staff_role,
        )
        desk._is_display = desk.signed_in.role is Role.DISPLAY
        return desk

    async def close(self) -> None:
        """End the connection for good: nothing is sent as this person any more."""
        if self._notes:
            await asyncio.wait(self._notes, timeout=NOTE_SECONDS)
        self._is_closed = True
        await self._drop()
        await greenlet_spawn(self._engine.dispose)

    async def leave(self) -> None:
        """The same, without keeping anybody waiting for a refusal that is still being told."""
        if not self._notes:
            await self.close()
            return
        closing = asyncio.create_task(self.close())
        _CLOSING.add(closing)
        closing.add_done_callback(_CLOSING.discard)

    @asynccontextmanager
    async def aside(self) -> AsyncIterator["Desk"]:
        """Another connection of the same person, for a long read that holds up no command."""
        self._refuse_closed()
        apart = Desk(self._credentials, LONG_READ_SECONDS + ANSWER_SECONDS)
        apart.signed_in, apart._is_display = self.signed_in, self._is_display
        try:
            await apart.ask(
                "select set_config('statement_timeout', :limit, false)",
                Row,
                limit=f"{LONG_READ_SECONDS:.0f}s",
            )
            yield apart
        finally:
            await apart.close()

    async def call(self, function: str, model: type[R], key: str, arguments: dict[str, Any]) -> R:
        """Send one RPC with its key: one statement, one round trip, one transaction.

        Raises Refused, Busy or Unexpected when the server answered, Unreachable when nothing was
        sent, and OutcomeUnknown when the connection was lost in between. A display is refused
        before anything is sent.
        """
        if self._is_display:
            raise Refused("forbidden", "A display shows and never writes.")
        statement = _rpc(function, tuple(arguments))
        try:
            rows = await self._execute(statement, arguments, key)
        except Refused as refusal:
            self._note(refusal.code, function, key)
            raise
        return model.model_validate(rows[0])

    async def ask(self, query: str, model: type[R], **arguments: Any) -> list[R]:
        """Read rows as values; a broken connection is Unreachable, since nothing can be lost."""
        try:
            rows = await self._execute(_query(query), arguments, "")
        except OutcomeUnknown as error:
            raise Unreachable() from error
        return [model.model_validate(row) for row in rows]

    async def ask_one(self, query: str, model: type[R], **arguments: Any) -> R:
        """The one row a query always has."""
        return (await self.ask(query, model, **arguments))[0]

    def _note(self, code: str, function: str, key: str) -> None:
        """Tell the audit of a refusal behind the back of whoever reads it."""
        if len(self._notes) >= MOST_NOTES or self._is_closed:
            return
        note = asyncio.create_task(self._tell(code, function, key))
        self._notes.add(note)
        note.add_done_callback(self._notes.discard)

    async def _tell(self, code: str, function: str, key: str) -> None:
        arguments = {"p_code": code, "p_function_name": function, "p_idempotency_key": key}
        try:
            await self._execute(_rpc("rpc_note_refusal", tuple(arguments)), arguments, key)
        except PitError as error:
            _log.info("a refusal was not told to the audit: %s", error)

    async def _arrive(self) -> Arrival:
        async with self._turn:
            _, driver = await self._line()
            try:
                return await arrive(driver, self._credentials, self._patience_seconds)
            except Unreachable:
                await self._drop()
                raise

    async def _execute(
        self, statement: TextClause, arguments: dict[str, Any], key: str
    ) -> Sequence[Any]:
        async with self._turn:
            connection, driver = await self._line()
            try:
                execution = greenlet_spawn(connection.execute, statement, arguments)
                result = await within(driver, self._patience_seconds, execution)
                return result.mappings().all()
            except (*_BROKEN, ResourceClosedError) as error:
                # SQLAlchemy's own, where the desk was closed before the statement had its turn.
                if is_answered(error, is_connection_healthy=not driver.closed):
                    raise explain(error) from error
                await self._drop()
                raise OutcomeUnknown(key) from error
            except asyncio.CancelledError:
                await self._drop()
                raise

    async def _line(self) -> tuple[Connection, psycopg.AsyncConnection[Any]]:
        self._refuse_closed()
        driver = None if self._held is None else _driver_of(self._held)
        if self._held is None or driver is None or driver.closed:
            await self._drop()
            self._held = await self._sit_down()
            driver = _driver_of(self._held)
            if self._is_closed:
                await self._drop()
        self._refuse_closed()
        if self._held is None or driver is None:
            raise Unreachable()
        return self._held, driver

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise LoginRefused("Whoever asked for this has signed out")

    async def _sit_down(self) -> Connection:
        """A connection SQLAlchemy has asked its own first questions on; nothing is sent yet."""
        line = await connect(self._credentials)
        line.row_factory = psycopg.rows.tuple_row  # type: ignore[assignment]
        self._fresh = line
        try:
            return await within(line, ANSWER_SECONDS, greenlet_spawn(self._engine.connect))
        except _BROKEN as error:
            raise Unreachable() from error

    def _adapted(self) -> DBAPIConnection:
        """The line as SQLAlchemy drives one that is awaited."""
        driver = self._engine.dialect.loaded_dbapi
        adapted: DBAPIConnection = driver.connect(async_creator_fn=self._hand_over)
        return adapted

    async def _hand_over(self) -> psycopg.AsyncConnection[Any]:
        if self._fresh is None:
            raise Unreachable()
        fresh, self._fresh = self._fresh, None
        return fresh

    async def _drop(self) -> None:
        """Leave the connection without waiting for the server, which may be frozen."""
        held, self._held = self._held, None
        if held is None:
            return
        driver = _driver_of(held)
        if driver is not None:
            await driver.close()
            await greenlet_spawn(held.invalidate)
        await greenlet_spawn(held.close)


def _driver_of(connection: Connection) -> psycopg.AsyncConnection[Any] | None:
    return None if connection.invalidated else connection.connection.driver_connection


@functools.cache
def _rpc(function: str, names: tuple[str, ...]) -> TextClause:
    """The RPC in FROM: in the select list a composite comes back as a string."""
    given = ", ".join(f"{name} => :{name}" for name in names)
    return text(f"select * from pit.{function}({given})")  # noqa: S608 (names are our own)


@functools.cache
def _query(query: str) -> TextClause:
    return text(query)


async def prove_password(credentials: Credentials) -> None:
    """Check a password on a connection of its own, for unlocking and second persons: a sign-in.

    Raises LoginRefused or Unreachable.
    """
    line = await connect(credentials)
    try:
        await arrive(line, credentials)
    except Refused as refusal:
        raise LoginRefused(refusal.title) from refusal
    finally:
        await line.close()
