"""A winter day in the books of Harbor, for reports that are read from them."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.databases import Database
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.winter_day import at

FORMULA = "=cmd|'/c calc'!A1"
"""The label of the one table that was played at."""


@contextmanager
def a_played_day(database: Database) -> Iterator[History]:
    """The table opened 100 short of its closer, won 500 by 16:00 and took in 2,300 more."""
    with database.connect_admin() as connection:
        house = House(database, connection)
        past = History(house)
        pit = house.value("select pit_id from pit.gaming_table where label = 'BJ-01' limit 1")
        house.change("gaming_table", past.table, label=FORMULA, pit_id=pit, spot=90)
        before = past.open(at(7), 2_000_000)
        expected = past.close(before, at(13), 2_010_000)
        past.buy_in(at(14, 10), 7_500)
        session = past.open(at(14, 30), 2_000_000, expected)
        past.buy_in(at(15), 100_000)
        past.count(at(16), 1_950_000, session=session)
        past.buy_in(at(17), 200_000)
        past.buy_in(at(21), 30_000, rated=True)
        past.close(session, at(23), 1_900_000)
        yield past
