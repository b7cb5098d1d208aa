"""The telemetry of a player sums to what stands, whatever finance and the pit correct."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, outcome
from tests.rules.player import Player

Step = tuple[str, int, int]

_STEP = st.one_of(
    st.tuples(st.just("buy in"), st.just(0), st.integers(1, 5)),
    st.tuples(st.just("adjust"), st.integers(0, 3), st.integers(-5, 5).filter(bool)),
    st.tuples(st.sampled_from(["take back", "reverse"]), st.integers(0, 3), st.just(0)),
)
_STEPS = st.lists(
    st.tuples(_STEP, st.booleans()),
    min_size=2,
    max_size=14,
)


@dataclass
class BuyIn:
    """One buy-in as somebody with a pencil would keep it; cents."""

    transaction: Row
    in_finance: int
    is_taken_back: bool = False
    is_reversed_in_the_pit: bool = False

    @property
    def stands(self) -> int:
        return 0 if self.is_taken_back or self.is_reversed_in_the_pit else self.in_finance


@dataclass
class Played:
    """The same steps on the server and with the pencil."""

    house: House
    cashier: Pit
    boss: Pit
    player: Player
    buyins: list[BuyIn] = field(default_factory=list)

    def play(self, step: Step) -> None:
        name, place, cents = step
        if name == "buy in":
            self.buyins.append(BuyIn(self.player.buys_in(self.cashier, cents), cents))
            return
        if not self.buyins:
            return
        moves = {"adjust": self._adjust, "take back": self._take_back, "reverse": self._reverse}
        moves[name](self.buyins[place % len(self.buyins)], cents)

    def _adjust(self, buyin: BuyIn, cents: int) -> None:
        refusal = said(lambda: self.cashier.adjust(buyin.transaction, cents))
        if buyin.is_taken_back:
            assert refusal == "already_reversed"
        elif buyin.in_finance + cents < 0:
            assert refusal == "invalid_amount"
        else:
            assert refusal is None
            buyin.in_finance += cents

    def _take_back(self, buyin: BuyIn, _: int) -> None:
        refusal = said(lambda: self.cashier.take_back(buyin.transaction))
        if buyin.is_taken_back:
            assert refusal == "already_reversed"
        elif buyin.in_finance == 0:
            assert refusal == "invalid_amount"
        else:
            assert refusal is None
            buyin.is_taken_back = True

    def _reverse(self, buyin: BuyIn, _: int) -> None:
        """The pit sees what came over the bridge, and may take back that alone."""
        entry = self.house.value(
            "select id from pit.table_buyin_telemetry where idempotency_key = %s",
            f"pft:{buyin.transaction['id']}",
        )
        if entry is None:
            return
        refusal = said(lambda: self.boss.reverse(entry, "counted twice"))
        if buyin.is_reversed_in_the_pit:
            assert refusal == "already_reversed"
        assert refusal in (None, "already_reversed", "invalid_amount")
        buyin.is_reversed_in_the_pit |= refusal is None


def said(call: Callable[[], object]) -> str | None:
    """The code a call was refused with."""
    try:
        call()
    except psycopg.Error as error:
        return outcome(error)
    return None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_STEPS)
def test_the_telemetry_sums_to_what_stands(
    house: House, staff: Staff, boss: Pit, steps: list[tuple[Step, bool]]
) -> None:
    """Some of the steps find the bridge down; a backfill at the end brings the rest."""
    player = Player(house, house.new_table())
    played = Played(house, staff["cashier"], boss, player)
    for step, is_down in steps:
        with house.bridge_down() if is_down else nullcontext():
            played.play(step)
    house.backfill_all()
    assert sum(cents for _, cents in player.amounts()) == sum(
        buyin.stands for buyin in played.buyins
    )
    assert house.backfill_all() == 0
