"""One table played bet by bet: chips, cash and what the bets brought, without a clock."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pitterm.simulation.games import Game, stake_step
from pitterm.simulation.odds import Outcomes
from pitterm.simulation.racks import Rack

STRETCH_SECONDS = 600
"""Play between two settlements of a player's chips; every bet in it is drawn by itself."""
_BILL_CENTS = 2_000
_WALKS = 0.08


class Kind(StrEnum):
    """What can happen at a table that somebody beside the dealer has to do with."""

    BUY_IN = "buy-in"
    LEAVE = "leave"
    LOW = "tray low"
    FULL = "tray full"
    QUIET = "quiet"


class Brought(StrEnum):
    """What a player lays down for chips; `chips` come from another table."""

    CASH = "cash"
    MARKER = "marker"
    CHIPS = "chips"


@dataclass(frozen=True)
class Happening:
    """Something at a table, so many seconds after it opened; the tray already shows it.

    A low or full tray is the exception: its chips move when somebody moves them.
    """

    at: int
    kind: Kind
    cents: int = 0
    brought: Brought = Brought.CASH
    chipset: Mapping[int, int] = field(default_factory=dict)
    player: int = 0
    is_urgent: bool = False
    """Whether play stands still until the fill has come."""


@dataclass
class _Player:
    number: int
    bet: Outcomes
    stake_cents: int
    buy_in_cents: int
    rack: Rack
    bought_cents: int = 0


class PlayedTable:
    """A table's tray, its box and its players; win is what the bets brought and nothing else."""

    def __init__(
        self,
        game: Game,
        min_bet_cents: int,
        max_bet_cents: int,
        tray: Rack,
        par_cents: int,
        dice: random.Random,
        walkers: list[int] | None = None,
    ) -> None:
        self.game = game
        self.tray = tray
        self.par = Rack.laid_out(tray.denominations, par_cents)
        self.won_cents = 0
        self.staked_cents = 0
        self.box_cents = 0
        self.cash_cents = 0
        self._min_bet_cents = min_bet_cents
        self._max_bet_cents = max_bet_cents
        self._dice = dice
        self._walkers = [] if walkers is None else walkers
        self._players: list[_Player] = []
        self._arrived = 0
        self._clock = 0
        self._ends = STRETCH_SECONDS

    @property
    def seconds(self) -> int:
        """How long it has been played."""
        return self._clock

    def play(self, seconds: int) -> Iterator[Happening]:
        """Whole stretches of play; a happening is given out before anything after it is dealt."""
        for _ in range(seconds // STRETCH_SECONDS):
            self._ends = self._clock // STRETCH_SECONDS * STRETCH_SECONDS + STRETCH_SECONDS
            yield from self._stretch()
            self._clock = self._ends
            yield Happening(self._clock, Kind.QUIET)

    def send_home(self) -> Iterator[Happening]:
        """The players colour up and go."""
        for player in list(self._players):
            yield from self._leave(player)

    def fill(self, chipset: Mapping[int, int]) -> None:
        """Chips from the cage."""
        self.tray.put(chipset)

    def credit(self, chipset: Mapping[int, int]) -> None:
        """Chips for the cage."""
        self.tray.take(chipset)

    def empty_box(self) -> int:
        """What lies in the box that is taken out, in cents."""
        found, self.box_cents = self.box_cents, 0
        return found

    def _stretch(self) -> Iterator[Happening]:
        for _ in range(self._arrivals()):
            if len(self._players) < self.game.seats:
                yield from self._arrive()
        for player in list(self._players):
            yield from self._play_on(player)
        yield from self._look_at_the_tray()

    def _arrivals(self) -> int:
        """Players who come in one stretch: many small chances make it Poisson."""
        chance = self.game.arrivals_an_hour * STRETCH_SECONDS / 3_600 / 8
        return sum(self._dice.random() < chance for _ in range(8))

    def _arrive(self) -> Iterator[Happening]:
        self._arrived += 1
        bet = self.game.draw_bet(self._dice)
        player = _Player(self._arrived, bet, *self._stake(bet), Rack(self.tray.denominations))
        self._players.append(player)
        yield from self._buy_in(player, self._carried())

    def _stake(self, bet: Outcomes) -> tuple[int, int]:
        """A player's usual bet, and what they buy in for; both as people do."""
        step = stake_step(bet, self.tray.smallest_cents)
        wanted = self._min_bet_cents * self._dice.choice(self.game.stakes_percent) // bet.staked
        stake = max(step, min(wanted, self._max_bet_cents) // step * step)
        bets = self._dice.choice(self.game.buy_in_bets)
        cents = stake * bet.staked // 100 * bets
        bill = 10_000 if cents > 30_000 else _BILL_CENTS
        return stake, max(bill, (cents + bill // 2) // bill * bill)

    def _carried(self) -> int:
        """What a player brings in chips of another table; mostly nothing."""
        if not self._walkers or self._dice.random() > 0.3:
            return 0
        cents = self._walkers[0]
        is_right = self._min_bet_cents * 5 <= cents <= self.tray.total_cents // 20
        if not is_right or cents % self.tray.smallest_cents:
            return 0
        return self._walkers.pop(0)

    def _buy_in(self, player: _Player, carried_cents: int = 0) -> Iterator[Happening]:
        """Chips for cash, which goes into the box; who brings chips has theirs already."""
        cents = carried_cents or player.buy_in_cents
        player.bought_cents += cents
        if carried_cents:
            player.rack.put(Rack.worth(player.rack.denominations, cents).chipset())
            yield self._happened(Kind.BUY_IN, cents, Brought.CHIPS, player)
            return
        yield from self._wait_for_chips(cents)
        self.tray.pay(player.rack, cents, largest=max(2_500, player.stake_cents))
        self.box_cents += cents
        self.cash_cents += cents
        is_marker = cents >= 500_000 and self._dice.random() < 0.2
        brought = Brought.MARKER if is_marker else Brought.CASH
        yield self._happened(Kind.BUY_IN, cents, brought, player)

    def _play_on(self, player: _Player) -> Iterator[Happening]:
        rounds = self.game.rounds_an_hour * STRETCH_SECONDS // 3_600
        cash, pending = player.rack.total_cents, 0
        stake = self._press(player, cash)
        price = stake * player.bet.staked // 100
        for net in player.bet.draw(self._dice, rounds):
            won = stake * net // 100
            if cash + won < 0:
                yield from self._settle(player, pending)
                while player.rack.total_cents + won < 0:
                    yield from self._buy_in(player)
                cash, pending = player.rack.total_cents, 0
            cash += won
            pending += won
            self.staked_cents += price
            if cash < price:
                break
        yield from self._settle(player, pending)
        price = player.stake_cents * player.bet.staked // 100
        if player.rack.total_cents < price and self._dice.random() < self.game.buys_again:
            yield from self._buy_in(player)
        if player.rack.total_cents < price or self._has_had_enough(player):
            yield from self._leave(player)

    def _press(self, player: _Player, cash_cents: int) -> int:
        """Who is ahead plays with the house's money: twice the usual bet."""
        if cash_cents < 2 * player.bought_cents:
            return player.stake_cents
        return min(2 * player.stake_cents, max(self._max_bet_cents, player.stake_cents))

    def _settle(self, player: _Player, player_won_cents: int) -> Iterator[Happening]:
        """Chips across the layout for what the bets came to."""
        if player_won_cents > 0:
            yield from self._wait_for_chips(player_won_cents)
            self.tray.pay(player.rack, player_won_cents)
        elif player_won_cents < 0:
            player.rack.pay(self.tray, -player_won_cents)
        self.won_cents -= player_won_cents

    def _has_had_enough(self, player: _Player) -> bool:
        stays = self.game.mean_stay_hours * 3_600 / STRETCH_SECONDS
        return self._dice.random() < 1 / stays

    def _leave(self, player: _Player) -> Iterator[Happening]:
        """Small chips against large ones; then to the cage, or to another table."""
        self._players.remove(player)
        cents = player.rack.give_all(self.tray)
        if cents:
            self.tray.pay(player.rack, cents)
        if cents and self._dice.random() < _WALKS:
            self._walkers.append(cents)
        yield self._happened(Kind.LEAVE, cents, Brought.CHIPS, player)

    def _wait_for_chips(self, cents: int) -> Iterator[Happening]:
        """Play stands still while the tray cannot pay."""
        while self.tray.playable_cents < cents:
            short = cents - self.tray.playable_cents
            wanted = Rack.worth(self.tray.denominations, -(-short // 100_000) * 100_000)
            chips = {c: n for c, n in wanted.chipset().items() if n}
            yield self._happened(Kind.LOW, wanted.total_cents, chips=chips, is_urgent=True)

    def _look_at_the_tray(self) -> Iterator[Happening]:
        """A fill below two thirds of par, a credit above four thirds."""
        total, par = self.tray.total_cents, self.par.total_cents
        if 2 * par <= 3 * total and 3 * total <= 4 * par:
            return
        sign = 1 if total < par else -1
        pairs = zip(self.par.counts, self.tray.counts, strict=True)
        apart = [max(0, sign * (wanted - held)) for wanted, held in pairs]
        chips = {c: n for c, n in zip(self.tray.denominations, apart, strict=True) if n}
        cents = sum(c * n for c, n in chips.items())
        if cents:
            yield self._happened(Kind.LOW if sign > 0 else Kind.FULL, cents, chips=chips)

    def _happened(
        self,
        kind: Kind,
        cents: int,
        brought: Brought = Brought.CASH,
        player: _Player | None = None,
        *,
        chips: Mapping[int, int] | None = None,
        is_urgent: bool = False,
    ) -> Happening:
        self._clock = min(self._clock + self._dice.randrange(5, 40), self._ends - 1)
        number = player.number if player else 0
        return Happening(self._clock, kind, cents, brought, chips or {}, number, is_urgent)
