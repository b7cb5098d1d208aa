"""What never changes a win, with real hands: the people of the floor, the cage and the podium."""

from itertools import count
from uuid import UUID

import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import MOVED_CENTS, Pit, Row

TRAY = {"10000": 100, "2500": 40}
WITH_FILL = {"10000": 108, "2500": 48}
_positions = count(300)


@pytest.fixture
def pit(house: House) -> UUID:
    """A pit of the test's own."""
    position = next(_positions)
    return house.insert("pit", casino_id=house.casino, name=f"Pit {position}", position=position)


@pytest.fixture
def table(house: House, pit: UUID) -> UUID:
    return new_table(house, pit)


@pytest.fixture
def in_play(boss: Pit, table: UUID) -> UUID:
    """Opened with $11,000 and $500 bought in and lost."""
    boss.count(table, "open", TRAY)
    boss.open(table)
    boss.buy_in(table, 50_000)
    return table


def new_table(house: House, pit: UUID) -> UUID:
    table = house.new_table()
    house.change("gaming_table", table, pit_id=pit)
    return table


def day(boss: Pit) -> Row:
    (window,) = [w for w in boss.rows("rpc_get_shift_windows") if w["name"] == "day"]
    return window


def metrics(boss: Pit, table: UUID) -> Row:
    window = day(boss)
    return boss.metrics(window["window_start"], window["window_end"])[table]


def win(boss: Pit, table: UUID) -> int | None:
    """The day's, which the board and the session's line say too while one session ran."""
    window = day(boss)
    found = metrics(boss, table)["win_loss_estimated_cents"]
    view = boss.view(table)
    (part,) = boss.session_metrics(window["window_start"], window["window_end"], table)
    assert view["day"]["est_win_cents"] == view["session"]["est_win_cents"] == found
    assert part["win_loss_estimated_cents"] == found
    assert found is None or isinstance(found, int)
    return found


def pit_sum(boss: Pit, pit: UUID) -> Row:
    window = day(boss)
    (row,) = boss.pit_metrics(window["window_start"], window["window_end"], pit)
    return row


def test_a_lost_bet_adds_itself_to_the_win(boss: Pit, in_play: UUID) -> None:
    boss.count(in_play, chips={"10000": 95, "2500": 40})
    assert win(boss, in_play) == 0
    boss.count(in_play, chips={"10000": 95, "2500": 44})
    assert win(boss, in_play) == 10_000


def test_a_buy_in_for_chips_leaves_the_win(boss: Pit, in_play: UUID) -> None:
    boss.count(in_play, chips={"10000": 100, "2500": 40})
    assert win(boss, in_play) == 50_000
    boss.buy_in(in_play, 20_000)
    assert win(boss, in_play) == 50_000
    boss.count(in_play, chips={"10000": 98, "2500": 40})
    assert win(boss, in_play) == 50_000


def test_a_fill_leaves_the_win_before_and_after_it_is_counted(
    boss: Pit, hands: Hands, in_play: UUID
) -> None:
    boss.count(in_play, chips=TRAY)
    slip = hands.carried("fill", in_play)
    assert win(boss, in_play) == 50_000
    hands.floor.deposit(hands.dealer.verify(slip))
    assert win(boss, in_play) == 50_000
    assert metrics(boss, in_play)["since_count_fills_cents"] == MOVED_CENTS
    boss.count(in_play, chips=WITH_FILL)
    assert win(boss, in_play) == 50_000
    assert metrics(boss, in_play)["since_count_fills_cents"] == 0


def test_a_credit_leaves_the_win_before_and_after_it_is_counted(
    boss: Pit, hands: Hands, in_play: UUID
) -> None:
    boss.count(in_play, chips=TRAY)
    slip = hands.taken(in_play)
    assert win(boss, in_play) == 50_000
    boss.count(in_play, chips={"10000": 92, "2500": 32})
    assert win(boss, in_play) == 50_000
    hands.floor.deposit(hands.dealer.verify(hands.cashier.issue(slip)))
    assert win(boss, in_play) == 50_000


def test_a_colour_up_leaves_the_win(boss: Pit, in_play: UUID) -> None:
    boss.count(in_play, chips=TRAY)
    boss.buy_in(in_play, 10_000, tender_type="chips")
    assert win(boss, in_play) == 50_000
    boss.count(in_play, chips={"10000": 99, "2500": 44})
    assert win(boss, in_play) == 50_000
    assert metrics(boss, in_play)["estimated_drop_buyins_cents"] == 50_000


def test_chips_walked_to_another_table_leave_the_sum_of_the_pit(
    boss: Pit, house: House, pit: UUID, in_play: UUID
) -> None:
    other = new_table(house, pit)
    boss.count(other, "open", TRAY)
    boss.open(other)
    boss.buy_in(other, 10_000)
    boss.count(in_play, chips={"10000": 95, "2500": 40})
    boss.count(other, chips={"10000": 99, "2500": 40})
    before = pit_sum(boss, pit)
    # Won here, brought there, changed there for other chips and lost there.
    boss.count(in_play, chips={"10000": 93, "2500": 40})
    boss.buy_in(other, 20_000, tender_type="chips")
    boss.count(other, chips={"10000": 101, "2500": 40})
    after = pit_sum(boss, pit)
    for name in (
        "win_loss_estimated_total_cents",
        "win_loss_inventory_total_cents",
        "estimated_drop_buyins_total_cents",
    ):
        assert after[name] == before[name], name
    assert (win(boss, in_play), win(boss, other)) == (-20_000, 20_000)


@pytest.mark.parametrize("kind", ["fill", "credit"])
def test_a_void_is_nothing_in_the_figures_and_its_number_is_there(
    boss: Pit, hands: Hands, in_play: UUID, kind: str
) -> None:
    boss.count(in_play, chips=TRAY)
    before = metrics(boss, in_play)
    first = hands.issued(kind, in_play)
    hands.cashier.void(first)
    second = hands.deposited(kind, in_play)
    boss.count(in_play, chips=WITH_FILL if kind == "fill" else {"10000": 92, "2500": 32})
    after = metrics(boss, in_play)
    assert after[f"{kind}s_total_cents"] == before[f"{kind}s_total_cents"] + MOVED_CENTS
    assert after["win_loss_estimated_cents"] == before["win_loss_estimated_cents"]
    numbered = boss.query(
        "select slip_number, status from pit.fill_credit_slip"
        " where gaming_table_id = %s and kind = %s order by slip_number",
        in_play,
        kind,
    )
    assert [(each["slip_number"], each["status"]) for each in numbered] == [
        (second["slip_number"] - 1, "VOID"),
        (second["slip_number"], "DEPOSITED_IN_DROPBOX"),
    ]


def test_sending_anything_again_changes_no_figure(boss: Pit, hands: Hands, in_play: UUID) -> None:
    def everything() -> None:
        entry = boss.buy_in(in_play, 700, idempotency_key=f"b-{in_play}")
        boss.reverse(entry, idempotency_key=f"r-{in_play}")
        boss.buy_in(in_play, 900, idempotency_key=f"c-{in_play}")
        slip = hands.floor.request("fill", in_play, idempotency_key=f"q-{in_play}")
        slip = hands.cashier.issue(slip, idempotency_key=f"i-{in_play}")
        slip = hands.security.carry(slip, idempotency_key=f"y-{in_play}")
        slip = hands.dealer.verify(slip, idempotency_key=f"v-{in_play}")
        hands.floor.deposit(slip, idempotency_key=f"d-{in_play}")
        boss.count(in_play, chips=WITH_FILL, idempotency_key=f"n-{in_play}")
        boss.drop(in_play, f"BOX-{in_play}", idempotency_key=f"x-{in_play}")

    everything()
    once = metrics(boss, in_play)
    for _ in range(3):
        everything()
    assert metrics(boss, in_play) == once
    assert once["estimated_drop_buyins_cents"] == 50_900
    assert once["fills_total_cents"] == MOVED_CENTS
