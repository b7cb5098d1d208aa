"""What the database holds when all is quiet, read by the administrator."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

MADE_BY: dict[str, LiteralString] = {
    "rpc_open_table_session": "select id from pit.table_session",
    "rpc_log_table_inventory_snapshot": "select id from pit.table_inventory_snapshot",
    "rpc_log_table_drop": "select id from pit.table_drop_event",
    "rpc_log_table_buyin_telemetry": (
        "select id from pit.table_buyin_telemetry where reverses_id is null"
    ),
    "rpc_reverse_table_buyin_telemetry": (
        "select id from pit.table_buyin_telemetry where reverses_id is not null"
    ),
}
"""The commands that make a row, and the rows they made."""
MOVES = {
    "rpc_open_table_session": "open",
    "rpc_start_table_rundown": "rundown",
    "rpc_resume_table_session": "resume",
    "rpc_cancel_table_session": "cancel",
    "rpc_close_table_session": "close",
}
"""The commands that move a session, and the transition each leaves in its history."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A row of the command log."""

    key: str
    function: str
    is_fenced: bool
    result_id: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """When a table was live."""

    id: str
    table: str
    opened_at: datetime
    closed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Books:
    """All that the checker looks at."""

    log: tuple[Logged, ...] = ()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of the rows that each command made."""
    transitions: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each session made each transition."""
    sessions: tuple[Session, ...] = ()
    entry_waits: tuple[float, ...] = ()
    """Seconds from the time an entry counts at to when it came into the books."""
    entry_keys: tuple[str, ...] = ()
    """The keys the buy-ins and reversals carry themselves."""
    change_number: int = 0
    """How far it moved since the beginning."""
    digest: str = ""
    """Of the board as it is read afresh."""


def read_books(connection: Connection[TupleRow], change_number_before: int, digest: str) -> Books:
    """Everything, when nobody works any more."""
    log = connection.execute(
        "select idempotency_key, function_name, is_fenced, result ->> 'id' from pit.command_log"
    ).fetchall()
    transitions = connection.execute(
        "select table_session_id::text, transition, count(*) from pit.table_session_event"
        " group by 1, 2"
    ).fetchall()
    sessions = connection.execute(
        "select id::text, gaming_table_id::text, opened_at, closed_at, version"
        " from pit.table_session"
    ).fetchall()
    keys = connection.execute("select idempotency_key from pit.table_buyin_telemetry").fetchall()
    waits = connection.execute(
        "select extract(epoch from created_at - occurred_at)::float8"
        " from pit.table_buyin_telemetry where reverses_id is null"
    ).fetchall()
    return Books(
        log=tuple(Logged(*row) for row in log),
        rows={
            function: tuple(str(made) for (made,) in connection.execute(query).fetchall())
            for function, query in MADE_BY.items()
        },
        transitions=Counter({(session, move): times for session, move, times in transitions}),
        sessions=tuple(Session(*row) for row in sessions),
        entry_waits=tuple(wait for (wait,) in waits),
        entry_keys=tuple(key for (key,) in keys),
        change_number=change_number(connection) - change_number_before,
        digest=digest,
    )


def change_number(connection: Connection[TupleRow]) -> int:
    """Of all casinos together."""
    row = connection.execute("select sum(change_number)::bigint from pit.casino_change").fetchone()
    assert row is not None
    return int(row[0])
