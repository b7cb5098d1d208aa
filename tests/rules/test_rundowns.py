"""What a session came to: written at its close, computed again until it is final, then left."""

from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.rules.hands import Hands
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused
from tests.rules.winter_day import at


def rundown(house: House, session: Row | UUID) -> Row:
    row = house.value(
        "select to_jsonb(r) from pit.table_rundown r where table_session_id = %s",
        session["id"] if isinstance(session, dict) else session,
    )
    assert row is not None
    assert isinstance(row, dict)
    return row


@pytest.fixture
def closed(boss: Pit, table: UUID) -> Row:
    """Opened with a count, 2,500 bought in, closed with the same tray."""
    boss.count(table, "open")
    session = boss.open(table)
    boss.buy_in(table)
    return boss.close(session, boss.count(table, "close"))


def test_a_close_writes_the_rundown(house: House, closed: Row) -> None:
    row = rundown(house, closed)
    assert row["win_loss_estimated_cents"] == 2_500
    assert (row["opening_bankroll_total_cents"], row["opening_source"]) == (
        1_100_000,
        "opening_count",
    )
    assert (row["metric_grade"], row["late_events"]) == ("ESTIMATE", 0)


def test_the_rundown_and_the_shift_row_say_one_thing(boss: Pit, house: House, closed: Row) -> None:
    windows = boss.rows("rpc_get_shift_windows", at=closed["closed_at"])
    (day,) = [r for r in windows if r["name"] == "day"]
    shift = boss.metrics(day["window_start"], day["window_end"])[closed["gaming_table_id"]]
    row = rundown(house, closed)
    for name in (
        "fills_total_cents",
        "credits_total_cents",
        "estimated_drop_buyins_cents",
        "win_loss_inventory_cents",
        "win_loss_estimated_cents",
        "opening_bankroll_total_cents",
        "closing_bankroll_total_cents",
    ):
        assert row[name] == shift[name], name
    sheet = boss.sheet(day["window_start"], day["window_end"])["sheet"]
    (written,) = [t for t in sheet["tables"] if t["table_id"] == str(closed["gaming_table_id"])]
    assert written["win_loss_estimated_cents"] == row["win_loss_estimated_cents"]
    parts = boss.session_metrics(day["window_start"], day["window_end"], closed["gaming_table_id"])
    assert parts[0]["win_loss_estimated_cents"] == row["win_loss_estimated_cents"]


def test_an_owed_count_completes_the_rundown(
    boss: Pit, house: House, table: UUID, drop_alone_closes: None
) -> None:
    boss.count(table, "open")
    session = boss.open(table)
    boss.buy_in(table)
    closed = boss.close(session, drop=boss.drop(table))
    assert rundown(house, closed)["win_loss_estimated_cents"] is None
    boss.count(table, "close")
    row = rundown(house, closed)
    assert row["win_loss_estimated_cents"] == 2_500
    assert row["late_events"] == 1


def test_a_close_computes_no_session_again_whose_box_is_still_at_the_table(house: House) -> None:
    history = History(house)
    first = history.open(at(7), 1_000_000)
    history.close(first, at(9), 960_000)
    second = history.open(at(10), 960_000)
    history.close(second, at(12), 950_000)
    refresh = "select pit_private.refresh_rundowns(%s, %s, %s)"
    house.value(refresh, house.casino, history.table, at(9))
    before = rundown(house, first)["computed_at"]
    house.value(refresh, house.casino, history.table, at(12))
    assert rundown(house, first)["computed_at"] == before
    history.drop(at(12, 5), counted_cents=1)
    house.value(refresh, house.casino, history.table, at(12, 5))
    assert rundown(house, first)["computed_at"] > before


def test_a_replaced_closer_changes_both_rundowns_it_stands_in(
    boss: Pit, staff: Staff, house: House, table: UUID
) -> None:
    boss.count(table, "open", {"10000": 10})
    first = boss.open(table)
    closer = boss.count(table, "close", {"10000": 10})
    boss.close(first, closer)
    boss.count(table, "open", {"10000": 9}, note="one short")
    second = boss.open(table)
    boss.close(second, boss.count(table, "close", {"10000": 9}))
    assert rundown(house, second)["discrepancy_cents"] == -10_000
    boss.void_count(closer, {"10000": 9}, witnessed_by=staff["floor"].staff_id)
    assert rundown(house, second)["discrepancy_cents"] == 0
    assert rundown(house, first)["win_loss_inventory_cents"] == -10_000
    assert rundown(house, first)["late_events"] == 2


def test_a_finished_slip_is_no_late_event(
    boss: Pit, house: House, hands: Hands, table: UUID
) -> None:
    boss.count(table, "open")
    session = boss.open(table)
    hands.deposited("fill", table)
    hands.requested("fill", table)
    closed = boss.close(session, boss.count(table, "close"))
    assert rundown(house, closed)["late_events"] == 0


def test_whatever_is_recorded_after_the_close_is_a_late_event(house: House) -> None:
    history = History(house)
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)

    def late() -> int:
        house.value("select pit_private.refresh_rundown(%s, %s)", house.casino, session)
        return int(rundown(house, session)["late_events"])

    before = late()
    entry = history.buy_in(at(8), 50_000)
    assert late() == before + 1
    history.reverse(entry)
    assert late() == before + 2
    history.fill(session, at(9), 5_000)
    assert late() == before + 3
    history.count(at(10), 990_000, session=session)
    assert late() == before + 4


def test_a_cancelled_session_has_no_rundown(boss: Pit, house: House, table: UUID) -> None:
    session = boss.cancel(boss.open(table))
    assert (
        house.value(
            "select count(*) from pit.table_rundown where table_session_id = %s", session["id"]
        )
        == 0
    )


@pytest.fixture
def counted(house: House) -> UUID:
    """A session in the past whose box is released."""
    history = History(house)
    session = history.open(at(7), 1_000_000)
    history.buy_in(at(8), 50_000)
    history.close(session, at(12), 960_000)
    history.drop(at(12, 5), session, counted_cents=55_000)
    return session


def test_an_auditor_makes_a_counted_session_final(
    staff: Staff, house: House, counted: UUID
) -> None:
    final = staff["auditor"].finalize(counted)
    assert final["metric_grade"] == "FINAL"
    assert final["counted_win_cents"] == 15_000
    assert final["win_loss_estimated_cents"] == 10_000
    assert final["finalized_by_staff_id"] == staff["auditor"].staff_id


def test_a_final_rundown_does_not_change(staff: Staff, house: House, counted: UUID) -> None:
    staff["auditor"].finalize(counted)
    before = rundown(house, counted)
    house.value("select pit_private.refresh_rundown(%s, %s)", house.casino, counted)
    assert rundown(house, counted) == before
    with pytest.raises(Exception, match="the rundown is final"):
        house.connection.execute(
            "update pit.table_rundown set counted_win_cents = 1 where table_session_id = %s",
            [counted],
        )


def test_a_final_session_is_final_once(staff: Staff, counted: UUID) -> None:
    staff["auditor"].finalize(counted)
    with refused("already_final"):
        staff["auditor"].finalize(counted)


def test_the_same_key_answers_with_the_first_result(staff: Staff, counted: UUID) -> None:
    first = staff["auditor"].finalize(counted, idempotency_key="final-once")
    assert staff["auditor"].finalize(counted, idempotency_key="final-once") == first
    with refused("idempotency_conflict"):
        staff["auditor"].finalize(UUID(int=5), idempotency_key="final-once")


@pytest.mark.parametrize("login", ["boss", "shift", "admin", "count"])
def test_only_an_auditor_makes_final(staff: Staff, counted: UUID, login: str) -> None:
    with refused("forbidden"):
        staff[login].finalize(counted)


def test_whoever_acted_in_the_session_does_not_make_it_final(staff: Staff, house: House) -> None:
    history = History(house)
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)
    history.drop(at(12, 5), session, counted_cents=55_000)
    house.insert(
        "table_session_event",
        casino_id=house.casino,
        gaming_table_id=history.table,
        table_session_id=session,
        transition="rundown",
        to_status="RUNDOWN",
        actor_id=staff["auditor"].staff_id,
        occurred_at=at(11),
    )
    with refused("same_person"):
        staff["auditor"].finalize(session)


@pytest.mark.parametrize("acted", ["removed", "witnessed", "entered"])
def test_whoever_took_out_or_counted_its_box_after_the_close_does_not_make_it_final(
    staff: Staff, house: House, acted: str
) -> None:
    history, auditor = History(house), staff["auditor"].staff_id
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)
    drop = house.insert(
        "table_drop_event",
        casino_id=house.casino,
        gaming_table_id=history.table,
        drop_box_id="LATE",
        seal_no="S-1",
        removed_at=at(12, 5),
        removed_by_staff_id=auditor if acted == "removed" else house.boss,
        witnessed_by_staff_id=auditor if acted == "witnessed" else house.dealer,
    )
    house.insert(
        "drop_count_entry",
        casino_id=house.casino,
        gaming_table_id=history.table,
        drop_event_id=drop,
        round=1,
        amount_cents=55_000,
        entered_by_staff_id=auditor if acted == "entered" else house.staff_id("count"),
        entered_at=at(13),
    )
    history.release(drop, 55_000)
    with refused("same_person"):
        staff["auditor"].finalize(session)


def test_whoever_counted_the_closer_it_began_with_does_not_make_it_final(
    staff: Staff, house: House
) -> None:
    history = History(house)
    closer = house.insert(
        "table_inventory_snapshot",
        casino_id=house.casino,
        gaming_table_id=history.table,
        snapshot_type="close",
        chipset=Jsonb({"100": 10_000}),
        counted_at=at(6),
        recorded_by_staff_id=house.boss,
        counted_with_staff_id=staff["auditor"].staff_id,
    )
    session = history.open(at(7), expected=closer)
    history.close(session, at(12), 960_000)
    history.drop(at(12, 5), session, counted_cents=55_000)
    with refused("same_person"):
        staff["auditor"].finalize(session)


def test_the_removal_a_final_sessions_box_begins_with_stands(
    staff: Staff, boss: Pit, house: House
) -> None:
    history = History(house)
    before = history.open(at(6), 1_000_000)
    history.close(before, at(6, 30), 1_000_000)
    first = history.drop(at(6, 40))
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)
    history.drop(at(12, 5), session, counted_cents=55_000)
    assert staff["auditor"].finalize(session)["counted_win_cents"] == 15_000
    with refused("already_final"):
        boss.void_drop(first)
    assert boss.void_drop(first, "RIGHT", "S-9")


def test_an_entry_at_the_instant_a_final_session_closed_is_after_it(
    staff: Staff, boss: Pit, house: House
) -> None:
    history = History(house)
    before = history.open(at(6), 1_000_000)
    history.close(before, at(6, 30), 1_000_000)
    history.drop(at(6, 40))
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)
    history.drop(at(12, 5), session, counted_cents=55_000)
    inside, after = history.buy_in(at(11), 100), history.buy_in(at(12), 200)
    staff["auditor"].finalize(session)
    with refused("already_final"):
        boss.reverse(inside, "Counted twice")
    assert boss.reverse(after, "Counted twice")["amount_cents"] == -200


def test_a_running_or_cancelled_session_is_not_final(staff: Staff, boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    with refused("invalid_state_transition"):
        staff["auditor"].finalize(session)
    with refused("invalid_state_transition"):
        staff["auditor"].finalize(boss.cancel(session))


def test_a_final_figure_is_a_counted_one(staff: Staff, house: House) -> None:
    history = History(house)
    session = history.open(at(7), 1_000_000)
    history.close(session, at(12), 960_000)
    with refused("missing_closing_artifact"):
        staff["auditor"].finalize(session)
    drop = history.drop(at(12, 5), session)
    with refused("missing_closing_artifact"):
        staff["auditor"].finalize(session)
    history.release(drop, 1)
    assert staff["auditor"].finalize(session)["counted_win_cents"] == -39_999


def test_a_session_that_owes_its_count_is_not_final(
    staff: Staff, boss: Pit, house: House, table: UUID, drop_alone_closes: None
) -> None:
    session = boss.open(table)
    drop = boss.drop(table)
    closed = boss.close(session, drop=drop)
    house.insert(
        "drop_count",
        casino_id=house.casino,
        gaming_table_id=table,
        drop_event_id=drop["id"],
        amount_cents=5,
        released_by_staff_id=house.boss,
        released_at=at(5),
    )
    with refused("missing_closing_artifact"):
        staff["auditor"].finalize(closed)


def test_an_unknown_session_is_not_found(staff: Staff) -> None:
    with refused("session_not_found"):
        staff["auditor"].finalize(UUID(int=3))
    with refused("missing_argument"):
        staff["auditor"].finalize(None)
