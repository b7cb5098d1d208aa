"""Bringing a database's schema up to date."""

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pitterm.database import migration
from pitterm.database.assembly import SCHEMA_MIGRATION
from pitterm.database.drift import differences
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import MigrationRefused, migrate
from tests.databases import Database, empty_database
from tests.servers import FreshServers, make_owner, owner_conninfo

SCHEMA = "20261121000000"
LATER = "20261201000000"


@pytest.fixture
def empty(server: EmbeddedServer) -> Iterator[Database]:
    with empty_database(server) as database:
        yield database


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of the migrations that a test may add to."""
    (tmp_path / SCHEMA_MIGRATION.name).write_bytes(SCHEMA_MIGRATION.read_bytes())
    return tmp_path


def add(directory: Path, version: str, name: str, text: str) -> None:
    (directory / f"{version}_{name}.sql").write_text(text, encoding="utf-8")


def history(database: Database) -> list[tuple[str, str, list[str]]]:
    with database.connect_admin() as admin:
        return admin.execute(
            "select version, name, statements from supabase_migrations.schema_migrations order by 1"
        ).fetchall()


def test_an_empty_database_gets_every_migration_once(empty: Database) -> None:
    told: list[str] = []
    assert migrate(empty.admin_conninfo, progress=told.append) == [SCHEMA]
    assert told == [f"Applying {SCHEMA}_schema …"]
    assert migrate(empty.admin_conninfo, progress=told.append) == []
    assert len(told) == 1


def test_the_history_keeps_the_text_that_was_applied(empty: Database) -> None:
    migrate(empty.admin_conninfo)
    assert history(empty) == [(SCHEMA, "schema", [SCHEMA_MIGRATION.read_text(encoding="utf-8")])]


def test_a_history_cut_into_statements_by_another_tool_is_understood(empty: Database) -> None:
    migrate(empty.admin_conninfo)
    with empty.connect_admin() as admin:
        admin.execute(
            "update supabase_migrations.schema_migrations"
            r" set statements = regexp_split_to_array(statements[1], ';\s*')"
        )
    assert migrate(empty.admin_conninfo) == []


def test_a_database_built_with_another_text_is_refused(empty: Database, directory: Path) -> None:
    migrate(empty.admin_conninfo)
    changed = directory / SCHEMA_MIGRATION.name
    changed.write_text(changed.read_text(encoding="utf-8") + "select 1;\n", encoding="utf-8")
    with pytest.raises(MigrationRefused, match=f"another {SCHEMA}_schema than this pitterm has"):
        migrate(empty.admin_conninfo, directory=directory)


def test_a_database_of_a_newer_pitterm_is_refused(empty: Database, directory: Path) -> None:
    add(directory, LATER, "more", "create table pit.more (id int);")
    migrate(empty.admin_conninfo, directory=directory)
    with pytest.raises(MigrationRefused, match=f"{LATER}, which this pitterm does not know"):
        migrate(empty.admin_conninfo)


def test_a_gap_in_the_history_is_refused(empty: Database, directory: Path) -> None:
    add(directory, LATER, "more", "create table pit.more (id int);")
    migrate(empty.admin_conninfo, directory=directory)
    add(directory, "20261130000000", "forgotten", "select 1;")
    with pytest.raises(MigrationRefused, match="forgotten is missing although"):
        migrate(empty.admin_conninfo, directory=directory)
    assert [version for version, _, _ in history(empty)] == [SCHEMA, LATER]


def test_a_failed_migration_leaves_nothing_behind(empty: Database, directory: Path) -> None:
    migrate(empty.admin_conninfo)
    broken = """
        create role pit_half nologin;
        create table pit.half (id int);
        alter table pit.casino no force row level security;
        grant insert on pit.casino to authenticated;
        create or replace function pit_private.schema_version() returns int
        language sql immutable as 'select 2';
        select 1 / 0;
    """
    add(directory, LATER, "broken", broken)
    with pytest.raises(MigrationRefused, match="broken could not be applied: division by zero"):
        migrate(empty.admin_conninfo, directory=directory)
    assert [version for version, _, _ in history(empty)] == [SCHEMA]
    assert differences(empty.admin_conninfo) == []
    with empty.connect_admin() as admin:
        assert admin.execute("select to_regrole('pit_half')").fetchone() == (None,)


def test_a_schema_pit_of_somebody_else_is_refused_and_left_alone(empty: Database) -> None:
    with empty.connect_admin() as admin:
        admin.execute("create schema pit")
    with pytest.raises(MigrationRefused, match='schema "pit" already exists'):
        migrate(empty.admin_conninfo)
    with empty.connect_admin() as admin:
        assert admin.execute("select to_regnamespace('pit_private')").fetchone() == (None,)
        assert admin.execute("select to_regnamespace('supabase_migrations')").fetchone() == (None,)


def test_two_programs_that_migrate_at_once_apply_each_file_once(empty: Database) -> None:
    applied: list[list[str]] = []
    both = threading.Barrier(2)

    def run() -> None:
        both.wait()
        applied.append(migrate(empty.admin_conninfo))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(applied) == [[], [SCHEMA]]


def test_a_table_in_use_is_not_waited_for_long(
    empty: Database, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(empty.admin_conninfo)
    add(directory, LATER, "more", "alter table pit.casino add column more int;")
    monkeypatch.setattr(migration, "_WAIT_FOR_A_LOCK", "50ms")
    with empty.connect_admin() as admin, admin.transaction():
        admin.execute("lock table pit.casino in access share mode")
        with pytest.raises(MigrationRefused, match="Something else holds the tables"):
            migrate(empty.admin_conninfo, directory=directory)
    assert [version for version, _, _ in history(empty)] == [SCHEMA]


def test_another_programs_turn_ends_with_a_sentence(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "_WAIT_FOR_ANOTHER", "50ms")
    with empty.connect_admin() as other:
        other.execute("select pg_advisory_lock(%s)", [migration.ADVISORY_LOCK])
        with pytest.raises(MigrationRefused, match="Another program is migrating"):
            migrate(empty.admin_conninfo)


def test_a_server_older_than_15_is_refused(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "OLDEST_SERVER", 990_000)
    with pytest.raises(MigrationRefused, match="needs 15 or newer"):
        migrate(empty.admin_conninfo)


def test_a_file_without_a_version_is_refused(tmp_path: Path) -> None:
    add(tmp_path, "2026", "short", "")
    with pytest.raises(MigrationRefused, match=r"2026_short\.sql is no migration"):
        migration.migrations(tmp_path)


def test_nobody_but_the_pits_groups_may_connect(empty: Database) -> None:
    migrate(empty.admin_conninfo)
    with empty.connect_admin() as admin:
        acl = admin.execute(
            "select coalesce(r.rolname, 'PUBLIC'), a.privilege_type from pg_database d"
            " cross join aclexplode(d.datacl) a left join pg_roles r on r.oid = a.grantee"
            " where d.datname = current_database() and a.grantee <> d.datdba order by 1"
        )
        assert acl.fetchall() == [("authenticated", "CONNECT"), ("pit_display", "CONNECT")]


def test_whoever_does_not_own_the_database_is_refused(
    fresh_servers: FreshServers, postgres_version: int
) -> None:
    server = fresh_servers.start(postgres_version)
    make_owner(server, "installer")
    with pytest.raises(MigrationRefused, match="belongs to postgres"):
        migrate(owner_conninfo(server, "installer", "pitterm"))


def test_a_second_installer_on_a_superusers_server_is_refused(
    fresh_servers: FreshServers, postgres_version: int
) -> None:
    server = fresh_servers.start(postgres_version)
    migrate(server.admin_conninfo())
    make_owner(server, "installer", "theirs")
    with pytest.raises(MigrationRefused, match="pit_owner was made by another installer"):
        migrate(owner_conninfo(server, "installer", "theirs"))
    with psycopg.connect(server.admin_conninfo("theirs")) as admin:
        assert admin.execute("select to_regnamespace('pit')").fetchone() == (None,)
