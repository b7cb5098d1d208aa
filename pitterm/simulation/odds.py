"""What one bet can come to: net to the player in hundredths of the stake, and how often."""

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate


class Outcomes:
    """A bet's whole distribution; `staked` is what lies on the layout, in hundredths of a stake."""

    def __init__(self, weights: Mapping[int, int], staked: int = 100) -> None:
        self.weights = dict(sorted(weights.items()))
        self.staked = staked
        self._nets = tuple(self.weights)
        self._cumulative = tuple(accumulate(self.weights.values()))

    def draw(self, dice: random.Random, times: int) -> list[int]:
        """So many bets, one after another."""
        return dice.choices(self._nets, cum_weights=self._cumulative, k=times)

    @property
    def mean(self) -> Fraction:
        """What the player wins of a stake on average; negative."""
        return Fraction(
            sum(net * weight for net, weight in self.weights.items()), 100 * self._cumulative[-1]
        )


def _roulette_numbers(covered: int) -> Outcomes:
    weights = {3_500 - 100 * (covered - 1): covered, -100 * covered: 38 - covered}
    return Outcomes(weights, staked=100 * covered)


def _pass_line(odds: int) -> Outcomes:
    """Of 1,980 come-out rolls: 440 won and 220 lost at once, the rest with their odds behind."""
    if odds == 0:
        return Outcomes({100: 976, -100: 1_004})
    made = {100 + odds * 120: 250, 100 + odds * 150: 176, 100 + odds * 200: 110}
    lost = {-100 * (1 + odds): 784, -100: 220}
    # The odds stand on two lines of three.
    return Outcomes({100: 440, **made, **lost}, staked=100 + odds * 100 * 2 // 3)


# An endless shoe, dealer hits soft 17, double any two, split once, naturals 3 to 2.
BLACKJACK = Outcomes(
    {
        -400: 2_141,
        -300: 18_320,
        -200: 446_095,
        -100: 4_336_573,
        0: 877_551,
        100: 3_231_048,
        150: 450_965,
        200: 610_212,
        300: 22_939,
        400: 4_157,
    }
)

STRAIGHT_UP = {covered: _roulette_numbers(covered) for covered in (2, 4, 6, 10)}
EVEN_MONEY = Outcomes({100: 18, -100: 20})
DOZEN = Outcomes({200: 12, -100: 26})

# Eight decks, of every order of six cards.
_BANKER, _PLAYER, _TIE = 2_292_252_566_437_888, 2_230_518_282_592_256, 475_627_426_473_216
BANKER = Outcomes({95: _BANKER, 0: _TIE, -100: _PLAYER})
PLAYER = Outcomes({100: _PLAYER, 0: _TIE, -100: _BANKER})

PASS_LINE = {odds: _pass_line(odds) for odds in (0, 1, 2)}
FIELD = Outcomes({200: 1, 300: 1, 100: 14, -100: 20})

# Three Card Poker: Q-6-4 and better is played; straight, three alike and straight flush earn the
# ante 1, 4 and 5; Pair Plus pays 1, 3, 6, 30, 40. Of 22,100 hands against 18,424.
ANTE = Outcomes(
    {
        -200: 91_126_832,
        -100: 132_923_304,
        0: 249_216,
        100: 80_955_780,
        200: 91_100_696,
        300: 8_976_452,
        500: 289_104,
        600: 931_972,
        700: 617_044,
    }
)
ANTE_AND_PAIR_PLUS = Outcomes(
    {
        -300: 77_992_716,
        -200: 132_652_800,
        -100: 12_108_216,
        0: 53_876_136,
        100: 39_406_040,
        200: 20_926_080,
        300: 36_171_912,
        400: 6_135_276,
        500: 13_064_048,
        700: 18_288,
        800: 4_001_004,
        900: 8_975_484,
        3_200: 3_312,
        3_500: 288_960,
        3_600: 665_776,
        4_300: 968,
        4_500: 144,
        4_600: 266_196,
        4_700: 617_044,
    },
    staked=200,
)
