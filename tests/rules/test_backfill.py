"""The backfill brings what the bridge could not, once, and goes on where it stopped."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from tests.databases import Database
from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff
from tests.rules.player import Player


@pytest.fixture
def cashier(staff: Staff) -> Pit:
    return staff["cashier"]


@pytest.fixture
def player(boss: Pit, house: House, table: UUID) -> Iterator[Player]:
    """A player at a running table; all of finance is in the telemetry before and after."""
    house.backfill_all()
    boss.open(table)
    yield Player(house, table)
    house.backfill_all()


def missed(house: House, cashier: Pit, player: Player, amounts: list[int]) -> list[Row]:
    """Buy-ins that finance recorded while the bridge was down."""
    with house.bridge_down():
        return [player.buys_in(cashier, cents) for cents in amounts]


def test_twice_is_once(house: House, cashier: Pit, player: Player) -> None:
    missed(house, cashier, player, [1_000, 2_000, 3_000])
    assert house.backfill_all() == 3
    first = player.telemetry()
    assert house.backfill_all() == 0
    assert player.telemetry() == first
    assert [row["amount_cents"] for row in first] == [1_000, 2_000, 3_000]


def test_what_it_brings_is_what_the_bridge_would_have(
    house: House, cashier: Pit, player: Player
) -> None:
    live = player.buys_in(cashier, 5_000, tender_type="coupon", note="kept")
    cashier.adjust(live, -500)
    cashier.take_back(live)
    with house.bridge_down():
        late = player.buys_in(cashier, 5_000, tender_type="coupon", note="kept")
        cashier.adjust(late, -500)
        cashier.take_back(late)
    assert house.backfill_all() == 3
    by_bridge, by_backfill = player.telemetry()[:3], player.telemetry()[3:]
    for one, other in zip(by_bridge, by_backfill, strict=True):
        for same in ("amount_cents", "telemetry_kind", "tender_type", "actor_id", "note"):
            assert one[same] == other[same]
    assert by_backfill[0]["occurred_at"] == by_backfill[2]["occurred_at"]


def test_it_goes_on_where_it_stopped_and_begins_again_after_the_last(
    house: House, cashier: Pit, player: Player
) -> None:
    missed(house, cashier, player, [1_000] * 5)
    total = house.value(
        "select count(gaming_table_id) from pit.player_financial_transaction where casino_id = %s",
        house.casino,
    )
    for expected in ([2, 2, 1], []):
        batches = [house.backfill(2)]
        while batches[-1][2]:
            batches.append(house.backfill(2))
        assert [inserted for _, inserted, _ in batches if inserted] == expected
        assert sum(done for done, _, _ in batches) == total
    assert house.value("select count(*) from pit_private.backfill_place") == 0


def test_who_finds_a_table_at_work_takes_another(
    house: House, cashier: Pit, player: Player, database: Database
) -> None:
    elsewhere = Player(house, house.new_table())
    missed(house, cashier, player, [1_000] * 3)
    missed(house, cashier, elsewhere, [2_000] * 2)
    places = "select gaming_table_id from pit_private.backfill_place"
    house.value("select pit_private.begin_backfill(%s)", house.casino)
    with database.connect_admin() as connection, connection.transaction():
        at_work = House(database, connection).value(f"{places} order by 1 limit 1 for update")
        assert house.backfill(1_000)[2]
        assert house.value(f"{places} where is_done") != at_work
    house.backfill_all()
    assert (len(player.telemetry()), len(elsewhere.telemetry())) == (3, 2)


def test_a_run_that_goes_on_brings_what_came_to_tables_that_were_done_or_had_nothing(
    house: House, cashier: Pit, player: Player
) -> None:
    beside, later = (Player(house, house.new_table()) for _ in range(2))
    for each in (player, beside):
        missed(house, cashier, each, [1_000])
    while house.backfill(1)[1] == 0:
        pass
    for each in (player, beside, later):
        missed(house, cashier, each, [2_000])
    house.value("select pit_private.begin_backfill(%s)", house.casino)
    assert house.backfill_all() == 4
    assert [len(each.telemetry()) for each in (player, beside, later)] == [2, 2, 1]


def test_a_batch_that_fails_leaves_its_place_and_its_rows_as_they_were(
    house: House, cashier: Pit, player: Player
) -> None:
    missed(house, cashier, player, [1_000, 2_000])
    with house.connection.transaction(force_rollback=True):
        assert house.backfill_all() == 2
    assert player.telemetry() == []
    assert house.backfill_all() == 2


def test_a_batch_that_brought_something_is_one_change_and_an_idle_one_none(
    house: House, cashier: Pit, player: Player
) -> None:
    missed(house, cashier, player, [1_000, 2_000])
    before, logged = house.change_number(), house.logged_commands()
    house.backfill_all()
    assert (house.change_number(), house.logged_commands()) == (before + 1, logged)
    house.backfill_all()
    assert house.change_number() == before + 1


def test_each_casino_has_its_own_place(
    house: House, cashier: Pit, player: Player, staff: Staff
) -> None:
    missed(house, cashier, player, [1_000])
    with house.bridge_down():
        foreign = Player(house, house.new_table("lakeside"), casino="lakeside")
        foreign.buys_in(staff["boss2"], 9_000)
    assert house.backfill_all() == 1
    assert foreign.telemetry() == []
    assert house.backfill(10, "lakeside") == (1, 1, False)
    assert foreign.amounts() == [("RATED_BUYIN", 9_000)]


def test_live_entries_and_two_backfills_at_once_bring_each_transaction_once(
    house: House, cashier: Pit, player: Player, database: Database
) -> None:
    missed(house, cashier, player, [1_000] * 40)

    def fill() -> int:
        with database.connect_admin() as connection:
            return House(database, connection).backfill_all(batch=7)

    def record() -> int:
        for _ in range(30):
            cashier.adjust(player.buys_in(cashier, 500), 100)
        return 60

    with ThreadPoolExecutor(3) as pool:
        fills = [pool.submit(fill), pool.submit(fill)]
        assert pool.submit(record).result(60) == 60
        brought = [each.result(60) for each in fills]
    house.backfill_all()
    assert sum(brought) == 40
    keys = [row["idempotency_key"] for row in player.telemetry()]
    assert len(keys) == len(set(keys)) == 100
    assert sum(cents for _, cents in player.amounts()) == 40 * 1_000 + 30 * 600


@pytest.mark.parametrize("login", ["admin", "boss", "cashier", "auditor"])
def test_no_login_may_start_it(staff: Staff, house: House, login: str) -> None:
    with pytest.raises(Exception, match="permission denied"):
        staff[login].query("select * from pit_private.backfill_telemetry(%s, 1)", house.casino)
