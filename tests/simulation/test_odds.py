"""Every bet pays what its cards, dice and pockets say, exactly."""

from fractions import Fraction

import pytest

from pitterm.simulation import odds
from pitterm.simulation.odds import Outcomes
from tests.simulation import exact
from tests.simulation.exact import Spread


def spread(outcomes: Outcomes) -> Spread:
    """The bet's distribution as exact shares, without what cannot happen."""
    total = sum(outcomes.weights.values())
    return {net: Fraction(weight, total) for net, weight in outcomes.weights.items() if weight}


def possible(expected: Spread) -> Spread:
    return {net: share for net, share in expected.items() if share}


@pytest.mark.parametrize("covered", odds.STRAIGHT_UP)
def test_numbers_pay_thirty_five_to_one_on_a_wheel_of_thirty_eight(covered: int) -> None:
    assert spread(odds.STRAIGHT_UP[covered]) == exact.roulette_numbers(covered)


@pytest.mark.parametrize(
    "bet", [*odds.STRAIGHT_UP.values(), odds.EVEN_MONEY, odds.DOZEN], ids=lambda _: "bet"
)
def test_every_roulette_bet_costs_five_and_a_quarter_percent(bet: Outcomes) -> None:
    assert -bet.mean * 100 / bet.staked == Fraction(2, 38)


def test_the_outside_bets_lose_on_both_zeros() -> None:
    assert spread(odds.EVEN_MONEY) == exact.roulette_outside(18, 1)
    assert spread(odds.DOZEN) == exact.roulette_outside(12, 2)


def test_baccarat_is_eight_decks_dealt_out_with_five_percent_commission() -> None:
    assert spread(odds.BANKER) == exact.baccarat(banker=True)
    assert spread(odds.PLAYER) == exact.baccarat(banker=False)
    assert float(odds.BANKER.mean) == pytest.approx(-0.010579, abs=1e-6)
    assert float(odds.PLAYER.mean) == pytest.approx(-0.012351, abs=1e-6)


@pytest.mark.parametrize("multiple", odds.PASS_LINE)
def test_the_line_wins_as_the_dice_do_and_odds_cost_nothing(multiple: int) -> None:
    assert spread(odds.PASS_LINE[multiple]) == exact.pass_line(multiple)
    assert odds.PASS_LINE[multiple].mean == Fraction(-7, 495)


def test_the_field_pays_twelve_three_times() -> None:
    assert spread(odds.FIELD) == exact.field()


def test_three_card_poker_is_every_hand_against_every_hand() -> None:
    assert spread(odds.ANTE) == possible(exact.three_card(pair_plus=False))
    assert spread(odds.ANTE_AND_PAIR_PLUS) == possible(exact.three_card(pair_plus=True))
    assert float(odds.ANTE.mean) == pytest.approx(-0.0337, abs=1e-4)
    pair_plus = odds.ANTE_AND_PAIR_PLUS.mean - odds.ANTE.mean
    assert float(pair_plus) == pytest.approx(-0.0728, abs=1e-4)


def test_blackjack_is_basic_strategy_against_an_endless_shoe() -> None:
    expected = exact.blackjack()
    dealt = spread(odds.BLACKJACK)
    assert dealt.keys() == expected.keys()
    for net, share in dealt.items():
        assert float(share) == pytest.approx(float(expected[net]), abs=1e-7), net
    assert 0.006 < -float(odds.BLACKJACK.mean) < 0.01
