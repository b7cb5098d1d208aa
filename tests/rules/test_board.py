"""The board: one row for each table, and nothing on it that this person may not know."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from psycopg import sql

from pitterm.database.demo import DEMO_PASSWORD
from tests.rules.house import House
from tests.rules.pit import CHIPS, CHIPS_CENTS, Pit, Row, Staff, refused

FIGURES = (
    "par_cents",
    "opener_id",
    "opener_total_cents",
    "expected_opener_cents",
    "last_count_total_cents",
    "day",
    "shift",
    "session",
    "recent_entries",
)


@pytest.fixture
def played(boss: Pit, house: House) -> UUID:
    """A table with everything on it: a closer, an opener, entries and a spot check."""
    table = house.new_table()
    boss.close(boss.open(table), boss.count(table, "close"))
    boss.count(table, "open")
    boss.open(table)
    boss.buy_in(table, 10_000)
    boss.buy_in(table, 30_000, "RATED_BUYIN", **house.new_slip(table))
    boss.count(table, "rundown", {"10000": 100})
    boss.buy_in(table, 500)
    return table


def test_every_table_of_the_casino_has_one_row(boss: Pit, boss2: Pit, house: House) -> None:
    for pit, slug in ((boss, "harbor"), (boss2, "lakeside")):
        tables = house.connection.execute(
            "select id from pit.gaming_table where casino_id = %s", [house.database.casino_id(slug)]
        ).fetchall()
        rows = pit.board()
        assert sorted(row["id"] for row in rows) == sorted(table[0] for table in tables)
        assert len({(row["as_of"], row["change_number"]) for row in rows}) == 1


def test_a_board_of_one_pit_has_its_tables_in_the_order_of_their_spots(boss: Pit) -> None:
    rows = boss.rows("rpc_get_pit_board", pit="Pit 1")
    assert [row["spot"] for row in rows] == list(range(1, 11))
    assert {row["pit_name"] for row in rows} == {"Pit 1"}
    assert boss.rows("rpc_get_pit_board", pit="Main floor") == []


def test_the_board_says_how_a_table_stands(boss: Pit, played: UUID) -> None:
    row = boss.view(played)
    (session,) = boss.current(played)
    assert (row["session_id"], row["session_status"]) == (session["id"], "ACTIVE")
    assert (row["session_version"], row["opened_at"]) == (1, session["opened_at"])
    assert (row["opened_by_name"], row["session_is_empty"]) == ("Rosa Delgado", False)
    assert row["opener_id"] == session["opening_inventory_snapshot_id"]
    assert row["opener_total_cents"] == row["expected_opener_cents"] == CHIPS_CENTS
    assert (row["last_count_type"], row["last_count_total_cents"]) == ("rundown", 1_000_000)
    assert row["last_closed_at"] < row["opener_at"] < row["opened_at"] < row["last_count_at"]


@pytest.mark.parametrize("window", ["day", "session"])
def test_the_boards_figures_are_those_of_its_windows(
    boss: Pit, house: House, played: UUID, window: str
) -> None:
    figures = boss.view(played)[window]
    assert (figures["unrated_cents"], figures["rated_cents"]) == (10_500, 30_000)
    assert (figures["est_drop_cents"], figures["coverage"]) == (40_500, "GOOD_COVERAGE")
    assert (figures["tray_cents"], figures["est_win_cents"]) == (-100_000, -60_000)
    assert figures["since_count_buyins_cents"] == 500
    (session,) = boss.current(played)
    start = house.value("select %s::timestamptz", figures["window_start"])
    row = boss.view(played)
    assert start == {"day": row["gaming_day_started_at"], "session": session["opened_at"]}[window]


def test_the_shift_on_the_board_is_the_running_one(boss: Pit, house: House, played: UUID) -> None:
    row = boss.view(played)
    begins, ends = (
        house.value("select %s::timestamptz", row["shift"][name])
        for name in ("window_start", "window_end")
    )
    assert begins == row["shift_started_at"] <= row["as_of"] < ends
    assert ends - begins in (timedelta(hours=7), timedelta(hours=8), timedelta(hours=9))
    heartbeat = boss.heartbeat()
    assert (heartbeat["shift_name"], heartbeat["gaming_day"]) == (
        row["shift_name"],
        row["gaming_day"],
    )


def test_a_day_change_count_moves_the_days_edge_and_not_the_sessions(
    boss: Pit, house: House, table: UUID
) -> None:
    boss.open(table)
    soon = house.value(
        "select date_trunc('minute', clock_timestamp() at time zone 'UTC' + interval '30 minutes')"
    )
    with house.setting(time_zone="UTC", gaming_day_start=soon.time().isoformat()):
        boss.buy_in(table, 100)
        boss.count(table, shift_boundary=house.value("select %s at time zone 'UTC'", soon))
        boss.buy_in(table, 20)
        boss.count(table)
        row = boss.view(table)
    assert (row["day"]["est_drop_cents"], row["session"]["est_drop_cents"]) == (100, 120)
    assert (row["day"]["tray_cents"], row["session"]["est_win_cents"]) == (None, 20)


def test_recent_entries_are_the_last_twelve_newest_first(
    boss: Pit, floor: Pit, table: UUID
) -> None:
    boss.open(table)
    entries = [floor.buy_in(table, cents) for cents in range(1, 15)]
    floor.reverse(entries[-1])
    recent = boss.view(table)["recent_entries"]
    assert [entry["amount_cents"] for entry in recent] == [-14, *range(14, 3, -1)]
    assert [entry["is_reversed"] for entry in recent[:3]] == [False, True, False]
    assert recent[0]["reverses_id"] == str(entries[-1]["id"])
    assert {entry["actor_name"] for entry in recent} == {"Marcus Webb"}


@pytest.mark.parametrize("login", ["security", "cashier", "count", "count2"])
def test_who_counts_or_pays_sees_the_status_and_no_figure(
    staff: Staff, played: UUID, login: str
) -> None:
    row = staff[login].view(played)
    assert {name: row[name] for name in FIGURES} == dict.fromkeys(FIGURES)
    assert (row["session_status"], row["opened_by_name"]) == ("ACTIVE", "Rosa Delgado")
    assert not [name for name, value in row.items() if value == CHIPS_CENTS]
    for tabled in ("table_inventory_snapshot", "table_buyin_telemetry"):
        assert staff[login].query(f"select id from pit.{tabled}") == []


@pytest.mark.parametrize("login", ["dealer", "floor", "shift", "auditor", "admin"])
def test_everybody_else_on_the_floor_sees_the_figures(
    staff: Staff, boss: Pit, played: UUID, login: str
) -> None:
    seen, known = staff[login].view(played), boss.view(played)
    assert {name: seen[name] for name in FIGURES} == {name: known[name] for name in FIGURES}


def test_a_wall_that_may_show_money_shows_no_names_and_no_entries(
    staff: Staff, played: UUID
) -> None:
    row = staff["wall"].view(played)
    assert row["day"]["est_drop_cents"] == 40_500
    assert (row["opened_by_name"], row["recent_entries"]) == (None, None)
    assert "Rosa" not in str(row)


def test_a_wall_shows_no_money_unless_it_is_allowed(
    staff: Staff, house: House, played: UUID
) -> None:
    house.value("select pit_private.set_staff_role('wall', 'display', false)")
    row = staff["wall"].view(played)
    house.value("select pit_private.set_staff_role('wall', 'display', true)")
    assert {name: row[name] for name in FIGURES} == dict.fromkeys(FIGURES)
    assert (row["session_status"], row["opened_by_name"]) == ("ACTIVE", None)
    lakeside: list[Row] = staff["wall2"].board()
    assert {row[name] for row in lakeside for name in FIGURES} == {None}


@pytest.fixture
def stranger(staff: Staff, house: House) -> Iterator[Pit]:
    """A login of the server's staff group with no staff member behind it."""
    house.connection.execute(
        sql.SQL("create role rules_stranger login password {} in role authenticated").format(
            sql.Literal(DEMO_PASSWORD)
        )
    )
    with staff.database.connect("rules_stranger") as connection:
        yield Pit(connection, UUID(int=0), UUID(int=0))
    house.connection.execute("drop role rules_stranger")


def _sees_nothing(pit: Pit) -> None:
    for look in (pit.board, pit.heartbeat, lambda: pit.current(UUID(int=0))):
        with refused("forbidden"):
            look()
    assert pit.query("select id from pit.gaming_table") == []
    assert pit.query("select id from pit.table_session") == []


def test_a_login_without_a_staff_member_sees_nothing(stranger: Pit) -> None:
    _sees_nothing(stranger)


def test_inactive_staff_see_nothing_from_the_next_statement_on(staff: Staff, house: House) -> None:
    shift = staff["shift"]
    assert shift.board()
    with house.inactive_staff("shift"):
        _sees_nothing(shift)
    assert shift.board()


def test_staff_of_an_inactive_casino_see_nothing(boss2: Pit, house: House) -> None:
    lakeside = house.database.casino_id("lakeside")
    house.change("casino", lakeside, is_active=False)
    _sees_nothing(boss2)
    house.change("casino", lakeside, is_active=True)
    assert boss2.board()


def test_the_chips_a_dialog_offers_are_the_tables_own(boss: Pit, played: UUID) -> None:
    offered = boss.view(played)["denominations_cents"]
    assert {int(cents) for cents in CHIPS} <= set(offered)
