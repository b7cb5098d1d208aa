"""Nobody becomes somebody else, and who is shut out is out at the next statement."""

import contextlib
from collections.abc import Iterator
from uuid import uuid4

import pytest
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from tests.attack.attempts import DENIED, FORBIDDEN, ROLES, attempt, names, signed_in, tables
from tests.attack.holdings import Holdings, furnish
from tests.databases import Database

PASSWORD = "in-the-test"
OWN_NAME = "select staff_name from pit.rpc_get_heartbeat()"
CASINOS_SEEN = "select array_agg(distinct casino_id) from pit.staff"


@pytest.fixture
def stranger(database: Database) -> Iterator[str]:
    """A login of the staff's group without a staff member behind it."""
    login = f"stranger_{uuid4().hex[:8]}"
    create(database, login)
    yield login
    drop(database, login)


def create(database: Database, login: str) -> None:
    statement = sql.SQL("create role {} login password {} in role authenticated")
    with database.connect_admin() as admin:
        admin.execute(statement.format(sql.Identifier(login), sql.Literal(PASSWORD)))


def drop(database: Database, login: str) -> None:
    with database.connect_admin() as admin:
        admin.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(login)))


def assert_nobody(connection: Connection[TupleRow], holdings: Holdings) -> None:
    """This login sees no row and every RPC is forbidden."""
    for table in ("pit.staff", "pit.casino", "pit.table_session", "pit.table_buyin_telemetry"):
        assert attempt(connection, f"select count(*) from {table}").rows == ((0,),)
    for call in (
        "pit.rpc_get_heartbeat()",
        "pit.rpc_get_pit_board()",
        "pit.rpc_resolve_command('any')",
        f"pit.rpc_open_table_session('{holdings.free_table}')",
        f"pit.rpc_get_current_table_session('{holdings.running_table}')",
    ):
        answer = attempt(connection, f"select * from {call}")
        assert answer.words[:2] == (FORBIDDEN, "forbidden"), call


@pytest.mark.parametrize("login", ROLES)
def test_no_role_and_no_session_is_taken_on(
    attacked: Database, admin: Connection[TupleRow], login: str
) -> None:
    others = "select rolname from pg_roles where rolname <> %s"
    if admin.info.server_version < 160_000:
        # A member may SET ROLE there, to the group whose rights it has anyway.
        others += " and not pg_has_role(%s, oid, 'member')"
        every = names(admin, others, login, login)
    else:
        every = names(admin, others, login)
    with signed_in(attacked, login) as people:
        for role in every:
            for statement in (
                f'set role "{role}"',
                f'set local role "{role}"',
                f"select set_config('role', '{role}', false)",
                f'set session authorization "{role}"',
                f"select set_config('session_authorization', '{role}', false)",
            ):
                assert attempt(people[login], statement).sqlstate == DENIED, statement


def test_settings_are_believed_by_nobody(
    attacked: Database, harbor: Holdings, lakeside: Holdings
) -> None:
    claims = f'{{"sub": "{attacked.staff_id("boss2")}", "role": "service_role"}}'
    with signed_in(attacked, "boss", "dealer") as people:
        for login, connection in people.items():
            own_name = attempt(connection, OWN_NAME)
            for setting, value in (
                ("app.casino_id", str(lakeside.casino)),
                ("app.actor_id", str(attacked.staff_id("boss2"))),
                ("app.staff_role", "admin"),
                ("request.jwt.claims", claims),
                ("request.jwt.claim.sub", str(attacked.staff_id("boss2"))),
                ("request.jwt.claim.role", "service_role"),
                ("pit.casino_id", str(lakeside.casino)),
            ):
                connection.execute("select set_config(%s, %s, false)", [setting, value])
            assert attempt(connection, CASINOS_SEEN).rows == (([harbor.casino],),)
            assert attempt(connection, OWN_NAME) == own_name
            opened = attempt(
                connection, "select pit.rpc_open_table_session(%s)", [lakeside.free_table]
            )
            assert opened.code == ("table_not_found" if login == "boss" else "forbidden")


def test_row_security_switched_off_shows_an_error_and_no_row(attacked: Database) -> None:
    with signed_in(attacked, "boss", "wall") as people, attacked.connect_admin() as admin:
        for connection in people.values():
            connection.execute("set row_security = off")
            for table in tables(admin):
                answer = attempt(connection, f"select count(*) from {table}")
                assert answer.sqlstate == DENIED, table
            assert attempt(connection, "select * from pit.rpc_get_pit_board()").sqlstate == DENIED


def test_a_login_without_a_staff_member_is_nobody(database: Database, stranger: str) -> None:
    holdings = furnish(database, "harbor", "boss")
    with database.connect(stranger, PASSWORD) as connection:
        assert_nobody(connection, holdings)


def test_a_login_made_again_inherits_nothing(database: Database, stranger: str) -> None:
    holdings = furnish(database, "harbor", "boss")
    with database.connect_admin() as admin:
        admin.execute(
            "select pit_private.provision_staff(%s, %s, 'Ann', 'pit_boss', false)",
            [holdings.casino, stranger],
        )
    with database.connect(stranger, PASSWORD) as connection:
        assert attempt(connection, OWN_NAME).rows == (("Ann",),)
    drop(database, stranger)
    create(database, stranger)
    with database.connect(stranger, PASSWORD) as connection:
        assert_nobody(connection, holdings)


def test_a_login_of_the_same_name_in_other_letters_is_another(
    database: Database, stranger: str
) -> None:
    holdings = furnish(database, "harbor", "boss")
    with database.connect_admin() as admin, contextlib.ExitStack() as stack:
        for login in ("BOSS", " boss", 'boss"', "pit.boss"):
            create(database, login)
            stack.callback(drop, database, login)
            with database.connect(login, PASSWORD) as connection:
                assert_nobody(connection, holdings)
        assert names(admin, "select to_regrole(quote_ident('BOSS'))::text") == ['"BOSS"']


def test_who_is_disabled_is_out_at_the_next_statement(database: Database) -> None:
    holdings = furnish(database, "harbor", "boss")
    with (
        database.connect("boss") as boss,
        database.connect("floor") as within,
        database.connect_admin() as admin,
    ):
        within.execute("begin")
        assert attempt(within, OWN_NAME).is_done
        admin.execute(
            "select pit_private.set_staff_active(l, false) from unnest('{boss,floor}'::text[]) l"
        )
        assert_nobody(boss, holdings)
        assert attempt(within, "select count(*) from pit.staff").rows == ((0,),)
        assert attempt(within, OWN_NAME).sqlstate == FORBIDDEN


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_an_old_snapshot_does_not_keep_a_disabled_person_acting(
    database: Database, level: str
) -> None:
    holdings = furnish(database, "harbor", "boss")
    with database.connect("boss") as boss, database.connect_admin() as admin:
        for call, id_ in (
            ("pit.rpc_open_table_session(%s)", holdings.free_table),
            ("pit.rpc_resolve_command(%s::text)", uuid4()),
        ):
            boss.execute(f"begin isolation level {level}".encode())
            assert attempt(boss, OWN_NAME).is_done
            admin.execute("select pit_private.set_staff_active('boss', false)")
            answer = attempt(boss, f"select * from {call}", [id_])
            assert not answer.is_done
            boss.execute("rollback")
            admin.execute("select pit_private.set_staff_active('boss', true)")


def test_staff_of_an_inactive_casino_are_nobody(database: Database) -> None:
    holdings = furnish(database, "harbor", "boss")
    with database.connect("boss") as boss, database.connect_admin() as admin:
        admin.execute("update pit.casino set is_active = false where id = %s", [holdings.casino])
        assert_nobody(boss, holdings)


@pytest.mark.parametrize("role", [None, "janitor", "", "PIT_BOSS"])
def test_a_role_that_is_none_is_let_through_nowhere(database: Database, role: str | None) -> None:
    holdings = furnish(database, "harbor", "boss")
    with database.connect("boss") as boss, database.connect_admin() as admin:
        admin.execute("alter table pit.staff drop constraint staff_role_check")
        admin.execute("alter table pit.staff alter role drop not null")
        admin.execute(
            "update pit.staff set role = %s where id = %s", [role, database.staff_id("boss")]
        )
        assert_nobody(boss, holdings)


def test_a_display_in_the_staffs_group_still_reads_no_table(database: Database) -> None:
    furnish(database, "harbor", "boss")
    with database.connect_admin() as admin:
        admin.execute("select pit_private.set_staff_role('boss', 'display', true)")
        with database.connect("boss") as mistaken:
            for table in tables(admin):
                answer = attempt(mistaken, f"select from {table}")
                assert answer.rows == (), table
            assert attempt(mistaken, "select id from pit.rpc_get_pit_board()").rows
