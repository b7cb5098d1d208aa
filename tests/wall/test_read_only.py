"""A display writes nothing: the commands, the repository and the database each refuse it alone."""

from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.domain.actions import why_not
from pitterm.domain.errors import Refused
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.staff import Role
from pitterm.domain.values import Row
from pitterm.podium.commands import COMMANDS
from pitterm.repository.desk import Desk
from tests.databases import Database
from tests.podium.values import make_table

MAY_ASK = {"rpc_get_pit_board", "rpc_get_heartbeat", "rpc_sign_in"}
DENIED, READ_ONLY, FORBIDDEN = "42501", "25006", "PT403"


class _Anything(Row):
    id: UUID


@pytest.fixture
def admin(database: Database) -> Iterator[Connection[TupleRow]]:
    with database.connect_admin() as connection:
        yield connection


@pytest.fixture
def rpcs(admin: Connection[TupleRow]) -> dict[str, int]:
    """Every RPC there is with the number of its arguments, but for the three a display asks."""
    rows = admin.execute(
        "select proname::text, pronargs::int from pg_proc where pronamespace = 'pit'::regnamespace"
    ).fetchall()
    assert {name for name, _ in rows} > MAY_ASK
    return {name: arguments for name, arguments in rows if name not in MAY_ASK}


@pytest.fixture
async def display(database: Database) -> AsyncIterator[Desk]:
    desk = await Desk.sign_in(database.credentials("wall"))
    yield desk
    await desk.close()


@pytest.mark.parametrize("status", [None, *SessionStatus])
def test_every_command_that_writes_is_grey_for_a_display(status: SessionStatus | None) -> None:
    table = make_table("BJ-01", 1, status)
    writing = [command for command in COMMANDS if command.writes]
    assert writing
    for command in writing:
        assert command.action is not None
        assert why_not(command.action, table, Role.DISPLAY) is not None, command.id


async def test_the_repository_sends_nothing_a_display_might_write(
    admin: Connection[TupleRow], display: Desk, rpcs: dict[str, int]
) -> None:
    for name in rpcs:
        with pytest.raises(Refused, match="A display shows and never writes"):
            await display.call(name, _Anything, "key", {})
    last = admin.execute("select query from pg_stat_activity where usename = 'wall'").fetchall()
    assert last
    assert not [query for (query,) in last for name in rpcs if name in query]


def test_the_database_role_may_call_no_rpc_but_the_board_the_heartbeat_and_its_sign_in(
    database: Database, rpcs: dict[str, int]
) -> None:
    assert _answers(database, rpcs) == dict.fromkeys(rpcs, DENIED)


def test_a_grant_too_many_is_caught_by_each_rpc_itself(
    database: Database, admin: Connection[TupleRow], rpcs: dict[str, int]
) -> None:
    admin.execute("grant execute on all functions in schema pit to pit_display")
    answers = _answers(database, rpcs)
    assert {answers[name] for name in rpcs} <= {FORBIDDEN, READ_ONLY}


def test_a_display_writes_nothing_even_where_a_table_was_left_open(
    database: Database, admin: Connection[TupleRow]
) -> None:
    admin.execute("grant select, insert, update, delete on all tables in schema pit to pit_display")
    with database.connect("wall") as wall:
        for statement in ("update pit.pit set name = name", "delete from pit.visit"):
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                wall.execute(statement.encode())


def _answers(database: Database, rpcs: dict[str, int]) -> dict[str, str | None]:
    """What the server says to the display's real login, RPC by RPC; None where it obeys."""
    answers: dict[str, str | None] = {}
    with database.connect("wall") as wall:
        for name, arguments in rpcs.items():
            call = f"select * from pit.{name}({', '.join(['null'] * arguments)})"
            try:
                wall.execute(call.encode())
            except psycopg.Error as error:
                answers[name] = error.sqlstate
            else:
                answers[name] = None
    return answers
