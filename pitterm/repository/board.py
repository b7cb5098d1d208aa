"""Reading the board: the pulse and the picture, off a bare connection."""

from typing import Any

import psycopg

from pitterm.domain.board import Pulse, Snapshot, TableView
from pitterm.domain.errors import Unreachable
from pitterm.repository.credentials import Credentials
from pitterm.repository.faults import explain, is_answered
from pitterm.repository.lines import ANSWER_SECONDS, Line, connect, within
from pitterm.repository.schema import require_schema
from pitterm.repository.signing_in import arrive

PULSE = "select * from pit.rpc_get_heartbeat()"
_BOARD = "select * from pit.rpc_get_pit_board()"
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
    cursor = await line.execute(_BOARD, prepare=True)
    return snapshot_of(await cursor.fetchall(), pulse)


def snapshot_of(rows: list[dict[str, Any]], pulse: Pulse) -> Snapshot:
    """The picture of the rows, dated by themselves, so that it is never older than its number."""
    if not rows:
        return Snapshot(pulse=pulse, tables=())
    own = pulse.model_copy(update={name: rows[0][name] for name in _FROM_BOARD})
    return Snapshot(pulse=own, tables=tuple(TableView.model_validate(row) for row in rows))


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
