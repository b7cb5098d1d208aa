"""A player's visit and the rating slips of their play."""

from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused


@pytest.fixture
def running(boss: Pit, table: UUID) -> UUID:
    """A table with a running session."""
    boss.open(table)
    return table


@pytest.fixture
def visit(floor: Pit) -> Row:
    return floor.start_visit("Club 4711")


def test_a_visit_begins_with_a_reference_or_a_stranger(floor: Pit, visit: Row) -> None:
    assert (visit["player_reference"], visit["ended_at"]) == ("Club 4711", None)
    assert floor.start_visit()["player_reference"] is None
    assert floor.start_visit(" Club 1 ")["player_reference"] == "Club 1"


def test_a_reference_is_a_short_printable_label(floor: Pit) -> None:
    with refused("missing_argument"):
        floor.start_visit(" ")
    with refused("invalid_argument"):
        floor.start_visit("x" * 65)
    with refused("invalid_text"):
        floor.start_visit("\x1b[2J")


def test_a_slip_rates_a_players_seat_until_it_ends(floor: Pit, visit: Row, running: UUID) -> None:
    slip = floor.start_slip(visit, running, 3)
    assert (slip["visit_id"], slip["gaming_table_id"]) == (visit["id"], running)
    assert (slip["seat_number"], slip["ended_at"]) == (3, None)
    ended = floor.end_slip(slip)
    assert ended["ended_at"] > ended["started_at"]
    with refused("invalid_state_transition"):
        floor.end_slip(slip)


def test_a_rated_buy_in_names_the_slip_that_was_started(
    floor: Pit, visit: Row, running: UUID
) -> None:
    slip = floor.start_slip(visit, running)
    entry = floor.buy_in(
        running, 5_000, "RATED_BUYIN", visit_id=visit["id"], rating_slip_id=slip["id"]
    )
    assert entry["rating_slip_id"] == slip["id"]


def test_a_slip_needs_a_running_session(boss: Pit, visit: Row, table: UUID) -> None:
    with refused("no_live_session"):
        boss.start_slip(visit, table)
    session = boss.open(table)
    boss.close(session, boss.count(table, "close"))
    with refused("no_live_session"):
        boss.start_slip(visit, table)


def test_a_seat_has_one_open_slip(floor: Pit, visit: Row, running: UUID) -> None:
    first = floor.start_slip(visit, running, 3)
    with refused("invalid_linkage"):
        floor.start_slip(floor.start_visit(), running, 3)
    floor.end_slip(first)
    assert floor.start_slip(floor.start_visit(), running, 3)


def test_a_player_has_one_open_slip_a_table(
    boss: Pit, floor: Pit, house: House, visit: Row, running: UUID
) -> None:
    other = house.new_table()
    boss.open(other)
    floor.start_slip(visit, running, 3)
    with refused("invalid_linkage"):
        floor.start_slip(visit, running, 4)
    assert floor.start_slip(visit, other, 3)


@pytest.mark.parametrize("seat", [0, -1, 31])
def test_a_seat_is_from_1_to_30(floor: Pit, visit: Row, running: UUID, seat: int) -> None:
    with refused("invalid_argument"):
        floor.start_slip(visit, running, seat)


def test_a_visit_ends_once_and_after_its_slips(floor: Pit, visit: Row, running: UUID) -> None:
    slip = floor.start_slip(visit, running)
    with refused("invalid_state_transition"):
        floor.end_visit(visit)
    floor.end_slip(slip)
    assert floor.end_visit(visit)["ended_at"] > visit["started_at"]
    with refused("invalid_state_transition"):
        floor.end_visit(visit)
    with refused("invalid_linkage"):
        floor.start_slip(visit, running)


def test_what_is_unknown_or_foreign_is_not_found(
    boss: Pit, boss2: Pit, house: House, visit: Row, running: UUID
) -> None:
    lakeside = house.new_table("lakeside")
    boss2.open(lakeside)
    foreign_visit = boss2.start_visit()
    foreign_slip = boss2.start_slip(foreign_visit, lakeside)
    for stay in (UUID(int=0), foreign_visit):
        with refused("entry_not_found"):
            boss.end_visit(stay)
        with refused("entry_not_found"):
            boss.start_slip(stay, running)
    for slip in (UUID(int=0), foreign_slip):
        with refused("slip_not_found"):
            boss.end_slip(slip)
    for place in (UUID(int=0), lakeside):
        with refused("table_not_found"):
            boss.start_slip(visit, place)


def test_a_visit_and_its_slips_are_named(floor: Pit, visit: Row, running: UUID) -> None:
    for rpc, arguments in (
        ("rpc_end_visit", {"visit_id": None}),
        ("rpc_end_rating_slip", {"rating_slip_id": None}),
        ("rpc_start_rating_slip", {"visit_id": None, "table_id": running}),
        ("rpc_start_rating_slip", {"visit_id": visit["id"], "table_id": None}),
    ):
        with refused("missing_argument"):
            floor.call(rpc, **arguments)


def test_each_of_them_applies_once_under_its_key(
    floor: Pit, house: House, visit: Row, running: UUID
) -> None:
    before = house.change_number()
    stay = floor.start_visit("Club 9", idempotency_key=f"v-{running}")
    assert floor.start_visit("Club 9", idempotency_key=f"v-{running}") == stay
    named = {"visit_id": stay["id"], "table_id": running, "idempotency_key": f"s-{running}"}
    slip = floor.call("rpc_start_rating_slip", **named)
    assert floor.call("rpc_start_rating_slip", **named) == slip
    ended = floor.end_slip(slip, idempotency_key=f"e-{running}")
    assert floor.end_slip(slip, idempotency_key=f"e-{running}") == ended
    left = floor.end_visit(stay, idempotency_key=f"l-{running}")
    assert floor.end_visit(stay, idempotency_key=f"l-{running}") == left
    assert house.change_number() == before + 4
    with refused("idempotency_conflict"):
        floor.start_visit(idempotency_key=f"v-{running}")
    with refused("idempotency_conflict"):
        floor.end_visit(visit, idempotency_key=f"v-{running}")


@pytest.mark.parametrize(
    "login", ["dealer", "security", "shift", "cashier", "count", "auditor", "floor", "admin"]
)
def test_only_floor_boss_and_admin_keep_visits_and_slips(
    staff: Staff, visit: Row, running: UUID, login: str
) -> None:
    person = staff[login]
    if login in ("floor", "admin"):
        slip = person.start_slip(person.start_visit(), running)
        assert person.end_visit(person.end_slip(slip)["visit_id"])
        return
    with refused("forbidden"):
        person.start_visit()
    with refused("forbidden"):
        person.end_visit(visit)
    with refused("forbidden"):
        person.start_slip(visit, running)
    with refused("forbidden"):
        person.end_slip(UUID(int=0))


@pytest.mark.parametrize("login", ["security", "cashier", "count"])
def test_who_counts_or_pays_does_not_learn_who_plays(staff: Staff, visit: Row, login: str) -> None:
    assert visit
    for place in ("visit", "rating_slip", "player_financial_transaction"):
        assert staff[login].query(f"select * from pit.{place}") == []
