"""The tests' own databases: each fresh, reached by real sign-ins."""

import psycopg
import pytest

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.database.provisioning import add_staff
from pitterm.domain.staff import Role
from tests.databases import Database


@pytest.mark.parametrize("round_", [1, 2])
def test_every_test_has_a_floor_nobody_touched(database: Database, round_: int) -> None:
    with database.connect("boss") as boss:
        opened = boss.execute(
            "select status from pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")]
        )
        assert opened.fetchone() == ("ACTIVE",)


@pytest.mark.parametrize("round_", [1, 2])
def test_every_test_has_a_server_without_the_logins_of_another(
    database: Database, round_: int
) -> None:
    with database.connect_admin() as admin:
        add_staff(
            admin,
            casino="harbor",
            login="jo",
            password=DEMO_PASSWORD,
            name=f"Jo {round_}",
            role=Role.DEALER,
        )


def test_a_copy_has_the_privileges_of_its_database(database: Database) -> None:
    with database.connect_admin() as admin:
        asked = admin.execute(
            "select has_database_privilege('pit_owner', current_database(), 'connect'),"
            " has_database_privilege('boss', current_database(), 'temporary'),"
            " current_setting('idle_in_transaction_session_timeout')"
        )
        assert asked.fetchone() == (False, False, "30s")


async def test_a_wrong_password_opens_nothing(database: Database) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        await database.connect_async("boss", "guessed")
    async with await database.connect_async("boss") as boss:
        await boss.execute("select * from pit.rpc_get_heartbeat()")
