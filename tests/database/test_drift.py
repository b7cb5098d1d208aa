"""What the check finds: each is a hole that somebody could fall through."""

import pytest

from pitterm.database.drift import differences
from tests.databases import Database

SESSION = "pit.table_session"
OPEN = "pit.rpc_open_table_session(uuid, text, timestamptz, text, text)"

SEEDED = {
    "a dropped FORCE": (
        f"alter table {SESSION} no force row level security",
        "differs: TABLE table_session in pit, without ALTER TABLE ONLY pit.table_session FORCE"
        " ROW LEVEL SECURITY;",
    ),
    "row security switched off": (
        f"alter table {SESSION} disable row level security",
        "missing: ROW SECURITY table_session in pit",
    ),
    "a grant": (
        f"grant insert on {SESSION} to authenticated",
        "differs: ACL TABLE table_session in pit",
    ),
    "a grant on one column": (
        f"grant update (notes) on {SESSION} to authenticated",
        "not expected: ACL COLUMN table_session.notes in pit",
    ),
    "a lost grant": (
        f"revoke execute on function {OPEN} from authenticated",
        "differs: ACL FUNCTION rpc_open_table_session(",
    ),
    "a policy": (
        f"alter policy staff_tenant on {SESSION} using (true)",
        "differs: POLICY table_session staff_tenant in pit",
    ),
    "one more policy": (
        f"create policy open_door on {SESSION} using (true)",
        "not expected: POLICY table_session open_door in pit",
    ),
    "an owner": (f"alter function {OPEN} owner to postgres", "differs: FUNCTION rpc_open"),
    "a search_path": (
        f"alter function {OPEN} reset search_path",
        "differs: FUNCTION rpc_open_table_session",
    ),
    "SECURITY DEFINER": (
        f"alter function {OPEN} security invoker",
        "differs: FUNCTION rpc_open_table_session",
    ),
    "execute for everybody": (
        f"grant execute on function {OPEN} to public",
        "differs: ACL FUNCTION rpc_open_table_session",
    ),
    "a dropped trigger": (
        f"drop trigger table_session_kept on {SESSION}",
        "missing: TRIGGER table_session table_session_kept in pit",
    ),
    "a disabled trigger": (
        f"alter table {SESSION} disable trigger table_session_kept",
        "differs: TRIGGER table_session table_session_kept in pit",
    ),
    "a check constraint": (
        f"alter table {SESSION} drop constraint closed_has_its_time",
        "differs: TABLE table_session in pit",
    ),
    "an index": (
        "drop index pit.unique_active_session_per_table",
        "missing: INDEX unique_active_session_per_table in pit",
    ),
    "one more object": (
        "create view pit.everything as select * from pit.table_session",
        "not expected: VIEW everything in pit",
    ),
    "a look into pit_private": (
        "grant usage on schema pit_private to authenticated",
        "differs: ACL SCHEMA pit_private",
    ),
    "temporary tables for everybody": (
        'grant temporary on database "{database}" to public',
        "not expected: TEMPORARY on the database for PUBLIC",
    ),
    "the database shut to displays": (
        'revoke connect on database "{database}" from pit_display',
        "missing: CONNECT on the database for pit_display",
    ),
    "the idle limit": (
        'alter database "{database}" reset idle_in_transaction_session_timeout',
        "missing: idle_in_transaction_session_timeout = 30s of the database",
    ),
    "tables in public for everybody": (
        "grant create on schema public to public",
        "not expected: CREATE on the schema public for PUBLIC",
    ),
    "a migration nobody knows": (
        "insert into supabase_migrations.schema_migrations values ('20990101000000')",
        "not expected: migration 20990101000000",
    ),
}

ON_THE_SERVER = {
    "an owner who signs in": (
        "alter role pit_owner login",
        "alter role pit_owner nologin",
        "not expected: pit_owner is LOGIN",
    ),
    "a group above row security": (
        "alter role authenticated bypassrls",
        "alter role authenticated nobypassrls",
        "not expected: authenticated is BYPASSRLS",
    ),
    "staff who own everything": (
        "grant pit_owner to authenticated",
        "revoke pit_owner from authenticated",
        "not expected: authenticated is in pit_owner",
    ),
    "a powerful login": (
        "alter role dealer createrole",
        "alter role dealer nocreaterole",
        "not expected: dealer is CREATEROLE",
    ),
    "a login in one more group": (
        "grant pg_read_all_data to dealer",
        "revoke pg_read_all_data from dealer",
        "differs: dealer is in authenticated and pg_read_all_data, not in authenticated alone",
    ),
    "a display that reads tables": (
        "grant authenticated to wall",
        "revoke authenticated from wall",
        "differs: wall is in authenticated and pit_display, not in pit_display alone",
    ),
    "an active person shut out": (
        "alter role dealer nologin",
        "alter role dealer login",
        "missing: LOGIN of dealer, whose staff member is active",
    ),
}


def test_a_database_as_it_should_be_has_no_difference(database: Database) -> None:
    assert differences(database.admin_conninfo) == []


@pytest.mark.parametrize("seeded", SEEDED)
def test_the_check_finds(database: Database, seeded: str) -> None:
    statement, line = SEEDED[seeded]
    with database.connect_admin() as admin:
        admin.execute(statement.replace("{database}", database.name).encode())
    found = differences(database.admin_conninfo)
    assert len([one for one in found if one.startswith(line)]) == 1, found
    assert all("\n" not in one for one in found)


@pytest.mark.parametrize("seeded", ON_THE_SERVER)
def test_the_check_finds_on_the_server(database: Database, seeded: str) -> None:
    statement, undo, line = ON_THE_SERVER[seeded]
    with database.connect_admin() as admin:
        admin.execute(statement.encode())
        try:
            assert differences(database.admin_conninfo) == [line]
        finally:
            admin.execute(undo.encode())


def test_the_check_finds_an_active_person_whose_login_is_gone(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("create role short_lived login")
        admin.execute("grant authenticated to short_lived")
        admin.execute(
            "select pit_private.provision_staff(%s, 'short_lived', 'Al Moss', 'dealer', false)",
            [database.casino_id()],
        )
        assert differences(database.admin_conninfo) == []
        admin.execute("revoke authenticated from short_lived")
        admin.execute("drop role short_lived")
        assert differences(database.admin_conninfo) == ["missing: the login of Al Moss"]
        admin.execute("update pit.staff set is_active = false where name = 'Al Moss'")
        assert differences(database.admin_conninfo) == []


def test_a_database_without_a_pit_says_what_to_do(database: Database) -> None:
    assert differences(database.server.admin_conninfo("postgres")) == [
        "This database has no pit in it; pitterm db migrate makes one."
    ]


def test_a_check_without_its_roster_still_answers(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("drop table pit_private.staff_login")
    assert "missing: TABLE staff_login in pit_private" in differences(database.admin_conninfo)


def test_a_renamed_column_is_reported_and_hides_nothing(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("alter table pit.staff rename column name to called")
    found = differences(database.admin_conninfo)
    assert any(line.startswith("differs: TABLE staff in pit") for line in found)
