"""The server's figures equal a table played bet by bet, to the cent, whatever was played."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.ledger import Entry, Ledger, Run
from tests.rules.winter_day import DAY, GRAVE, SWING

BEGIN = SWING - timedelta(minutes=100)
STEP = timedelta(minutes=7)
FEWEST_STEPS = 25
EXAMPLES = 400
"""At least 10,000 events in every run."""

Step = tuple[str, int]

_CENTS = st.integers(1, 1_000_000)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("bet"), st.integers(-500_000, 500_000)),
        st.tuples(st.sampled_from(["cash", "marker", "coupon", "chips", "rated"]), _CENTS),
        st.tuples(st.sampled_from(["fill", "credit"]), _CENTS),
        st.tuples(st.just("mistake"), _CENTS),
        st.tuples(
            st.sampled_from(["count", "shift count", "reopen", "reopen counted"]), st.just(0)
        ),
    ),
    min_size=FEWEST_STEPS,
    max_size=40,
)


@dataclass
class Played:
    """The same steps on the server and in the ledger."""

    history: History
    ledger: Ledger
    session: UUID

    def play(self, step: Step, at: datetime) -> None:
        name, cents = step
        moves: dict[str, Callable[[datetime, int], None]] = {
            "bet": lambda _, lost: self.ledger.bet(lost),
            "fill": self._fill,
            "credit": self._credit,
            "mistake": self._mistake,
            "count": lambda moment, _: self._count(moment, None),
            "shift count": lambda moment, _: self._count(moment, SWING),
            "reopen": lambda moment, _: self._reopen(moment, is_counted=False),
            "reopen counted": lambda moment, _: self._reopen(moment, is_counted=True),
        }
        if name in moves:
            moves[name](at, cents)
        else:
            self._buy_in(name, at, cents)

    def _buy_in(self, name: str, at: datetime, cents: int) -> None:
        is_rated, tender = name == "rated", "cash" if name == "rated" else name
        self.history.buy_in(at, cents, rated=is_rated, tender=tender)
        self.ledger.buy_in(Entry(at, cents, is_rated, tender != "chips"))

    def _fill(self, at: datetime, cents: int) -> None:
        self.history.fill(self.session, at, cents)
        self.ledger.fill(at, cents)

    def _credit(self, at: datetime, cents: int) -> None:
        self.history.credit(self.session, at, cents)
        self.ledger.fill(at, -cents)

    def _mistake(self, at: datetime, cents: int) -> None:
        self.history.reverse(self.history.buy_in(at, cents))
        self.ledger.mistake(Entry(at, cents, False, True))

    def _count(self, at: datetime, boundary: datetime | None) -> None:
        self.history.count(at, self.ledger.tray_cents, session=self.session, boundary=boundary)
        self.ledger.runs[-1].readings.append(self.ledger.read(at))
        if boundary is not None:
            self.ledger.edges[boundary] = at

    def _reopen(self, at: datetime, *, is_counted: bool) -> None:
        """Closes with a count; the next opener finds other chips, or there is none."""
        reading = self.ledger.read(at)
        closer = self.history.close(self.session, at, self.ledger.tray_cents)
        self.ledger.runs[-1].readings.append(reading)
        later = at + timedelta(minutes=1)
        if is_counted:
            self.ledger.tray_cents -= 12_345
            reading = self.ledger.read(later)
        opener = self.ledger.tray_cents if is_counted else None
        self.session = self.history.open(later, opener, expected=closer)
        self.ledger.runs.append(Run([reading]))


def _begin(house: House, *, is_counted: bool) -> Played:
    history, ledger = History(house), Ledger()
    session = history.open(BEGIN, ledger.tray_cents if is_counted else None)
    ledger.runs.append(Run([ledger.read(BEGIN)] if is_counted else []))
    return Played(history, ledger, session)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_STEPS, is_counted=st.booleans())
def test_the_servers_figures_equal_the_ledger(
    house: House, steps: list[Step], is_counted: bool
) -> None:
    connection = house.connection
    with connection.transaction(force_rollback=True), connection.pipeline():
        played = _begin(house, is_counted=is_counted)
        for number, step in enumerate(steps, start=1):
            played.play(step, BEGIN + number * STEP)
        for start, end in ((DAY, SWING), (SWING, GRAVE), (DAY, GRAVE)):
            expected = played.ledger.expected(start, end)
            figures = played.history.figures(start, end)
            assert {name: figures[name] for name in expected} == expected
