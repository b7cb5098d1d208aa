"""No login changes a row or an object but through an RPC."""

from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.attempts import DENIED, ROLES, attempt, columns, names, signed_in, tables, undone
from tests.attack.holdings import Holdings
from tests.databases import Database

ON_TABLES = (
    "insert into {table} default values",
    "insert into {table} ({column}) values (null) on conflict do nothing",
    "update {table} set {column} = {column}",
    "delete from {table}",
    "truncate {table}",
    "truncate {table} cascade",
    "merge into {table} using (select) s on true when matched then delete",
    "with gone as (delete from {table} returning 1) select 1",
    "select {column} from {table} for update",
    "select {column} from {table} for key share",
    "lock table {table} in row share mode",
    "lock table {table} in access exclusive mode",
    "copy {table} from stdin",
    "create trigger t before insert on {table} execute function tsvector_update_trigger()",
    "create rule r as on insert to {table} do instead nothing",
    "create policy p on {table} using (true)",
    "create index on {table} ({column})",
    "create statistics s on (({column}::text)) from {table}",
    "alter table {table} disable row level security",
    "alter table {table} no force row level security",
    "alter table {table} disable trigger all",
    "alter table {table} owner to session_user",
    "alter table {table} add column extra int",
    "drop table {table} cascade",
    "drop policy owner_tenant on {table}",
    "comment on table {table} is 'mine'",
    "cluster {table}",
    "reindex table {table}",
)
ON_FUNCTIONS = (
    "alter function {function} owner to session_user",
    "alter function {function} security invoker",
    "alter function {function} reset all",
    "drop function {function}",
)
ON_THE_SERVER = (
    "create schema mine",
    "create table pit.mine ()",
    "create table public.mine ()",
    "create temporary table mine ()",
    "create function public.mine() returns int language sql as 'select 1'",
    "create function pg_temp.mine() returns int language sql as 'select 1'",
    "create extension dblink",
    "create extension plpgsql",
    "create role mine",
    "create database mine",
    "create publication mine for all tables",
    "create subscription mine connection '' publication p",
    "create event trigger mine on ddl_command_end execute function now()",
    "create tablespace mine location '/tmp'",
    "create language plpython3u",
    'create collation public.mine from "C"',
    "alter schema pit owner to session_user",
    "alter schema pit_private rename to mine",
    "alter role boss2 password 'mine'",
    "alter role boss2 nologin",
    "alter role session_user superuser",
    "alter role session_user createrole",
    "alter role session_user bypassrls",
    "alter role session_user valid until 'infinity'",
    "alter role all set search_path = pg_temp",
    "alter database {database} set search_path = pg_temp",
    "alter system set log_statement = 'all'",
    "grant authenticated to boss2",
    "grant pit_owner to session_user",
    "reassign owned by pit_owner to session_user",
    "drop owned by authenticated",
    "checkpoint",
    "load 'dblink'",
    "select pg_reload_conf()",
    "select pg_switch_wal()",
    "select pg_promote()",
    "select pg_rotate_logfile()",
    "select pg_stat_reset()",
    "select pg_create_physical_replication_slot('mine')",
    "select pg_replication_origin_create('mine')",
)


@pytest.fixture(scope="module")
def people(attacked: Database, harbor: Holdings) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, *ROLES) as connections:
        yield connections


def picture(admin: Connection[TupleRow]) -> list[str]:
    """Every row of every table, every object's definition and every privilege, as text."""
    rows = [
        row
        for table in tables(admin)
        for row in names(admin, f"select t::text from {table} t order by 1")
    ]
    objects = names(
        admin,
        "select c::text from pg_class c where relnamespace::regnamespace::text like 'pit%%'"
        " and relkind = 'r' union all"
        " select (p.oid, p.proowner, p.proacl, p.prosrc, p.proconfig)::text from pg_proc p"
        " where pronamespace::regnamespace::text like 'pit%%' union all"
        " select n::text from pg_namespace n union all select p::text from pg_policies p union all"
        " select (r.rolname, r.rolsuper, r.rolcanlogin, r.rolconfig)::text from pg_roles r"
        " union all select d.datacl::text from pg_database d where datname = current_database()"
        " order by 1",
    )
    return [*rows, *objects]


@pytest.mark.parametrize("login", ROLES)
def test_no_login_writes_to_any_table(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    for table in tables(admin):
        column = columns(admin, table)[0]
        for statement in ON_TABLES:
            answer = undone(people[login], statement.format(table=table, column=column))
            assert answer.sqlstate == DENIED, (table, statement, answer)


@pytest.mark.parametrize("login", ROLES)
def test_no_login_alters_any_function(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    every = names(
        admin,
        "select oid::regprocedure::text from pg_proc"
        " where pronamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)",
    )
    for function in every:
        for statement in ON_FUNCTIONS:
            answer = attempt(people[login], statement.format(function=function))
            assert answer.sqlstate == DENIED, (function, statement, answer)


@pytest.mark.parametrize("login", ROLES)
def test_no_login_changes_the_server(
    attacked: Database, people: dict[str, Connection[TupleRow]], login: str
) -> None:
    for statement in ON_THE_SERVER:
        answer = attempt(people[login], statement.format(database=attacked.name))
        # 58P01 and 0A000: what the build does not have is refused before anybody is asked.
        assert answer.sqlstate in (DENIED, "58P01", "0A000", "42710"), (statement, answer)


@pytest.mark.parametrize("login", ["boss", "dealer", "wall"])
def test_what_is_answered_by_a_warning_changes_nothing_either(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    before = picture(admin)
    for statement in (
        "grant all on all tables in schema pit to public",
        "grant select on pit.gaming_table to public",
        "grant usage on schema pit_private to public",
        "grant all on schema pit to public",
        "grant execute on all functions in schema pit to public",
        "revoke all on all tables in schema pit from pit_owner",
        "alter default privileges grant all on tables to public",
        "alter default privileges revoke all on tables from public",
        "analyze pit.staff",
        "security label on table pit.staff is 'mine'",
    ):
        attempt(people[login], statement)
    assert picture(admin) == before


@pytest.mark.parametrize("login", ROLES)
def test_nobody_looks_into_the_private_schema(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    functions = admin.execute(
        "select proname::text, pronargs::int from pg_proc"
        " where pronamespace = 'pit_private'::regnamespace"
    ).fetchall()
    calls = [f"select pit_private.{name}({', '.join(['null'] * n)})" for name, n in functions]
    for statement in [*calls, "select * from pit_private.staff_login"]:
        answer = attempt(people[login], statement)
        assert (answer.sqlstate, answer.code) == (
            DENIED,
            "permission denied for schema pit_private",
        ), statement
