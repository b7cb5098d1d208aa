"""Numbers of slips: two series, each without a gap or a twin, from 1 in every year."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import psycopg
import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused
from tests.rules.test_races import at_once

CROWD = 32
KINDS = ["fill", "credit"]
Step = Callable[[Row], Row]


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


@pytest.fixture(scope="module")
def cage(staff: Staff, pool: ThreadPoolExecutor) -> Iterator[list[Pit]]:
    """Harbor's cashier at many windows."""
    people = list(pool.map(lambda _: staff.sign_in("cashier"), range(CROWD)))
    yield people
    for person in people:
        person.connection.close()


@pytest.fixture(autouse=True)
def _in_play(boss: Pit, table: UUID) -> None:
    boss.open(table)


def last_number(house: House, kind: str) -> int:
    """The last number drawn this year."""
    number = house.value(
        "select coalesce(max(last_number), 0) from pit.slip_series"
        " where casino_id = %s and kind = %s and slip_year = extract(year from"
        " pit_private.gaming_day_of(%s, clock_timestamp()))",
        house.casino,
        kind,
        house.casino,
    )
    assert isinstance(number, int)
    return number


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_drawn_at_the_issue_and_its_label_tells_the_kind(
    hands: Hands, house: House, table: UUID, kind: str
) -> None:
    before = last_number(house, kind)
    assert hands.requested(kind, table)["slip_number"] is None
    slip = hands.issued(kind, table)
    assert slip["slip_number"] == before + 1
    year = house.value(
        "select extract(year from pit_private.gaming_day_of(%s, %s))::int",
        house.casino,
        slip["issued_at"],
    )
    assert slip["slip_label"] == f"{kind.upper()}-{year}-{before + 1:06}"


def test_fills_and_credits_are_counted_apart(hands: Hands, house: House, table: UUID) -> None:
    credit = last_number(house, "credit")
    hands.issued("fill", table)
    assert last_number(house, "credit") == credit


@pytest.mark.parametrize("kind", KINDS)
def test_a_year_begins_at_one_whatever_the_last_one_ended_with(
    hands: Hands, house: House, table: UUID, kind: str
) -> None:
    before = last_number(house, kind)
    series = "select last_number from pit.slip_series where kind = %s and slip_year = 2001"
    house.connection.execute(
        "insert into pit.slip_series (casino_id, kind, slip_year, last_number)"
        " values (%s, %s, 2001, 5700)",
        [house.casino, kind],
    )
    assert hands.issued(kind, table)["slip_number"] == before + 1
    assert house.value(series, kind) == 5_700


def test_each_casino_counts_its_own(hands: Hands, house: House, boss2: Pit, table: UUID) -> None:
    hands.issued("fill", table)
    elsewhere = house.new_table("lakeside")
    boss2.open(elsewhere)
    slip = boss2.request("fill", elsewhere)
    boss = house.database.staff_id("boss2")
    house.change("staff", boss, role="cashier")
    with refused("same_person"):
        boss2.issue(slip)
    other = house.new_colleague("floor_supervisor", "lakeside")
    house.change("fill_credit_slip", slip["id"], requested_by_staff_id=other)
    assert boss2.issue(slip)["slip_number"] == 1
    house.change("staff", boss, role="pit_boss")


@pytest.mark.parametrize("kind", KINDS)
def test_a_void_keeps_its_number(hands: Hands, table: UUID, kind: str) -> None:
    slip = hands.issued(kind, table)
    void = hands.cashier.void(slip)
    assert void["slip_label"] == slip["slip_label"]
    assert hands.issued(kind, table)["slip_number"] == slip["slip_number"] + 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_issue_that_does_not_happen_gives_its_number_back(
    hands: Hands, house: House, table: UUID, kind: str
) -> None:
    before = last_number(house, kind)
    slip = hands.requested(kind, table)
    with hands.cashier.connection.transaction(force_rollback=True):
        assert hands.cashier.issue(slip)["slip_number"] == before + 1
    assert last_number(house, kind) == before
    assert hands.cashier.issue(slip)["slip_number"] == before + 1


def test_many_issues_at_once_leave_no_gap_and_no_twin_in_either_series(
    hands: Hands, house: House, boss: Pit, cage: list[Pit], pool: ThreadPoolExecutor
) -> None:
    tables = [house.new_table() for _ in range(8)]
    for table in tables:
        boss.open(table)
    before = {kind: last_number(house, kind) for kind in KINDS}
    slips = [hands.requested(KINDS[n % 2], tables[n % 8]) for n in range(CROWD * 2)]
    for some in (slips[:CROWD], slips[CROWD:]):
        pairs = zip(cage, some, strict=True)
        results = at_once(pool, [partial(one.issue, slip) for one, slip in pairs])
        assert Counter(r for r in results if isinstance(r, str)) == {}
    for kind in KINDS:
        drawn = hands.floor.query(
            "select slip_number, issued_at from pit.fill_credit_slip"
            " where kind = %s and slip_number > %s and slip_year > 2001 order by slip_number",
            kind,
            before[kind],
        )
        numbers = [row["slip_number"] for row in drawn]
        assert numbers == list(range(before[kind] + 1, before[kind] + CROWD + 1))
        assert last_number(house, kind) == numbers[-1]
        assert [r["issued_at"] for r in drawn] == sorted(r["issued_at"] for r in drawn)


def test_one_slip_issued_by_many_draws_one_number(
    hands: Hands, house: House, cage: list[Pit], pool: ThreadPoolExecutor, table: UUID
) -> None:
    before = last_number(house, "fill")
    slip = hands.requested("fill", table)
    results = at_once(pool, [partial(one.issue, slip) for one in cage])
    assert Counter(r for r in results if isinstance(r, str)) == {
        "invalid_state_transition": CROWD - 1
    }
    assert last_number(house, "fill") == before + 1


@pytest.mark.parametrize("verified_first", [True, False])
def test_of_a_verification_and_a_void_one_happens(
    hands: Hands, house: House, pool: ThreadPoolExecutor, table: UUID, verified_first: bool
) -> None:
    slip = hands.carried("fill", table)
    one, other = hands.dealer, hands.cashier
    sooner: Step = one.verify
    later: Step = other.void
    if not verified_first:
        one, other, sooner, later = other, one, later, sooner
    with one.connection.transaction():
        done = sooner(slip)
        future = pool.submit(later, slip)
        house.wait_until_blocked(other)
    with refused("invalid_state_transition"):
        future.result()
    kept = "select * from pit.fill_credit_slip where id = %s"
    assert hands.floor.query(kept, slip["id"]) == [done]


def test_a_number_is_unique_even_for_the_administrator(
    hands: Hands, house: House, table: UUID
) -> None:
    slip = hands.issued("fill", table)
    twin = hands.issued("fill", table)
    with pytest.raises(psycopg.errors.UniqueViolation):
        house.change("fill_credit_slip", twin["id"], slip_number=slip["slip_number"])
