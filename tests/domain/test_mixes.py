"""A mix spreads an amount over chips: always to the cent, and only in chips the table has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitterm.domain import chips
from pitterm.domain.mixes import spread
from pitterm.domain.money import MAX_AMOUNT_CENTS

BLACKJACK = (100_000, 50_000, 10_000, 2_500, 500, 250, 100)
CRAPS = (100_000, 50_000, 10_000, 2_500, 500)

TRAYS = st.sampled_from([BLACKJACK, CRAPS, (500,), (250, 100), (700, 300)]) | st.lists(
    st.integers(1, 2_000), min_size=1, max_size=5, unique=True
)
SHARES = st.dictionaries(st.sampled_from(BLACKJACK), st.integers(0, 100))


@given(st.integers(1, MAX_AMOUNT_CENTS), SHARES, TRAYS)
def test_a_spread_is_worth_the_amount_in_chips_of_the_table(
    amount: int, shares: dict[int, int], tray: list[int]
) -> None:
    chipset = spread(amount, shares, tray)
    if chipset is None:
        return
    assert chips.total_cents(chipset) == amount
    assert set(chipset) <= set(tray)
    assert min(chipset.values()) > 0
    assert chips.fault(chipset) is None


@given(st.dictionaries(st.sampled_from(BLACKJACK), st.integers(0, 50), min_size=1), SHARES, TRAYS)
def test_what_some_chips_are_worth_can_be_spread(
    held: dict[int, int], shares: dict[int, int], tray: list[int]
) -> None:
    worth = sum(tray[place % len(tray)] * count for place, count in enumerate(held.values()))
    chipset = spread(worth, shares, tray)
    assert (chipset is None) == (worth == 0)


def test_an_even_amount_has_exactly_the_shares() -> None:
    shares = {10_000: 60, 2_500: 30, 500: 10}
    assert spread(1_000_000, shares, CRAPS) == {10_000: 60, 2_500: 120, 500: 200}


def test_what_the_shares_leave_over_is_made_of_the_mix_and_then_of_smaller_chips() -> None:
    shares = {10_000: 50, 2_500: 50}
    assert spread(123_000, shares, CRAPS) == {10_000: 6, 2_500: 25, 500: 1}


@given(st.integers(1, 20_000), SHARES)
def test_no_share_is_missed_by_more_than_a_few_chips(fives: int, shares: dict[int, int]) -> None:
    amount = fives * 500
    chipset = spread(amount, shares, CRAPS) or {}
    mixed = {chip: share for chip, share in shares.items() if chip in CRAPS and share > 0}
    for chip, share in mixed.items():
        wanted = amount * share / sum(mixed.values())
        assert abs(chipset.get(chip, 0) * chip - wanted) <= sum(CRAPS)


def test_shares_of_chips_the_table_lacks_go_to_the_others() -> None:
    assert spread(100_000, {10_000: 50, 100: 50}, CRAPS) == {10_000: 10}
    assert spread(3_000, {100: 100}, CRAPS) == {2_500: 1, 500: 1}


def test_two_fifty_chips_make_the_odd_half_dollar() -> None:
    assert spread(350, {100: 100}, BLACKJACK) == {250: 1, 100: 1}
    assert spread(300, {250: 100}, (250, 100)) == {100: 3}


@pytest.mark.parametrize("amount", [730, 499, 0, -500])
def test_what_the_chips_cannot_make_has_no_spread(amount: int) -> None:
    assert spread(amount, {500: 100}, CRAPS) is None


def test_a_table_without_chips_has_no_spread() -> None:
    assert spread(500, {500: 100}, ()) is None


def test_more_of_one_chip_than_can_be_recorded_is_no_spread() -> None:
    assert spread(100_001 * 500, {500: 100}, CRAPS) is None
