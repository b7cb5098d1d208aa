"""Shifts played on a real database: every figure agrees to the cent, and a wrong one is noticed."""

import asyncio
import itertools
import signal
from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.database.embedded import EmbeddedServer
from pitterm.simulation.crew import Person, signed_in
from pitterm.simulation.run import Outcome, compare_all, simulate_shifts
from pitterm.simulation.shift import NoFreeTable, Plan, Progress, prepare
from tests.command_line import begun, pitterm
from tests.databases import Database, copied_database
from tests.patience import eventually

TWO_HOURS = Plan(tables=6, hours=2, seed=11)


@pytest.fixture
def admin(database: Database) -> Iterator[Connection[TupleRow]]:
    with database.connect_admin() as connection:
        yield connection


async def simulated(database: Database, plan: Plan) -> Outcome:
    return await simulate_shifts(database.conninfo, DEMO_PASSWORD, plan)


def number(connection: Connection[TupleRow], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    assert isinstance(row[0], int)
    return row[0]


async def test_after_two_hours_at_six_tables_every_figure_agrees(
    database: Database, admin: Connection[TupleRow]
) -> None:
    outcome = await simulated(database, TWO_HOURS)
    assert [str(each) for each in outcome.differences] == []
    assert outcome.figures > 1_000
    assert len({book.game for book in outcome.books}) == 5
    assert {window.name for window in outcome.windows} == {"shift 1", "shift 2", "day"}
    assert number(admin, "select count(*) from pit.table_session where status <> 'CLOSED'") == 0


async def test_a_run_goes_through_everything_a_pit_records(
    database: Database, admin: Connection[TupleRow]
) -> None:
    outcome = await simulated(database, Plan(tables=14, hours=3, seed=19))
    assert outcome.differences == ()
    for query in (
        "pit.fill_credit_slip where kind = 'fill' and status = 'DEPOSITED_IN_DROPBOX'",
        "pit.fill_credit_slip where kind = 'credit' and status = 'DEPOSITED_IN_DROPBOX'",
        "pit.fill_credit_slip where status = 'WITHDRAWN'",
        "pit.fill_credit_slip where status = 'VOID'",
        "pit.table_buyin_telemetry where telemetry_kind = 'REVERSAL'",
        "pit.table_buyin_telemetry where telemetry_kind = 'RATED_BUYIN'",
        "pit.table_buyin_telemetry where tender_type = 'chips'",
        "pit.table_inventory_snapshot where snapshot_type = 'rundown'",
        "pit.drop_count_entry where round = 2",
        "pit.table_session where expected_inventory_snapshot_id is not null",
        "pit.table_session where opening_inventory_snapshot_id is null",
        "pit.table_session where drop_event_id is null",
    ):
        assert number(admin, f"select count(*) from {query}") > 0, query
    logged = "select sum(amount_cents)::bigint from pit.table_buyin_telemetry"
    found = "select sum(amount_cents)::bigint from pit.drop_count"
    assert number(admin, logged) != number(admin, found)


async def test_the_next_day_begins_with_what_the_last_one_left(database: Database) -> None:
    plan = Plan(tables=5, hours=1, seed=1)
    first, second = await simulated(database, plan), await simulated(database, plan)
    assert (first.differences, second.differences) == ((), ())
    closed = {book.label: book.runs[-1].readings[-1].tray_cents for book in first.books}
    opened = {book.label: book.runs[0].readings[0].tray_cents for book in second.books}
    assert opened == closed


async def test_a_seed_plays_the_same_shift_again(
    server: EmbeddedServer, database: Database
) -> None:
    plan = Plan(tables=3, hours=1, seed=8)
    first = await simulated(database, plan)
    with copied_database(server) as elsewhere:
        again = await simulated(elsewhere, plan)
    other = await simulated(database, Plan(tables=3, hours=1, seed=9))
    assert again.lines == first.lines != other.lines


async def test_a_buy_in_slipped_in_behind_the_simulator_is_noticed(
    database: Database, admin: Connection[TupleRow]
) -> None:
    async with signed_in(database.conninfo, DEMO_PASSWORD) as crew:
        run = await prepare(crew, database.credentials("boss"), TWO_HOURS, lambda _: None)
        windows = await run.play()
        table = run.tables[0].books
        admin.execute(
            "insert into pit.table_buyin_telemetry (casino_id, gaming_table_id, amount_cents,"
            " telemetry_kind, tender_type, occurred_at, actor_id, idempotency_key)"
            " values (%s, %s, 2500, 'GRIND_BUYIN', 'cash', %s, %s, 'planted')",
            [
                database.casino_id(),
                table.table_id,
                table.runs[0].readings[-1].at,
                crew.staff_id(Person.FLOOR),
            ],
        )
        comparison = await compare_all(crew, run, windows)
    named = {(each.of, each.figure) for each in comparison.differences}
    assert (table.label, "estimated_drop_grind_cents") in named
    assert (table.label, "win_loss_estimated_cents") in named
    assert ("casino", "estimated_drop_buyins_total_cents") in named
    others = {book.label for book in (each.books for each in run.tables[1:])}
    assert not others & {of for of, _ in named}


async def test_tables_in_somebodys_use_are_left_alone(
    database: Database, admin: Connection[TupleRow]
) -> None:
    in_use = database.table_id("RL-01")
    few = "update pit.gaming_table set status = 'inactive' where label !~ '^(BJ-0|RL-0)[1-3]$'"
    admin.execute(few)
    with database.connect("boss") as boss:
        boss.execute("select pit.rpc_open_table_session(%s)", [in_use])
    outcome = await simulated(database, Plan(tables=100, hours=0.5, seed=2))
    played = {book.label for book in outcome.books}
    assert outcome.differences == ()
    assert played == {"BJ-02", "BJ-03", "RL-02", "RL-03"}
    assert number(admin, "select count(*) from pit.table_session where status = 'ACTIVE'") == 1


async def test_a_shift_without_a_free_table_is_refused(
    database: Database, admin: Connection[TupleRow]
) -> None:
    admin.execute("update pit.gaming_table set status = 'closed' where label <> 'BJ-01'")
    with pytest.raises(NoFreeTable):
        await simulated(database, TWO_HOURS)


async def test_who_stops_it_gets_closed_tables_and_figures_that_agree(
    database: Database, admin: Connection[TupleRow]
) -> None:
    stops, told = asyncio.Event(), itertools.count()

    def stop(progress: Progress) -> None:
        assert 0 < progress.simulated_seconds < progress.whole_seconds
        next(told)
        stops.set()

    plan = Plan(tables=4, hours=8, seed=3, speed=2_000)
    outcome = await simulate_shifts(database.conninfo, DEMO_PASSWORD, plan, stop, stops)
    assert next(told) == 1
    assert outcome.differences == ()
    assert number(admin, "select count(*) from pit.table_session where status = 'CLOSED'") > 0
    assert number(admin, "select count(*) from pit.table_session where status <> 'CLOSED'") == 0


def test_the_command_prints_the_result_and_says_that_all_agrees(
    environment: dict[str, str], database: Database
) -> None:
    variables = {
        **environment,
        "PITTERM_DATABASE_URL": database.admin_conninfo,
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }
    done = pitterm(variables, "simulate", "--tables", "2", "--hours", "1", "--seed", "6")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split()[:2] == ["Table", "Game"]
    assert "agree to the cent" in done.stderr
    assert "--seed 6" in done.stderr
    refused = pitterm({**variables, "PITTERM_PASSWORD": "wrong"}, "simulate")
    assert refused.returncode == 4
    assert "pitterm db seed-demo" in refused.stderr


def test_ctrl_c_closes_the_tables_and_still_compares(
    environment: dict[str, str], database: Database, admin: Connection[TupleRow]
) -> None:
    variables = {
        **environment,
        "PITTERM_DATABASE_URL": database.admin_conninfo,
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }
    command = ("-m", "pitterm", "simulate", "--tables", "2", "--speed", "900")
    playing = begun(variables, *command)
    eventually(lambda: number(admin, "select count(*) from pit.table_session") > 0, 60)
    playing.send_signal(signal.SIGINT)
    result, narration = playing.communicate(timeout=60)
    assert playing.returncode == 128 + signal.SIGINT, narration
    assert "agree to the cent" in narration
    assert "Hold" in result
    assert number(admin, "select count(*) from pit.table_session where status <> 'CLOSED'") == 0
