"""The five games and the habits of who plays them: how much, how fast, how long."""

import random
from dataclasses import dataclass

from pitterm.simulation import odds
from pitterm.simulation.odds import Outcomes

_STEP_CENTS = 500


@dataclass(frozen=True)
class Game:
    """How a game is played; amounts are in table minimums, so that limits scale them."""

    name: str
    rounds_an_hour: int
    arrivals_an_hour: float
    seats: int
    mean_stay_hours: float
    bets: tuple[Outcomes, ...]
    stakes_percent: tuple[int, ...]
    """Usual bets in percent of the table's minimum."""
    buy_in_bets: tuple[int, ...]
    """Usual buy-ins in bets."""
    buys_again: float
    """How often a broken player buys in again."""

    def draw_bet(self, dice: random.Random) -> Outcomes:
        return dice.choice(self.bets)


GAMES = {
    game.name: game
    for game in (
        Game(
            name="Blackjack",
            rounds_an_hour=80,
            arrivals_an_hour=1.6,
            seats=7,
            mean_stay_hours=5.8,
            bets=(odds.BLACKJACK,),
            stakes_percent=(100, 100, 100, 150, 200, 300),
            buy_in_bets=(5, 6, 8, 10),
            buys_again=0.85,
        ),
        Game(
            name="Baccarat",
            rounds_an_hour=72,
            arrivals_an_hour=1.4,
            seats=7,
            mean_stay_hours=2.8,
            bets=(odds.BANKER, odds.PLAYER),
            stakes_percent=(100, 100, 200, 300, 500),
            buy_in_bets=(6, 8, 10),
            buys_again=0.7,
        ),
        Game(
            name="Roulette",
            rounds_an_hour=40,
            arrivals_an_hour=2.4,
            seats=8,
            mean_stay_hours=1.6,
            bets=(*odds.STRAIGHT_UP.values(), odds.EVEN_MONEY, odds.DOZEN),
            stakes_percent=(100, 100, 150, 200),
            buy_in_bets=(6, 8, 10),
            buys_again=0.6,
        ),
        Game(
            name="Craps",
            rounds_an_hour=36,
            arrivals_an_hour=2.2,
            seats=14,
            mean_stay_hours=6.2,
            bets=(*odds.PASS_LINE.values(), odds.PASS_LINE[2], odds.FIELD),
            stakes_percent=(100, 100, 150, 200),
            buy_in_bets=(6, 8, 10),
            buys_again=0.75,
        ),
        Game(
            name="Three Card Poker",
            rounds_an_hour=50,
            arrivals_an_hour=1.5,
            seats=6,
            mean_stay_hours=4.0,
            bets=(odds.ANTE, odds.ANTE_AND_PAIR_PLUS),
            stakes_percent=(100, 100, 150, 200),
            buy_in_bets=(5, 6, 8, 10),
            buys_again=0.85,
        ),
    )
}


def stake_step(bet: Outcomes, smallest_chip_cents: int) -> int:
    """The step of stakes whose every payout the table's chips can make, in cents."""
    step = _STEP_CENTS
    while any(net * step % (100 * smallest_chip_cents) for net in bet.weights):
        step += _STEP_CENTS
    return step
