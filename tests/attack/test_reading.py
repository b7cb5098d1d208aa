"""No SQL of a staff login shows another casino's rows, nor what the server knows about them."""

from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.attempts import (
    DENIED,
    ROLES,
    STAFF,
    Answer,
    attempt,
    columns,
    names,
    signed_in,
    tables,
)
from tests.attack.holdings import Holdings
from tests.databases import Database


@pytest.fixture(scope="module")
def people(
    attacked: Database, harbor: Holdings, lakeside: Holdings
) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, *ROLES) as connections:
        yield connections


@pytest.fixture
def readable(admin: Connection[TupleRow]) -> dict[str, list[str]]:
    """Every table staff may select from, with the columns they may."""
    return {
        table: columns(admin, table)
        for table in tables(admin)
        if names(
            admin, "select 1 where has_any_column_privilege('authenticated', %s, 'select')", table
        )
    }


def tenant(table: str) -> str:
    return "id" if table == "pit.casino" else "casino_id"


@pytest.mark.parametrize("login", STAFF)
def test_every_row_that_is_read_is_the_casinos_own(
    people: dict[str, Connection[TupleRow]],
    readable: dict[str, list[str]],
    harbor: Holdings,
    login: str,
) -> None:
    for table in readable:
        seen = attempt(people[login], f"select distinct {tenant(table)} from {table}")
        assert seen.is_done, (table, seen)
        assert set(seen.rows) <= {(harbor.casino,)}, table


def test_every_table_has_rows_of_both_casinos_to_be_seen(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]]
) -> None:
    assert people
    # Which logins are gateways is the server's affair, and no casino's.
    for table in set(tables(admin)) - {"pit_private.gateway_login"}:
        seen = names(admin, f"select distinct {tenant(table)} from {table}")
        assert len(seen) == 2, table


def test_no_way_round_the_rows_shows_more(
    people: dict[str, Connection[TupleRow]], readable: dict[str, list[str]], lakeside: Holdings
) -> None:
    boss = people["boss"]
    for table, (column, *_) in readable.items():
        foreign = f"{tenant(table)} = '{lakeside.casino}'"
        for statement in (
            f"select {column} from {table} where {foreign}",
            f"select {column} from {table} where {foreign} or true and {foreign}",
            f"select {column} from only {table} tablesample system (100) where {foreign}",
            f"select 1 where exists (select from {table} where {foreign})",
            f"select 1 from pit.staff s full join {table} t on false where t.{foreign}",
            f"with recursive r as (select {column} from {table} where {foreign}) select * from r",
        ):
            answer = attempt(boss, statement)
            assert answer == Answer(), (statement, answer)


def test_functions_that_run_sql_by_themselves_see_no_more(
    people: dict[str, Connection[TupleRow]], readable: dict[str, list[str]], lakeside: Holdings
) -> None:
    boss = people["boss"]
    for table, (column, *_) in readable.items():
        query = f"select {column}, {tenant(table)} from {table}"
        for statement in (
            f"select query_to_xml('{query}', true, true, '')::text",
            f"select table_to_xml('{table}', true, true, '')::text",
            f"select * from ts_stat('select to_tsvector({tenant(table)}::text) from {table}')",
        ):
            answer = attempt(boss, statement)
            assert str(lakeside.casino) not in str(answer), statement
    everything = attempt(boss, "select schema_to_xml('pit', true, true, '')::text")
    assert str(lakeside.casino) not in str(everything)


def test_a_copy_holds_no_foreign_row(
    people: dict[str, Connection[TupleRow]], readable: dict[str, list[str]], lakeside: Holdings
) -> None:
    for table, selectable in readable.items():
        listed = ", ".join(selectable)
        statement = f"copy (select {listed} from {table}) to stdout"
        with people["boss"].cursor().copy(statement.encode()) as copied:
            assert str(lakeside.casino).encode() not in b"".join(bytes(block) for block in copied)


def test_a_leaky_condition_is_not_asked_of_foreign_rows(
    people: dict[str, Connection[TupleRow]], readable: dict[str, list[str]], lakeside: Holdings
) -> None:
    for table, selectable in readable.items():
        foreign = f"{tenant(table)} = '{lakeside.casino}'"
        for condition in (
            f"1 / (1 - ({foreign})::int) = 1",
            *(
                f"case when {foreign} then ({column}::text || 'x')::int else 0 end = 0"
                for column in selectable
            ),
        ):
            answer = attempt(people["boss"], f"select from {table} where {condition}")
            assert answer.is_done, (condition, answer)


@pytest.mark.parametrize("login", STAFF)
def test_the_planner_guesses_the_same_for_what_is_there_and_what_is_not(
    admin: Connection[TupleRow],
    people: dict[str, Connection[TupleRow]],
    readable: dict[str, list[str]],
    login: str,
) -> None:
    admin.execute("analyze")
    for table, selectable in readable.items():
        for column in selectable:
            kind, *values = names(
                admin,
                f"select format_type(atttypid, atttypmod) from pg_attribute"
                f" where attrelid = '{table}'::regclass and attname = '{column}'"
                f" union all (select distinct {column}::text from {table}"
                f" where {column} is not null limit 3)",
            )
            if kind not in ("bigint", "integer", "text", "pit.label", "pit.note"):
                continue
            if column in ("status", "snapshot_type"):
                continue
            absent = "987654" if kind in ("bigint", "integer") else "nobody"
            for operator in ("=", "<"):
                guesses = {
                    guess(people[login], f"select from {table} where {column} {operator} '{value}'")
                    for value in [*values, absent]
                }
                assert len(guesses) == 1, (table, column)


def guess(connection: Connection[TupleRow], query: str) -> int:
    """How many rows the planner expects."""
    ((plan,),) = attempt(connection, f"explain (format json) {query}").rows
    rows = plan[0]["Plan"]["Plan Rows"]
    assert isinstance(rows, int)
    return rows


@pytest.mark.parametrize("login", ROLES)
def test_the_servers_own_views_tell_nothing_of_the_pit(
    people: dict[str, Connection[TupleRow]], login: str
) -> None:
    me = people[login]
    assert attempt(me, "select * from pg_stats where schemaname like 'pit%%'") == Answer()
    assert attempt(me, "select * from pg_stats_ext") == Answer()
    for closed in ("pg_statistic", "pg_authid", "pg_subscription", "pg_hba_file_rules"):
        assert attempt(me, f"select * from {closed}").sqlstate == DENIED
    queries = attempt(
        me,
        "select distinct query from pg_stat_activity"
        " where usename <> session_user and usename is not null",
    )
    assert queries.rows == (("<insufficient privilege>",),)
    others = attempt(
        me, "select pid from pg_stat_activity where usename = 'boss2' or usename = 'postgres'"
    )
    for (pid,) in others.rows:
        assert attempt(me, f"select pg_cancel_backend({pid})").sqlstate == DENIED
        assert attempt(me, f"select pg_terminate_backend({pid})").sqlstate == DENIED


def test_a_display_reads_no_table_at_all(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]]
) -> None:
    for table in tables(admin):
        for selected in ("1", "count(*)", *columns(admin, table)):
            answer = attempt(people["wall"], f"select {selected} from {table}")
            assert answer.sqlstate == DENIED, (table, selected)
