"""Chips move between tray and player without a cent appearing or getting lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitterm.database.demo import DEMO_FLOOR
from pitterm.database.floor import read_floor
from pitterm.simulation.racks import Rack

CHIP_SETS = [
    tuple(chip_set.denominations_cents)
    for casino in read_floor(DEMO_FLOOR).casinos
    for chip_set in casino.chip_sets
]
BLACKJACK = (100_000, 50_000, 10_000, 2_500, 500, 250, 100)


@given(
    denominations=st.sampled_from(CHIP_SETS),
    payments=st.lists(st.integers(1, 4_000), min_size=1, max_size=40),
)
def test_what_one_pays_the_other_has(denominations: tuple[int, ...], payments: list[int]) -> None:
    tray = Rack.laid_out(denominations, denominations[0] * 40)
    player = Rack.worth(denominations, denominations[0] * 4)
    both = tray.total_cents + player.total_cents
    for number, units in enumerate(payments):
        payer, other = (tray, player) if number % 2 else (player, tray)
        cents = min(units * tray.smallest_cents, payer.playable_cents)
        before = payer.total_cents
        payer.pay(other, cents)
        assert payer.total_cents == before - cents
        assert payer.total_cents + other.total_cents == both
        assert min(*payer.counts, *other.counts) >= 0


def test_a_tray_is_laid_out_to_the_cent_with_small_chips_in_it() -> None:
    tray = Rack.laid_out(BLACKJACK, 4_000_000)
    assert tray.total_cents == 4_000_000
    assert all(tray.counts)


def test_dollar_chips_lie_still_where_two_fifty_chips_play() -> None:
    tray = Rack.laid_out(BLACKJACK, 4_000_000)
    assert tray.smallest_cents == 250
    assert tray.playable_cents == 4_000_000 - 100 * tray.chipset()[100]


def test_a_buy_in_is_paid_in_chips_to_bet_with() -> None:
    tray, player = Rack.laid_out(BLACKJACK, 4_000_000), Rack(BLACKJACK)
    tray.pay(player, 20_000, largest=2_500)
    assert player.chipset()[2_500] == 8


def test_a_large_chip_is_broken_with_change_from_the_other_side() -> None:
    tray = Rack.holding({100_000: 1}, BLACKJACK)
    player = Rack.holding({10_000: 5, 50_000: 1}, BLACKJACK)
    tray.pay(player, 10_000)
    assert (tray.total_cents, player.total_cents) == (90_000, 110_000)
    assert player.chipset()[100_000] == 1


def test_a_rack_pays_no_more_than_it_holds() -> None:
    with pytest.raises(ValueError, match="cannot be paid"):
        Rack.holding({500: 3}, BLACKJACK).pay(Rack(BLACKJACK), 2_000)
