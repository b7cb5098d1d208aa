"""What a fill and a credit do to the figures: the tray changes, the win does not."""

from typing import Any
from uuid import UUID

import pytest

from tests.rules.hands import Hands
from tests.rules.pit import CHIPS, MOVED_CENTS, Pit

MORE = {"10000": 108, "2500": 48}
"""The tray with a fill in it."""
LESS = {"10000": 92, "2500": 32}
"""The tray without a credit's chips."""
BOUGHT_IN_CENTS = 30_000


@pytest.fixture(autouse=True)
def _in_play(boss: Pit, table: UUID) -> None:
    boss.count(table, "open")
    boss.open(table)
    boss.buy_in(table, BOUGHT_IN_CENTS)


def session(boss: Pit, table: UUID) -> dict[str, Any]:
    """The session's figures on the board."""
    figures = boss.view(table)["session"]
    assert isinstance(figures, dict)
    return figures


def test_a_fill_counts_once_the_table_verified_it(hands: Hands, boss: Pit, table: UUID) -> None:
    slip = hands.carried("fill", table)
    assert session(boss, table)["fills_cents"] == 0
    hands.floor.deposit(hands.dealer.verify(slip))
    assert session(boss, table)["fills_cents"] == MOVED_CENTS


def test_a_credit_counts_from_its_counting_out(hands: Hands, boss: Pit, table: UUID) -> None:
    hands.requested("credit", table)
    assert session(boss, table)["credits_cents"] == MOVED_CENTS
    boss.count(table, chips=LESS)
    assert session(boss, table)["est_win_cents"] == BOUGHT_IN_CENTS


def test_a_fill_leaves_the_win_unchanged(hands: Hands, boss: Pit, table: UUID) -> None:
    hands.verified("fill", table)
    boss.count(table, chips=MORE)
    assert session(boss, table)["est_win_cents"] == BOUGHT_IN_CENTS


def test_a_fill_that_is_still_on_its_way_is_not_in_the_tray(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    slip = hands.carried("fill", table)
    boss.count(table, chips=CHIPS)
    assert session(boss, table)["est_win_cents"] == BOUGHT_IN_CENTS
    hands.dealer.verify(slip)
    after = session(boss, table)
    assert (after["est_win_cents"], after["since_count_fills_cents"]) == (
        BOUGHT_IN_CENTS,
        MOVED_CENTS,
    )
    boss.count(table, chips=MORE)
    assert session(boss, table)["est_win_cents"] == BOUGHT_IN_CENTS


def test_a_fill_and_a_credit_of_the_same_chips_leave_tray_and_win(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    hands.deposited("fill", table)
    hands.deposited("credit", table)
    boss.count(table, chips=CHIPS)
    figures = session(boss, table)
    assert (figures["tray_cents"], figures["est_win_cents"]) == (0, BOUGHT_IN_CENTS)
    assert (figures["fills_cents"], figures["credits_cents"]) == (MOVED_CENTS, MOVED_CENTS)


@pytest.mark.parametrize("so_far", ["voided", "withdrawn"])
@pytest.mark.parametrize("kind", ["fill", "credit"])
def test_a_void_and_a_withdrawal_count_nothing(
    hands: Hands, boss: Pit, table: UUID, kind: str, so_far: str
) -> None:
    slip = getattr(hands, so_far)(kind, table)
    assert slip["effective_at"] is None
    boss.count(table, chips=CHIPS)
    figures = session(boss, table)
    assert (figures["fills_cents"], figures["credits_cents"]) == (0, 0)
    assert figures["est_win_cents"] == BOUGHT_IN_CENTS


def test_the_board_counts_the_slips_somebody_has_to_act_on(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    oldest = hands.requested("fill", table)
    hands.verified("credit", table)
    hands.deposited("fill", table)
    hands.voided("fill", table)
    view = boss.view(table)
    assert (view["slips_in_flight"], view["oldest_slip_at"]) == (2, oldest["requested_at"])
