"""Telling the database that somebody has signed in, once a sign-in, and learning who they are."""

import logging
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row, dict_row, tuple_row

from pitterm.domain.errors import SharedBackend, Unreachable
from pitterm.domain.values import Row
from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain, is_answered
from pitterm.repository.lines import ANSWER_SECONDS, connect, within
from pitterm.repository.schema import require_schema

_log = logging.getLogger(__name__)

_ONLY_READS = frozenset({"25006", "0A000"})
"""What a standby answers to whoever wants to write."""


class Arrival(Row):
    """Whom the server takes a login for."""

    staff_id: UUID
    casino_id: UUID
    staff_name: str
    staff_role: str


async def arrive(
    line: psycopg.AsyncConnection[Any],
    credentials: Credentials,
    patience_seconds: float = ANSWER_SECONDS,
) -> Arrival:
    """Leave the sign-in in the audit, in a transaction of its own.

    Raises Refused, Busy, Unfit or Unexpected when the server answered, Unreachable when it did not.
    """
    try:
        return await within(line, patience_seconds, _record(line, credentials))
    except (psycopg.Error, OSError, TimeoutError) as error:
        if is_answered(error, is_connection_healthy=not line.closed):
            raise explain(error) from error
        raise Unreachable() from error


async def _record(line: psycopg.AsyncConnection[Any], credentials: Credentials) -> Arrival:
    # Before a line is left in a schema that means something else by it.
    async with line.cursor(row_factory=dict_row) as cursor:
        await cursor.execute("select *, pg_backend_pid() as process from pit.rpc_get_heartbeat()")
        heartbeat = await cursor.fetchone() or {}
    require_schema(heartbeat)
    # A pooler gives a number of its own for the server's process.
    if heartbeat.get("process") != line.info.backend_pid:
        await _refuse_shared(line, credentials)
    # A display's login reads only unless it says otherwise, and this is where it does.
    try:
        await line.execute("begin read write")
        arrival = await _ask(line, "select * from pit.rpc_sign_in()")
        await line.execute("commit")
    except psycopg.Error as error:
        if line.closed:
            raise
        await line.execute("rollback")
        if error.sqlstate not in _ONLY_READS:
            raise
    else:
        return arrival
    _log.warning("this server only reads: it keeps no line of the sign-in")
    return await _ask(line, "select * from pit.rpc_get_heartbeat()")


async def _refuse_shared(line: psycopg.AsyncConnection[Any], credentials: Credentials) -> None:
    """Refuse a session in which a transaction of another connection may come to run.

    A second connection holds a transaction open: the pool's other session, if it has one, must be
    its own, and this connection be served by the same process as before.
    """
    served_by = await _process(line)
    beside = await connect(credentials)
    try:
        async with beside.transaction():
            if await _process(beside) == served_by:
                raise SharedBackend()
            if await _process(line) != served_by:
                raise SharedBackend()
    finally:
        await beside.close()


async def _process(line: psycopg.AsyncConnection[Any]) -> int:
    """The server's process that answers, which no pooler invents."""
    async with line.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute("select pg_backend_pid()")
        (number,) = await cursor.fetchone() or (0,)
    return int(number)


async def _ask(line: psycopg.AsyncConnection[Any], query: str) -> Arrival:
    async with line.cursor(row_factory=class_row(Arrival)) as cursor:
        await cursor.execute(query.encode())
        found = await cursor.fetchone()
    if found is None:
        raise psycopg.DataError("nobody came back")
    return found
