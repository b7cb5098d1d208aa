"""A managed PostgreSQL: its owner has CREATEROLE and is no superuser."""

from pathlib import Path

import psycopg
import pytest

from pitterm.database.assembly import SCHEMA_MIGRATION
from pitterm.database.demo import seed_demo
from pitterm.database.drift import differences
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.floor import open_floor
from pitterm.database.floor.books import read_floor_of
from pitterm.database.floor.importing import import_floor, plan_import, without_password
from pitterm.database.floor.writing import write_floor
from pitterm.database.migration import MigrationRefused, migrate
from pitterm.database.provisioning import (
    add_staff,
    disable_staff,
    set_password,
    set_role,
    staff_roster,
)
from pitterm.domain.staff import Role
from tests.databases import Database
from tests.servers import FreshServers, make_owner, owner_conninfo

PASSWORD = "for-one-test"
DEALER = '  { login = "kim", name = "Kim Roe", role = "dealer" },\n'


@pytest.fixture(params=[16, 18])
def managed(request: pytest.FixtureRequest, fresh_servers: FreshServers) -> EmbeddedServer:
    """A server whose database `main` belongs to `installer`."""
    server = fresh_servers.start(request.param)
    make_owner(server, "installer", "main", "second")
    return server


def test_the_owner_installs_runs_and_extends_the_pit(
    managed: EmbeddedServer, tmp_path: Path
) -> None:
    owner = owner_conninfo(managed, "installer", "main")
    migrate(owner)
    assert differences(owner) == []

    seed_demo(owner, yes_known_passwords=True)
    with psycopg.connect(owner, autocommit=True) as connection:
        add_staff(
            connection,
            casino="harbor",
            login="jo",
            password=PASSWORD,
            name="Jo Park",
            role=Role.DISPLAY,
        )
        set_role(connection, "jo", Role.PIT_BOSS)
        disable_staff(connection, "wall2")
        assert len(staff_roster(connection)) == 14
    assert differences(owner) == []
    assert imported(owner, tmp_path / "floor.toml") == [
        "Harbor (harbor)",
        "  ~ table BJ-01: par $40,000 → $1",
        "  + staff kim: name Kim Roe, role dealer, shows money no",
    ]
    database = Database(managed, "main")
    with database.connect("jo", PASSWORD) as jo:
        assert jo.execute("select count(*) from pit.rpc_get_pit_board()").fetchone() == (28,)

    (tmp_path / SCHEMA_MIGRATION.name).write_bytes(SCHEMA_MIGRATION.read_bytes())
    (tmp_path / "20261201000000_more.sql").write_text(
        "alter table pit.casino add column motto text;\n"
        "create or replace function pit_private.current_casino_id() returns uuid\n"
        "language sql stable security definer set search_path = pg_catalog, pg_temp\n"
        "as 'select a.casino_id from pit_private.current_actor() a';\n"
    )
    assert migrate(owner, directory=tmp_path) == ["20261201000000"]


def imported(owner: str, file: Path) -> list[str]:
    """Harbor with another par and one more dealer, who is given a password; what it changed."""
    with psycopg.connect(owner, autocommit=True) as connection:
        text = write_floor(read_floor_of(connection, ["harbor"])[0])
        text = text.replace("staff = [\n", f"staff = [\n{DEALER}", 1)
        file.write_text(text.replace("= 40_000_00 }", "= 1_00 }", 1), encoding="utf-8")
        read = open_floor(file)
        plans = plan_import(connection, read)
        import_floor(connection, read, plans)
        assert without_password(connection, read) == ["kim"]
        set_password(connection, "kim", PASSWORD)
        assert without_password(connection, read) == []
        return [line for plan in plans for line in plan.lines()]


def test_the_same_owner_installs_a_second_database_and_another_does_not(
    managed: EmbeddedServer,
) -> None:
    migrate(owner_conninfo(managed, "installer", "main"))
    migrate(owner_conninfo(managed, "installer", "second"))
    make_owner(managed, "stranger", "theirs")
    with pytest.raises(MigrationRefused) as refused:
        migrate(owner_conninfo(managed, "stranger", "theirs"))
    assert "was made by another installer" in str(refused.value)
    assert "Install this database as the role that installed the first one" in str(refused.value)
