"""Connections to the server, and the deadline that gives a silent one up."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

import psycopg
from psycopg.rows import DictRow, dict_row

from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain_connecting

Line = psycopg.AsyncConnection[DictRow]
T = TypeVar("T")

ANSWER_SECONDS = 10.0
"""How long a call may stay unanswered before its connection is given up."""
_FIRST_PAUSE_SECONDS, _LAST_PAUSE_SECONDS = 0.2, 5.0


async def connect(credentials: Credentials) -> Line:
    """One autocommit connection of this person.

    Raises LoginRefused or Unreachable.
    """
    try:
        return await psycopg.AsyncConnection.connect(
            credentials.full_conninfo(), autocommit=True, row_factory=dict_row
        )
    except (psycopg.Error, OSError) as error:
        raise explain_connecting(error) from error


async def pause(failures: int) -> None:
    """Wait before the next try: longer after each failure, and never all podiums at once."""
    # The power of a long outage is more than a float can hold.
    ceiling = min(_LAST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2 ** min(failures, 8))
    await asyncio.sleep(random.uniform(0, ceiling))  # noqa: S311 (jitter, not a secret)


async def within(
    line: psycopg.AsyncConnection[Any], seconds: float, work: Coroutine[Any, Any, T]
) -> T:
    """The result of `work` on this connection, or TimeoutError after `seconds`.

    Cancelling a query waits for the server to say so, which a frozen one never does: the
    connection is dropped under the work instead.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        await _abandon(line, task)
        raise
    if not done:
        await _abandon(line, task)
        raise TimeoutError("the server did not answer in time")
    return task.result()


async def _abandon(line: psycopg.AsyncConnection[Any], task: asyncio.Future[Any]) -> None:
    await line.close()
    task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    task.cancel()
