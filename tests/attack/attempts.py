"""Trying something as a real login, and what the server answered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.databases import Database

ROLES = {
    "boss": "pit_boss",
    "floor": "floor_supervisor",
    "dealer": "dealer",
    "security": "security",
    "shift": "shift_manager",
    "cashier": "cashier",
    "count": "count_team",
    "auditor": "auditor",
    "admin": "admin",
    "wall": "display",
}
"""A login of Harbor for every role there is."""
STAFF = tuple(login for login, role in ROLES.items() if role != "display")
STATUS_ONLY = ("security", "cashier", "count")

DENIED = "42501"
FORBIDDEN = "PT403"


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, or a refusal by its SQLSTATE with every word the client is shown."""

    sqlstate: str | None = None
    code: str | None = None
    hint: str | None = None
    detail: str | None = None
    rows: tuple[TupleRow, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.sqlstate is None

    @property
    def words(self) -> tuple[str | None, ...]:
        """All of a refusal that could tell two causes apart."""
        return self.sqlstate, self.code, self.hint, self.detail


Arguments = Mapping[str, Any] | list[Any] | None


def attempt(
    connection: Connection[TupleRow], statement: str, arguments: Arguments = None
) -> Answer:
    """Run one statement; a refusal is an answer, a lost connection is not."""
    try:
        cursor = connection.execute(statement.encode(), arguments)
        rows = cursor.fetchall() if cursor.description is not None else []
    except psycopg.Error as error:
        if error.sqlstate is None:
            raise
        told = error.diag
        return Answer(error.sqlstate, told.message_primary, told.message_hint, told.message_detail)
    return Answer(rows=tuple(rows))


def undone(connection: Connection[TupleRow], statement: str, arguments: Arguments = None) -> Answer:
    """The same in a transaction that is rolled back."""
    with connection.transaction(force_rollback=True):
        return attempt(connection, statement, arguments)


def names(connection: Connection[TupleRow], query: str, *arguments: object) -> list[str]:
    """The first column of a query."""
    return [name for (name, *_) in connection.execute(query.encode(), arguments).fetchall()]


def tables(admin: Connection[TupleRow]) -> list[str]:
    """Every table of both schemas, qualified."""
    return names(
        admin,
        "select oid::regclass::text from pg_class where relkind in ('r', 'p', 'v', 'm')"
        " and relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace) order by 1",
    )


def columns(admin: Connection[TupleRow], table: str) -> list[str]:
    """The columns of a table that staff may select, and all of one they may not."""
    every = "select attname::text from pg_attribute where attrelid = %s::regclass"
    every += " and attnum > 0 and not attisdropped"
    readable = " and has_column_privilege('authenticated', attrelid, attnum, 'select')"
    return names(admin, every + readable, table) or names(admin, every, table)


@contextmanager
def signed_in(database: Database, *logins: str) -> Iterator[dict[str, Connection[TupleRow]]]:
    """A connection for each of these logins; whoever attacks undoes what they can undo first."""
    connections = {login: database.connect(login) for login in logins}
    try:
        for connection in connections.values():
            connection.execute("set default_transaction_read_only = off")
        yield connections
    finally:
        for connection in connections.values():
            connection.close()
