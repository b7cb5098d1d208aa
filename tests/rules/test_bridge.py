"""What finance records with a rating slip is in the telemetry, by the same commit."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused
from tests.rules.player import Player


@pytest.fixture
def cashier(staff: Staff) -> Pit:
    return staff["cashier"]


@pytest.fixture
def session(boss: Pit, table: UUID) -> Row:
    """A session that runs at the test's table."""
    return boss.open(table)


@pytest.fixture
def player(house: House, table: UUID, session: Row) -> Player:
    return Player(house, table, since=session["opened_at"])


@pytest.fixture
def final(boss: Pit, house: House, session: Row, player: Player) -> Row:
    """The session's rundown, closed over one buy-in of $100 and made final."""
    boss.close(session, boss.count(player.table, "close"))
    rundown = house.value(
        "select id from pit.table_rundown where table_session_id = %s", session["id"]
    )
    house.change(
        "table_rundown",
        rundown,
        metric_grade="FINAL",
        finalized_at=house.value("select clock_timestamp()"),
        finalized_by_staff_id=house.database.staff_id("auditor"),
    )
    return rundown_of(house, session)


def rundown_of(house: House, session: Row) -> Row:
    row = house.value(
        "select to_jsonb(r) from pit.table_rundown r where table_session_id = %s", session["id"]
    )
    assert isinstance(row, dict)
    return row


def test_a_rated_buy_in_comes_with_its_tender_its_time_and_who_recorded_it(
    cashier: Pit, house: House, player: Player, session: Row
) -> None:
    before = house.change_number()
    recorded = player.buys_in(
        cashier, 7_500, tender_type="marker", occurred_at=session["opened_at"], note="two blacks"
    )
    [entry] = player.telemetry()
    assert (entry["telemetry_kind"], entry["amount_cents"]) == ("RATED_BUYIN", 7_500)
    assert (entry["tender_type"], entry["note"]) == ("marker", "two blacks")
    assert entry["idempotency_key"] == f"pft:{recorded['id']}"
    assert entry["actor_id"] == str(cashier.staff_id)
    assert (
        house.value("select occurred_at from pit.table_buyin_telemetry where id = %s", entry["id"])
        == recorded["occurred_at"]
        == session["opened_at"]
    )
    assert house.change_number() == before + 1


def test_money_out_and_money_without_a_slip_stay_in_finance(
    cashier: Pit, house: House, player: Player
) -> None:
    player.buys_in(cashier, direction="out")
    kept = house.value("select count(*) from pit.table_buyin_telemetry")
    cashier.take_back(cashier.record(player.link["visit_id"]))
    assert player.telemetry() == []
    assert house.value("select count(*) from pit.table_buyin_telemetry") == kept


def test_a_backdated_buy_in_counts_in_the_shift_it_happened_in(
    boss: Pit, cashier: Pit, house: House, table: UUID
) -> None:
    yesterday = house.value("select clock_timestamp() - interval '1 day'")
    Player(house, table, since=yesterday).buys_in(cashier, 30_000, occurred_at=yesterday)

    def rated(at: object) -> object:
        start, end = house.connection.execute(
            "select started_at, ends_at from pit_private.shift_at(%s, %s)", [house.casino, at]
        ).fetchall()[0]
        windows = boss.rows("rpc_shift_table_metrics", window_start=start, window_end=end)
        [row] = [row for row in windows if row["table_id"] == table]
        return row["estimated_drop_rated_cents"]

    assert rated(yesterday) == 30_000
    assert rated(yesterday + timedelta(days=1)) is None


def test_an_adjustment_counts_at_the_time_of_what_it_adjusts(
    boss: Pit, cashier: Pit, player: Player, session: Row
) -> None:
    original = player.buys_in(cashier, 10_000, occurred_at=session["opened_at"])
    cashier.adjust(original, -2_500)
    entry, adjustment = player.telemetry()
    assert (adjustment["telemetry_kind"], adjustment["amount_cents"]) == ("ADJUSTMENT", -2_500)
    assert adjustment["adjusts_id"] == entry["id"]
    assert adjustment["occurred_at"] == entry["occurred_at"]
    assert adjustment["note"] == "recounted"
    assert boss.view(player.table)["session"]["rated_cents"] == 7_500


def test_a_reversal_in_finance_takes_back_what_stands(cashier: Pit, player: Player) -> None:
    original = player.buys_in(cashier, 10_000)
    cashier.adjust(original, 2_000)
    cashier.take_back(original)
    entry, _, reversal = player.telemetry()
    assert (reversal["telemetry_kind"], reversal["amount_cents"]) == ("REVERSAL", -12_000)
    assert reversal["reverses_id"] == entry["id"]
    assert reversal["occurred_at"] == entry["occurred_at"]


def test_a_reversal_in_the_pit_takes_back_the_adjustments_too(
    boss: Pit, cashier: Pit, player: Player
) -> None:
    original = player.buys_in(cashier, 10_000)
    cashier.adjust(original, 2_000)
    assert boss.reverse(player.entry(), "counted twice")["amount_cents"] == -12_000


def test_nothing_follows_what_the_pit_took_back(
    boss: Pit, cashier: Pit, house: House, player: Player
) -> None:
    original = player.buys_in(cashier, 10_000)
    boss.reverse(player.entry(), "counted twice")
    cashier.adjust(original, 2_000)
    cashier.take_back(original)
    house.backfill_all()
    assert player.amounts() == [("RATED_BUYIN", 10_000), ("REVERSAL", -10_000)]


def test_what_finance_took_back_is_not_taken_back_by_the_pit(
    boss: Pit, cashier: Pit, player: Player
) -> None:
    cashier.take_back(player.buys_in(cashier))
    with refused("already_reversed"):
        boss.reverse(player.entry(), "counted twice")


def test_an_entry_that_was_adjusted_away_has_nothing_to_take_back(
    boss: Pit, cashier: Pit, player: Player
) -> None:
    original = player.buys_in(cashier, 10_000)
    cashier.adjust(original, -10_000)
    with refused("invalid_amount"):
        boss.reverse(player.entry(), "counted twice")


def test_an_adjustment_is_finances_alone(boss: Pit, cashier: Pit, player: Player) -> None:
    cashier.adjust(player.buys_in(cashier), 500)
    with refused("invalid_argument"):
        boss.reverse(UUID(player.telemetry()[1]["id"]), "counted twice")


def test_the_pit_gives_a_reason_even_for_what_its_own_people_recorded_in_finance(
    floor: Pit, player: Player
) -> None:
    own = floor.buy_in(player.table)
    floor.adjust(player.buys_in(floor), 500)
    with refused("reason_required"):
        floor.reverse(player.entry())
    assert floor.reverse(own)["amount_cents"] == -2_500
    assert floor.reverse(player.entry(), "counted twice")["amount_cents"] == -10_500


def test_the_list_of_last_entries_says_what_came_from_finance(floor: Pit, player: Player) -> None:
    floor.buy_in(player.table)
    floor.adjust(player.buys_in(floor), 500)
    entries = floor.view(player.table)["recent_entries"]
    assert [(entry["kind"], entry["from_finance"]) for entry in entries] == [
        ("ADJUSTMENT", True),
        ("RATED_BUYIN", True),
        ("GRIND_BUYIN", False),
    ]


def test_finance_goes_on_while_the_bridge_is_down(
    cashier: Pit, house: House, player: Player
) -> None:
    with house.bridge_down():
        original = player.buys_in(cashier, 10_000)
        cashier.adjust(original, 500)
    assert player.telemetry() == []
    assert house.backfill_all() >= 2
    assert player.amounts() == [("RATED_BUYIN", 10_000), ("ADJUSTMENT", 500)]


def test_a_correction_brings_what_did_not_come_before(
    cashier: Pit, house: House, player: Player
) -> None:
    with house.bridge_down():
        original = player.buys_in(cashier, 10_000)
        cashier.adjust(original, 500)
    cashier.take_back(original)
    assert player.amounts() == [
        ("RATED_BUYIN", 10_000),
        ("ADJUSTMENT", 500),
        ("REVERSAL", -10_500),
    ]


def test_a_late_transaction_changes_the_closed_sessions_rundown(
    boss: Pit, cashier: Pit, house: House, player: Player, session: Row
) -> None:
    boss.close(session, boss.count(player.table, "close"))
    original = player.buys_in(cashier, 10_000, occurred_at=session["opened_at"])
    assert rundown_of(house, session)["estimated_drop_rated_cents"] == 10_000
    cashier.adjust(original, 500)
    assert rundown_of(house, session)["estimated_drop_rated_cents"] == 10_500
    boss.reverse(player.entry(), "counted twice")
    assert rundown_of(house, session)["estimated_drop_rated_cents"] == 0


def test_a_final_rundown_stays_while_the_telemetry_goes_on(
    boss: Pit, cashier: Pit, house: House, player: Player, session: Row, final: Row
) -> None:
    original = player.buys_in(cashier, 10_000, occurred_at=session["opened_at"])
    cashier.adjust(original, 500)
    assert player.amounts() == [("RATED_BUYIN", 10_000), ("ADJUSTMENT", 500)]
    with refused("already_final"):
        boss.reverse(player.entry(), "counted twice")
    cashier.take_back(original)
    assert sum(cents for _, cents in player.amounts()) == 0
    assert rundown_of(house, session) == final
