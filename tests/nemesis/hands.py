"""Two ways to carry out an action: the repository's own, and the protocol spoken by hand."""

import asyncio
import random
from typing import Any, Protocol
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row

from pitterm.domain.errors import (
    Busy,
    NotApplied,
    OutcomeLost,
    PitError,
    Refused,
    Unreachable,
)
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.requests import Request, perform
from pitterm.repository.sessions import get_current_session
from tests.nemesis.history import End

Told = tuple[End, str | None, str]
"""The end, the id of the row, and a code or words."""
Live = tuple[UUID, str] | None
"""A table's live session and its status."""


class Hand(Protocol):
    """One person at one connection."""

    async def act(self, request: Request) -> Told:
        """Carry the request out, to its honest end."""

    async def live_session(self, table: UUID) -> Live:
        """The table's live session; raises PitError or psycopg.Error where it cannot be read."""

    async def close(self) -> None:
        """Leave."""


class DeskHand:
    """What a podium does."""

    def __init__(self, credentials: Credentials, patience_seconds: float) -> None:
        self._desk = Desk(credentials, patience_seconds)

    async def act(self, request: Request) -> Told:
        try:
            row = await perform(self._desk, request)
        except Refused as refusal:
            return End.REFUSED, None, refusal.code
        except Busy:
            return End.BUSY, None, ""
        except NotApplied:
            return End.FENCED, None, ""
        except Unreachable:
            return End.NOT_SENT, None, ""
        except OutcomeLost:
            return End.LOST, None, ""
        except PitError as error:
            return End.FAULT, None, repr(error)
        return End.APPLIED, str(row.model_dump()["id"]), ""

    async def live_session(self, table: UUID) -> Live:
        session = await get_current_session(self._desk, table)
        return None if session is None else (session.id, session.status.value)

    async def close(self) -> None:
        await self._desk.close()


class _Captured(Exception):
    def __init__(self, function: str, arguments: dict[str, Any]) -> None:
        super().__init__(function)
        self.function, self.arguments = function, arguments


class _Copyist:
    """Stands where a desk would, to learn what would be sent."""

    async def call(self, function: str, model: object, key: str, arguments: dict[str, Any]) -> None:
        raise _Captured(function, arguments)


async def sentence_of(request: Request) -> tuple[str, dict[str, Any]]:
    """The RPC a request becomes, and its arguments."""
    try:
        await perform(_Copyist(), request)  # type: ignore[arg-type]
    except _Captured as captured:
        return captured.function, captured.arguments
    raise AssertionError("nothing was sent")


_BUSY_STATES = ("40001", "40P01", "55P03", "53100", "53200")


class BareHand:
    """psycopg and the protocol of docs/database.md, without a line of the repository's own.

    It also does what a podium never does: sends a command again under its key, and sends it twice
    at once.
    """

    def __init__(
        self, credentials: Credentials, patience_seconds: float, dice: random.Random
    ) -> None:
        self._conninfo = credentials.full_conninfo()
        self._patience_seconds = patience_seconds
        self._dice = dice
        self._line: psycopg.AsyncConnection[DictRow] | None = None

    async def act(self, request: Request) -> Told:
        function, arguments = await sentence_of(request)
        query = (
            f"select * from pit.{function}("
            + ", ".join(f"{name} => %({name})s" for name in arguments)
            + ")"
        )
        if self._dice.random() < 0.05:
            twin = BareHand.__new__(BareHand)
            twin._conninfo, twin._patience_seconds = self._conninfo, self._patience_seconds
            twin._dice, twin._line = self._dice, None
            answers = list(
                await asyncio.gather(self._say(query, arguments), twin._say(query, arguments))
            )
            await twin.close()
        else:
            answers = [await self._say(query, arguments)]
        for told in answers:
            if told is not None and told[0] is End.APPLIED:
                return told
        if None not in answers:
            return answers[0] or (End.FAULT, None, "no answer")
        if self._dice.random() < 0.5:
            again = await self._say(query, arguments)
            if again is not None and again[0] is End.APPLIED:
                return again
        return await self._ask(request.key)

    async def live_session(self, table: UUID) -> Live:
        line = await self._connected()
        row = await self._fetch(
            line,
            "select id, status from pit.rpc_get_current_table_session(%(table)s)",
            {"table": table},
        )
        return None if row is None else (row["id"], row["status"])

    async def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _connected(self) -> psycopg.AsyncConnection[DictRow]:
        if self._line is None or self._line.closed:
            self._line = await psycopg.AsyncConnection.connect(
                self._conninfo, autocommit=True, row_factory=dict_row
            )
        return self._line

    async def _say(self, query: str, arguments: dict[str, Any]) -> Told | None:
        """What the server answered; None where nobody knows."""
        try:
            line = await self._connected()
        except (psycopg.Error, OSError):
            return End.NOT_SENT, None, ""
        try:
            row = await self._fetch(line, query, arguments)
            return (End.FAULT, None, "no row") if row is None else (End.APPLIED, str(row["id"]), "")
        except psycopg.Error as error:
            state = error.sqlstate or ""
            if state.startswith("PT"):
                return End.REFUSED, None, error.diag.message_primary or ""
            if state in _BUSY_STATES:
                return End.BUSY, None, ""
            if state and not state.startswith(("08", "57")):
                return End.FAULT, None, repr(error)
        except (OSError, TimeoutError):
            pass
        await self.close()
        return None

    async def _ask(self, key: str) -> Told:
        """Until the server says what became of it."""
        query = "select is_applied, result ->> 'id' as id from pit.rpc_resolve_command(%(key)s)"
        while True:
            try:
                line = await self._connected()
                row = await self._fetch(line, query, {"key": key})
            except (psycopg.Error, OSError, TimeoutError):
                await self.close()
                await asyncio.sleep(self._dice.uniform(0.05, 0.3))
                continue
            if row is None:
                return End.FAULT, None, "no row"
            return (End.APPLIED, row["id"], "") if row["is_applied"] else (End.FENCED, None, "")

    async def _fetch(
        self, line: psycopg.AsyncConnection[DictRow], query: str, arguments: dict[str, Any]
    ) -> DictRow | None:
        """The row of an answer; TimeoutError drops the line, since cancelling could hang."""
        work = asyncio.ensure_future(_fetched(line, query, arguments))
        done, _ = await asyncio.wait({work}, timeout=self._patience_seconds)
        if not done:
            await line.close()
            work.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            work.cancel()
            raise TimeoutError
        return work.result()


async def _fetched(
    line: psycopg.AsyncConnection[DictRow], query: str, arguments: dict[str, Any]
) -> DictRow | None:
    cursor = await line.execute(query.encode(), arguments)
    return await cursor.fetchone()
