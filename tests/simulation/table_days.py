"""Days of one table played in plain Python, with the cage at its elbow."""

import functools
import itertools
import random
from dataclasses import dataclass

from pitterm.database.demo import DEMO_FLOOR
from pitterm.database.floor import FloorTable, read_floor
from pitterm.simulation.games import GAMES
from pitterm.simulation.racks import Rack
from pitterm.simulation.tables import Kind, PlayedTable


@dataclass(frozen=True)
class TableDay:
    """What a day came to; amounts in cents."""

    won: int
    drop: int
    opener: int
    closer: int
    fills: int
    credits: int
    buy_ins: int
    smallest_tray: int

    @property
    def hold(self) -> float:
        """Percent of this day's drop."""
        return 100 * self.won / self.drop


def play_day(game: str, dice: random.Random, hours: int = 18) -> TableDay:
    """A day at the first table of the game on the demo's floor."""
    table, denominations = _table_of(game)
    par = table.par_cents or 0
    played = PlayedTable(
        GAMES[game],
        table.min_bet_cents,
        table.max_bet_cents,
        Rack.laid_out(denominations, par),
        par,
        dice,
    )
    opener = smallest = played.tray.total_cents
    moved = {Kind.LOW: 0, Kind.FULL: 0, Kind.BUY_IN: 0}
    for happening in itertools.chain(played.play(hours * 3_600), played.send_home()):
        smallest = min(smallest, played.tray.total_cents)
        if happening.kind is Kind.LOW:
            played.fill(happening.chipset)
        elif happening.kind is Kind.FULL:
            played.credit(happening.chipset)
        if happening.kind in moved:
            moved[happening.kind] += 1 if happening.kind is Kind.BUY_IN else happening.cents
    return TableDay(
        won=played.won_cents,
        drop=played.empty_box(),
        opener=opener,
        closer=played.tray.total_cents,
        fills=moved[Kind.LOW],
        credits=moved[Kind.FULL],
        buy_ins=moved[Kind.BUY_IN],
        smallest_tray=smallest,
    )


@functools.cache
def _table_of(game: str) -> tuple[FloorTable, tuple[int, ...]]:
    harbor = read_floor(DEMO_FLOOR).casinos[0]
    table = next(each for pit in harbor.pits for each in pit.tables if each.game == game)
    chips = next(each for each in harbor.chip_sets if each.name == table.chip_set)
    return table, tuple(chips.denominations_cents)
