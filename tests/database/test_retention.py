"""Commands are forgotten when nobody can come back with their key, and nothing else ever is."""

import psycopg
import pytest

from tests.attack.attempts import attempt
from tests.command_line import pitterm
from tests.databases import Database

_AGED = """
insert into pit.command_log (
  casino_id, idempotency_key, function_name, arguments, actor_id, logged_at, is_fenced
)
select s.casino_id, 'old-' || n, 'rpc_open_table_session', '{}', s.id,
  clock_timestamp() - make_interval(days => n * 20), n = 7
from generate_series(1, 10) n, pit.staff s
where s.id = %s
"""
_KEYS = "select idempotency_key from pit.command_log order by logged_at desc"


@pytest.fixture
def person(environment: dict[str, str], database: Database) -> dict[str, str]:
    """The database's administrator, with ten commands of Harbor's from 20 to 200 days ago."""
    with database.connect_admin() as admin:
        admin.execute(_AGED, [database.staff_id("boss")])
    return {**environment, "PITTERM_DATABASE_URL": database.server.admin_url(database.name)}


def test_old_commands_are_forgotten_in_batches_and_the_audit_says_so(
    person: dict[str, str], database: Database
) -> None:
    asked = pitterm(person, "db", "retain", "--keep-days", "110", "--dry-run")
    assert asked.stdout == (
        "harbor: 5 commands would be forgotten\nlakeside: 0 commands would be forgotten\n"
    )
    done = pitterm(person, "db", "retain", "--keep-days", "110", "--batch", "2")
    assert (done.returncode, done.stdout) == (
        0,
        "harbor: 5 commands forgotten\nlakeside: 0 commands forgotten\n",
    )
    told_on_the_way = done.stderr.splitlines()[:2]
    assert told_on_the_way == [f"harbor: {number} commands forgotten …" for number in (2, 4)]
    with database.connect_admin() as admin:
        kept = [key for (key,) in admin.execute(_KEYS).fetchall()]
        told = admin.execute(
            "select after ->> 'forgotten', login from pit.audit_entry"
            " where function_name = 'forget commands' order by logged_at"
        ).fetchall()
    assert kept == [f"old-{number}" for number in range(1, 6)]
    assert [number for number, _ in told] == ["2", "2", "1"]
    assert {login for _, login in told} == {"postgres"}


def test_nobody_forgets_a_command_before_its_time(
    person: dict[str, str], database: Database
) -> None:
    assert pitterm(person, "db", "retain", "--keep-days", "89").returncode == 2
    with database.connect_admin() as admin:
        for statement in (
            "delete from pit.command_log where idempotency_key = 'old-1'",
            "truncate pit.command_log",
            "delete from pit.audit_entry",
            "delete from pit.table_buyin_telemetry",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
                admin.execute(statement.encode())
        with pytest.raises(psycopg.Error) as refused:
            admin.execute("select pit_private.forget_commands(id, 89, 10) from pit.casino")
        assert refused.value.diag.message_primary == "invalid_argument"
    for login in ("boss", "admin", "auditor"):
        with database.connect(login) as me:
            for statement in (
                "delete from pit.command_log",
                "select pit_private.forget_commands(gen_random_uuid(), 100, 1)",
                "select pit_private.forgettable_commands(gen_random_uuid(), 100)",
            ):
                assert attempt(me, statement).sqlstate == "42501", (login, statement)
