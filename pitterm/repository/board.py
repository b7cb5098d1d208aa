"""Reading the board: the pulse and the picture, off a bare connection."""

import asyncio
from datetime import datetime
from typing import LiteralString
from uuid import UUID

import psycopg

from pitterm.domain.board import Pulse, Snapshot, TableView
from pitterm.domain.errors import Unreachable
from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain, is_answered
from pitterm.repository.held import Held
from pitterm.repository.lines import ANSWER_SECONDS, Line, connect, within
from pitterm.repository.schema import require_schema
from pitterm.repository.signing_in import arrive

PULSE = "select * from pit.rpc_get_heartbeat()"
_BOARD = "select * from pit.rpc_get_pit_board()"
_CHANGES = "select * from pit.rpc_get_pit_board(p_since => %s::bigint, p_due => %s::uuid[])"
ROWS_AT_ONCE = 32
"""Between so many rows of a large floor the keyboard has its turn."""
_FROM_BOARD = (
    "change_number",
    "as_of",
    "gaming_day",
    "gaming_day_started_at",
    "shift_name",
    "shift_started_at",
)


async def read_pulse(line: Line) -> Pulse:
    """The server's proof of life; `forbidden` for whoever may not read at all.

    Raises OtherSchema.
    """
    cursor = await line.execute(PULSE, prepare=True)
    row = await cursor.fetchone()
    require_schema(row or {})
    return Pulse.model_validate(row)


async def read_snapshot(line: Line, pulse: Pulse) -> Snapshot:
    """All tables of one instant; `pulse` stands in where the casino has no table."""
    snapshot, _ = await _read(line, _BOARD, [], pulse)
    return snapshot


async def read_changes(line: Line, held: Held, as_of: datetime | None = None) -> Held | None:
    """The picture of this moment, asked for only where a table changed; None where none did.

    Where an alert has begun by the clock up to `as_of` counts as changed, and what is given back
    has every alert of its own instant. It is read whole where the server answers so, where a new
    day or shift has begun, and where a table changed that is not in the picture.
    """
    due = () if as_of is None else held.due(as_of)
    pulse = held.picture.pulse
    newer, is_whole = await _read(line, _CHANGES, [pulse.change_number, list(due)], pulse)
    if is_whole:
        return Held.of(newer)
    if not newer.tables:
        return None
    laid = held.overlaid(newer)
    if laid is None:
        return Held.of(await read_snapshot(line, newer.pulse))
    if laid.due(newer.pulse.as_of):
        return await read_changes(line, laid, newer.pulse.as_of) or laid
    return laid


async def _read(
    line: Line, query: LiteralString, parameters: list[int | list[UUID]], pulse: Pulse
) -> tuple[Snapshot, bool]:
    """The picture of the rows, dated by themselves, and whether they are the whole board."""
    cursor = await line.execute(query, parameters, prepare=True)
    tables: list[TableView] = []
    is_whole = False
    while rows := await cursor.fetchmany(ROWS_AT_ONCE):
        if tables:
            await asyncio.sleep(0)
        else:
            pulse = pulse.model_copy(update={name: rows[0][name] for name in _FROM_BOARD})
            is_whole = rows[0]["is_whole"]
        tables += [TableView.model_validate(row) for row in rows]
    return Snapshot(pulse=pulse, tables=tuple(tables)), is_whole


async def read_once(credentials: Credentials, *, is_sign_in: bool = False) -> Snapshot:
    """One picture on a connection of its own, for whoever does not stay.

    Raises LoginRefused, Unreachable or Unfit.
    """
    line = await connect(credentials)
    try:
        if is_sign_in:
            await arrive(line, credentials)
        pulse = await within(line, ANSWER_SECONDS, read_pulse(line))
        return await within(line, ANSWER_SECONDS, read_snapshot(line, pulse))
    except (psycopg.Error, OSError, TimeoutError) as error:
        if is_answered(error, is_connection_healthy=not line.closed):
            raise explain(error) from error
        raise Unreachable() from error
    finally:
        await line.close()
