"""What a login may set, lock, send and run around the RPCs changes none of their answers."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.attempts import DENIED, ROLES, Answer, attempt, names, signed_in, undone
from tests.attack.holdings import Holdings
from tests.databases import Database

LOG = (
    "select gaming_day from pit.rpc_log_table_buyin_telemetry(%s, 100, 'GRIND_BUYIN', p_note => %s)"
)
BOARD = "select count(*), count(distinct pit_id), max(gaming_day) from pit.rpc_get_pit_board()"

HARMLESS = (
    ("search_path", "pg_temp"),
    ("search_path", "pit, public, pg_catalog"),
    ("transform_null_equals", "on"),
    ("standard_conforming_strings", "off"),
    ("backslash_quote", "off"),
    ("quote_all_identifiers", "on"),
    ("plpgsql.variable_conflict", "use_column"),
    ("plpgsql.check_asserts", "off"),
    ("plpgsql.extra_errors", "all"),
    ("plpgsql.extra_warnings", "all"),
    ("check_function_bodies", "off"),
    ("DateStyle", "SQL, DMY"),
    ("DateStyle", "German"),
    ("IntervalStyle", "sql_standard"),
    ("TimeZone", "Pacific/Kiritimati"),
    ("TimeZone", "Pacific/Pago_Pago"),
    ("TimeZone", "<odd>-13:37"),
    ("timezone_abbreviations", "India"),
    ("client_encoding", "LATIN1"),
    ("bytea_output", "escape"),
    ("array_nulls", "off"),
    ("extra_float_digits", "-15"),
    ("work_mem", "64kB"),
    ("jit", "on"),
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_indexscan", "off"),
    ("lock_timeout", "0"),
    ("client_min_messages", "debug5"),
    ("debug_print_plan", "on"),
    ("default_transaction_deferrable", "on"),
    ("default_table_access_method", "heap"),
    ("synchronous_commit", "off"),
    ("app.casino_id", "nonsense"),
    ("application_name", "pitterm"),
)
REFUSED = (
    "session_replication_role",
    "log_statement",
    "lc_messages",
    "allow_system_table_mods",
    "ignore_system_indexes",
    "session_preload_libraries",
    "dynamic_library_path",
    "track_activities",
)


@pytest.fixture(scope="module")
def people(
    attacked: Database, harbor: Holdings, lakeside: Holdings
) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, *ROLES, "boss2", "wall2") as connections:
        yield connections


@pytest.mark.parametrize(("setting", "value"), HARMLESS)
def test_a_callers_setting_changes_no_answer(
    attacked: Database,
    people: dict[str, Connection[TupleRow]],
    harbor: Holdings,
    setting: str,
    value: str,
) -> None:
    ((expected,),) = undone(people["floor"], LOG, [harbor.running_table, None]).rows
    assert isinstance(expected, date)
    with signed_in(attacked, "floor") as fresh:
        hostile = fresh["floor"]
        for _ in ("before any function was compiled", "after"):
            attempt(hostile, "select set_config(%s, %s, false)", [setting, value])
            for note, code in (("plain \\u0001 text", None), ("\x1b[2J", "invalid_text")):
                answer = undone(hostile, LOG, [harbor.running_table, note])
                assert answer.code == code, answer
                assert answer.rows in ((), ((expected,),))
            assert attempt(hostile, BOARD) == attempt(people["floor"], BOARD)


@pytest.mark.parametrize("setting", REFUSED)
def test_the_servers_settings_are_not_a_callers(
    people: dict[str, Connection[TupleRow]], setting: str
) -> None:
    for login in ("boss", "admin", "wall"):
        kept = attempt(people[login], "select current_setting(%s, true)", [setting])
        answer = attempt(people[login], "select set_config(%s, 'replica', false)", [setting])
        assert answer.sqlstate in (DENIED, "55P02", "22023"), answer
        assert attempt(people[login], "select current_setting(%s, true)", [setting]) == kept


@pytest.mark.parametrize(
    ("setting", "value", "sqlstate"),
    [
        ("default_transaction_read_only", "on", "25006"),
        ("default_transaction_isolation", "repeatable read", "PT400"),
        ("default_transaction_isolation", "serializable", "PT400"),
        ("row_security", "off", DENIED),
    ],
)
def test_settings_that_forbid_writing_are_refused_in_a_known_way(
    attacked: Database, harbor: Holdings, setting: str, value: str, sqlstate: str
) -> None:
    with signed_in(attacked, "floor") as people:
        floor = people["floor"]
        floor.execute("select set_config(%s, %s, false)", [setting, value])
        assert attempt(floor, LOG, [harbor.running_table, None]).sqlstate == sqlstate


def test_a_caller_cannot_wait_for_a_lock_longer_than_the_rpc_does(
    attacked: Database, harbor: Holdings
) -> None:
    with signed_in(attacked, "boss", "floor") as people:
        people["floor"].execute("set lock_timeout = 0")
        people["boss"].execute("begin")
        assert attempt(people["boss"], LOG, [harbor.running_table, None]).is_done
        waited = attempt(people["floor"], LOG, [harbor.running_table, None])
        assert waited.sqlstate == "55P03"
        people["boss"].execute("rollback")


@pytest.mark.parametrize("login", ["boss", "admin", "wall"])
def test_no_file_and_no_program_of_the_server_is_reached(
    people: dict[str, Connection[TupleRow]], login: str
) -> None:
    for statement in (
        "select pg_read_file('PG_VERSION')",
        "select pg_read_binary_file('PG_VERSION')",
        "select pg_stat_file('PG_VERSION')",
        "select pg_ls_dir('.')",
        "select pg_ls_logdir()",
        "select pg_ls_waldir()",
        "select pg_current_logfile()",
        "select lo_import('/etc/passwd')",
        "select lo_export(1, '/tmp/mine')",
        "copy (select 1) to '/tmp/mine'",
        "copy (select 1) to program 'true'",
        "do $$ begin create temp table t (line text); copy t from program 'id'; end $$",
        "do $$ begin copy pit.staff from '/etc/passwd'; end $$",
    ):
        assert attempt(people[login], statement).sqlstate == DENIED, statement
    assert attempt(people[login], "select dblink('', 'select 1')").sqlstate == "42883"


def test_a_large_object_is_its_makers_alone(people: dict[str, Connection[TupleRow]]) -> None:
    ((number,),) = attempt(people["floor"], "select lo_from_bytea(0, 'mine')").rows
    for login in ("boss", "dealer", "boss2"):
        for statement in ("select lo_get(%s)", "select lo_put(%s, 0, 'x')", "select lo_unlink(%s)"):
            assert attempt(people[login], statement, [number]).sqlstate == DENIED
    assert attempt(people["floor"], "select lo_unlink(%s)", [number]).is_done


@pytest.mark.parametrize("login", ["boss", "dealer", "wall"])
def test_a_block_of_code_has_no_more_rights_than_its_login(
    people: dict[str, Connection[TupleRow]], lakeside: Holdings, login: str
) -> None:
    for body in (
        "execute 'create function public.mine() returns int language sql as ''select 1'''",
        "execute 'create temp table mine ()'",
        "execute 'set role pit_owner'",
        "perform set_config('role', 'pit_identity', false)",
        "update pit.staff set role = 'admin'",
        "perform pit_private.set_staff_role('dealer', 'admin', true)",
        "perform pit_private.current_actor()",
        "execute 'alter function pit.rpc_get_heartbeat() reset all'",
    ):
        answer = attempt(people[login], f"do $code$ begin {body}; end $code$")
        assert answer.sqlstate == DENIED, (body, answer)
    found = attempt(
        people[login],
        "do $code$ begin perform from pit.rpc_get_pit_board() b"
        f" where b.session_id = '{lakeside.running_session}';"
        " if found then raise 'seen'; end if; end $code$",
    )
    assert found == Answer()


def test_a_transaction_cannot_be_left_prepared(
    people: dict[str, Connection[TupleRow]], harbor: Holdings
) -> None:
    boss = people["boss"]
    boss.execute("begin")
    assert attempt(boss, LOG, [harbor.running_table, None]).is_done
    assert attempt(boss, "prepare transaction 'mine'").sqlstate == "55000"
    boss.execute("rollback")
    assert attempt(boss, "select * from pg_prepared_xacts") == Answer()


def test_locks_a_login_may_take_hold_no_command_up(
    attacked: Database, admin: Connection[TupleRow], harbor: Holdings
) -> None:
    with signed_in(attacked, "dealer", "floor") as people:
        dealer = people["dealer"]
        dealer.execute("begin")
        for table in names(
            admin,
            "select oid::regclass::text from pg_class where relnamespace = 'pit'::regnamespace"
            " and relkind = 'r' and has_any_column_privilege('authenticated', oid, 'select')",
        ):
            dealer.execute(f"select count(*) from {table}".encode())
        for key in range(256):
            dealer.execute(
                "select pg_advisory_xact_lock(%s), pg_advisory_xact_lock(%s, 0)", [key, key]
            )
        assert undone(people["floor"], LOG, [harbor.running_table, None]).is_done
        dealer.execute("rollback")


def test_a_notification_carries_nothing_and_a_forged_one_changes_nothing(
    attacked: Database, harbor: Holdings
) -> None:
    with signed_in(attacked, "boss", "boss2", "wall2") as people:
        for login in ("boss2", "wall2"):
            people[login].execute("listen pitterm")
        before = attempt(people["boss"], BOARD)
        people["wall2"].execute("select pg_notify('pitterm', 'opened by Rosa')")
        assert attempt(people["boss"], BOARD) == before
        assert attempt(people["boss"], LOG, [harbor.running_table, None]).is_done
        heard = list(people["boss2"].notifies(timeout=5, stop_after=2))
    assert [(heard_one.channel, heard_one.payload) for heard_one in heard] == [
        ("pitterm", "opened by Rosa"),
        ("pitterm", ""),
    ]


def test_a_login_cannot_take_another_ones_password_away(
    attacked: Database, people: dict[str, Connection[TupleRow]]
) -> None:
    for login, connection in people.items():
        other = "boss" if login != "boss" else "floor"
        answer = attempt(connection, f"alter role {other} password 'mine'")
        assert answer.sqlstate == DENIED
    with pytest.raises(psycopg.OperationalError):
        attacked.connect("boss", "mine")
