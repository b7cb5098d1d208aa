"""`pitterm db backfill` from outside."""

import signal
from uuid import UUID

import pytest

from tests.command_line import begun, pitterm
from tests.databases import Database


@pytest.fixture
def person(environment: dict[str, str], database: Database) -> dict[str, str]:
    """The database's administrator."""
    return {**environment, "PITTERM_DATABASE_URL": database.server.admin_url(database.name)}


def record(database: Database, number: int, direction: str) -> None:
    """Transactions of one player at one of Harbor's tables, which the bridge does not bring."""
    table, boss = database.table_id("BJ-01"), database.staff_id("boss")
    link: dict[str, UUID] = {"casino": database.casino_id(), "table": table, "boss": boss}
    with database.connect_admin() as admin, admin.transaction():
        admin.execute("alter table pit.player_financial_transaction disable trigger user")
        admin.execute(
            "with v as (insert into pit.visit (casino_id) values (%(casino)s) returning id),"
            " r as (insert into pit.rating_slip (casino_id, visit_id, gaming_table_id)"
            " select %(casino)s, id, %(table)s from v returning id, visit_id)"
            " insert into pit.player_financial_transaction (casino_id, visit_id, rating_slip_id,"
            " gaming_table_id, direction, amount_cents, occurred_at, actor_id)"
            " select %(casino)s, visit_id, id, %(table)s, %(direction)s, 10000,"
            " clock_timestamp(), %(boss)s from r, generate_series(1, %(number)s)",
            {**link, "direction": direction, "number": number},
        )
        admin.execute("alter table pit.player_financial_transaction enable trigger user")


def test_it_tells_how_far_it_came_and_prints_what_it_brought(
    person: dict[str, str], database: Database
) -> None:
    record(database, 5, "in")
    asked = pitterm(person, "db", "backfill", "--batch", "3", "--workers", "1")
    assert (asked.returncode, asked.stdout) == (
        0,
        "harbor: 5 transactions, 5 entries brought\nlakeside: 0 transactions, 0 entries brought\n",
    )
    assert asked.stderr == (
        "harbor: 3 transactions, 3 entries brought …\nharbor: 5 transactions, 5 entries brought …\n"
    )
    again = pitterm(person, "db", "backfill")
    assert again.stdout.startswith("harbor: 5 transactions, 0 entries brought\n")


def test_ctrl_c_stops_it_between_batches_and_the_next_run_goes_on(
    person: dict[str, str], database: Database
) -> None:
    record(database, 4_000, "out")
    with begun(person, "-m", "pitterm", "db", "backfill", "--batch", "1") as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "harbor: 1 transaction, 0 entries brought …\n"
        running.send_signal(signal.SIGINT)
        printed, told = running.communicate(timeout=30)
    assert (running.returncode, printed) == (130, "")
    last = told.splitlines()[-1]
    assert last.startswith("Stopped in harbor: ")
    assert last.endswith(" 0 entries brought. The next run goes on from there.")
    worked_through = int(last.removeprefix("Stopped in harbor: ").split(" ")[0].replace(",", ""))
    rest = pitterm(person, "db", "backfill").stdout.splitlines()[0]
    assert rest == f"harbor: {4_000 - worked_through:,} transactions, 0 entries brought"


def test_a_staff_login_does_not_backfill(environment: dict[str, str], database: Database) -> None:
    url = f"host={database.server.data_dir}/socket dbname={database.name} user=boss"
    staff = {**environment, "PITTERM_DATABASE_URL": f"{url} password=pitterm-demo"}
    asked = pitterm(staff, "db", "backfill")
    assert (asked.returncode, asked.stdout) == (2, "")
