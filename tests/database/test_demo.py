"""The demo casinos, and whom they leave alone."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from pitterm.database.demo import DEMO_FLOOR, DEMO_PASSWORD, DemoRefused, seed_demo
from pitterm.database.drift import differences
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.floor import FloorCasino, read_floor
from pitterm.database.floor.provision import provision_floor
from pitterm.database.migration import migrate
from pitterm.database.provisioning import add_staff, disable_staff, set_role, staff_roster
from pitterm.domain.staff import Role
from tests.databases import Database, empty_database
from tests.servers import FreshServers

LOGINS = {
    "boss": "pit_boss",
    "floor": "floor_supervisor",
    "dealer": "dealer",
    "security": "security",
    "shift": "shift_manager",
    "cashier": "cashier",
    "count": "count_team",
    "count2": "count_team",
    "auditor": "auditor",
    "admin": "admin",
    "wall": "display",
    "boss2": "pit_boss",
    "wall2": "display",
}


@pytest.fixture
def bare(fresh_servers: FreshServers, postgres_version: int) -> EmbeddedServer:
    """A server that has the schema and no login."""
    server = fresh_servers.start(postgres_version)
    migrate(server.admin_conninfo())
    return server


@pytest.fixture
def migrated(server: EmbeddedServer, template: None) -> Iterator[Database]:
    """A second database of the server where the demo logins were made."""
    with empty_database(server) as database:
        migrate(database.admin_conninfo)
        yield database


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and every role with its password."""
    with database.connect_admin() as admin:
        tables = admin.execute(
            "select schemaname, tablename from pg_tables where schemaname in ('pit', 'pit_private')"
        ).fetchall()
        found = {
            name: admin.execute(
                sql.SQL("select t::text from {} t order by 1").format(sql.Identifier(schema, name))
            ).fetchall()
            for schema, name in tables
            if name not in ("casino_settings", "gaming_table")
        }
        return found | {"roles": admin.execute("select * from pg_authid order by oid").fetchall()}


@pytest.fixture(scope="module")
def casinos() -> dict[str, FloorCasino]:
    return {casino.slug: casino for casino in read_floor(DEMO_FLOOR).casinos}


def test_harbor_is_a_floor_worth_looking_at(casinos: dict[str, FloorCasino]) -> None:
    harbor = casinos["harbor"]
    assert len(harbor.pits) >= 3
    assert len(harbor.tables) >= 24
    assert all(table.status == "active" and table.par_cents for table in harbor.tables)
    assert (harbor.pits[0].tables[0].label, harbor.pits[0].tables[0].spot) == ("BJ-01", 1)
    labels = {table.label for table in harbor.tables}
    assert {"BJ-01", "RL-01", "BA-01", "CR-01", "TC-01"} <= labels
    assert harbor.settings.time_zone == "America/Los_Angeles"
    assert len(casinos["lakeside"].tables) >= 6
    assert casinos["lakeside"].settings.time_zone == "America/New_York"


def test_a_shift_begins_with_the_gaming_day(casinos: dict[str, FloorCasino]) -> None:
    for casino in casinos.values():
        assert casino.settings.gaming_day_start in {shift.starts_at for shift in casino.shifts}


def test_every_par_can_be_paid_in_the_chips_of_its_tray(casinos: dict[str, FloorCasino]) -> None:
    for casino in casinos.values():
        chips = {chip_set.name: chip_set.denominations_cents for chip_set in casino.chip_sets}
        for table in casino.tables:
            denominations = chips[table.chip_set]
            assert sorted(set(denominations), reverse=True) == list(denominations)
            assert table.par_cents is not None
            assert table.par_cents % denominations[-1] == 0
            assert table.min_bet_cents % denominations[-1] == 0


@pytest.mark.parametrize("login", LOGINS)
def test_every_demo_login_signs_in_to_its_casino(database: Database, login: str) -> None:
    with database.connect(login, DEMO_PASSWORD) as person:
        asked = person.execute("select staff_role, casino_name from pit.rpc_get_heartbeat()")
        casino = "Lakeside" if login.endswith("s2") or login == "wall2" else "Harbor"
        assert asked.fetchone() == (LOGINS[login], casino)


def test_the_demo_has_no_history(database: Database) -> None:
    with database.connect_admin() as admin:
        for table in ("table_session", "table_inventory_snapshot", "table_buyin_telemetry"):
            count = sql.SQL("select count(*) from {}").format(sql.Identifier("pit", table))
            assert admin.execute(count).fetchone() == (0,)
    assert differences(database.admin_conninfo) == []


def test_seeding_again_changes_nothing(database: Database) -> None:
    before = everything(database)
    seed_demo(database.admin_conninfo)
    assert everything(database) == before


def provisioned(database: Database, casino: FloorCasino) -> tuple[list[str], list[str]]:
    """The floor made as the casino says: its pits and its blackjack mixes, in their order."""
    with database.connect_admin() as admin:
        with admin.transaction():
            provision_floor(admin, casino)
        pits = admin.execute(
            "select name from pit.pit where casino_id = %s order by position",
            [database.casino_id(casino.slug)],
        ).fetchall()
        mixes = admin.execute(
            "select name from pit.chip_mix where casino_id = %s and game = 'Blackjack'"
            " and position is not null order by position",
            [database.casino_id(casino.slug)],
        ).fetchall()
    return [name for (name,) in pits], [name for (name,) in mixes]


def test_mixes_and_pits_that_change_places_take_them(
    database: Database, casinos: dict[str, FloorCasino]
) -> None:
    harbor = casinos["harbor"]
    changed = harbor.model_copy(update={"mixes": harbor.mixes[::-1], "pits": harbor.pits[::-1]})
    pits, mixes = provisioned(database, changed)
    assert pits == [pit.name for pit in harbor.pits[::-1]]
    assert mixes == ["Green and red", "Black", "Usual"]
    assert provisioned(database, harbor)[1] == ["Usual", "Black", "Green and red"]


def test_a_renamed_mix_takes_the_old_ones_place_and_a_renamed_pit_goes_before_the_old_one(
    database: Database, casinos: dict[str, FloorCasino]
) -> None:
    harbor = casinos["harbor"]
    renamed = harbor.mixes[0].model_copy(update={"name": "Everyday"})
    salon = harbor.pits[0].model_copy(update={"name": "Salon"})
    changed = harbor.model_copy(
        update={"mixes": (renamed, *harbor.mixes[1:]), "pits": (salon, *harbor.pits[1:])}
    )
    pits, mixes = provisioned(database, changed)
    assert mixes == ["Everyday", "Black", "Green and red"]
    assert pits == ["Salon", *(pit.name for pit in harbor.pits[1:]), harbor.pits[0].name]
    assert provisioned(database, changed) == (pits, mixes)


def test_tables_that_change_spots_take_them(
    database: Database, casinos: dict[str, FloorCasino]
) -> None:
    harbor = casinos["harbor"]
    first, second, *rest = harbor.pits[0].tables
    tables = (
        first.model_copy(update={"spot": second.spot}),
        second.model_copy(update={"spot": first.spot}),
        *rest,
    )
    pit = harbor.pits[0].model_copy(update={"tables": tables})
    provisioned(database, harbor.model_copy(update={"pits": (pit, *harbor.pits[1:])}))
    with database.connect_admin() as admin:
        row = admin.execute(
            "select spot from pit.gaming_table where id = %s", [database.table_id(first.label)]
        ).fetchone()
    assert row == (second.spot,)


def test_seeding_again_leaves_staff_as_the_administrator_made_them(database: Database) -> None:
    with database.connect_admin() as admin:
        set_role(admin, "dealer", Role.FLOOR_SUPERVISOR)
        disable_staff(admin, "floor")
        try:
            before = staff_roster(admin)
            seed_demo(database.admin_conninfo)
            assert staff_roster(admin) == before
        finally:
            admin.execute("alter role floor login")


def test_seeding_again_leaves_the_floor_as_the_administrator_made_it(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("update pit.gaming_table set spot = spot + 20, par_cents = 7")
        seed_demo(database.admin_conninfo)
        rows = admin.execute("select min(spot), max(par_cents) from pit.gaming_table").fetchall()
    assert rows == [(21, 7)]


def test_a_second_database_of_the_server_gets_the_same_logins_unchanged(
    migrated: Database,
) -> None:
    before = everything(migrated)["roles"]
    seed_demo(migrated.admin_conninfo)
    assert everything(migrated)["roles"] == before
    with migrated.connect("boss") as boss:
        assert boss.execute("select count(*) from pit.rpc_get_pit_board()").fetchone() == (28,)


def test_a_login_the_demo_did_not_make_is_named_and_left_alone(bare: EmbeddedServer) -> None:
    database = Database(bare, "pitterm")
    with database.connect_admin() as admin:
        admin.execute("create role admin login password 'theirs'")
        admin.execute("create role wall")
    before = everything(database)
    with pytest.raises(DemoRefused) as refused:
        seed_demo(database.admin_conninfo)
    assert str(refused.value) == (
        "The demo did not make the login admin, wall and will not touch it."
        " Use a server of its own for the demo."
    )
    assert refused.value.exit_code == 2
    assert everything(database) == before


def test_a_login_dropped_and_made_again_is_no_longer_the_demos(bare: EmbeddedServer) -> None:
    seed_demo(bare.admin_conninfo())
    with psycopg.connect(bare.admin_conninfo(), autocommit=True) as admin:
        admin.execute("drop role boss")
        admin.execute("create role boss login")
    with pytest.raises(DemoRefused, match="the login boss and"):
        seed_demo(bare.admin_conninfo())


def test_a_demo_login_that_works_elsewhere_is_refused(migrated: Database) -> None:
    with migrated.connect_admin() as admin:
        admin.execute(
            "select pit_private.provision_staff("
            " pit_private.provision_casino('mesa', 'Mesa', true), 'boss', 'Al', 'dealer', false)"
        )
    with pytest.raises(DemoRefused, match="the login boss and"):
        seed_demo(migrated.admin_conninfo)


def test_a_casino_of_the_same_name_is_refused_and_left_alone(bare: EmbeddedServer) -> None:
    database = Database(bare, "pitterm")
    with database.connect_admin() as admin:
        admin.execute("select pit_private.provision_casino('harbor', 'The real one', true)")
        add_staff(
            admin,
            casino="harbor",
            login="jo",
            password=DEMO_PASSWORD,
            name="Jo",
            role=Role.ADMIN,
        )
    before = everything(database)
    with pytest.raises(DemoRefused, match="did not make the casino harbor"):
        seed_demo(database.admin_conninfo)
    assert everything(database) == before


def test_a_server_that_is_not_the_embedded_one_asks_for_consent(bare: EmbeddedServer) -> None:
    with psycopg.connect(bare.admin_conninfo(), autocommit=True) as admin:
        admin.execute("create role keeper superuser login password 'theirs'")
    conninfo = make_conninfo(bare.conninfo(), user="keeper", password="theirs")
    with pytest.raises(DemoRefused, match="everybody knows the demo's passwords"):
        seed_demo(conninfo)
    assert staff_roster_of(conninfo) == 0
    seed_demo(conninfo, yes_known_passwords=True)
    assert staff_roster_of(conninfo) == 13


def staff_roster_of(conninfo: str) -> int:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        return len(staff_roster(connection))
